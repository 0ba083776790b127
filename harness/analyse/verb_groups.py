"""The tense and aspect of an English verb, told from its form and the auxiliaries before it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from harness.analyse.tokens import Token
from harness.model.text import Span


class Tense(StrEnum):
    """When something is said to happen."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class Group(NamedTuple):
    """A verb with its auxiliaries: where, when, and whether it goes on or is done."""

    span: Span
    tense: Tense
    progressive: bool
    perfect: bool


_FUTURE = frozenset({"will", "shall", "won't", "'ll"})
_PAST = frozenset({"was", "were", "had", "did", "wasn't", "weren't", "hadn't", "didn't"})
_PRESENT = frozenset(
    {
        "am", "is", "are", "has", "have", "do", "does", "isn't", "aren't", "hasn't", "haven't",
        "don't", "doesn't",
    }
)  # fmt: skip
_BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "being"})
_HAVE = frozenset({"has", "have", "had", "having"})
_REACH = 4


def group_at(row: Sequence[Token], place: int) -> Group | None:
    """Return the group of the verb at `place`; None where its form tells no tense.

    Infinitives, participles that stand alone and verbs under a modal tell none.

    >>> from harness.analyse.tokens import tokens
    >>> group_at(tokens("They will soon leave."), 3).tense, group_at(tokens("to leave"), 1)
    (<Tense.FUTURE: 'future'>, None)
    """
    from harness.data.inflection import base_forms

    verb = row[place].lower
    bases = [base for base, pos in base_forms(verb) if pos == "v"]
    if not row[place].is_word or not bases:
        return None
    first, helpers = _helpers(row, place)
    tense = _tense(helpers, verb, base=verb in bases)
    if tense is None:
        return None
    return Group(
        Span(row[first].start, row[place].end),
        tense,
        progressive=verb.endswith("ing") and not _BE.isdisjoint(helpers),
        perfect=not _HAVE.isdisjoint(helpers),
    )


def _helpers(row: Sequence[Token], place: int) -> tuple[int, list[str]]:
    """Return where the group begins, and the auxiliaries before its verb."""
    helpers: list[str] = []
    first = place
    for at in range(place - 1, max(-1, place - 1 - _REACH), -1):
        word = row[at].lower
        if word in _FUTURE | _PAST | _PRESENT | _BE | _HAVE:
            helpers.insert(0, word)
            first = at
        elif not _adverb(word):
            break
    return first, helpers


def _adverb(word: str) -> bool:
    from harness.data.lexicon import parts_of_speech

    counts = parts_of_speech(word)
    return "r" in counts and counts["r"] == max(counts.values())


def _tense(helpers: list[str], verb: str, *, base: bool) -> Tense | None:
    if helpers:
        for tense, words in (
            (Tense.FUTURE, _FUTURE),
            (Tense.PAST, _PAST),
            (Tense.PRESENT, _PRESENT),
        ):
            if helpers[0] in words:
                return tense
        return None
    if base or verb.endswith("ing"):
        return None
    return Tense.PRESENT if verb.endswith("s") else Tense.PAST
