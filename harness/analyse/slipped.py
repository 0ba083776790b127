"""By how many places one side of a file of pairs slipped: told by what few of its segments have.

Where a dozen segments in a row share next to nothing with their own partners, and much with the
partners at one distance of up to three places, the other side slipped by as much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

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
Row = frozenset[str]


def steps(rows: Sequence[tuple[Row, Row]]) -> dict[int, int]:
    """Return by how many places the second side of pairs slipped, by place; only where it did.

    Each side is what a segment has that its partner may have as well. Time grows with the rows.
    """
    found: dict[int, int] = {}
    for first in range(0, len(rows), _CHUNK):
        start = max(0, first - _FARTHEST)
        chunk = rows[start : first + _CHUNK + _FARTHEST]
        mine, theirs = (_rare([row[side] for row in chunk]) for side in (0, 1))
        found |= {start + n: step for n, step in _joined(_blocks(mine, theirs)).items()}
    return found


def _rare(rows: Sequence[Row]) -> list[Row]:
    times = Counter(one for row in rows for one in row)
    return [frozenset(one for one in row if times[one] <= _MOST) for row in rows]


def _blocks(mine: Sequence[Row], theirs: Sequence[Row]) -> Iterator[tuple[range, int]]:
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
