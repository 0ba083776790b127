"""The same function on many items, in this process or spread over several."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# What a process is handed at once: a chunk of articles is a tenth of a second's work or more,
# a hundred times what handing it over takes, and small enough that the last ones end together.
_CHUNK = 20_000
# How far reading may run ahead of the oldest item without an answer: room for a long one to be
# worked on while the others go on, and a bound on what a batch of any length holds in memory.
_AHEAD = 40 * _CHUNK


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """An item whose process ended before it could answer."""

    why: str


def each(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    size: Callable[[Item], int],
    *,
    jobs: int,
    worth: int = 0,
) -> Generator[tuple[Item, Result | Lost], None, None]:
    """Yield each item with `work` of it, in the items' order and however many there are.

    Items are read as they are needed. `size` says how much work one is, in any unit; where all
    of it is less than `worth`, no process is started. `work`, items and results have to be
    picklable, and `work` should not raise. Close the iterator (`contextlib.closing`) where it may
    not be read to its end: that ends the processes.
    """
    coming = iter(items)
    first = _enough(coming, size, worth) if jobs > 1 else None
    if first is None or not first.more:
        yield from ((item, work(item)) for item in chain(first.items if first else (), coming))
        return
    # Only now: one short article shall not wait for what it does not use.
    from harness.batch.crew import crew

    supply = Supply(chain(first.items, coming), size, jobs)
    ready: dict[int, Result | Lost] = {}
    with crew(work, supply.useful(jobs)) as workers:
        for place, answer in workers.through(supply):
            ready[place] = answer
            while supply.oldest in ready:
                given = ready.pop(supply.oldest)
                yield supply.passed(), given


class _First(Generic[Item]):
    """The first items, and whether there are enough of them for several processes."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.more = False


def _enough(items: Iterator[Item], size: Callable[[Item], int], worth: int) -> _First[Item]:
    """Return at least two items that make so much work together, or all there are."""
    first: _First[Item] = _First()
    weight = 0
    for item in items:
        first.items.append(item)
        weight += size(item)
        if weight >= worth and len(first.items) > 1:
            first.more = True
            break
    return first


class Supply(Generic[Item]):
    """Items cut into chunks as they are asked for, the most work of those at hand first.

    A long item is a chunk of its own: begun first, it does not keep the others waiting at the end.
    """

    def __init__(self, items: Iterable[Item], size: Callable[[Item], int], jobs: int) -> None:
        self._items = enumerate(items)
        self._size = size
        self._jobs = jobs
        self._held: deque[tuple[Item, int]] = deque()
        self._ahead = 0
        self._pending: list[tuple[int, tuple[tuple[int, Item], ...]]] = []
        self._left = True
        self.oldest = 0
        self._fill()

    def useful(self, jobs: int) -> int:
        """Return how many of `jobs` processes would have something to do."""
        return jobs if self._left else max(1, min(jobs, len(self._pending)))

    def take(self) -> tuple[tuple[int, Item], ...] | None:
        """Return a chunk of items with their places; None where there is none for now."""
        self._fill()
        if not self._pending:
            return None
        best = max(range(len(self._pending)), key=lambda n: self._pending[n][0])
        return self._pending.pop(best)[1]

    def back(self, chunk: tuple[tuple[int, Item], ...]) -> None:
        """Take back what was handed out and not answered."""
        self._pending.append((sum(self._size(item) for _, item in chunk), chunk))

    def passed(self) -> Item:
        """Return the oldest item, which is answered and no longer held."""
        item, size = self._held.popleft()
        self._ahead -= size
        self.oldest += 1
        return item

    @property
    def waits(self) -> bool:
        """Whether there is work that nobody has been given."""
        return bool(self._pending) or self._left

    def _fill(self) -> None:
        if not self._left or (self._pending and self._ahead >= _AHEAD // 2):
            return
        row: list[tuple[int, Item, int]] = []
        while self._ahead < _AHEAD:
            try:
                place, item = next(self._items)
            except StopIteration:
                self._left = False
                break
            size = self._size(item) + 1  # an empty item is work, too
            self._held.append((item, size))
            self._ahead += size
            row.append((place, item, size))
        self._cut(row)

    def _cut(self, row: list[tuple[int, Item, int]]) -> None:
        most = _CHUNK
        if not self._left:  # the last ones: several chunks for each process
            most = min(most, max(1, sum(size for *_, size in row) // (4 * self._jobs)))
        chunk: list[tuple[int, Item]] = []
        weight = 0
        for place, item, size in row:
            if chunk and weight + size > most:
                self._pending.append((weight, tuple(chunk)))
                chunk, weight = [], 0
            chunk.append((place, item))
            weight += size
        if chunk:
            self._pending.append((weight, tuple(chunk)))
