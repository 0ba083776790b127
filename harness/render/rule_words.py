"""The documentation of the rules that a page speaks of, as HTML at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from harness.explain import documentation, measured_words
from harness.model.finding import Finding
from harness.rules import RULES

_STRESSED = re.compile(r"(?<!\w)\*([^*<>\s](?:[^*<>]{0,60}[^*<>\s])?)\*(?!\w)")
_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """A rule's identity and its documentation; `text` is empty for a rule that is not ours.

    `measured` says, a sentence a set, what it was measured to be worth beside human marks.
    """

    code: str
    name: str
    family: str
    mqm: str
    text: Markup
    measured: tuple[str, ...]


def rule_words(findings: Iterable[Finding]) -> tuple[RuleWords, ...]:
    """Return the words on every rule that found or corroborated something, by code."""
    known = {rule.code: rule for rule in RULES}
    named: dict[str, RuleWords] = {}
    for finding in findings:
        own = known.get(finding.rule)
        named[finding.rule] = RuleWords(
            code=finding.rule,
            name=finding.name,
            family=finding.family,
            mqm=finding.mqm,
            text=as_html(documentation(own)) if own else Markup(""),
            measured=measured_words(own) if own else (),
        )
        for code in finding.corroborated_by:
            other = known.get(code)
            if other is not None:
                named.setdefault(
                    code,
                    RuleWords(
                        code=code,
                        name=other.name,
                        family=other.family,
                        mqm=other.mqm,
                        text=as_html(documentation(other)),
                        measured=measured_words(other),
                    ),
                )
    return tuple(named[code] for code in sorted(named))


# The same rules stand on page after page.
@lru_cache(maxsize=512)
def as_html(text: str) -> Markup:
    """Return a docstring's paragraphs, lists and `code` as HTML.

    >>> as_html("A `b` & c.")
    Markup('<p>A <code>b</code> &amp; c.</p>')
    """
    return Markup("").join(_block(part) for part in re.split(r"\n\s*\n", text.strip("\n")))


def _block(part: str) -> Markup:
    lines = part.splitlines()
    if all(line.startswith("    ") for line in lines):
        return Markup("<pre>{}</pre>").format("\n".join(line[4:] for line in lines))
    if lines[0].lstrip().startswith("- "):
        items = re.split(r"(?:^|\n)\s*- ", part)[1:]
        return Markup("<ul>{}</ul>").format(
            Markup("").join(Markup("<li>{}</li>").format(_inline(item)) for item in items)
        )
    return Markup("<p>{}</p>").format(_inline(part))


def _inline(text: str) -> Markup:
    coded = _CODE.sub(r"<code>\1</code>", str(escape(" ".join(text.split()))))
    return Markup(_STRESSED.sub(r"<i>\1</i>", coded))
