"""Texts to matches: one server a run, several requests at once, one fresh start when it dies."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Self

from harness.cache import NO_CACHE, Cache
from harness.engines.languagetool.chunks import Chunk, Limits, apart, chunked
from harness.engines.languagetool.client import Client, Question
from harness.engines.languagetool.errors import (
    LanguageToolUnavailableError,
    NoAnswerError,
    RefusedError,
)
from harness.engines.languagetool.installation import Installation, find_installation
from harness.engines.languagetool.match import Answer, Match, Unchecked
from harness.engines.languagetool.memory import Facts, Memory, alone, suggested
from harness.engines.languagetool.parallel import parallel
from harness.engines.languagetool.server import Server, start, telling

INSTALL = "mt-harness setup languagetool"


class Checker:
    """LanguageTool for one run: the server at `url`, else one of our own, started when needed.

    Use as a context manager; our own server is ended when it is left, however that happens. What
    `cache` holds is not asked again: our own server does not even start for it.
    """

    def __init__(
        self,
        url: str | None = None,
        limits: Limits | None = None,
        cache: Cache = NO_CACHE,
    ) -> None:
        self.url = url
        self.limits = limits or Limits()
        self._cache = cache
        self._installation: Installation | None = None
        self._memory: Memory | None = None
        self._looked = False
        self._expected = 0
        self._asked = 0
        self._terse = False
        self._suggesting: Checker | None = None
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
            if self._suggesting is not None:
                self._suggesting.close()

    @property
    def version(self) -> str | None:
        """The version that answered, with its address where a user gave one; None: none did."""
        if self._version is None or self.url is None:
            return self._version
        return f"{self._version} at {self.url}"

    def knows(self, language: str) -> bool:
        """Whether the server can check that language; raises LanguageToolUnavailableError."""
        memory = self.memory()
        if memory is not None and memory.facts is not None:
            return memory.knows(language)
        self._connected()
        return language in self._languages

    def memory(self) -> Memory | None:
        """What was answered before, to ask where no server is; None where nothing can be kept."""
        with self._lock:
            if not self._looked and self._cache.path is not None and self.failure is None:
                self._looked = True
                identity = self._identity()
                if identity is not None:
                    self._memory = Memory.of(self._cache, identity)
            return self._memory

    def travelling(self) -> Memory | None:
        """Return what other processes may ask instead of this one; None where nothing is known."""
        memory = self.memory()
        return None if memory is None or memory.facts is None else memory

    def remembered(self) -> None:
        """Say that what was answered before was used, here or in another process."""
        memory = self.memory()
        if memory is not None and memory.facts is not None:
            self._version = memory.facts.version

    def check(self, texts: Sequence[str], question: Question) -> tuple[Answer, ...]:
        """Return for each text what LanguageTool objects to, or why it was not asked.

        Spans count code points of that text. Nothing is raised for a server that is missing,
        silent or gone: every text it did not look at says so.
        """
        texts = tuple(texts)
        known: dict[str, Answer] = dict(self._recalled(texts, question))
        new = tuple(dict.fromkeys(text for text in texts if text not in known))
        self._prepare(sum(map(len, new)))
        chunks = tuple(chunked(new, self.limits))
        done = parallel(lambda chunk: self._checked(chunk, question), chunks, self.limits.requests)
        known.update(zip(new, (answer for answers in done for answer in answers), strict=True))
        return tuple(known[text] for text in texts)

    def expect(self, characters: int) -> None:
        """Say how many characters at least will be asked about in all, before the first is."""
        self._expected = max(self._expected, characters)

    @property
    def _many(self) -> bool:
        """Whether it pays to look for suggestions only where they are asked for."""
        return max(self._expected, self._asked) >= self.limits.many

    def _prepare(self, characters: int) -> None:
        """Count what is asked, and set our own server aside for suggestions where it grew much."""
        with self._lock:
            self._asked += characters
            if self.url is None and self.server is not None and self._many and not self._terse:
                aside = self._aside()
                aside.server, self.server = self.server, None
                aside._client, self._client = self._client, None
                aside._starts, self._starts = self._starts, 0

    def suggestions(
        self, asked: Sequence[tuple[str, Match]], question: Question
    ) -> tuple[tuple[str, ...], ...]:
        """Return what is suggested at each unsuggested match of a text; nothing where none is."""
        by_rule: dict[Question, list[str]] = {}
        for text, match in asked:
            by_rule.setdefault(alone(match, question), []).append(text)
        answers = {
            (one, text): answer
            for one, texts in by_rule.items()
            for text, answer in zip(texts, self._at_leisure().check(texts, one), strict=True)
        }
        return tuple(
            suggested(match, answers[alone(match, question), text]) for text, match in asked
        )

    def _at_leisure(self) -> Checker:
        """Return the checker whose server looks for suggestions."""
        with self._lock:
            brief = self._terse or (self._many and self.server is None)
            if self.url is not None or not brief:
                return self
            return self._aside()

    def _aside(self) -> Checker:
        """Return the checker that looks for suggestions, and does nothing else."""
        if self._suggesting is None:
            one = replace(self.limits, requests=1, many=sys.maxsize)
            self._suggesting = Checker(limits=one, cache=self._cache)
        return self._suggesting

    def _recalled(
        self, texts: tuple[str, ...], question: Question
    ) -> Iterator[tuple[str, tuple[Match, ...]]]:
        """Yield the texts that were asked about before, with the answers."""
        memory = self.memory()
        if memory is None or memory.facts is None:
            return
        for text, answer in zip(texts, memory.recall(texts, question), strict=True):
            if answer is not None:
                self._version = memory.facts.version
                yield text, answer

    def _checked(self, chunk: Chunk, question: Question) -> tuple[Answer, ...]:
        while True:
            try:
                client = self._connected()
                matches = apart(client.matches(chunk.text, question), chunk)
                self._version = client.version
                self._keep(dict(zip(chunk.texts, matches, strict=True)), question)
                return matches
            except LanguageToolUnavailableError as error:
                return (Unchecked(why=str(error)),) * len(chunk.starts)
            except RefusedError as error:
                why = Unchecked(why=f"LanguageTool refused the text: {error}")
                return (why,) * len(chunk.starts)
            except NoAnswerError as error:
                self._fallen(client, str(error))

    def _keep(self, answers: dict[str, tuple[Match, ...]], question: Question) -> None:
        with self._lock:
            memory = self.memory()
            if memory is None or self._version is None:
                return
            if memory.facts is None:
                facts = Facts(version=self._version, languages=self._languages)
                self._memory = memory = memory.learnt(facts)
        memory.keep(answers, question)

    def _identity(self) -> str | None:
        """Return what tells this LanguageTool from every other, without a start of our own."""
        if self.url is not None:
            try:
                return self._connected().identity
            except (LanguageToolUnavailableError, NoAnswerError, RefusedError):
                return None
        installation = self._found()
        return None if installation is None else installation.identity

    def _found(self) -> Installation | None:
        if self._installation is None:
            self._installation = find_installation()
        return self._installation

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
            installation = self._found()
            if installation is None:
                raise LanguageToolUnavailableError(f"not installed; run: {INSTALL}")
            self._terse = self._terse or (self._many and self._starts == 1)
            self.server = start(installation, self.limits.start_s, terse=self._terse)
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
