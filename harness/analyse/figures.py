"""Which figure of the candidate answers to which of the reference, and which to none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.analyse.dates import Clock, Date
from harness.analyse.quantities import Kind, Quantity, quantities_in
from harness.analyse.tokens import fold
from harness.analyse.units import in_first_unit
from harness.model.edit import Alignment, Edit
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis

# "Nearly 40" is 39, "about 1,000" is 940.
_ABOUT = 0.12
_CLOSE = 1e-6
_DOZEN = 12


def agree(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities say the same: by value, rounded, converted, or as a date or time."""
    if a.date is not None and b.date is not None:
        return _same_date(a.date, b.date)
    if a.clock is not None and b.clock is not None:
        return _same_clock(a.clock, b.clock)
    if a.date is not None or b.date is not None:
        return _in_date(a, b)
    if a.clock is not None or b.clock is not None:
        return _on_clock(a, b)
    other_unit = a.dimension == b.dimension and a.unit != b.unit and a.kind is Kind.MEASURE
    if other_unit and _converted(a, b):
        return True
    return _same_value(a, b)


def exact(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities are the same figure, apart from their units."""
    if a.date is not None and b.date is not None:
        return _same_date(a.date, b.date)
    return any(_equal(x, y) for x in (a.value, *a.readings) for y in (b.value, *b.readings))


def _equal(a: float, b: float) -> bool:
    return abs(a - b) <= _CLOSE * max(abs(a), abs(b), 1e-9)


def _same_value(a: Quantity, b: Quantity) -> bool:
    if exact(a, b):
        return True
    if Kind.FRACTION in (a.kind, b.kind) and Kind.PERCENT in (a.kind, b.kind):
        return _equal(_share(a), _share(b)) or abs(_share(a) - _share(b)) < 0.01
    if Kind.FRACTION in (a.kind, b.kind) and Kind.ORDINAL in (a.kind, b.kind):
        return _equal(min(a.value, 1 / (a.value or 1)), min(b.value, 1 / (b.value or 1)))
    if a.unit == b.unit == "decade" or "decade" in (a.unit, b.unit):
        return a.value % 100 == b.value % 100
    if Kind.VAGUE in (a.kind, b.kind):
        low, high = sorted((abs(a.value), abs(b.value)))
        return a.kind is not b.kind and low <= high < 10 * max(low, 1e-9)
    return _about(a, b) or _about(b, a) or _rounded(a, b) or _rounded(b, a)


def _about(loose: Quantity, firm: Quantity) -> bool:
    """Whether what is said loosely ("nearly 40") holds of the other figure (39).

    Two figures said to be over (or under) what they are have to be the same.
    """
    if loose.bound and loose.bound == firm.bound and loose.spelled and loose.step == _DOZEN:
        return abs(loose.value - firm.value) <= _DOZEN / 4  # more than a dozen, more than ten
    if not loose.bound or loose.bound == firm.bound:
        return False
    if abs(loose.value - firm.value) > _ABOUT * max(abs(loose.value), abs(firm.value)):
        return False
    if loose.bound == "over":
        return firm.value >= loose.value
    if loose.bound == "under":
        return firm.value <= loose.value
    return loose.step >= firm.step


def _share(quantity: Quantity) -> float:
    return quantity.value / 100 if quantity.kind is Kind.PERCENT else quantity.value


def _rounded(rough: Quantity, fine: Quantity) -> bool:
    """Whether one is the other, rounded to no fewer than two figures of it: 1.2m, 1,174,000."""
    if rough.step <= fine.step or rough.step > abs(rough.value) / 9:
        return False
    if rough.multiplier is None and fine.multiplier is None:
        return False
    return abs(rough.value - fine.value) <= rough.step / 2


def _converted(a: Quantity, b: Quantity) -> bool:
    one = in_first_unit(a.value, a.unit, a.factor)
    two = in_first_unit(b.value, b.unit, b.factor)
    slack = (a.step * a.factor + b.step * b.factor) / 2
    if a.dimension == "temperature":
        return abs(one - two) <= slack + 0.5
    most = 0.2 if min(abs(a.value), abs(b.value)) < 10 else 0.1
    return abs(one - two) <= max(0.05 * max(abs(one), abs(two)), min(slack, most * abs(one)))


def _same_date(a: Date, b: Date) -> bool:
    if a.swapped or b.swapped:
        days = {a.day, a.month} == {b.day, b.month}
        return days and (a.year == b.year or None in (a.year, b.year))
    pairs = ((a.day, b.day), (a.month, b.month), (a.year, b.year))
    shared = [(x, y) for x, y in pairs if x is not None and y is not None]
    return bool(shared) and all(x == y for x, y in shared)


def _same_clock(a: Clock, b: Clock) -> bool:
    minutes = (a.hour % 12 * 60 + a.minute) - (b.hour % 12 * 60 + b.minute)
    if minutes:
        return False
    known = (a.half or a.hour > 12) and (b.half or b.hour > 12)
    return not known or _equal(a.minutes // 720, b.minutes // 720)


def _in_date(a: Quantity, b: Quantity) -> bool:
    date, other = (a.date, b) if a.date is not None else (b.date, a)
    assert date is not None
    return any(
        _equal(other.value, float(part))
        for part in (date.day, date.year, date.month)
        if part is not None
    )


def _on_clock(a: Quantity, b: Quantity) -> bool:
    clock, other = (a.clock, b) if a.clock is not None else (b.clock, a)
    assert clock is not None
    dotted = clock.hour + clock.minute / 100
    return any(
        _equal(other.value, value)
        for value in (clock.hour % 12, clock.hour, clock.hour % 12 + 12, dotted, clock.minutes)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePair:
    """A figure of the candidate, one of the reference, or both; `sure` says how surely they answer.

    `same` says that they agree. `place` is where in the candidate a lost figure should stand.
    """

    segment: int
    candidate: Quantity | None
    reference: Quantity | None
    same: bool
    sure: bool
    place: Span


def figure_pairs(analysis: Analysis) -> tuple[FigurePair, ...]:
    """Return how the figures of every aligned segment answer to the first reference's."""
    if not analysis.article.document.references:
        return ()
    text, other = analysis.text, analysis.article.document.references[0]
    rows: dict[int, list[Quantity]] = {}
    for quantity in analysis.quantities:
        rows.setdefault(quantity.segment or 0, []).append(quantity)
    found: list[FigurePair] = []
    for alignment in analysis.alignments:
        segment = analysis.segments[alignment.segment]
        place = segment.references[0]
        if place is None:
            continue
        mine = rows.get(alignment.segment, [])
        theirs = quantities_in(other, place, analysis.language)
        if mine or theirs:
            found.extend(_paired(alignment, mine, list(theirs), text, other))
    return tuple(found)


def _paired(
    alignment: Alignment,
    mine: list[Quantity],
    theirs: list[Quantity],
    text: str,
    other: str,
) -> Iterable[FigurePair]:
    left, right, pairs = _agreeing(alignment, mine, theirs)
    yield from pairs
    scored = sorted(
        (
            (_closeness(alignment, a, b, text, other), -n, -m, a, b)
            for n, a in enumerate(left)
            for m, b in enumerate(right)
        ),
        key=lambda row: row[:3],
        reverse=True,
    )
    alone = len(left) == len(right) == 1
    for score, _, _, a, b in scored:
        if a in left and b in right and (score >= 3 or (alone and score >= 1)):
            left.remove(a)
            right.remove(b)
            yield FigurePair(
                segment=alignment.segment,
                candidate=a,
                reference=b,
                same=False,
                sure=score >= 3 or (a.kind is b.kind and a.unit == b.unit),
                place=a.span,
            )
    for a in left:
        yield FigurePair(
            segment=alignment.segment,
            candidate=a,
            reference=None,
            same=False,
            sure=False,
            place=a.span,
        )
    for b in right:
        yield FigurePair(
            segment=alignment.segment,
            candidate=None,
            reference=b,
            same=False,
            sure=False,
            place=_place(alignment, b.span),
        )


def _agreeing(
    alignment: Alignment, mine: list[Quantity], theirs: list[Quantity]
) -> tuple[list[Quantity], list[Quantity], list[FigurePair]]:
    """Take out what agrees: what is exactly the same first, and the aligned before the moved."""
    left, right = list(mine), list(theirs)
    pairs: list[FigurePair] = []
    for strict in (True, False):
        for a in tuple(left):
            same = [b for b in right if agree(a, b) and (not strict or _identical(a, b))]
            if same:
                b = min(same, key=lambda q: not _linked(alignment, a.span, q.span))
                left.remove(a)
                right.remove(b)
                pairs.append(
                    FigurePair(
                        segment=alignment.segment,
                        candidate=a,
                        reference=b,
                        same=True,
                        sure=True,
                        place=a.span,
                    )
                )
    # A figure said once on one side and twice on the other is no error.
    left = [a for a in left if not any(_again(a, p.reference) for p in pairs if p.reference)]
    right = [b for b in right if not any(_again(b, p.candidate) for p in pairs if p.candidate)]
    return left, right, pairs


def _identical(a: Quantity, b: Quantity) -> bool:
    ordinal = (a.kind is Kind.ORDINAL) == (b.kind is Kind.ORDINAL)
    return exact(a, b) and a.unit == b.unit and ordinal and _one_kind(a, b)


def _again(a: Quantity, b: Quantity) -> bool:
    return agree(a, b) and _one_kind(a, b)


def _one_kind(a: Quantity, b: Quantity) -> bool:
    """Whether both are dates, both times of day, or neither: 6 May is not the six of "at 6"."""
    return (a.date is None) == (b.date is None) and (a.clock is None) == (b.clock is None)


def _touching(alignment: Alignment, span: Span, *, reference: bool) -> list[Edit]:
    found = []
    for edit in alignment.edits:
        side = edit.reference if reference else edit.candidate
        if side.start < span.end and span.start < side.end:
            found.append(edit)
    return found


def _linked(alignment: Alignment, mine: Span, theirs: Span) -> bool:
    """Whether the word aligner sets one against the other."""
    return any(
        edit.reference.start < theirs.end and theirs.start < edit.reference.end
        for edit in _touching(alignment, mine, reference=False)
    )


def _closeness(alignment: Alignment, a: Quantity, b: Quantity, text: str, other: str) -> int:
    """How much speaks for two different figures being one: place, unit, neighbours, kind."""
    if {a.kind, b.kind} & {Kind.DATE, Kind.TIME} and a.kind is not b.kind:
        return 0
    score = 0
    if _linked(alignment, a.number, b.number):
        score += 3
    if a.unit and b.unit:
        score += 2 if a.unit == b.unit else 0
    after, before = _neighbours(text, a.span), _neighbours(other, b.span)
    score += 2 * (bool(after[1]) and after[1] == before[1])
    score += bool(after[0]) and after[0] == before[0]
    score += a.kind is b.kind
    return score


def _neighbours(text: str, span: Span) -> tuple[str, str]:
    before = fold(text[max(0, span.start - 20) : span.start]).split()
    after = fold(text[span.end : span.end + 20]).split()
    return (before[-1] if before else "", after[0].strip(".,;:") if after else "")


def _place(alignment: Alignment, span: Span) -> Span:
    """Return where in the candidate a figure of the reference should stand."""
    touched = _touching(alignment, span, reference=True)
    if touched:
        start = min(edit.candidate.start for edit in touched)
        return Span(start, start)
    starts = [edit.reference.start for edit in alignment.edits]
    after = bisect_left(sorted(starts), span.start)
    edits = sorted(alignment.edits, key=lambda edit: edit.reference.start)
    at = edits[min(after, len(edits) - 1)].candidate.start if edits else 0
    return Span(at, at)
