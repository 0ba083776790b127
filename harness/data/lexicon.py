"""What is known of an English word: spelling, base forms, parts of speech, relatives, kind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from harness.data import table, words
from harness.data.inflection import (
    base_forms,
    lemmas,
    noun_forms,
    senses,
    spelling_class,
    verb_forms,
)
from harness.data.opposites import opposite_prefix
from harness.data.wordnet import (
    Relation,
    antonym,
    derived,
    hierarchical,
    links,
    node,
    pairs,
    synonym,
)

__all__ = [
    "Relation",
    "commonness",
    "kind_of_noun",
    "known",
    "lemmas",
    "noun_forms",
    "opposite_prefix",
    "parts_of_speech",
    "proper_name",
    "relation",
    "variant",
    "verb_forms",
]

CLOSED_CLASSES = {
    "determiner": "determiners",
    "preposition": "prepositions",
    "conjunction": "conjunctions",
    "pronoun": "pronouns",
    "auxiliary": "auxiliaries",
    "modal": "modals",
}
KINDS = {
    "p": "person",
    "o": "organisation",
    "l": "place",
    "t": "time",
    "u": "unit",
    "e": "event",
}


def known(word: str) -> bool:
    """Whether a lower-case word form is English in either spelling; `Word` is asked as `word`.

    >>> known("colour"), known("Colors"), known("colr")
    (True, True, False)
    """
    return spelling_class(word.lower()) is not None


def commonness(word: str) -> int | None:
    """SCOWL's size class of a form, 10 (commonest) to 70 (rare); None if not listed."""
    found = spelling_class(word.lower())
    return int(found[:2]) if found else None


def proper_name(word: str) -> bool:
    """Whether a form is listed with a capital and not without, as `Damascus`."""
    return (
        word[:1].isupper()
        and spelling_class(word) is not None
        and spelling_class(word.lower()) is None
    )


@lru_cache(maxsize=65536)
def parts_of_speech(word: str) -> Mapping[str, int]:
    """Parts of speech of a form with their counts in WordNet's tagged text.

    Keys: n v a r, and the closed classes determiner, preposition, conjunction, pronoun,
    auxiliary, modal (count 0, as the tagged text leaves them out).
    """
    word = word.lower()
    found: dict[str, int] = {}
    for name, listed in CLOSED_CLASSES.items():
        if word in words("en", listed):
            found[name] = 0
    for base, pos in base_forms(word):
        for other, group in senses(base):
            if other == pos:
                found[pos] = found.get(pos, 0) + sum(count for _, count in group)
    return MappingProxyType(found)


@lru_cache(maxsize=65536)
def relation(a: str, b: str) -> Relation | None:
    """How b stands to a, whatever their inflection; None where WordNet sees nothing near.

    >>> relation("war", "peace"), relation("combatants", "fighter")
    (<Relation.ANTONYM: 'antonym'>, <Relation.SYNONYM: 'synonym'>)
    """
    a, b = a.lower(), b.lower()
    if a == b or not set(lemmas(a)).isdisjoint(lemmas(b)):
        return Relation.SAME_LEMMA
    same = [(x, y, p) for (x, p), (y, q) in pairs(a, b) if p == q]
    if b in table("en", "function_opposites").get(a, "").split(","):
        return Relation.ANTONYM
    if any(antonym(x, y, p) for x, y, p in same) or opposite_prefix(a, b):
        return Relation.ANTONYM
    if any(synonym(x, y, p) for x, y, p in same):
        return Relation.SYNONYM
    if any(derived(x, y) for x, y in pairs(a, b)):
        return Relation.DERIVED
    for x, y, p in same:
        found = hierarchical(x, y, p)
        if found:
            return found
    if any(_synonym_of_derived(x, y) or _synonym_of_derived(y, x) for x, y in pairs(a, b)):
        return Relation.SIMILAR
    return None


def _synonym_of_derived(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return any(pos == b[1] and synonym(base, b[0], pos) for base, pos in links(*a)[1])


@lru_cache(maxsize=65536)
def kind_of_noun(word: str) -> frozenset[str]:
    """What a noun names in its first senses: person, organisation, place, time, unit, event.

    >>> sorted(kind_of_noun("spokeswoman")), sorted(kind_of_noun("agency"))
    (['person'], ['organisation'])
    """
    kinds: set[str] = set()
    for base, pos in base_forms(word.lower()):
        if pos == "n":
            group = next(found for p, found in senses(base) if p == "n")
            for key, count in group[:2]:
                if key == group[0][0] or count * 4 >= group[0][1]:
                    kinds |= {KINDS[kind] for kind in node(key).kinds}
            kinds.update(table("en", "noun_kinds").get(base, "").split())
            break
    return frozenset(kinds)


def variant(word: str) -> Literal["US", "GB"] | None:
    """Where a form is spelt so only in one country: US, GB, else None.

    >>> variant("colour"), variant("color"), variant("organize"), variant("tree")
    ('GB', 'US', None, None)
    """
    found = table("en", "spelling_variants").get(word.lower())
    if found is None:
        return None
    return "US" if found.startswith("US") else "GB"
