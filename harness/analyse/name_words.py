"""What single words tell of the names they stand in: ordinary words, offices, places, particles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from harness.analyse.tokens import fold

POSSESSIVES = ("'s", "’s", "'", "’")


def stem(word: str) -> str:
    """Return a word without its possessive ending.

    >>> stem("Idlib's"), stem("Paris’")
    ('Idlib', 'Paris')
    """
    if not word.endswith(POSSESSIVES):
        return word
    for ending in POSSESSIVES:
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


@cache
def is_plain(word: str) -> bool:
    """Whether a word is one of the language without its capital (English data only)."""
    from harness.data import lexicon

    lower = fold(stem(word))
    return lexicon.known(lower) or all(map(lexicon.known, lower.split("-")))


@cache
def is_country(word: str) -> bool:
    """Whether a word is the name of a country or of its capital."""
    from harness.data.gazetteer import place_kind

    return place_kind(word) in ("country", "capital")


@cache
def is_person(word: str) -> bool:
    """Whether an ordinary word says what somebody is: "Goalkeeper", "Frenchman"."""
    from harness.data.lexicon import kind_of_noun
    from harness.data.people import first_name_gender

    return "person" in kind_of_noun(word) and first_name_gender(word.capitalize()) is None


def reads_as_demonym(word: str) -> bool:
    """Whether a capitalised word reads like an adjective of a place: "French", "Syrian"."""
    return fold(word).endswith(("an", "ish", "ese", "ch", "i", "ek"))


@dataclass(frozen=True, slots=True)
class Lists:
    """The word lists that finding names asks for, in one language."""

    function: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    heads: frozenset[str]
    dates: frozenset[str]


@cache
def lists_of(language: str) -> Lists:
    """The lists of a language, empty where there are none; particles whatever the language."""
    from harness.data import words_if_any

    def listed(code: str, name: str) -> frozenset[str]:
        return words_if_any(code, name)

    return Lists(
        function=listed(language, "function_words"),
        # Particles come with the names, whatever the language of the text.
        particles=frozenset(word for word in listed("en", "name_particles") if word.islower()),
        titles=listed(language, "titles"),
        heads=listed(language, "organisation_heads"),
        dates=listed(language, "months") | listed(language, "weekdays"),
    )
