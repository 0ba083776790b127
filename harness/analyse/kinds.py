"""What a common noun stands for: a person, an organisation, a place; its number and gender."""

from __future__ import annotations

from enum import StrEnum
from functools import cache


class Kind(StrEnum):
    """What a speaker, a name or a noun stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    THING = "thing"  # a ship, a work, a river: named, but nobody
    UNKNOWN = "unknown"


_FEMALE = frozenset(
    {
        "wife",
        "daughter",
        "sister",
        "aunt",
        "niece",
        "widow",
        "actress",
        "nun",
        "bride",
        "heroine",
        "granddaughter",
        "stepdaughter",
        "headmistress",
        "waitress",
        "female",
    }
)
_MALE = frozenset(
    {
        "husband",
        "son",
        "brother",
        "uncle",
        "nephew",
        "widower",
        "monk",
        "groom",
        "hero",
        "grandson",
        "stepson",
        "headmaster",
        "bridegroom",
        "male",
    }
)


def gender_of_noun(word: str) -> str:
    """Return `male` or `female` where a noun says it, else the empty string.

    >>> gender_of_noun("spokeswoman"), gender_of_noun("teacher")
    ('female', '')
    """
    listed = gender_of_title(word)
    if listed:
        return listed
    if word in _FEMALE or word.endswith(("woman", "girl", "mother")):
        return "female"
    if word in _MALE or (word != "human" and word.endswith(("man", "boy", "father"))):
        return "male"
    return ""


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

    if word in _listed("speaking_bodies"):
        return Kind.ORGANISATION
    if word in _listed("person_nouns"):
        return Kind.PERSON
    parts = parts_of_speech(word)
    nouns = parts.get("n", -1)
    if nouns < max(parts.get("a", 0), parts.get("v", 0)) and word not in _listed("noun_kinds"):
        return Kind.UNKNOWN
    if nouns < 0 or word in _listed("function_words"):
        return Kind.UNKNOWN
    kinds = kind_of_noun(word)
    if word in _listed("seldom_persons"):
        kinds -= {"person"}
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


def gender_of_title(title: str) -> str:
    """Return `male` or `female` where a form of address or an office says it, else nothing."""
    from harness.data import table

    return table("en", "titles").get(title.rstrip("."), "")


@cache
def _listed(name: str) -> frozenset[str]:
    from harness.data import words

    return words("en", name)
