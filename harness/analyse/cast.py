"""Who and what the names and nouns of an article are: persons, organisations, places.

No entity recogniser: structure tells. An acronym, an organisation's head noun ("Ministry",
"Inc") or a lower-case one in apposition ("the aid agency Tarik") make an organisation; a title,
a first name, a person noun ("coach Mia Lund", "Mia Lund, a teacher") make a person; a gazetteer
or the noun that follows ("the Tarik region") make a place. What none of them tells stays
unknown, and an unknown name of two words may be a person's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from harness.analyse.kinds import Kind, gender_of_noun, gender_of_title, is_acronym, kind_of
from harness.analyse.names import Name, stem
from harness.analyse.persons import SINGULAR, Person, Persons, noun_stops
from harness.analyse.tokens import Token, fold
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis

_IN_PLACE = frozenset({"in", "near", "outside", "inside"})
_APPOSITION = 9
# Whom and what no single person has: "the shareholders of Tarik".
_OF_A_BODY = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "chairman", "chairwoman", "employees", "shares"}
    | {"shareholders", "customers", "members", "subsidiary", "branch", "headquarters"}
)
_ASKED = 5  # mentions of one name that a recogniser looks at
_DESCRIBED = re.compile(
    r"\b(?P<noun>[a-z]+), an? (?:[a-z-]+ )?(?P<what>[a-z]*man|[a-z]*woman|boy|girl)\b"
)
# Size class of a place, which is the power of two of its population: 130,000 and more.
_LARGE = 17


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

    @cached_property
    def _led(self) -> dict[str, list[Name]]:
        """The names of several words by their first, where that is no place's."""
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self._analysis.names:
            first = stem(name.words[0].text)
            if len(name.words) > 1 and not _is_place(first):
                found[fold(first)].append(name)
        return found

    def leads_body(self, word: str) -> bool:
        """Whether an organisation's name begins with a word: "Amnesty", for its longer name."""
        led = next(iter(self._led.get(fold(stem(word)), ())), None)
        return led is not None and self.of_name(led)[0] is Kind.ORGANISATION

    @cached_property
    def roles(self) -> dict[str, str]:
        """The nouns that tell one gender: "the goalkeeper Ada Lind", "the driver, a man of 46"."""
        found: dict[str, set[str]] = defaultdict(set)
        tokens = self._analysis.tokens
        for name in self._analysis.names:
            gender = self.of_name(name)[1] if len(name.words) > 1 else ""
            place = bisect_left(self._token_starts, name.span.start) if gender else 0
            if place and tokens[place - 1].text.islower():
                found[tokens[place - 1].text].add(gender)
        for described in _DESCRIBED.finditer(self._analysis.text):
            found[described["noun"]].add(gender_of_noun(described["what"]))
        return {noun: min(genders) for noun, genders in found.items() if len(genders) == 1}

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

    def speaks_as_place(self, name: Name) -> bool:
        """Whether a place can speak: a country, a capital, or what the article puts people in."""
        from harness.data.gazetteer import place_kind

        words = name.of(self._analysis.text)
        if len(name.words) > 1 or place_kind(words) in ("country", "capital"):
            return True
        return any(Kind.PLACE in self._context(mention) for mention in self._mentions[fold(words)])

    def _judged(self, key: str) -> tuple[Kind, str]:
        mentions = self._mentions[key]
        titles = {self._title_gender(m.title) for m in mentions if m.title is not None}
        if titles:
            first = _first_name(mentions[0])
            return Kind.PERSON, next((g for g in titles if g), first or "")
        if len(mentions[0].words) == 1 and (lent := self._lent(key)) is not None:
            return lent
        seen = [kind for mention in mentions for kind in self._context(mention)]
        by_form = self._by_form(mentions[0])
        # "the cooperative Sal Viva", though Sal is a given name.
        if Kind.ORGANISATION in seen and Kind.PERSON not in seen:
            return Kind.ORGANISATION, ""
        # A form speaks for itself, but "Olivia Bank, a teacher" is no bank.
        if by_form is not None and (
            by_form[0] is Kind.PERSON or (by_form[0] is not Kind.THING and Kind.PERSON not in seen)
        ):
            return by_form
        for kind in (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE):
            if kind in seen:
                return kind, ""
        if by_form is not None:
            return by_form
        return self._recognised(mentions), ""

    def _lent(self, key: str) -> tuple[Kind, str] | None:
        """What a longer name makes of one word: "Ms Jordan", "Tarik International"."""
        for whole in self._surnames.get(key, ()):
            found = self.of_name(whole)
            if found[0] is Kind.PERSON:
                return found
        return (Kind.ORGANISATION, "") if self.leads_body(key) else None

    def _recognised(self, mentions: list[Name]) -> Kind:
        """What an entity recogniser makes of a name that nothing else tells, by most mentions."""
        votes = Counter(
            Kind(kind)
            for mention in mentions[:_ASKED]
            for span, kind in self._analysis.entity_types(mention.segment)
            if span.overlap(mention.span)
        )
        first = votes.most_common(2)
        if not first or (len(first) == 2 and first[0][1] == first[1][1]):
            return Kind.UNKNOWN
        return first[0][0]

    def _by_form(self, name: Name) -> tuple[Kind, str] | None:
        words = [stem(word.text) for word in name.words]
        first, last = fold(words[0]), fold(words[-1])
        heads, titles = _listed("organisation_heads"), _listed("titles")
        if last in heads or last in _listed("speaking_bodies"):
            return Kind.ORGANISATION, ""
        if len(words) > 1 and first in heads:
            return Kind.ORGANISATION, ""
        if last in titles:
            return Kind.PERSON, gender_of_title(last)
        if (
            len(words) == 1
            and is_acronym(words[0])
            and (len(words[0]) > 2 or not _listed_word(words[0]) or self._after_article(name))
        ):
            return Kind.ORGANISATION, ""
        gender = _first_name(name)
        if gender is None and len(words) > 1:
            gender = _by_surname(words)
        if len(words) > 1 and gender is None and (_is_word(words[0]) or _is_word(words[-1])):
            return Kind.THING, ""  # "Qinglan River", "Storm Ada"
        if len(words) > 1 and _is_word(words[-1]) and self._after_article(name):
            return Kind.ORGANISATION, ""  # "the Red Crescent", though Red is a given name
        if gender is not None and len(words) > 1:
            # "the Val Serena": nobody is called so, however well Val serves as a given name.
            placed = all(map(self._after_article, self._mentions[self._key(name)]))
            return (Kind.THING, "") if placed else (Kind.PERSON, gender)
        if _is_place(" ".join(words)) and (gender is None or _is_large(words[0])):
            return Kind.PLACE, ""
        return None

    def _after_article(self, name: Name) -> bool:
        text = self._analysis.text
        return fold(text[max(0, name.span.start - 4) : name.span.start]) == "the "

    def _context(self, name: Name) -> Iterator[Kind]:
        """What the words around one mention say of it."""
        tokens = self._analysis.tokens
        first = bisect_left(self._token_starts, name.span.start)
        after = bisect_left(self._token_starts, name.span.end)
        following = tokens[after] if after < len(tokens) else None
        if first:
            yield from self._said_before(tokens, first, following)
        if following is None:
            return
        if following.text == ",":
            yield from self._apposition(tokens[after + 1 : after + 1 + _APPOSITION])
        elif (
            following.kind == "word"
            and name.of(self._analysis.text) == name.span.of(self._analysis.text)
            and following.text.islower()
            and following.start == name.span.end + 1
            and kind_of(fold(following.text)) is Kind.PLACE
        ):
            yield Kind.PLACE

    def _said_before(
        self, tokens: tuple[Token, ...], first: int, following: Token | None
    ) -> Iterator[Kind]:
        """The kind of the noun before a name: "the agency Tarik", "the operator, Tarik,"."""
        before = tokens[first - 1]
        word = fold(before.text)
        if before.kind == "word" and before.end + 1 == tokens[first].start:
            named = word == "of" and first > 1
            if named and fold(tokens[first - 2].text) in _OF_A_BODY:
                if not _is_place(tokens[first].text):
                    yield Kind.ORGANISATION
            elif word in _IN_PLACE or (named and _governed(tokens[first - 2])):
                yield Kind.PLACE
            elif before.text.islower() and (kind := kind_of(word)) is not Kind.UNKNOWN:
                yield kind
        elif before.text == "," and first > 1 and following is not None:
            noun = tokens[first - 2]
            kind = kind_of(fold(noun.text)) if noun.text.islower() else Kind.UNKNOWN
            if following.text == "," and kind in (Kind.PERSON, Kind.ORGANISATION):
                yield kind

    def _apposition(self, tokens: tuple[Token, ...]) -> Iterator[Kind]:
        """The kind of ", a retired teacher from Hull," after a name."""
        if not tokens:
            return
        aged = tokens[0].kind == "number" and len(tokens[0].text) <= 3 and len(tokens) > 1
        if fold(tokens[0].text) == "who" or (aged and tokens[1].text in (",", ".")):
            yield Kind.PERSON
        if fold(tokens[0].text) not in SINGULAR:
            return
        head = ""
        for token in tokens[1:]:
            if token.kind == "mark" or fold(token.text) in noun_stops():
                break
            head = fold(token.text)
        kind = kind_of(stem(head)) if head else Kind.UNKNOWN
        if kind is not Kind.UNKNOWN:
            yield kind

    def _title_gender(self, title: Span | None) -> str:
        if title is None:
            return ""
        return gender_of_title(fold(title.of(self._analysis.text)).rsplit(" ", 1)[-1])

    @cached_property
    def _persons(self) -> Persons:
        return Persons(self._analysis)

    def persons_between(self, start: int, end: int) -> tuple[Person, ...]:
        """The mentions of single persons that begin in a stretch of the text, in order."""
        return self._persons.between(start, end)

    def person_before(self, place: int) -> bool:
        """Whether a single person is mentioned before a place of the text."""
        return self._persons.first < place

    def gender_beside(self, span: Span) -> str:
        """The gender that the first noun or name in a noun phrase or right after it tells."""
        return self._persons.gender_beside(span)

    @property
    def persons(self) -> tuple[Person, ...]:
        """Every mention, in order, of what may be a single person."""
        return self.persons_between(0, len(self._analysis.text))


