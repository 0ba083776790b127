"""Every mention of what may be a single person, looked for a segment at a time.

Titles, first names, person nouns with an article ("a survivor"), and names that nothing tells to
be anything else; of those of one word only what a person of the article bears.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from harness.analyse.kinds import Kind, gender_of_noun, is_plural, kind_of
from harness.analyse.names import stem
from harness.analyse.tokens import Token, fold
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis

# What makes a noun after it one of many, or the one.
SINGULAR = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "one",
        "another",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "whose",
        "every",
        "each",
    ]
)


@dataclass(frozen=True, slots=True)
class Person:
    """One mention of what may be a single person; `gender` is empty where nothing tells it."""

    span: Span
    key: str
    gender: str
    sure: bool


# What stands beside a noun phrase begins within a comma and a blank of it.
_BESIDE = 3
_APPOSED = re.compile(
    r", (?:(?:the|an?) )?(?:(?!who|which|his |her )[\w-]+ ){0,2}[A-Z][^,.;:()\n]{1,40}(?=,)"
)
# "the driver, a man of 46,"
_DESCRIBED = re.compile(r", an? (?:[a-z-]+ )?(?:[a-z]*man|[a-z]*woman|boy|girl|mother|father)\b")


class Persons:
    """The persons of an article, found segment by segment as they are asked for."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._starts = [segment.span.start for segment in analysis.segments]
        self._rows: dict[int, tuple[Person, ...]] = {}

    def between(self, start: int, end: int) -> tuple[Person, ...]:
        """The mentions that begin in a stretch of the text, in order."""
        first = max(0, bisect_left(self._starts, start + 1) - 1)
        last = bisect_left(self._starts, end)
        return tuple(
            person
            for segment in range(first, last)
            for person in self._of_segment(segment)
            if start <= person.span.start < end
        )

    @cached_property
    def first(self) -> int:
        """Where the first mention begins; the length of the text where there is none."""
        rows = map(self._of_segment, range(len(self._starts)))
        row = next(filter(None, rows), None)
        return row[0].span.start if row else len(self._analysis.text)

    def gender_beside(self, span: Span) -> str:
        """The gender that the first noun or name in a noun phrase or right after it tells."""
        # Few words tell one, so that the paragraph is searched for persons only where one does.
        segment = bisect_left(self._starts, span.start + 1) - 1
        analysis, end = self._analysis, end_beside(self._analysis.text, span.end)
        telling = any(
            span.start <= name.span.start < end and analysis.cast.of_name(name)[1]
            for name in analysis.segment_names[segment]
        )
        if not telling and not any(map(_gender_of, analysis.text[span.start : end].split())):
            return ""
        titles = _listed("titles")
        found = (
            person
            for person in self.between(span.start, end)
            if person.gender
            and person.key not in titles
            # "Rui's teacher" tells nothing of the teacher.
            and not analysis.text.startswith(("'s", "’s"), person.span.end)
            and not person.span.of(analysis.text).endswith(("'s", "’s"))
        )
        return next((person.gender for person in found), "")

    def _of_segment(self, segment: int) -> tuple[Person, ...]:
        if segment not in self._rows:
            nouns = (
                # "the goalkeeper", where she has been named.
                replace(noun, gender=self._analysis.cast.roles.get(noun.key, noun.gender))
                for noun in _nouns(self._analysis.segment_tokens[segment])
            )
            found = [*self._named(segment), *nouns]
            self._rows[segment] = tuple(sorted(found, key=lambda person: person.span))
        return self._rows[segment]

    def _named(self, segment: int) -> Iterator[Person]:
        analysis = self._analysis
        for name in analysis.segment_names[segment]:
            kind, gender = analysis.cast.of_name(name)
            # "the Cima Alta": no person is called so.
            several = len(name.words) > 1 and not analysis.text.endswith(
                ("the ", "The "), 0, name.span.start
            )
            if kind is Kind.PERSON or (kind is Kind.UNKNOWN and several):
                sure = kind is Kind.PERSON
                yield Person(name.span, fold(name.of(analysis.text)), gender, sure=sure)


def end_beside(text: str, end: int) -> int:
    """Where ends what stands beside a noun phrase: "the owner, the baker Ada Lind,"."""
    found = _APPOSED.match(text, end) or _DESCRIBED.match(text, end)
    return found.end() if found else end + _BESIDE


def _nouns(tokens: tuple[Token, ...]) -> Iterator[Person]:
    """The nouns of a segment that stand for one person each."""
    for place, token in enumerate(tokens):
        # Most words mean no person: what that costs is asked before anything is called.
        if token.kind == "word" and _role(token.text) and _single_person(tokens, place):
            word = fold(stem(token.text))
            yield Person(Span(token.start, token.end), word, gender_of_noun(word), sure=True)


def _single_person(tokens: tuple[Token, ...], place: int) -> bool:
    token = tokens[place]
    role = _role(token.text)
    if role in ("", "always"):
        return role == "always"
    if role == "leads":
        return _heads(tokens, place)
    following = tokens[place + 1] if place + 1 < len(tokens) and "'" not in token.text else None
    if following is not None and (_modified(following) or _describes(token, following)):
        return False
    return any(
        fold(before.text) in SINGULAR or before.text.endswith(("'s", "’s"))
        for before in tokens[max(0, place - 4) : place]
    )


@lru_cache(maxsize=65536)
def _gender_of(word: str) -> str:
    return gender_of_noun(fold(stem(word.strip('.,;:"“”()'))))


@lru_cache(maxsize=65536)
def _role(text: str) -> str:
    """When a word means one person: `always`, where it `leads`, where it is `single`, or never."""
    if len(text) < 3 or not text[0].islower():
        return ""
    word = fold(stem(text))
    if word in _listed("person_nouns"):
        return "always"
    if word in ("head", "chair"):
        return "leads"
    if kind_of(word) is not Kind.PERSON or is_plural(word) or word == "people":
        return ""
    return "single"


def _describes(token: Token, following: Token) -> bool:
    """Whether a word is an adjective to the noun behind it: "a criminal case"."""
    from harness.data.lexicon import parts_of_speech

    word, noun = fold(token.text), fold(following.text)
    if "a" not in parts_of_speech(word) or noun in noun_stops() or not following.text.islower():
        return False
    parts = parts_of_speech(noun)
    return following.kind == "word" and parts.get("n", -1) > parts.get("v", 0)


def _modified(token: Token) -> bool:
    """Whether a person noun only describes the next word: "the passenger association"."""
    word = fold(token.text)
    if token.kind != "word" or not token.text.islower() or word in noun_stops():
        return False
    return kind_of(word) is not Kind.UNKNOWN or _noun(word)


@cache
def _noun(word: str) -> bool:
    from harness.data.lexicon import parts_of_speech

    parts = parts_of_speech(word)
    return set(parts) == {"n"} and not word.endswith("ly")


def _heads(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether "head" leads something: "the head of", "its head"."""
    before = tokens[place - 1].text if place else ""
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return after == "of" or before.lower() in ("its", "their") or before.endswith(("'s", "’s"))


@cache
def _listed(name: str) -> frozenset[str]:
    from harness.data import words

    return words("en", name)


@cache
def noun_stops() -> frozenset[str]:
    """What ends a noun phrase on its right: prepositions, relatives, verbs' helpers."""
    return (
        _listed("prepositions")
        | _listed("auxiliaries")
        | _listed("modals")
        | _listed("conjunctions")
        | {"who", "which", "that", "whose", "where", "when"}
    )
