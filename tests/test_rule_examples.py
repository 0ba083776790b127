"""Every rule is tested by the examples in its own file."""

import pytest

from harness.model.finding import Hit
from harness.rules import RULES
from harness.rules.rule import Bad, example


def each(kind):
    return [
        pytest.param(rule, shown, id=f"{rule.code}-{number}")
        for rule in RULES
        for number, shown in enumerate(getattr(rule, kind))
    ]


def hits(rule, shown):
    return sorted(rule.check(example(shown)), key=lambda hit: hit.span)


def mended(text: str, found: list[Hit]) -> str:
    for hit in sorted(found, key=lambda hit: hit.span, reverse=True):
        text = text[: hit.span.start] + (hit.suggestion or "") + text[hit.span.end :]
    return text


@pytest.mark.parametrize(("rule", "bad"), each("bad"))
def test_flags_exactly_the_marked_spans(rule, bad):
    assert tuple(hit.span for hit in hits(rule, bad)) == bad.spans != ()


@pytest.mark.parametrize(("rule", "bad"), [p for p in each("bad") if p.values[1].fixed is not None])
def test_its_suggestion_gives_the_promised_text_and_satisfies_it(rule, bad):
    fixed = mended(bad.text, hits(rule, bad))
    assert fixed == bad.fixed
    after = Bad(marked=fixed, reference=bad.reference, source=bad.source, language=bad.language)
    assert not hits(rule, after)


@pytest.mark.parametrize(("rule", "good"), each("good"))
def test_leaves_good_text_alone(rule, good):
    assert [hit.span.of(good.text) for hit in hits(rule, good)] == []


@pytest.mark.xfail(reason="known miss, written down in the rule", strict=True)
@pytest.mark.parametrize(("rule", "bad"), each("misses"))
def test_known_misses(rule, bad):
    assert tuple(hit.span for hit in hits(rule, bad)) == bad.spans
