"""A quotation that opens with a straight mark and closes with a curly one, or the other way.

Engines copy one half from the source and make the other themselves, and what straightens
quotation marks meets only one of them. Readers see a blot; programs that pair the marks lose
the end of the quotation.

The half that is drawn otherwise than the article draws its marks is flagged. Quiet on damaged
references, which have a rule of their own, on pairs that a language really uses („so“, ”so”),
and on single marks, which apostrophes resemble.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_STRAIGHT = '"'
_CURLY = frozenset("“”„‟")
_OTHER_HALF = {"“": "”", "”": "“", "„": "“"}


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    drawn = Counter(mark.character == _STRAIGHT for mark in analysis.quote_marks)
    mostly_straight = drawn[True] >= drawn[False]
    for one in analysis.quotations:
        if not one.closed or one.inner.start - one.span.start != 1:
            continue
        if one.span.end - one.inner.end != 1:
            continue
        first, last = text[one.span.start], text[one.span.end - 1]
        if first == last == "“" and analysis.language == "en":
            yield Hit(
                Span(one.span.end - 1, one.span.end),
                because="it is drawn as the half that opens",
                suggestion="”",
                related=(Span(one.span.start, one.inner.start),),
            )
        if {first, last} & _CURLY and _STRAIGHT in (first, last):
            at_start = (first == _STRAIGHT) != mostly_straight
            place = one.span.start if at_start else one.span.end - 1
            other = last if at_start else first
            yield Hit(
                Span(place, place + 1),
                because=f"the other half is {other}",
                suggestion=_STRAIGHT if other == _STRAIGHT else _half(other, opens=at_start),
                related=(Span(one.span.end - 1, one.span.end),)
                if at_start
                else (Span(one.span.start, one.inner.start),),
                confidence=Confidence.LOW if analysis.language not in ("en", "es") else None,
            )


def _half(other: str, *, opens: bool) -> str:
    """Return the half that answers to a curly one."""
    return "“" if opens else _OTHER_HALF[other]


RULE = Rule(
    code="FRM113",
    name="mismatched-quote",
    family="form",
    summary="quotation that closes with another mark than it opened with",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/typography",
    check=_check,
    bad=(
        Bad(
            marked='"It rains[[”]], he said, "and it is cold."',
            fixed='"It rains", he said, "and it is cold."',
        ),
        Bad(marked="“It hums like a cat[[“]], she says.", fixed="“It hums like a cat”, she says."),
        Bad(
            marked='They call it [[“]]a gift" or "a joke".',
            fixed='They call it "a gift" or "a joke".',
        ),
        Bad(
            marked='They spoke of “boats” and “nets[["]] at noon.',
            fixed="They spoke of “boats” and “nets” at noon.",
        ),
        Bad(
            marked='Hablan de “barcos” y [["]]redes” al alba.',
            fixed="Hablan de “barcos” y “redes” al alba.",
            language="es",
        ),
    ),
    good=(
        Good(text='He said "yes" and “no” and ”maybe” there.'),
        Good(text="Er sagte „ja“ und „nein”.", language="de"),
        Good(text='“The "old" port,” he said, is 12" deep.'),
        Good(text="« Oui », dit-il, « c’est “vrai” ».", language="fr"),
        Good(text='He spoke of "a gift,quot; and left.'),
    ),
    doc=__doc__,
)
