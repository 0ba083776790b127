"""Segments whose source is another segment's: a source file that slipped by a line.

Two languages share figures, and names and learned words that begin with the same letters, in
whatever script. What few segments have is set against the sources here and up to three places
away: where a dozen segments in a row share next to nothing with their own sources and much with
others at one distance, the sources slipped.

Measured on Bio-MQM, WMT 2020 and TED talks, machine translations of seven languages into English
and of English into German, by dozens of segments: none of 2,601 was taken for shifted; of those
that were shifted by one, all from Spanish, French, Italian, Portuguese and Russian were found, 97
in 100 from German, 61 into German and 29 from Chinese, where figures are nearly all there is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from harness.analyse.anchors import misplaced
from harness.analyse.source_figures import significant
from harness.model.finding import ASTRAY_SOURCE, Skipped

if TYPE_CHECKING:
    from harness.analyse import Analysis

_WORD = re.compile(r"[^\W\d_]{4,}")
_FIGURE = re.compile(r"\d+(?:[.,'\u2019\u00a0\u202f]\d+)*")
_STEM = 5
_BLOCK = 12
_FARTHEST = 3
# What more segments have than this says nothing of any of them.
_MOST = 3
# So many things are shared at a distance, and at most a quarter of them with the own sources.
_LEAST = 4
_TIMES = 4
# Between two blocks of one step so many segments, which tell nothing, slipped as well.
_BETWEEN = 5 * _BLOCK
# What is rare is counted in so many segments: a file may have a million.
_CHUNK = 600
_Row = frozenset[str]


def believed(analysis: Analysis) -> tuple[Analysis, tuple[Skipped, ...]]:
    """Return the analysis less the sources that belong elsewhere, and what is not compared, why.

    References that belong elsewhere are named as well; they stay, as metrics are those of the
    files that were given.
    """
    told = misplaced(analysis)
    skipped = () if told is None else (told,)
    steps = shifted(analysis)
    if not steps:
        return analysis, skipped
    segments = tuple(
        replace(part, source=None) if part.index in steps else part for part in analysis.segments
    )
    (step, _), *_ = Counter(steps.values()).most_common(1)
    way = "later" if step > 0 else "earlier"
    why = f"it is shifted: what belongs to these segments stands {abs(step)} {way}"
    slipped = Skipped(what=ASTRAY_SOURCE, why=why, segments=tuple(sorted(steps)))
    return analysis.of(replace(analysis.article, segments=segments)), (*skipped, slipped)


def shifted(analysis: Analysis) -> dict[int, int]:
    """Return by how many places the sources of segments slipped; only of those that did."""
    document = analysis.article.document
    if document.source is None or not document.units:
        return {}
    rows = [
        (_row(part.span.of(analysis.text)), _row(part.source.of(document.source)))
        for part in analysis.segments
        if part.source is not None
    ]
    if len(rows) < len(analysis.segments):
        return {}  # some have no source: nobody paired them by their lines
    found: dict[int, int] = {}
    for first in range(0, len(rows), _CHUNK):
        start = max(0, first - _FARTHEST)
        chunk = rows[start : first + _CHUNK + _FARTHEST]
        mine, theirs = (_rare([row[side] for row in chunk]) for side in (0, 1))
        found |= {start + n: step for n, step in _joined(_blocks(mine, theirs)).items()}
    return found


def _row(text: str) -> _Row:
    """Return what a segment has that another language may have as well."""
    figures = (significant(found) for found in _FIGURE.findall(text))
    return frozenset((*(one for one in figures if len(one) > 1), *map(_stem, _WORD.findall(text))))


def _stem(word: str) -> str:
    if not word.isascii():
        from anyascii import anyascii

        word = anyascii(word)
    return word.lower()[:_STEM]


def _rare(rows: Sequence[_Row]) -> list[_Row]:
    times = Counter(one for row in rows for one in row)
    return [frozenset(one for one in row if times[one] <= _MOST) for row in rows]


def _blocks(mine: Sequence[_Row], theirs: Sequence[_Row]) -> Iterator[tuple[range, int]]:
    """Yield the blocks of segments that share more at a distance than here, and the distance."""
    last = max(0, len(mine) - _BLOCK)
    for first in {*range(0, last, _BLOCK), last}:
        block = range(first, min(first + _BLOCK, len(mine)))
        shared = {
            step: sum(len(mine[n] & theirs[n + step]) for n in block if 0 <= n + step < len(mine))
            for step in range(-_FARTHEST, _FARTHEST + 1)
        }
        step = max(shared, key=lambda one: (shared[one], -abs(one)))
        if step and shared[step] >= max(_LEAST, _TIMES * shared[0]):
            yield block, step


def _joined(blocks: Iterator[tuple[range, int]]) -> dict[int, int]:
    """Return the step of each segment, also of those between two blocks of one step."""
    found: dict[int, int] = {}
    before: tuple[range, int] | None = None
    for block, step in sorted(blocks, key=lambda one: one[0].start):
        start = block.start
        if before is not None and before[1] == step and start - before[0].stop <= _BETWEEN:
            start = min(start, before[0].stop)
        found |= dict.fromkeys(range(start, block.stop), step)
        before = (block, step)
    return found
