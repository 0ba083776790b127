"""How far a long run is, on standard error: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from harness.model.text import Document
from harness.read import Item, Planned, size_of

# A log wants a sign of life, not a line a document; what is done before needs none at all.
EVERY_S = 5.0
_MOST_AHEAD_S = 100 * 3600


@contextmanager
def progress(
    documents: Sequence[Item], *, quiet: bool = False
) -> Iterator[Callable[[Document | Planned], None] | None]:
    """Yield whom to tell of each document that is done; None for one document, or when quiet."""
    if quiet or len(documents) < 2:
        yield None
    elif sys.stderr.isatty():
        with _bar(documents) as told:
            yield told
    else:
        yield _Lines(documents).told


class _Lines:
    """Plain lines, the first after `EVERY_S` seconds, so that a short run says nothing."""

    def __init__(self, documents: Sequence[Item]) -> None:
        self.pace = Pace(documents)
        self.last = self.pace.began

    def told(self, document: Document | Planned) -> None:
        now = time.monotonic()
        self.pace.add(document)
        if now - self.last >= EVERY_S and self.pace.done < self.pace.count:
            self.last = now
            print(f"mt-harness: {self.pace.line(now)}", file=sys.stderr)


class Pace:
    """How much is done, and how long the rest will take; text counts, as articles differ."""

    def __init__(self, documents: Sequence[Item]) -> None:
        self.began = time.monotonic()
        self.count = len(documents)
        self.done = 0
        self.size = sum(_size(document) for document in documents)
        self.through = 0

    def add(self, document: Document | Planned) -> None:
        """Count one more document as done."""
        self.done += 1
        self.through += _size(document)

    def line(self, now: float) -> str:
        """Return documents done of all, documents a second, and the time left."""
        taken = max(now - self.began, 1e-9)
        left = taken * (self.size - self.through) / max(self.through, 1)
        rate = self.done / taken
        a_second = f"{rate:.0f} a second" if rate >= 10 else f"{rate:.1f} a second"
        return f"{self.done} of {self.count} documents, {a_second}, {span(left)} left"


def span(seconds: float) -> str:
    """Return a time to wait for in words.

    >>> span(7.2), span(65), span(3 * 3600 + 60)
    ('8 s', '1 min 5 s', '3 h 1 min')
    """
    whole = int(min(seconds, _MOST_AHEAD_S)) + 1 if seconds % 1 else int(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def _size(item: Item) -> int:
    return size_of(item) + 1  # an empty document is a step, too


@contextmanager
def _bar(documents: Sequence[Item]) -> Iterator[Callable[[Document | Planned], None]]:
    """Yield whom to tell; the bar is gone when the run is over."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    pace = Pace(documents)
    with Progress(
        BarColumn(bar_width=None),
        TextColumn("{task.description}", style="none"),
        console=Console(file=sys.stderr),
        transient=True,
    ) as bar:
        task = bar.add_task(f"0 of {pace.count} documents", total=pace.size)

        def told(document: Document | Planned) -> None:
            pace.add(document)
            line = pace.line(time.monotonic())
            bar.update(task, completed=pace.through, description=line)

        yield told
