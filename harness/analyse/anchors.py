"""Segments whose reference is another segment's: a file that slipped by a line, a wrong file.

Two translations of one text share words whatever the wording. Where three segments in a row, and
so many more that they have two dozen words, share next to none with their references, the
references do not belong to them, and comparing word by word would give hundreds of differences
that say nothing. A document of one or two segments is judged as a whole, where it is long enough.

Measured on such stretches beside independent references (WMT 2020 zh-en, Bio-MQM to English): none
of 20,460 machine translations shares as little as this with its own reference, and 85 in 100 do
with the reference of the next segment. Beside post-edits of poor translations from Nepali and
Sinhala (MLQE-PE) 29 of 4,989 do: there the translation is of something else. In scripts that put no
spaces between words, pairs of characters are set against those of the neighbours, so that a file
that slipped is told and one of another text is not.

A reference that was given and belongs elsewhere is not evaluated against: what was compared with
nothing is named under `ASTRAY`, which no gate lets pass.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from harness.analyse.slipped import Row, steps
from harness.model.finding import ASTRAY, Skipped
from harness.model.text import ReferenceKind
from harness.segment.scripts import UNSPACED_LANGUAGES

if TYPE_CHECKING:
    from harness.analyse import Analysis

_WORD = re.compile(r"\w+")
_SHORTEST = 4
_STEM = 5
# Fewer words or segments may be said quite otherwise.
_WORDS = 24
_WINDOW = 3
_TOGETHER = 0.2
# Of a document that is shorter than a stretch: none of 38,000 segments and pairs of segments.
_WHOLE_WORDS = 40
_WHOLE = 0.1
_ALONE = 0.3
_FARTHEST = 3


@dataclass(frozen=True, slots=True)
class _Side:
    words: int
    bag: Counter[str]


_Placed = tuple[int, tuple[_Side, _Side]]


def _side(text: str) -> _Side:
    row = _WORD.findall(text.casefold())
    heavy = (word for word in row if len(word) >= _SHORTEST or word.isdigit())
    return _Side(len(row), Counter(word[:_STEM] for word in heavy))


def _shared(pairs: Sequence[tuple[_Side, _Side]]) -> float:
    """Return the Dice coefficient of what both sides of some pairs hold, 0 to 1."""
    shared = sum((a.bag & b.bag).total() for a, b in pairs)
    every = sum(a.bag.total() + b.bag.total() for a, b in pairs)
    return 2 * shared / every if every else 1.0


def unanchored(analysis: Analysis) -> frozenset[int]:
    """Return the segments whose place in the first reference belongs to something else."""
    if not analysis.article.document.references:
        return frozenset()
    if analysis.language in UNSPACED_LANGUAGES:
        return frozenset(_slips(analysis))
    pairs = [(index, pair) for index, pair in _sides(analysis) if _words([pair])]
    if len(pairs) < _WINDOW:
        sides = [pair for _, pair in pairs]
        foreign = _words(sides) >= _WHOLE_WORDS and _shared(sides) < _WHOLE
        return frozenset(index for index, _ in pairs if foreign)
    found: set[int] = set()
    for window in _stretches(pairs):
        if _shared([pair for _, pair in window]) < _TOGETHER:
            found |= {index for index, pair in window if _shared([pair]) < _ALONE}
    return frozenset(found)


def _slips(analysis: Analysis) -> dict[int, int]:
    """Return by how many places the first reference slipped, in scripts without spaces."""
    other = analysis.article.document.references[0]
    pairs = [
        (segment.index, _bigrams(segment.span.of(analysis.text)), _bigrams(place.of(other)))
        for segment in analysis.segments
        for place in segment.references[:1]
        if place is not None
    ]
    slips = steps([(mine, theirs) for _, mine, theirs in pairs])
    return {pairs[n][0]: step for n, step in slips.items()}


def _bigrams(text: str) -> Row:
    letters = "".join(character for character in text if character.isalnum())
    return frozenset(map("".join, pairwise(letters)))


def _stretches(pairs: Sequence[_Placed]) -> Iterator[Sequence[_Placed]]:
    """Yield from each segment on as many as say enough to be compared."""
    for first in range(len(pairs) - _WINDOW + 1):
        end = first + _WINDOW
        mine = sum(pair[0].words for _, pair in pairs[first:end])
        theirs = sum(pair[1].words for _, pair in pairs[first:end])
        while min(mine, theirs) < _WORDS and end < len(pairs):
            mine, theirs = mine + pairs[end][1][0].words, theirs + pairs[end][1][1].words
            end += 1
        if min(mine, theirs) >= _WORDS:
            yield pairs[first:end]


def _words(pairs: Sequence[tuple[_Side, _Side]]) -> int:
    """Return how many words the side has that has fewer."""
    return min(sum(pair[side].words for pair in pairs) for side in (0, 1)) if pairs else 0


def _sides(analysis: Analysis) -> list[_Placed]:
    other = analysis.article.document.references[0]
    return [
        (segment.index, (_side(segment.span.of(analysis.text)), _side(place.of(other))))
        for segment in analysis.segments
        for place in segment.references[:1]
        if place is not None
    ]


def misplaced(analysis: Analysis) -> Skipped | None:
    """Return what was not compared because its reference belongs to something else, and why.

    Another edition of the story may have passages of its own; where it has others alone it is
    no edition.
    """
    document = analysis.article.document
    if not any(text.strip() for text in document.references):
        return None
    answered = [part.index for part in analysis.segments if part.has_reference]
    loose = tuple(sorted(analysis.unanchored))
    if not answered and not document.units:
        return Skipped(what=ASTRAY, why="nothing in it answers to any paragraph here")
    if not loose:
        return None
    why = "it shares no more words with these segments than any other text does"
    step = _step(analysis, loose)
    if step is not None:
        way = "later" if step > 0 else "earlier"
        why = f"it is shifted: what belongs to these segments stands {abs(step)} {way}"
    other_edition = analysis.reference_kind is ReferenceKind.COMPARABLE
    what = "reference" if other_edition and len(loose) < len(answered) else ASTRAY
    return Skipped(what=what, why=why, segments=loose)


def _step(analysis: Analysis, loose: tuple[int, ...]) -> int | None:
    """Return by how many segments the reference slipped; None where it fits nowhere near."""
    if analysis.language in UNSPACED_LANGUAGES:
        return Counter(_slips(analysis).values()).most_common(1)[0][0]
    sides = dict(_sides(analysis))
    best, most = None, _ALONE
    for step in (n * sign for n in range(1, _FARTHEST + 1) for sign in (1, -1)):
        pairs = [(sides[n][0], sides[n + step][1]) for n in loose if n + step in sides]
        fits = _shared(pairs) if 2 * len(pairs) >= len(loose) and pairs else 0.0
        if fits > most:
            best, most = step, fits
    return best
