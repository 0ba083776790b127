"""Words of another language that mean both of two English ones: *campo*, field and countryside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from harness.data import has, languages, table
from harness.data.inflection import lemmas
from harness.data.sorted_lines import open_table

NAMES: Mapping[str, str] = MappingProxyType({"es": "Spanish", "eo": "Esperanto"})


@cache
def known_pivots() -> tuple[str, ...]:
    """The languages that there is a table of, as codes, sorted."""
    return languages("pivot_words")


@lru_cache(maxsize=16384)
def meaning_both(language: str, a: str, b: str) -> tuple[str, ...]:
    """The words of a language that mean both English words, in any inflection; sorted.

    >>> meaning_both("es", "fields", "countryside")
    ('campo',)
    """
    return tuple(sorted(_meaning(language, a) & _meaning(language, b)))


@lru_cache(maxsize=16384)
def _meaning(language: str, word: str) -> frozenset[str]:
    word = word.lower()
    found: set[str] = set()
    for form in {word, *lemmas(word)}:
        found.update((open_table(language, "pivot_words").get(form) or "").split(","))
        found.update(_of_grammar(language).get(form, ()))
    return frozenset(found - {""})


@cache
def _of_grammar(language: str) -> Mapping[str, tuple[str, ...]]:
    """English words to the words of grammar of a language that stand for them."""
    if not has(language, "pivot_function_words"):
        return MappingProxyType({})
    found: dict[str, list[str]] = defaultdict(list)
    for word, meanings in table(language, "pivot_function_words").items():
        for english in meanings.split(","):
            found[english].append(word)
    return MappingProxyType({english: tuple(words) for english, words in found.items()})
