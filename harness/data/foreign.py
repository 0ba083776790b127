"""Words of other languages that English does not use: which language has one."""

from __future__ import annotations

from functools import lru_cache

from harness.data.lexicon import known, lemmas
from harness.data.sorted_lines import open_table


@lru_cache(maxsize=65536)
def language_of_word(word: str) -> str | None:
    """The language that has a small word most often, of those where it is common; None for none.

    English words have none, nor have words that English has taken in; an English plural of a
    foreign word has.

    >>> language_of_word("ayuntamiento"), language_of_word("wethouder"), language_of_word("harbour")
    ('es', 'nl', None)
    >>> language_of_word("muhtars"), language_of_word("cafés")
    ('tr', None)
    """
    if known(word):
        return None
    rows = open_table("world", "foreign_words")
    found = rows.get(word)
    if found is None and word.endswith("s") and not lemmas(word):
        found = rows.get(word[:-1])
    return found.split(",")[0] if found else None
