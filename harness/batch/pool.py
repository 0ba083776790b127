"""The same function on many items, in this process or spread over several."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# What a process is handed at once: a chunk of articles is a tenth of a second's work or more,
# a hundred times what handing it over takes, and small enough that the last ones end together.
_CHUNK = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """An item whose process ended before it could answer."""

    why: str


def each(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    sizes: Sequence[int],
    *,
    jobs: int,
    worth: int = 0,
) -> Generator[tuple[int, Result | Lost], None, None]:
    """Yield `work` of each item with the item's place, as soon as it is there, in any order.

    `sizes` says how much work each item is, in any unit; where all of it is less than `worth`,
    no process is started. `work`, items and results have to be picklable, and `work` should not
    raise. Close the iterator (`contextlib.closing`) where it may not be read to its end: that
    ends the processes.
    """
    jobs = min(jobs, len(items))
    if jobs <= 1 or sum(sizes) < worth:
        yield from enumerate(map(work, items))
        return
    # Only now: one short article shall not wait for what it does not use.
    from harness.batch.crew import crew

    chunks = chunked(items, sizes, jobs)
    with crew(work, min(jobs, len(chunks))) as workers:
        yield from workers.through(chunks)


def chunked(
    items: Sequence[Item], sizes: Sequence[int], jobs: int
) -> list[tuple[tuple[int, Item], ...]]:
    """Return the items with their places in chunks, the most work first.

    A long item is a chunk of its own: begun first, it does not keep the others waiting at the end.
    """
    most = min(_CHUNK, max(1, sum(sizes) // (4 * jobs)))
    chunks: list[tuple[int, tuple[tuple[int, Item], ...]]] = []
    row: list[tuple[int, Item]] = []
    size = 0
    for place, (item, one) in enumerate(zip(items, sizes, strict=True)):
        if row and size + one > most:
            chunks.append((size, tuple(row)))
            row, size = [], 0
        row.append((place, item))
        size += one
    if row:
        chunks.append((size, tuple(row)))
    return [chunk for _, chunk in sorted(chunks, key=lambda sized: -sized[0])]
