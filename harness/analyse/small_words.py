"""Small words that say something, and those that only hold a sentence together."""

from __future__ import annotations

from functools import lru_cache

from harness.data import has, words, words_if_any

# What joins a clause to its noun, and what stands before a verb's base form.
_JOINING = frozenset({"that", "which", "who", "whom", "whose", "than", "to", "there", "not"})
_ARTICLES = frozenset({"a", "an", "the"})
_FORM = ("prepositions", "auxiliaries", "modals")


def says_something(word: str, language: str) -> bool:
    """Whether a lower-case function word adds to what is said: who, how many, when, and, but.

    Articles, prepositions, auxiliaries and relative pronouns are form, and so is every function
    word of a language without lists of its classes. A negator has rules of its own.

    >>> [says_something(word, "en") for word in ("they", "less", "but", "the", "of", "have")]
    [True, True, True, False, False, False]
    """
    return word in words_if_any(language, "function_words") and word not in _form(language)


@lru_cache(maxsize=8)
def _form(language: str) -> frozenset[str]:
    if not all(has(language, listed) for listed in _FORM):
        return words_if_any(language, "function_words")
    return _JOINING | _ARTICLES | frozenset().union(*(words(language, one) for one in _FORM))
