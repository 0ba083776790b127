"""A quotation mark that clings to the wrong word, or to words on both sides.

Engines move marks by a token: the opening one ends up glued to the word before it
(`said"yes`), the closing one loses the space after it (`yes"he`), or stands a space away from
what it quotes (`" yes"`).

Quiet on marks that stand free on both sides by custom (French guillemets), on inches, and on
quotations that end before a suffix (`"no"s`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.quotes import QuoteMark, Role
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_MARKS = frozenset('"“”„')
_SUFFIX = re.compile(r"(?:s|ed|ing|er|ers|ish|like|d|t|n|en|es|em|te)(?!\w)")


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    for mark in analysis.quote_marks:
        if mark.character not in _MARKS or mark.damaged or not mark.paired:
            continue
        segment = analysis.segments[mark.segment].span
        before = text[mark.span.start - 1] if mark.span.start > segment.start else ""
        after = text[mark.span.end] if mark.span.end < segment.end else ""
        hit = _opening(mark, before, after) if mark.role is Role.OPENS else None
        if mark.role is Role.CLOSES:
            hit = _closing(text, mark, before, after)
        if hit:
            yield hit


def _opening(mark: QuoteMark, before: str, after: str) -> Hit | None:
    start, end = mark.span.start, mark.span.end
    quote = mark.character
    if before.isalpha() and before < "\u0250" and after.isalnum():
        return Hit(mark.span, because="no space before it", suggestion=f" {quote}")
    if before == " " and after == " ":
        # A lone space inside may be the writer's custom on both sides.
        return Hit(
            Span(start, end + 1),
            because="a space stands after it",
            suggestion=quote,
            confidence=Confidence.LOW,
        )
    return None


def _closing(text: str, mark: QuoteMark, before: str, after: str) -> Hit | None:
    start, end = mark.span.start, mark.span.end
    quote = mark.character
    if after.isalpha() and after < "\u0250" and not _SUFFIX.match(text, end):
        return Hit(mark.span, because="no space after it", suggestion=f"{quote} ")
    if before == " " and not after.isalnum():
        return Hit(
            Span(start - 1, end),
            because="a space stands before it",
            suggestion=quote,
            confidence=Confidence.LOW,
        )
    return None


RULE = Rule(
    code="FRM111",
    name="misplaced-quote",
    family="form",
    summary="quotation mark glued to the wrong word",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/punctuation",
    check=_check,
    bad=(
        Bad(marked='He said[["]]yes" and left.', fixed='He said "yes" and left.'),
        Bad(marked='He said "yes[["]]and left.', fixed='He said "yes" and left.'),
        Bad(marked='He said [[" ]]yes" and left.', fixed='He said "yes" and left.'),
        Bad(marked="The “yes[[ ”]] was his.", fixed="The “yes” was his."),
    ),
    good=(
        Good(text='He said "yes," and—"no"—left ("never").'),
        Good(text="« Oui », dit-il, “non”.", language="fr"),
        Good(text='Three "no"s and two "yes"es; a 12" pipe.'),
        Good(text="„Ja“-Sager und 'Nein'-Sager", language="de"),
        Good(text="他说“是的”然后离开了。", language="zh"),
    ),
    doc=__doc__,
)
