"""Quotation marks of another language in an English text: « so », „so“, 「so」, 《so》.

Engines copy the marks of their source as if they were letters. An English reader takes them
for arrows or stray commas, and English style sets a quotation in “ ” or " ".

Each half is flagged, with the English mark in its place and without the space that French
sets inside. Quiet where the article has such marks throughout (its own style), where what they
hold is in another language or script, and on a single half without its other one.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.quotes import Quotation
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_FOREIGN = frozenset("«»„「」『』")
_LETTERS = 0x2C0


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    if text.isascii():
        return
    paired = [one for one in analysis.quotations if one.opened and one.closed]
    foreign = [one for one in paired if text[one.span.start] in _FOREIGN]
    if not foreign:
        return
    curly = any(text[one.span.start] == "“" for one in paired)
    low = len(foreign) * 2 > len(paired) and len(foreign) > 2
    for one in foreign:
        if any(ord(letter) >= _LETTERS and letter.isalpha() for letter in one.inner.of(text)):
            continue
        for span, mark in _halves(text, one, curly=curly):
            yield Hit(
                span,
                because="English does not write it",
                suggestion=mark,
                confidence=Confidence.LOW if low else None,
            )


def _halves(text: str, one: Quotation, *, curly: bool) -> Iterable[tuple[Span, str]]:
    """Yield both halves with the space inside them, and the English mark for each."""
    start, end = one.inner.start, one.inner.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    yield Span(one.span.start, start), "“" if curly else '"'
    yield Span(end, one.span.end), "”" if curly else '"'


RULE = Rule(
    code="FRM114",
    name="foreign-quote",
    family="form",
    summary="quotation marks of another language",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/typography",
    languages=("en",),
    check=_check,
    bad=(
        Bad(
            marked="[[« ]]It rains[[ »]], said the mayor.",
            fixed='"It rains", said the mayor.',
        ),
        Bad(
            marked="They call it [[„]]a gift[[“]] and “a joke”.",
            fixed="They call it “a gift” and “a joke”.",
        ),
        Bad(marked="The ship [[「]]Sea Star[[」]] sank.", fixed='The ship "Sea Star" sank.'),
    ),
    good=(
        Good(text='"It rains", said the mayor of “the port”.'),
        Good(text="The sign 「港」 means port, and «порт» does as well."),
        Good(text="He said “no” and “never” and 'not today'."),
        Good(text="The values were 5 « 10 in the old notation."),
    ),
    doc=__doc__,
)
