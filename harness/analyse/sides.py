"""The words of one side of an alignment, with what is asked of them again and again."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from harness.analyse.plausibility import open_classes
from harness.analyse.tokens import Token
from harness.model.text import Span

# Where a language has no lexicon.
UNKNOWN = -99.0
_RAREST = 80.0
_CLASSES = {"": 0.0, "n": 1.0, "v": 2.0, "a": 3.0, "r": 4.0}
_LISTS = (
    "determiners", "prepositions", "pronouns", "conjunctions", "auxiliaries", "modals",
    "negators",
)  # fmt: skip


class Side:
    """The words of one side, with what is asked of them again and again."""

    def __init__(self, row: tuple[Token, ...], language: str) -> None:
        self.row = row
        self.language = language
        self.low = [token.lower for token in row]
        self.starts = [token.start for token in row]
        self.facts = [
            facts(low, language) if token.kind == "word" else NO_WORD
            for token, low in zip(row, self.low, strict=True)
        ]
        self.content = [
            token.kind != "mark" and not facts.function
            for token, facts in zip(row, self.facts, strict=True)
        ]

    def within(self, span: Span) -> range:
        """Return the numbers of the words that begin in `span`."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))


class Facts(NamedTuple):
    """What a word is by itself.

    `function` says that it is a function word; `rarity` how far down the lexicon's classes of
    commonness it stands, `unlisted` 1 where it is in none; `part` its main part of speech, `kind`
    its list of function words, both as numbers.
    """

    function: bool
    rarity: float
    unlisted: float
    part: float
    kind: float


NO_WORD = Facts(function=False, rarity=0.0, unlisted=0.0, part=-1.0, kind=9.0)


@lru_cache(maxsize=65536)
def facts(low: str, language: str) -> Facts:
    """Return what a word is, given without case; UNKNOWN where the language has no lexicon."""
    from harness.data import words_if_any

    function = low in words_if_any(language, "function_words")
    if language != "en":
        return Facts(function, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
    from harness.data.lexicon import commonness

    size, found = commonness(low), open_classes(low)
    main = max(found, key=lambda pos: (found[pos], pos)) if found else ""
    kind = _kind(low, language) if function else 0.0
    return Facts(function, float(size or _RAREST), float(size is None), _CLASSES[main], kind)


def _kind(low: str, language: str) -> float:
    """Return the number of the first list that has a function word, one more where none has it."""
    from harness.data import words_if_any

    inside = (n for n, name in enumerate(_LISTS, 1) if low in words_if_any(language, name))
    return float(next(inside, len(_LISTS) + 1))