@cache
def _governs() -> frozenset[str]:
    """Who and what towns and lands have: "the mayor of Tarik", "the gendarmerie of Tarik"."""
    return frozenset(
        ["mayor", "governor", "council", "municipality", "prefecture", "gendarmerie", "parliament"]
    )


def _governed(noun: Token) -> bool:
    """Whether what follows "of" after a noun is a place: "the village of Tarik"."""
    word = fold(noun.text)
    return word in _governs() or (noun.text.islower() and kind_of(word) is Kind.PLACE)


@cache
def _is_word(word: str) -> bool:
    from harness.data.lexicon import known

    return known(fold(word))


@cache
def _listed_word(word: str) -> bool:
    from harness.data.lexicon import parts_of_speech

    return bool(parts_of_speech(fold(word)))


@cache
def _listed(name: str) -> frozenset[str]:
    from harness.data import words

    return words("en", name)


def _follows(name: Name) -> bool:
    """Whether the given name comes second, as the hyphen of "Ha Min-seok" says."""
    last = stem(name.words[-1].text)
    head, _, rest = last.partition("-")
    return len(name.words) == 2 and rest.islower() and head[0].isupper()


def _first_name(name: Name) -> str | None:
    """Return the gender of a name's first word as a first name, "" for either, None for none."""
    from harness.data.people import first_name_gender

    word = stem(name.words[0].text)
    gender = first_name_gender(word)
    if gender is None:
        return None
    if gender == "both" or fold(word) in _listed("family_names_first") or _follows(name):
        return ""
    return gender


# What Slavic surnames of men and of women end in; some of them end foreign ones too, so that the
# given name has to agree: women's end in a.
_SURNAMES = {"female": ("ova", "eva", "ina", "skaya", "ská"), "male": ("ov", "ev", "sky", "skiy")}


def _by_surname(words: list[str]) -> str | None:
    """The gender that a Slavic surname tells, with a given name that no list knows."""
    female = fold(words[0]).endswith("a")
    gender = "female" if female else "male"
    return gender if fold(words[-1]).endswith(_SURNAMES[gender]) else None


@cache
def _is_place(name: str) -> bool:
    """Whether a place of that name is better known than a person who bears it might be."""
    from harness.data.gazetteer import place_kind

    return place_kind(name) is not None and (_is_large(name) or " " in name or "-" in name)


@cache
def _is_large(name: str) -> bool:
    from harness.data.gazetteer import place_kind, place_size

    return place_kind(name) in ("country", "capital") or place_size(name) >= _LARGE
