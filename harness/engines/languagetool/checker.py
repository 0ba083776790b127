"""Texts to matches: one server a run, several requests at once, one fresh start when it dies."""

from __future__ import annotations

import os
import queue
import threading
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeVar

from harness.engines.languagetool.client import Client, Question
from harness.engines.languagetool.errors import (
    LanguageToolUnavailableError,
    NoAnswerError,
    RefusedError,
)
from harness.engines.languagetool.installation import find_installation
from harness.engines.languagetool.match import Match, Unchecked
from harness.engines.languagetool.server import START_S, Server, start, telling
from harness.model.text import Span

Answer = tuple[Match, ...] | Unchecked
Item = TypeVar("Item")
Result = TypeVar("Result")

INSTALL = "mt-harness setup languagetool"
_GAP = "\n\n"  # ends a paragraph for LanguageTool, so no sentence runs from one text into the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is asked at once, and how long an answer may take.

    Measured on two cores, 150 paragraphs of 28 words: one a request 11.9 s, twenty a request from
    several threads 2.0 s; more threads than cores only make the server load its rules once more.
    A public server takes 20,000 characters at most.
    """

    texts: int = 20
    characters: int = 8000
    requests: int = min(4, os.cpu_count() or 1)
    answer_s: float = 60.0
    start_s: float = START_S


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Texts sent together: the place of the first among all, and where each starts."""

    first: int
    text: str
    starts: tuple[int, ...]


class Checker:
    """LanguageTool for one run: the server at `url`, else one of our own, started when needed.

    Use as a context manager; our own server is ended when it is left, however that happens.
    """

    def __init__(self, url: str | None = None, limits: Limits | None = None) -> None:
        self.url = url
        self.limits = limits or Limits()
        self.failure: str | None = None
        self._client: Client | None = None
        self.server: Server | None = None
        self._starts = 0
        self._version: str | None = None
        self._languages: frozenset[str] = frozenset()
        self._lock = threading.RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End our own server; nothing can be asked afterwards."""
        with self._lock:
            self.failure = self.failure or "it was stopped"
            self._stop()

    @property
    def version(self) -> str | None:
        """The version that answered, with its address where a user gave one; None: none did."""
        if self._version is None or self.url is None:
            return self._version
        return f"{self._version} at {self.url}"

    def knows(self, language: str) -> bool:
        """Whether the server can check that language; raises LanguageToolUnavailableError."""
        self._connected()
        return language in self._languages

    def check(self, texts: Sequence[str], question: Question) -> tuple[Answer, ...]:
        """Return for each text what LanguageTool objects to, or why it was not asked.

        Spans count code points of that text. Nothing is raised for a server that is missing,
        silent or gone: every text it did not look at says so.
        """
        chunks = tuple(_chunks(texts, self.limits))
        done = _parallel(lambda chunk: self._checked(chunk, question), chunks, self.limits.requests)
        return tuple(answer for answers in done for answer in answers)

    def _checked(self, chunk: _Chunk, question: Question) -> tuple[Answer, ...]:
        while True:
            try:
                client = self._connected()
                matches = client.matches(chunk.text, question)
                self._version = client.version
                return _apart(matches, chunk)
            except LanguageToolUnavailableError as error:
                return (Unchecked(why=str(error)),) * len(chunk.starts)
            except RefusedError as error:
                why = Unchecked(why=f"LanguageTool refused the text: {error}")
                return (why,) * len(chunk.starts)
            except NoAnswerError as error:
                self._fallen(client, str(error))

    def _connected(self) -> Client:
        """Return the client of a server that runs; start one where that is ours to do."""
        with self._lock:
            if self.failure is not None:
                raise LanguageToolUnavailableError(self.failure)
            if self._client is None:
                try:
                    self._client = self._started()
                except LanguageToolUnavailableError as error:
                    self.failure = str(error)
                    raise
            return self._client

    def _started(self) -> Client:
        self._starts += 1
        if self.url is None:
            installation = find_installation()
            if installation is None:
                raise LanguageToolUnavailableError(f"not installed; run: {INSTALL}")
            self.server = start(installation, self.limits.start_s)
        client = Client(self.server.url if self.server else self.url or "", self.limits.answer_s)
        try:
            # It knows languages, so it is a LanguageTool; a check would load English for nothing.
            self._languages = client.languages
        except (NoAnswerError, RefusedError) as error:
            raise LanguageToolUnavailableError(f"{self._where()}: {error}") from None
        return client

    def _fallen(self, client: Client, why: str) -> None:
        """Give the server up that `client` asked; the next question starts another, once."""
        with self._lock:
            if self._client is not client:
                return  # another thread saw it first
            dead = self.server is not None and not self.server.alive
            said = telling(self.server.said()) if self.server and dead else ""
            self._stop()
            if self._starts > 1 and self.failure is None:
                again = "again, after it was asked a second time" if self.url else "after a restart"
                self.failure = f"{self._where()}: {why} {again}{f' ({said})' if said else ''}"

    def _stop(self) -> None:
        self._client = None
        if self.server is not None:
            self.server.close()
            self.server = None

    def _where(self) -> str:
        return self.url or "its server"


def _chunks(texts: Sequence[str], limits: Limits) -> list[_Chunk]:
    """Return the texts in order, as many together as the limits allow."""
    chunks: list[_Chunk] = []
    first, starts, size = 0, list[int](), 0
    for place, text in enumerate(texts):
        full = len(starts) >= limits.texts or size + len(text) > limits.characters
        if starts and full:
            chunks.append(_Chunk(first, _GAP.join(texts[first:place]), tuple(starts)))
            first, starts, size = place, [], 0
        starts.append(size)
        size += len(text) + len(_GAP)
    if starts:
        chunks.append(_Chunk(first, _GAP.join(texts[first:]), tuple(starts)))
    return chunks


def _apart(matches: tuple[Match, ...], chunk: _Chunk) -> tuple[tuple[Match, ...], ...]:
    """Return the matches of each text of a chunk; one that reaches into the next is left out."""
    rows: list[list[Match]] = [[] for _ in chunk.starts]
    ends = (*(start - len(_GAP) for start in chunk.starts[1:]), len(chunk.text))
    for match in matches:
        place = bisect_right(chunk.starts, match.span.start) - 1
        if match.span.end <= ends[place]:
            start = chunk.starts[place]
            span = Span(match.span.start - start, match.span.end - start)
            rows[place].append(replace(match, span=span))
    return tuple(tuple(row) for row in rows)


def _parallel(work: Callable[[Item], Result], items: Sequence[Item], threads: int) -> list[Result]:
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
