"""Segments whose reference is another segment's: a file that slipped by a line, a wrong file.

Two translations of one text share words whatever the wording. Where three segments in a row share
next to none with their references, the references do not belong to them, and comparing word by
word would give hundreds of differences that say nothing.

Measured on stretches of three segments beside independent references (WMT 2020 zh-en, Bio-MQM to
English): none of 16,081 machine translations shares as little as this with its own reference, and
85 in 100 do with the reference of the next segment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.model.finding import Skipped

if TYPE_CHECKING:
    from harness.analyse import Analysis

_WORD = re.compile(r"\w+")
_SHORTEST = 4
_STEM = 5
# Fewer words may be said quite otherwise.
_WORDS = 8
_WINDOW = 3
_TOGETHER = 0.2
_ALONE = 0.3
_FARTHEST = 3
# Scripts without spaces have no words to compare here.
_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})


@dataclass(frozen=True, slots=True)
class _Side:
    words: int
    bag: Counter[str]


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
    if analysis.language in _UNSPACED or not analysis.article.document.references:
        return frozenset()
    pairs = [(index, pair) for index, pair in _sides(analysis) if _long(pair)]
    found: set[int] = set()
    for n in range(len(pairs) - _WINDOW + 1):
        window = pairs[n : n + _WINDOW]
        if _shared([pair for _, pair in window]) < _TOGETHER:
            found |= {index for index, pair in window if _shared([pair]) < _ALONE}
    return frozenset(found)


def _long(pair: tuple[_Side, _Side]) -> bool:
    return min(side.words for side in pair) >= _WORDS


def _sides(analysis: Analysis) -> list[tuple[int, tuple[_Side, _Side]]]:
    other = analysis.article.document.references[0]
    return [
        (segment.index, (_side(segment.span.of(analysis.text)), _side(place.of(other))))
        for segment in analysis.segments
        for place in segment.references[:1]
        if place is not None
    ]


def misplaced(analysis: Analysis) -> Skipped | None:
    """Return what was not compared because its reference belongs to something else, and why."""
    loose = tuple(sorted(analysis.unanchored))
    if not loose:
        return None
    step = _step(analysis, loose)
    why = "it shares no more words with these segments than any other text does"
    if step is not None:
        way = "later" if step > 0 else "earlier"
        why = f"it is shifted: what belongs to these segments stands {abs(step)} {way}"
    return Skipped(what="reference", why=why, segments=loose)


def _step(analysis: Analysis, loose: tuple[int, ...]) -> int | None:
    """Return by how many segments the reference slipped; None where it fits nowhere near."""
    sides = dict(_sides(analysis))
    best, most = None, _ALONE
    for step in (n * sign for n in range(1, _FARTHEST + 1) for sign in (1, -1)):
        pairs = [(sides[n][0], sides[n + step][1]) for n in loose if n + step in sides]
        fits = _shared(pairs) if 2 * len(pairs) >= len(loose) and pairs else 0.0
        if fits > most:
            best, most = step, fits
    return best
