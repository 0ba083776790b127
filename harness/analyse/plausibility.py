"""How well two neighbouring words go together in English, told from their parts of speech.

A word dropped, swapped or put into another form leaves two neighbours that seldom meet: a
preposition before a finite verb, an article before a full stop. Each word becomes a tag (a
function word is its own tag, any other its parts of speech and ending), and the packaged table
counts how often two tags meet in sound English.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from harness.analyse.tokens import Token

OPEN, CLOSE = "^", "|"
_ENDINGS = ("ing", "ed", "ly", "s", "er", "est")
_MARKS = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"}
_KNOWN_MARKS = frozenset(".,;:?!\"'()-%$/&")
# What a pair that was never met is held to have met: the likelihood of its second tag, so often.
_PRIOR = 5.0
# A second part of speech counts from this share of a word's uses on.
_ALSO = 0.2


def tags(row: Iterable[Token]) -> list[str]:
    """Return the tag of each token, between an opening and a closing one.

    >>> from harness.analyse.tokens import tokens
    >>> tags(tokens("The ferries left Rhodes in 1912."))
    ['^', 'the', 'vns', 'v', 'C', 'in', '0', '.', '|']
    """
    return [OPEN, *(_tag(token, first=n == 0) for n, token in enumerate(row)), CLOSE]


def bonds(found: list[str]) -> list[float]:
    """Return, for each two neighbours, how much likelier they meet than by chance (natural log)."""
    return [_bond(left, right) for left, right in pairwise(found)]


def _tag(token: Token, *, first: bool) -> str:
    if token.kind == "mark":
        mark = _MARKS.get(token.text, token.text)
        return mark if mark in _KNOWN_MARKS else "@"
    if token.kind == "number":
        return "0"
    low = token.lower
    found = _word(low)
    return "C" if found != low and token.capitalised and not first else found


@lru_cache(maxsize=65536)
def _word(low: str) -> str:
    from harness.data import words

    if low in words("en", "function_words"):
        return low
    found = open_classes(low)
    if not found:
        return "?"
    main = max(found, key=lambda pos: (found[pos], pos))
    total = sum(found.values()) + len(found)
    also = sorted(p for p in found if p != main and (found[p] + 1) / total > _ALSO)
    return main + "".join(also) + next((e for e in _ENDINGS if low.endswith(e)), "")


@lru_cache(maxsize=65536)
def open_classes(low: str) -> dict[str, int]:
    """Return the open parts of speech of an English form (n v a r) with their counts."""
    from harness.data.lexicon import parts_of_speech

    return {pos: count for pos, count in parts_of_speech(low).items() if len(pos) == 1}


@lru_cache(maxsize=65536)
def _bond(left: str, right: str) -> float:
    from harness.data import table

    counts = table("en", "tag_pairs")
    share = (int(counts.get(right, 0)) + 0.5) / int(counts["*"])
    met = int(counts.get(f"{left} {right}", 0)) + _PRIOR * share
    return math.log(met / (int(counts.get(left, 0)) + _PRIOR) / share)
