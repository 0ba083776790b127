"""Several requests at once, by threads that nobody has to wait for."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def parallel(work: Callable[[Item], Result], items: Sequence[Item], threads: int) -> list[Result]:
    """Return `work` of every item, in order, done by several threads.

    The threads are daemons: the standard pool's would keep an interrupted run waiting for
    answers that nobody will read.
    """
    if len(items) <= 1:
        return [work(item) for item in items]
    todo: queue.SimpleQueue[int] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[int, Result | None, BaseException | None]] = queue.SimpleQueue()
    for place in range(len(items)):
        todo.put(place)

    def drain() -> None:
        while True:
            try:
                place = todo.get_nowait()
            except queue.Empty:
                return
            try:
                done.put((place, work(items[place]), None))
            except BaseException as error:
                done.put((place, None, error))

    for _ in range(min(threads, len(items))):
        threading.Thread(target=drain, daemon=True).start()
    results: dict[int, Result] = {}
    for _ in items:
        place, result, error = done.get()
        if error is not None:
            raise error
        results[place] = result  # type: ignore[assignment]
    return [results[place] for place in range(len(items))]
