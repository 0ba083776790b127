"""Processes that work on items: handed chunks, asked for answers, ended without a trace.

A pool of our own, and not the standard one, for two promises: a process that dies takes down the
one item it was at and no other, and an interrupt ends all of them at once.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from harness.batch.pool import Lost, Supply
from harness.errors import HarnessError

Item = TypeVar("Item")
Result = TypeVar("Result")
_Chunk = tuple[tuple[int, Item], ...]

# What the first process loads once and the others inherit, of what is loaded here already.
_SHARED = ("harness.api", "harness.score", "harness.cli")
_PATIENCE_S = 5.0


class _Worker(Generic[Item]):
    """A process, the pipe to it, and what it was given and has not answered."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self.process = process
        self.pipe = pipe
        self.ready = False
        self.open: deque[tuple[int, Item]] = deque()

    def give(self, chunk: _Chunk[Item]) -> None:
        """Hand the chunk over; where the process is gone, reading from it will tell."""
        self.open.extend(chunk)
        with suppress(OSError):
            self.pipe.send(chunk)


class Crew(Generic[Item, Result]):
    """Some processes that do the same work."""

    def __init__(self, work: Callable[[Item], Result], count: int) -> None:
        self.work = work
        self.workers: list[_Worker[Item]] = []
        self.count = count

    def through(self, supply: Supply[Item]) -> Iterator[tuple[int, Result | Lost]]:
        """Yield place and answer of each item, as they come.

        Raises H507 where a process ends before it could begin.
        """
        self.workers += [self._started() for _ in range(self.count)]
        while supply.waits or any(worker.open for worker in self.workers):
            if not self.workers:
                self.workers.append(self._started())
            for pipe in wait([worker.pipe for worker in self.workers]):
                worker = next(one for one in self.workers if one.pipe is pipe)
                try:
                    answer = worker.pipe.recv()
                except (EOFError, OSError):
                    yield from self._fallen(worker, supply)
                    continue
                if not worker.ready:
                    worker.ready = True
                else:
                    worker.open.popleft()
                    yield answer
            self._hand_out(supply)

    def _hand_out(self, supply: Supply[Item]) -> None:
        """Give each process that has nothing to do a chunk, where there is one."""
        for worker in self.workers:
            if not worker.ready or worker.open:
                continue
            chunk = supply.take()
            if chunk is None:
                return
            worker.give(chunk)

    def _fallen(self, worker: _Worker[Item], supply: Supply[Item]) -> Iterator[tuple[int, Lost]]:
        """Yield the item that the process was at; what came after it goes to another process."""
        self.workers.remove(worker)
        _end(worker)
        if not worker.ready:
            raise HarnessError(
                "H507",
                "",
                "a process of the pool did not start",
                "Use one (-j 1); a script of your own needs its if __name__ == '__main__'.",
            )
        if not worker.open:
            return
        place, _ = worker.open.popleft()
        if worker.open:
            supply.back(tuple(worker.open))
        if supply.waits:
            self.workers.append(self._started())
        yield place, Lost(why=_death(worker.process.exitcode))

    def _started(self) -> _Worker[Item]:
        ours, theirs = multiprocessing.Pipe()
        process = _process(self.work, theirs)
        with _deaf():
            process.start()
        # Held here as well, the pipe would never say that the process is gone.
        theirs.close()
        return _Worker(process, ours)


def _process(work: Callable[[Item], Result], pipe: Connection) -> BaseProcess:
    """Return a process to start; never a fork of this one, which may have threads."""
    given = (work, pipe, gc.get_threshold())
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn").Process(target=_serve, args=given, daemon=True)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([name for name in _SHARED if name in sys.modules])
    return context.Process(target=_serve, args=given, daemon=True)


@contextmanager
def crew(work: Callable[[Item], Result], count: int) -> Iterator[Crew[Item, Result]]:
    """Yield a crew of `count` processes; none of them is left when the block is."""
    workers: Crew[Item, Result] = Crew(work, count)
    try:
        yield workers
    except BaseException:
        for worker in workers.workers:
            worker.process.terminate()
        raise
    finally:
        for worker in workers.workers:
            worker.pipe.close()
        for worker in workers.workers:
            _end(worker)


def _end(worker: _Worker[Item]) -> None:
    """Wait for a process whose pipe is closed; it has nothing left to do."""
    worker.pipe.close()
    worker.process.join(_PATIENCE_S)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()


@contextmanager
def _deaf() -> Iterator[None]:
    """Start processes that do not hear an interrupt: it is for this one to end them.

    The terminal sends it to all at once, and each would print where it was. A mask is inherited;
    an interrupt of these moments is kept for us and delivered right after.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    # Its start takes the mask off again, so it has to come first.
    ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Callable[[Item], Result], pipe: Connection, often: tuple[int, int, int]) -> None:
    """Answer each item in its turn, until nobody asks any more.

    `often` is how often the asking process looks for garbage, and so does this one.
    """
    gc.set_threshold(*often)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        pipe.send(None)
        while True:
            chunk: _Chunk[Item] = pipe.recv()
            for place, item in chunk:
                pipe.send((place, work(item)))


def _death(code: int | None) -> str:
    """Return how a process ended, in words."""
    if code is not None and code < 0:
        with suppress(ValueError):
            name = signal.Signals(-code).name
            hint = " (out of memory?)" if name == "SIGKILL" else ""
            return f"the process that worked on it was ended by {name}{hint}"
    return f"the process that worked on it ended with code {code}"
