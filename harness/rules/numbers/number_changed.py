"""A figure whose value is not the reference's.

Engines lose a nought or a digit, swap two, take a thousand for a million, a fourteen for a forty,
a day or an hour for another. The sentence stays fluent, so nothing but the reference shows it.

Figures are compared by value: 70 per cent is 70 %, 1.2m is 1,200,000, twelve is 12, the 24th is
24 July, 3.40 p.m. is 15:40, a true conversion is right, and "nearly 40" is 39. Figures that stand
elsewhere in the segment are moved, not changed; small words ("one", "first") give low confidence.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.figures import FigurePair, exact
from harness.analyse.quantities import Kind, Quantity
from harness.analyse.source_figures import source_figures, source_language
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_TELEPHONE = 7


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    other = (analysis.article.document.references or ("",))[0]
    for pair in analysis.figures:
        mine, theirs = pair.candidate, pair.reference
        if mine is None or theirs is None or pair.same or exact(mine, theirs):
            continue
        span, place = _places(mine, theirs, text, other)
        yield Hit(
            span,
            because=f"the reference has “{theirs.span.of(other)}”",
            suggestion=_wording(mine, theirs, place, other),
            reference=place,
            severity=Severity.CRITICAL if _magnitude(mine, theirs) else Severity.MAJOR,
            confidence=_surety(analysis, pair, mine, theirs),
        )


def _places(mine: Quantity, theirs: Quantity, text: str, other: str) -> tuple[Span, Span]:
    """Return what to replace and by what: the bare figures where all else agrees."""
    unit = mine.unit == theirs.unit and mine.span.of(text) != mine.number.of(text)
    signed = (mine.value < 0) != (theirs.value < 0)
    if unit and not signed and not mine.date and not mine.clock:
        return mine.number, theirs.number
    return mine.span, theirs.span


def _wording(mine: Quantity, theirs: Quantity, place: Span, other: str) -> str | None:
    ordinal = Kind.ORDINAL in (mine.kind, theirs.kind) and mine.kind is not theirs.kind
    if ordinal or Kind.LABEL in (mine.kind, theirs.kind):
        return None
    return place.of(other)


def _magnitude(mine: Quantity, theirs: Quantity) -> bool:
    if mine.date or mine.clock or theirs.date or theirs.clock:
        return False
    if (mine.value < 0) != (theirs.value < 0):
        return True
    low, high = sorted((abs(mine.value) or 0.1, abs(theirs.value) or 0.1))
    return high >= 10 * low * (1 - 1e-9)


def _surety(analysis: Analysis, pair: FigurePair, mine: Quantity, theirs: Quantity) -> Confidence:
    """Return how sure the change is; where there is a source, it decides between the two."""
    loose = {Kind.VAGUE, Kind.FRACTION}
    small = any(q.spelled and abs(q.value) <= 1 for q in (mine, theirs))
    named = {Kind.LABEL, Kind.ORDINAL} & {mine.kind, theirs.kind} and mine.kind is not theirs.kind
    if small or named or mine.kind in loose or theirs.kind in loose or not pair.sure:
        return Confidence.LOW
    other = analysis.article.document.references[0]
    for figure in (mine.number.of(analysis.text), theirs.number.of(other)):
        if len(figure) >= _TELEPHONE and figure.isdigit():
            return Confidence.LOW  # a telephone's or an account's, which may be grouped
    return _by_source(analysis, pair, mine, theirs)


def _by_source(
    analysis: Analysis, pair: FigurePair, mine: Quantity, theirs: Quantity
) -> Confidence:
    """Low where the source has the candidate's figure: references have wrong figures as well."""
    source, place = analysis.article.document.source, analysis.segments[pair.segment].source
    if source is None or place is None:
        return Confidence.MEDIUM
    row = [q for q in analysis.quantities if q.segment == pair.segment]
    said = source_figures(source, place, source_language(analysis, place), row, analysis.text)
    there = said.has(mine, analysis.text)
    other = said.has(theirs, analysis.article.document.references[0])
    return Confidence.LOW if there and not other else Confidence.MEDIUM


RULE = Rule(
    code="NUM521",
    name="number-changed",
    family="numbers",
    summary="number that is not the reference's",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/number",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="The new clinic will have [[240]] beds.",
            fixed="The new clinic will have 420 beds.",
            reference="The new clinic will have 420 beds.",
        ),
        Bad(
            marked="Some [[33 thousand]] people marched to the port.",
            fixed="Some 33 million people marched to the port.",
            reference="Some 33 million people marched to the port.",
        ),
        Bad(
            marked="The match began at [[7:45 p.m.]] in the rain.",
            fixed="The match began at 8:45 p.m. in the rain.",
            reference="The match began at 8:45 p.m. in the rain.",
        ),
        Bad(
            marked="She was born on [[July 18]] in Marn.",
            fixed="She was born on July 8 in Marn.",
            reference="She was born on July 8 in Marn.",
        ),
        Bad(
            marked="From [[6 May 2023]] the lake is open until 6 p.m. and closed after 6.",
            fixed="From 8 May 2023 the lake is open until 6 p.m. and closed after 6.",
            reference="From 8 May 2023 the lake is open until 6 p.m. and closed after 6.",
        ),
        Bad(
            marked="Prices rose by [[fourteen]] per cent last year.",
            fixed="Prices rose by forty per cent last year.",
            reference="Prices rose by forty per cent last year.",
        ),
    ),
    good=(
        Good(text="He now owns 70 per cent of it.", reference="He now owns 70% of it."),
        Good(text="About 1.2m people came.", reference="About 1,200,000 people came."),
        Good(text="Nearly 40 boats sank.", reference="39 boats sank."),
        Good(
            text="On 24 July twelve men, 3 women and 1,000 birds left at 15:40.",
            reference="On the 24th, 3 women, 12 men and a thousand birds left at 3:40 p.m.",
        ),
        Good(text="The road is 81 miles long.", reference="The road is 130 km long."),
    ),
    doc=__doc__,
)
