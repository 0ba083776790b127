"""A rule's own examples as tests: the same for the rules of this package and for those of others.

A bad example is flagged at exactly its marks, what is suggested gives the promised text and is
not flagged again, a good one is left alone, and a known miss is still missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from harness.model.finding import Hit
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule, example


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing that a rule promises; `check` raises AssertionError where it does not hold."""

    name: str
    check: Callable[[], None]

    def __str__(self) -> str:
        return self.name


def check_rule(rule: Rule) -> None:
    """Raise one AssertionError that names every example of the rule that does not hold."""
    if not rule.bad or not rule.good:
        raise AssertionError(f"{rule.code}: give it bad and good examples")
    broken = []
    for case in rule_cases(rule):
        try:
            case.check()
        except AssertionError as error:
            broken.append(f"{case}: {error}")
    if broken:
        raise AssertionError("\n".join(broken))


def rule_cases(rule: Rule) -> Iterator[Case]:
    """Yield the rule's examples, each as a case of its own: one test a case, where that is wanted.

    `@pytest.mark.parametrize("case", rule_cases(RULE), ids=str)`.
    """
    for number, bad in enumerate(rule.bad):
        name = f"{rule.code}-bad-{number}"
        yield Case(name=name, check=partial(_flags, rule, bad))
        if bad.fixed is not None:
            yield Case(name=f"{name}-fixed", check=partial(_mends, rule, bad))
    for number, good in enumerate(rule.good):
        yield Case(name=f"{rule.code}-good-{number}", check=partial(_leaves_alone, rule, good))
    for number, bad in enumerate(rule.misses):
        yield Case(name=f"{rule.code}-miss-{number}", check=partial(_misses, rule, bad))


def _flags(rule: Rule, bad: Bad) -> None:
    if not bad.spans:
        raise AssertionError(f"no [[mark]] in {bad.marked!r}")
    found = [hit.span for hit in _hits(rule, bad)]
    if tuple(found) != bad.spans:
        raise AssertionError(f"flags {_marked(bad.text, found)!r}, not {bad.marked!r}")


def _mends(rule: Rule, bad: Bad) -> None:
    fixed = _mended(bad.text, _hits(rule, bad))
    if fixed != bad.fixed:
        raise AssertionError(f"mends to {fixed!r}, not to {bad.fixed!r}")
    left = [hit.span for hit in _hits(rule, replace(bad, marked=fixed, fixed=None))]
    if left:
        raise AssertionError(f"flags what it mended: {_marked(fixed, left)!r}")


def _leaves_alone(rule: Rule, good: Good) -> None:
    found = [hit.span for hit in _hits(rule, good)]
    if found:
        raise AssertionError(f"flags good text: {_marked(good.text, found)!r}")


def _misses(rule: Rule, bad: Bad) -> None:
    """Raise where a known miss is found now: then it is no miss, and belongs to the bad ones."""
    if tuple(hit.span for hit in _hits(rule, bad)) == bad.spans:
        raise AssertionError(f"no longer missed, so write it down as bad: {bad.marked!r}")


def _hits(rule: Rule, shown: Bad | Good) -> list[Hit]:
    return sorted(rule.check(example(shown)), key=lambda hit: hit.span)


def _mended(text: str, found: list[Hit]) -> str:
    for hit in reversed(found):
        text = text[: hit.span.start] + (hit.suggestion or "") + text[hit.span.end :]
    return text


def _marked(text: str, spans: list[Span]) -> str:
    for span in reversed(spans):
        text = f"{text[: span.start]}[[{span.of(text)}]]{text[span.end :]}"
    return text
