"""Phrases that a human would mark, judged by forests that were fitted to raters' marks.

Two forests read the evidence of every place. `marked` was fitted to real systems' output with
marks by raters: its probability is the share of raters that mark the place. `apart` was fitted
to good translations with one thing put wrong in each: it says what stands apart in a sentence
that is otherwise as good as the reference, where `marked` sees only paraphrase.

A phrase is a run of places that a fair share of raters would mark around one that more of them
would; or a place that stands apart more than the rest of its segment does, also one inside a much
longer phrase. Words that agree with the reference are part of it only where they are as suspect
as its peak must be.
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
# What stands apart does so by this much over the mean of its segment, in at most that many places.
APART = 0.01
APART_LEAST = 0.03
APART_PLACES = 5
# From here on what stands apart is held to be wrong. Below, raters mark it hardly more often than
# any word (.3 of such phrases in WMT 2020's news, .31 of all words): it is shown as neutral. Of
# all other phrases .6 meet a mark there; from 0.25 on it would be .58.
APART_SURE = 0.35
# A phrase that is so many characters longer than the place that stands apart in it hides the place.
HIDES = 25
_BATCH = 256

SAME = frozenset({Tie.EQUAL, Tie.NUMBER_EQUAL, Tie.SPACING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words of one segment that belong to one suspected error.

    `there` is the aligned place in the first reference, None where the phrase's edges cut an
    edit; `chance` the share of raters that would mark its peak (0 to 1); `apart` how far its peak
    stands apart (0 to 1); `lead` the number of the segment's edit that tells most, `edits` all
    that differ in it.
    """

    span: Span
    there: Span | None
    chance: float
    apart: float
    lead: int
    edits: frozenset[int]

    @property
    def doubtful(self) -> bool:
        """Whether it only stands apart, and that not far: as often as not a matter of taste."""
        return self.chance < PEAK and self.apart < APART_SURE


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
    """Yield the phrases of one segment from what the forests say of its places.

    No two have the same lead.
    """
    sight = _Sight(row, edits, marked, apart)
    wide = sight.marked_stretches()
    inside = {n: stretch for stretch in wide for n in stretch}
    for narrow in sight.apart_stretches(inside):
        yield sight.phrase(narrow)
    for stretch in wide:
        if sight.free(stretch):
            yield sight.phrase(stretch)


class _Sight:
    """The places of one segment with what the forests say of them; makes its phrases."""

    def __init__(
        self,
        row: Sequence[Place],
        edits: Sequence[Edit],
        marked: Sequence[float],
        apart: Sequence[float],
    ) -> None:
        self.row, self.edits, self.marked, self.apart = row, edits, marked, apart
        self.differs = [_differs(place, edits) for place in row]
        self.leads: set[int] = set()

    def marked_stretches(self) -> list[range]:
        """Return what raters would mark, as stretches of places."""
        marked, differs = self.marked, self.differs
        found = []
        for run in _runs(self.row, lambda n: marked[n] >= ALONG):
            if max(marked[n] for n in run) >= PEAK:
                kept = _trimmed(run, lambda n: differs[n] or marked[n] >= PEAK)
                if any(differs[n] for n in kept):
                    found.append(kept)
        return found

    def apart_stretches(self, inside: Mapping[int, range]) -> Iterator[range]:
        """Yield what stands apart outside the phrases that raters would mark, or hidden in them."""
        far = _standing(self.apart)
        outside, within = far - inside.keys(), far & inside.keys()
        for run in _runs(self.row, outside.__contains__):
            kept = _trimmed(run, lambda n: self.differs[n])
            if kept:
                yield kept
        for run in _runs(self.row, within.__contains__):
            kept = _trimmed(run, lambda n: self.differs[n])
            if kept and self._hidden(kept, inside[kept[0]]):
                yield kept

    def _hidden(self, narrow: range, wide: range) -> bool:
        """Whether whole edits, in a phrase much longer than they are, leave it another to lead."""
        own = {self.row[n].edit for n in narrow if self.differs[n]}
        rest = {self.row[n].edit for n in wide if self.differs[n] and n not in narrow}
        longer = self._length(wide) - self._length(narrow) > HIDES
        return longer and not own & rest and bool(rest - self.leads)

    def _length(self, stretch: range) -> int:
        return self.row[stretch[-1]].end - self.row[stretch[0]].start

    def free(self, stretch: range) -> bool:
        """Whether some edit of the stretch leads no phrase yet."""
        return any(self.differs[n] and self.row[n].edit not in self.leads for n in stretch)

    def phrase(self, kept: range) -> Phrase:
        """Return the phrase of a stretch; its lead leads no other."""
        row, marked, apart = self.row, self.marked, self.apart
        span = Span(row[kept[0]].start, row[kept[-1]].end)
        different = [n for n in kept if self.differs[n]]
        free = [n for n in different if row[n].edit not in self.leads]
        lead = row[max(free or different, key=lambda n: (marked[n] + apart[n], -n))].edit
        self.leads.add(lead)
        inside = {row[n].edit for n in kept if row[n].edit >= 0}
        return Phrase(
            span=span,
            there=_there(span, [self.edits[k] for k in sorted(inside)]),
            chance=max(marked[n] for n in kept),
            apart=max(apart[n] for n in kept),
            lead=lead,
            edits=frozenset(row[n].edit for n in different),
        )


def _differs(place: Place, edits: Sequence[Edit]) -> bool:
    return place.edit >= 0 and (edits[place.edit].tie not in SAME or edits[place.edit].moved)


def _standing(apart: Sequence[float]) -> set[int]:
    """Return the few places that stand apart from their segment."""
    if not apart:
        return set()
    least = max(APART_LEAST, APART + sum(apart) / len(apart))
    far = sorted((n for n in range(len(apart)) if apart[n] >= least), key=lambda n: (-apart[n], n))
    return set(far[:APART_PLACES])


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


def _there(span: Span, inside: Sequence[Edit]) -> Span | None:
    """Return the stretch of the reference that answers to whole edits in one piece, else None."""
    ends = sorted(edit.reference for edit in inside)
    whole = all(span.covers(edit.candidate) and not edit.moved for edit in inside)
    return Span(ends[0].start, max(end.end for end in ends)) if ends and whole else None
