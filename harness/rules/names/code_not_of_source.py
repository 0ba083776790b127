"""A model, a road, a virus or a part by another number than in the source: A330 for A320.

Letters with a number in one word are a name that every language leaves as it is. Engines write the
better known one, or lose a digit.

A code is flagged where the source has one with the same letters and another number that the
translation has not; letters of other scripts are compared as they sound. Codes that the source does
not have at all may stand for a name that is written otherwise there, and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_CODE = re.compile(
    r"(?<![\w./@-])(?P<letters>[^\W\d_]{1,6})[-\u2010\u2011]?(?P<number>\d{1,5})"
    r"(?![\w.,]*\d)(?P<more>[^\W\d_]?)(?![^\W_])"
)


class _Code(NamedTuple):
    span: Span
    letters: str
    number: str


def _check(analysis: Analysis) -> Iterable[Hit]:
    source = analysis.article.document.source
    if source is None:
        return
    for segment in analysis.segments:
        if segment.source is None:
            continue
        mine = list(_codes(analysis.text, segment.span))
        if not mine:
            continue
        theirs = list(_codes(source, segment.source))
        numbers = {(code.letters, code.number) for code in mine}
        there = {(code.letters, code.number) for code in theirs}
        for code in mine:
            if (code.letters, code.number) in there:
                continue
            other = next(
                (
                    one
                    for one in theirs
                    if one.letters == code.letters and (one.letters, one.number) not in numbers
                ),
                None,
            )
            if other is not None:
                words = other.span.of(source)
                yield Hit(
                    code.span,
                    because=f"the source has “{words}”",
                    suggestion=words if words.isascii() else None,
                )


def _codes(text: str, place: Span) -> Iterator[_Code]:
    """Yield the words of capital letters with a number; other scripts as Latin letters."""
    for found in _CODE.finditer(text, place.start, place.end):
        letters = found["letters"]
        if not letters.isupper():
            continue
        if not letters.isascii():
            from anyascii import anyascii

            letters = anyascii(letters).upper()
        yield _Code(Span(*found.span()), letters, found["number"].lstrip("0") + found["more"])


RULE = Rule(
    code="NAM362",
    name="code-not-of-source",
    family="names",
    summary="model, road or part by another number than in the source",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    needs=Needs.SOURCE,
    check=_check,
    bad=(
        Bad(
            marked="The [[A330]] landed in a field.",
            fixed="The A320 landed in a field.",
            source="El A320 aterrizó en un campo.",
        ),
        Bad(
            marked="They closed the [[B-27]] for the night.",
            fixed="They closed the B-72 for the night.",
            source="Sie sperrten die B-72 für die Nacht.",
        ),
        Bad(marked="Two [[S-300]] systems arrived.", source="Прибыли два комплекса С-400."),
    ),
    good=(
        Good(text="The A320 landed in a field.", source="El A-320 aterrizó en un campo."),
        Good(text="Two S-400 systems arrived.", source="Прибыли два комплекса С-400."),
        Good(text="HIV-1 and HTLV-2 were found.", source="Se hallaron VIH-1 y HTLV-2."),
        Good(text="The Airbus A320 landed.", source="空客客机降落了。"),
        Good(text="The G20 and the G7 met.", source="Le G7 et le G20 se sont réunis."),
    ),
    doc=__doc__,
)
