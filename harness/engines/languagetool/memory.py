"""What LanguageTool answered before, kept in the cache: a text that did not change is not sent."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from harness.cache import Cache, Shelf
from harness.engines.languagetool.client import Question
from harness.engines.languagetool.match import Answer, Match, Unchecked
from harness.model.text import Span

ENGINE = "languagetool"
_FORM = 1  # of what is kept; a change of it gets a new number


class NotKnownError(Exception):
    """LanguageTool itself has to be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one LanguageTool says of itself: its version and the codes of its languages."""

    version: str
    languages: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The answers of one LanguageTool; `identity` tells it from every other.

    It travels to other processes, where it can be asked as a checker is: what is not known there
    raises NotKnownError.
    """

    cache: Cache
    identity: str
    facts: Facts | None = None

    @classmethod
    def of(cls, cache: Cache, identity: str) -> Memory:
        """Return the memory, with the facts where they are known already."""
        empty = cls(cache=cache, identity=identity)
        (kept,) = empty._shelf("facts").get_many([""])
        if kept is None:
            return empty
        version, languages = json.loads(kept)
        return replace(empty, facts=Facts(version=version, languages=frozenset(languages)))

    def learnt(self, facts: Facts) -> Memory:
        """Return the memory with the facts, which are kept for the next run as well."""
        kept = json.dumps([facts.version, sorted(facts.languages)])
        self._shelf("facts").put_many({"": kept.encode()})
        return replace(self, facts=facts)

    def recall(
        self, texts: Sequence[str], question: Question
    ) -> tuple[tuple[Match, ...] | None, ...]:
        """Return for each text what was answered before; None where nothing was."""
        kept = self._shelf("answer", question).get_many(texts)
        return tuple(None if raw is None else _unpacked(raw) for raw in kept)

    def keep(self, answers: Mapping[str, tuple[Match, ...]], question: Question) -> None:
        """Keep what was answered to these texts."""
        packed = {text: _packed(matches) for text, matches in answers.items()}
        self._shelf("answer", question).put_many(packed)

    def knows(self, language: str) -> bool:
        """Whether that LanguageTool can check the language."""
        if self.facts is None:
            raise NotKnownError
        return language in self.facts.languages

    def check(self, texts: Sequence[str], question: Question) -> tuple[tuple[Match, ...], ...]:
        """Return for each text what was answered before; raise NotKnownError where one is new."""
        answers = self.recall(texts, question)
        known = tuple(answer for answer in answers if answer is not None)
        if len(known) < len(answers):
            raise NotKnownError
        return known

    def suggestions(
        self, asked: Sequence[tuple[str, Match]], question: Question
    ) -> tuple[tuple[str, ...], ...]:
        """Return what was suggested before; raise NotKnownError where one is new."""
        return tuple(
            suggested(match, self.check((text,), alone(match, question))[0])
            for text, match in asked
        )

    def _shelf(self, what: str, question: Question | None = None) -> Shelf:
        way = {"form": _FORM, "what": what, **(asdict(question) if question else {})}
        return self.cache.shelf(ENGINE, self.identity, way)


def alone(match: Match, question: Question) -> Question:
    """Return how to ask about one rule alone."""
    return replace(question, without=(), only=match.rule)


def suggested(match: Match, answer: Answer) -> tuple[str, ...]:
    """Return what an answer suggests for the place and the rule of `match`."""
    if isinstance(answer, Unchecked):
        return ()
    found = (m for m in answer if (m.rule, m.span) == (match.rule, match.span))
    return next((m.suggestions for m in found), ())


def _packed(matches: tuple[Match, ...]) -> bytes:
    rows = [
        [m.rule, m.category, m.kind, m.message, m.span.start, m.span.end, m.unsuggested]
        for m in matches
    ]
    for row, match in zip(rows, matches, strict=True):
        row += match.suggestions
    # Escapes only: a suggestion may hold half of a surrogate pair.
    return json.dumps(rows, separators=(",", ":")).encode()


def _unpacked(raw: bytes) -> tuple[Match, ...]:
    return tuple(
        Match(
            rule=rule,
            category=category,
            kind=kind,
            message=message,
            span=Span(start, end),
            unsuggested=unsuggested,
            suggestions=tuple(suggestions),
        )
        for rule, category, kind, message, start, end, unsuggested, *suggestions in json.loads(raw)
    )
