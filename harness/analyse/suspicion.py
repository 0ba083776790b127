"""Phrases that a human would mark, judged by forests that were fitted to raters' marks.

Two forests read the evidence of every place. `marked` was fitted to real systems' output with
marks by raters: its probability is the share of raters that mark the place. `apart` was fitted
to good translations with one thing put wrong in each: it says what stands apart in a sentence
that is otherwise as good as the reference, where `marked` sees only paraphrase.

A phrase is a run of places that a fair share of raters would mark around one that more of them
would; or a place that stands apart more than the rest of its segment does. Words that agree with
the reference are part of it only where they are as suspect as its peak must be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.analyse.evidence import Place, places
from harness.analyse.forest import packaged, probabilities
from harness.analyse.likeness import likened
from harness.model.edit import Alignment, Edit, Tie
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis

# The share of raters at a phrase's peak, and along it; chosen by folds over documents for the
# match of phrases with marks (`make fit` prints the figures).
PEAK = 0.3
ALONG = 0.2
# What stands apart does so by this much over the mean of its segment, in at most that many places
# less one for each phrase that raters would mark: in a bad sentence it is the least of the errors.
APART = 0.02
APART_LEAST = 0.04
APART_PLACES = 4
_BATCH = 256

SAME = frozenset({Tie.EQUAL, Tie.NUMBER_EQUAL, Tie.SPACING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words of one segment that belong to one suspected error.

    `there` is the aligned place in the first reference, None where the phrase's edges cut an
    edit; `chance` the share of raters that would mark its peak (0 to 1); `lead` the number of
    the segment's edit that tells most, `edits` all that differ in it.
    """

    span: Span
    there: Span | None
    chance: float
    lead: int
    edits: frozenset[int]


def suspicions(analysis: Analysis) -> Mapping[int, tuple[Phrase, ...]]:
    """Return the suspected phrases of each aligned segment, by the segment's index."""
    from harness.data import has

    # Without a lexicon the forests do worse than a plain diff (word MCC .04 on talks in German).
    if not has(analysis.language, "tag_pairs"):
        return {}
    found: dict[int, tuple[Phrase, ...]] = {}
    for batch in _batches(analysis.alignments):
        rows = [places(analysis, alignment) for alignment in batch]
        marked, apart = judged([place for row in rows for place in row])
        marked = likened(analysis, batch, rows, marked)
        start = 0
        for alignment, row in zip(batch, rows, strict=True):
            end = start + len(row)
            found[alignment.segment] = tuple(
                phrases(row, alignment.edits, marked[start:end], apart[start:end])
            )
            start = end
    return found


def _batches(alignments: Sequence[Alignment]) -> Iterator[tuple[Alignment, ...]]:
    for start in range(0, len(alignments), _BATCH):
        yield tuple(alignments[start : start + _BATCH])


def judged(found: Sequence[Place]) -> tuple[list[float], list[float]]:
    """Return what the two forests say of each place: marked, and apart."""
    rows = [place.values for place in found]
    return probabilities(packaged("marked"), rows), probabilities(packaged("apart"), rows)


def phrases(
    row: Sequence[Place], edits: Sequence[Edit], marked: Sequence[float], apart: Sequence[float]
) -> Iterator[Phrase]:
    """Yield the phrases of one segment from what the forests say of its places."""
    differs = [_differs(place, edits) for place in row]
    taken: set[int] = set()
    left = APART_PLACES
    for run in _runs(row, lambda n: marked[n] >= ALONG):
        if max(marked[n] for n in run) < PEAK:
            continue
        kept = _trimmed(run, lambda n: differs[n] or marked[n] >= PEAK)
        if any(differs[n] for n in kept):
            taken.update(kept)
            left -= 1
            yield _phrase(row, edits, kept, differs, marked, apart)
    standing = _standing(apart, left)
    for run in _runs(row, lambda n: n in standing and n not in taken):
        kept = _trimmed(run, lambda n: differs[n])
        if kept:
            yield _phrase(row, edits, kept, differs, marked, apart)


def _differs(place: Place, edits: Sequence[Edit]) -> bool:
    return place.edit >= 0 and (edits[place.edit].tie not in SAME or edits[place.edit].moved)


def _standing(apart: Sequence[float], most: int) -> set[int]:
    """Return the few places that stand apart from their segment, the furthest first."""
    if not apart:
        return set()
    least = max(APART_LEAST, APART + sum(apart) / len(apart))
    far = sorted((n for n in range(len(apart)) if apart[n] >= least), key=lambda n: (-apart[n], n))
    return set(far[: max(0, most)])


def _runs(row: Sequence[Place], suspect: Callable[[int], bool]) -> Iterator[list[int]]:
    """Yield runs of suspect places; a gap that is not suspect itself does not part two words."""
    run: list[int] = []
    for n, place in enumerate(row):
        if suspect(n):
            run.append(n)
        elif place.end > place.start and run:
            yield run
            run = []
    if run:
        yield run


def _trimmed(run: list[int], holds: Callable[[int], bool]) -> range:
    """Return the stretch from the first to the last place of the run that holds."""
    inside = [n for n in run if holds(n)]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _phrase(
    row: Sequence[Place],
    edits: Sequence[Edit],
    kept: range,
    differs: Sequence[bool],
    marked: Sequence[float],
    apart: Sequence[float],
) -> Phrase:
    span = Span(row[kept[0]].start, row[kept[-1]].end)
    lead = max((n for n in kept if differs[n]), key=lambda n: (marked[n] + apart[n], -n))
    inside = {row[n].edit for n in kept if row[n].edit >= 0}
    return Phrase(
        span=span,
        there=_there(span, [edits[k] for k in sorted(inside)]),
        chance=max(marked[n] for n in kept),
        lead=row[lead].edit,
        edits=frozenset(row[n].edit for n in kept if differs[n]),
    )


def _there(span: Span, inside: Sequence[Edit]) -> Span | None:
    """Return the stretch of the reference that answers to whole edits in one piece, else None."""
    ends = sorted(edit.reference for edit in inside)
    whole = all(span.covers(edit.candidate) and not edit.moved for edit in inside)
    return Span(ends[0].start, max(end.end for end in ends)) if ends and whole else None
