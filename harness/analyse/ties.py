"""Why two words answer to each other: form, inflection, meaning, sound, value, or class."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from harness.analyse.names import stem
from harness.analyse.numerals import Entry, numeral, vocabulary
from harness.analyse.tokens import Token, fold
from harness.model.edit import Tie

# What each tie is worth to the aligner. Only the order and the gaps matter: a form outweighs a
# meaning, a meaning a class, and anything outweighs leaving both words alone (0).
WORTH: Mapping[Tie, float] = {
    Tie.EQUAL: 1.0,
    Tie.CASE: 0.98,
    Tie.NUMBER_EQUAL: 0.95,
    Tie.INFLECTION: 0.9,
    Tie.NAME_VARIANT: 0.85,
    Tie.SPELLING: 0.8,
    Tie.SYNONYM: 0.75,
    Tie.OPPOSITE: 0.72,
    Tie.DERIVATION: 0.7,
    Tie.NUMBER: 0.5,
    Tie.RELATED: 0.5,
    Tie.NAME: 0.4,
    Tie.PRONOUN: 0.45,
    Tie.FUNCTION: 0.35,
}

# Function words and marks are everywhere: they hold an alignment together, they do not lead it.
_FUNCTION_WEIGHT = 0.45
_MARK_WEIGHT = 0.25

_MARK_KINDS = frozenset({"mark", "entity"})
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f'’]\d+)*")
_ENDING = re.compile(r"(?:st|nd|rd|th)$")


class Word(NamedTuple):
    """A token as the aligner sees it (a named tuple for the reason that Token is one)."""

    token: Token
    key: str
    weight: float
    capital: bool
    value: float | None
    language: str

    @property
    def content(self) -> bool:
        """Whether this is a word or number that carries meaning."""
        return self.weight > _FUNCTION_WEIGHT


def word(token: Token, language: str) -> Word:
    """Return the token with what the aligner compares: folded key, weight, numeric value."""
    key = fold(token.text)
    if token.kind == "mark":
        return Word(
            token, _MARKS.get(key, key), _MARK_WEIGHT, capital=False, value=None, language=language
        )
    function, numbers = _lists(language)
    weight = _FUNCTION_WEIGHT if key in function else 1.0
    value = _value(token, key, numbers, language)
    # "al-Tamimi" is a name, though its article is not capitalised.
    capital = token.capitalised or ("-" in key and not token.text.islower())
    return Word(token, key, weight, capital, value, language)


def mark(start: int, end: int, character: str) -> Word:
    """Return a damaged or leftover character reference as the mark it stands for."""
    key = _MARKS.get(character, character)
    token = Token(start, end, f"&{key};", "entity")
    return Word(token, key, _MARK_WEIGHT, capital=False, value=None, language="")


# One mark in several shapes is one mark.
_MARKS = {
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
}


@lru_cache(maxsize=8)
def _lists(language: str) -> tuple[frozenset[str], Mapping[str, Entry]]:
    from harness.data import words_if_any

    function = words_if_any(language, "function_words")
    return function, vocabulary(language).words


def _value(token: Token, key: str, numbers: Mapping[str, Entry], language: str) -> float | None:
    """Return what a number in digits or one number word is worth, or None."""
    if token.kind == "number":
        digits = _ENDING.sub("", key)
        return numeral(digits, language).value if _DIGITS.fullmatch(digits) else None
    entry = numbers.get(key)
    return entry.value if entry else None


def form_tie(a: Word, b: Word) -> Tie | None:
    """Return a tie that the written forms alone show: equal, case, or equal by value."""
    if a.token.text == b.token.text:
        return Tie.EQUAL
    if a.key == b.key:
        if "entity" in (a.token.kind, b.token.kind):
            return Tie.SPELLING  # the right character, written as markup
        return Tie.EQUAL if a.token.kind == "mark" else Tie.CASE
    if a.value is not None and a.value == b.value:
        return Tie.NUMBER_EQUAL
    return None


def tie(a: Word, b: Word) -> Tie | None:
    """Return the strongest tie between two words, or None where they have nothing in common."""
    shown = form_tie(a, b)
    if shown or a.token.kind in _MARK_KINDS or b.token.kind in _MARK_KINDS:
        return shown
    if a.value is not None and b.value is not None:
        return Tie.NUMBER
    return _word_tie(a.key, b.key, a.language, capitals=a.capital and b.capital)


@lru_cache(maxsize=262144)
def _word_tie(a: str, b: str, language: str, *, capitals: bool) -> Tie | None:
    bare, other = stem(a), stem(b)
    if bare == other:
        return Tie.INFLECTION
    if capitals:
        named = name_tie(bare, other)
        if named:
            return named
    if language == "en":
        found = _english(bare, other)
        if found:
            return found
    elif _same_beginning(bare, other):
        return Tie.INFLECTION
    if misspelt(bare, other, language):
        return Tie.SPELLING
    return Tie.NAME if capitals else None


def _english(a: str, b: str) -> Tie | None:
    from harness.data.lexicon import Relation, relation

    closed = _closed_class(a)
    if closed:
        same = closed & _closed_class(b)
        if relation(a, b) is Relation.ANTONYM:
            return Tie.OPPOSITE
        if "pronoun" in same:
            return Tie.PRONOUN
        if same:
            return Tie.FUNCTION
        return None
    if _closed_class(b):
        return None
    return {
        Relation.SAME_LEMMA: Tie.INFLECTION,
        Relation.SYNONYM: Tie.SYNONYM,
        Relation.DERIVED: Tie.DERIVATION,
        Relation.ANTONYM: Tie.OPPOSITE,
        Relation.BROADER: Tie.RELATED,
        Relation.NARROWER: Tie.RELATED,
        Relation.SIMILAR: Tie.RELATED,
        Relation.SIBLING: None,
        None: None,
    }[relation(a, b)]


@lru_cache(maxsize=4096)
def _closed_class(word: str) -> frozenset[str]:
    from harness.data.lexicon import CLOSED_CLASSES, parts_of_speech

    found = frozenset(parts_of_speech(word)) & set(CLOSED_CLASSES)
    if word in ("his", "her", "its", "their", "my", "our", "your", "whose"):
        found |= {"pronoun"}
    if found & {"auxiliary", "modal"}:
        found |= {"verb"}
    return found


def _same_beginning(a: str, b: str) -> bool:
    """For languages without a lexicon: one stem with two endings."""
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    return shared >= 4 and max(len(a), len(b)) - shared <= 3


def misspelt(a: str, b: str, language: str) -> bool:
    """Whether one form is a slip of the other: close in spelling, at most one of them a word."""
    longest = max(len(a), len(b))
    if longest < 4 or abs(len(a) - len(b)) > 2 or not (a.isalpha() or b.isalpha()):
        return False
    from rapidfuzz.distance import OSA

    allowed = 1 if longest < 8 else 2
    if OSA.distance(a, b, score_cutoff=allowed) > allowed:
        return False
    if language != "en":
        return a[0] == b[0]
    from harness.data.lexicon import known

    return not (known(a) and known(b))


_VOWELS = re.compile(r"[aeiouyw]+")
_SOUNDS = (
    ("ph", "f"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s"),
    ("zh", "z"), ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("j", "g"), ("v", "f"),
    ("z", "s"),
)  # fmt: skip


def _in_latin(name: str) -> str:
    if name.isascii():
        return name
    from anyascii import anyascii

    return str(anyascii(name))


def skeleton(name: str) -> str:
    """Return what transliterations of one name have in common: its consonants, by sound.

    >>> skeleton("Saraqeb") == skeleton("Sarakib"), skeleton("Hay'at") == skeleton("Hayet")
    (True, True)
    """
    written = _in_latin(name).lower()
    # The Arabic article takes on the consonant that follows: al-Tamimi, at-Tamimi.
    written = re.sub(r"^(?:al|el|ul|a([tdsrnz])(?=-\1))-", "", written)
    plain = re.sub(r"[^a-z]", "", written)
    for old, new in _SOUNDS:
        plain = plain.replace(old, new)
    bare = plain[:1] + _VOWELS.sub("", plain[1:]).replace("h", "")
    return re.sub(r"(.)\1+", r"\1", bare)


def name_tie(a: str, b: str) -> Tie | None:
    """Return NAME_VARIANT for two transliterations of one name, SPELLING for a garbled one."""
    if len(a) < 3 or len(b) < 3:
        return None
    from rapidfuzz.distance import OSA

    near = OSA.normalized_similarity(a, b)
    bones, others = skeleton(a), skeleton(b)
    if bones == others and len(bones) >= 2 and near >= 0.5:
        return Tie.NAME_VARIANT
    # Slavic names are written with g by the one and with h by the other: Bogdan, Bohdan.
    if near >= 0.75 and bones.replace("g", "") == others.replace("g", ""):
        return Tie.NAME_VARIANT
    if near >= 0.75:
        return Tie.SPELLING
    return None
