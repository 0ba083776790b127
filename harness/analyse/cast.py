"""Who and what the names and nouns of an article are: persons, organisations, places.

No entity recogniser: structure tells. An acronym, an organisation's head noun ("Ministry",
"Inc") or a lower-case one in apposition ("the aid agency Tarik") make an organisation; a title,
a first name, a person noun ("coach Mia Lund", "Mia Lund, a teacher") make a person; a gazetteer
or the noun that follows ("the Tarik region") make a place. What none of them tells stays
unknown, and an unknown name of two words may be a person's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING

from harness.analyse.names import Name, stem
from harness.analyse.tokens import Token, fold
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis


class Kind(StrEnum):
    """What a speaker, a name or a noun stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    UNKNOWN = "unknown"


_SINGULAR = frozenset(
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
_IN_PLACE = frozenset(
    ["in", "at", "near", "from", "outside", "inside", "around", "towards", "toward"]
)
_APPOSITION = 9


class Cast:
    """The kinds of an article's names, found out as they are asked for and kept."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._kinds: dict[str, tuple[Kind, str]] = {}

    @cached_property
    def _starts(self) -> list[int]:
        return [name.span.start for name in self._analysis.names]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self._analysis.tokens]

    @cached_property
    def _mentions(self) -> dict[str, list[Name]]:
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self._analysis.names:
            found[self._key(name)].append(name)
        return found

    @cached_property
    def _surnames(self) -> dict[str, list[Name]]:
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self._analysis.names:
            if len(name.words) > 1:
                found[fold(stem(name.words[-1].text))].append(name)
        return found

    def _key(self, name: Name) -> str:
        return fold(name.of(self._analysis.text))

    def name_at(self, offset: int) -> Name | None:
        """Return the name that covers an offset, or None."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0:
            return None
        name = self._analysis.names[place]
        return name if offset < name.span.end else None

    def of_name(self, name: Name) -> tuple[Kind, str]:
        """Return what a name stands for and its gender: `male`, `female` or the empty string."""
        key = self._key(name)
        if key not in self._kinds:
            self._kinds[key] = Kind.UNKNOWN, ""  # a surname may ask for itself
            self._kinds[key] = self._judged(key)
        return self._kinds[key]

    def _judged(self, key: str) -> tuple[Kind, str]:
        mentions = self._mentions[key]
        titles = {self._title_gender(m.title) for m in mentions if m.title is not None}
        if titles:
            first = _first_name(mentions[0])
            return Kind.PERSON, next((g for g in titles if g), first or "")
        seen = [kind for mention in mentions for kind in self._context(mention)]
        by_form = self._by_form(mentions[0])
        if by_form is not None and by_form[0] is not Kind.PERSON and Kind.PERSON not in seen:
            return by_form
        if by_form is not None and by_form[0] is Kind.PERSON:
            return by_form
        for kind in (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE):
            if kind in seen:
                return kind, ""
        if len(mentions[0].words) == 1:
            for whole in self._surnames.get(key, ()):
                found = self.of_name(whole)
                if found[0] is not Kind.UNKNOWN:
                    return found
        return Kind.UNKNOWN, ""

    def _by_form(self, name: Name) -> tuple[Kind, str] | None:
        words = [stem(word.text) for word in name.words]
        first, last = fold(words[0]), fold(words[-1])
        heads, titles = _listed("organisation_heads"), _listed("titles")
        if last in heads or (len(words) > 1 and first in heads):
            return Kind.ORGANISATION, ""
        if last in titles:
            return Kind.PERSON, _listed_gender(last)
        if len(words) == 1 and is_acronym(words[0]):
            return Kind.ORGANISATION, ""
        gender = _first_name(name)
        if gender is not None and len(words) > 1:
            return Kind.PERSON, gender
        if _is_place(" ".join(words)) and (gender is None or _is_country(words[0])):
            return Kind.PLACE, ""
        return None

    def _context(self, name: Name) -> Iterator[Kind]:
        """What the words around one mention say of it."""
        tokens = self._analysis.tokens
        first = bisect_left(self._token_starts, name.span.start)
        after = bisect_left(self._token_starts, name.span.end)
        before = tokens[first - 1] if first else None
        if before is not None and before.kind == "word" and before.end + 1 == name.span.start:
            word = fold(before.text)
            if word in _IN_PLACE:
                yield Kind.PLACE
            elif before.text.islower() and (kind := kind_of(word)) is not Kind.UNKNOWN:
                yield kind
        if after < len(tokens):
            following = tokens[after]
            if following.kind == "word" and following.text.islower():
                if (
                    following.start == name.span.end + 1
                    and kind_of(fold(following.text)) is Kind.PLACE
                ):
                    yield Kind.PLACE
            elif following.text == ",":
                apposed = self._apposition(tokens[after + 1 : after + 1 + _APPOSITION])
                if apposed is not None:
                    yield apposed

    def _apposition(self, tokens: tuple[Token, ...]) -> Kind | None:
        """The kind of ", a retired teacher from Hull," after a name."""
        if not tokens or fold(tokens[0].text) not in _SINGULAR:
            if tokens and fold(tokens[0].text) == "who":
                return Kind.PERSON
            return None
        head = ""
        for token in tokens[1:]:
            if token.kind == "mark" or fold(token.text) in _stops():
                break
            head = fold(token.text)
        kind = kind_of(stem(head)) if head else Kind.UNKNOWN
        return None if kind is Kind.UNKNOWN else kind

    def _title_gender(self, title: Span | None) -> str:
        if title is None:
            return ""
        return _listed_gender(fold(title.of(self._analysis.text)).rsplit(" ", 1)[-1])

    @cached_property
    def persons(self) -> tuple[int, ...]:
        """The places, in order, of all that may speak of a single person.

        Titles, first names, person nouns with an article ("a survivor"), and names of two words
        and more that nothing tells to be anything else.
        """
        found = [
            name.span.start
            for name in self._analysis.names
            if (kind := self.of_name(name)[0]) is Kind.PERSON
            or (kind is Kind.UNKNOWN and len(name.words) > 1)
        ]
        tokens = self._analysis.tokens
        found += [
            token.start for place, token in enumerate(tokens) if self._single_person(tokens, place)
        ]
        return tuple(sorted(found))

    def _single_person(self, tokens: tuple[Token, ...], place: int) -> bool:
        word = fold(stem(tokens[place].text))
        if tokens[place].kind != "word" or len(word) < 3 or is_plural(word):
            return False
        if not any(
            fold(t.text) in _SINGULAR or t.text.endswith(("'s", "’s"))
            for t in tokens[max(0, place - 4) : place]
        ):
            return False
        return kind_of(word) is Kind.PERSON


def is_acronym(word: str) -> bool:
    """Whether a word is two to six capitals, dotted or not.

    >>> is_acronym("OCHA"), is_acronym("U.N."), is_acronym("Nato")
    (True, True, False)
    """
    letters = word.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


@cache
def kind_of(word: str) -> Kind:
    """Return what a common noun stands for, singular or plural; both readings make unknown."""
    from harness.data.lexicon import kind_of_noun, parts_of_speech

    parts = parts_of_speech(word)
    if not parts.get("n") and "n" not in parts:
        return Kind.UNKNOWN
    if (
        max(parts, key=lambda part: parts[part]) != "n"
        and parts["n"] == 0
        and word not in _listed("noun_kinds")
    ):
        return Kind.UNKNOWN
    kinds = kind_of_noun(word)
    if "person" in kinds and "organisation" not in kinds:
        return Kind.PERSON
    if "organisation" in kinds and "person" not in kinds:
        return Kind.ORGANISATION
    if "place" in kinds and not kinds & {"person", "organisation"}:
        return Kind.PLACE
    return Kind.UNKNOWN


@cache
def is_plural(word: str) -> bool:
    """Whether a noun form is a plural of another."""
    from harness.data.lexicon import lemmas

    found = lemmas(word)
    return bool(found) and found[0] != word and word.endswith(("s", "men", "people", "children"))


@cache
def _listed(name: str) -> frozenset[str]:
    from harness.data import words

    return words("en", name)


@cache
def _stops() -> frozenset[str]:
    """What ends a noun phrase on its right: prepositions, relatives, verbs' helpers."""
    return (
        _listed("prepositions")
        | _listed("auxiliaries")
        | _listed("modals")
        | _listed("conjunctions")
        | {"who", "which", "that", "whose", "where", "when"}
    )


def _listed_gender(title: str) -> str:
    from harness.data import table

    return table("en", "titles").get(title.rstrip("."), "")


def _first_name(name: Name) -> str | None:
    """Return the gender of a name's first word as a first name, "" for either, None for none."""
    from harness.data.people import first_name_gender

    return first_name_gender(stem(name.words[0].text))


@cache
def _is_place(name: str) -> bool:
    from harness.data.gazetteer import is_place

    return is_place(name)


@cache
def _is_country(name: str) -> bool:
    from harness.data.gazetteer import place_kind

    return place_kind(name) == "country"
