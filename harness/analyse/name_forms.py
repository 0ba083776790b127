"""Whether two names are forms of one: as other alphabets are written in ours, or by initials."""

from __future__ import annotations

import re

from harness.analyse.tokens import fold, tokens
from harness.data import words_if_any
from harness.model.text import Span

_LETTERS = re.compile(r"[^a-z]")
# Letters that one way of writing a sound has and another has not: Hrytsak and Hrycak, Gogol and
# Hohol, Lviv and Lvov, Yousef and Jusuf. Vowels say little: Omar, Umar.
_SOUNDS = (
    ("tz", "ts"), ("cz", "ts"), ("tch", "ts"), ("dj", "s"), ("dzh", "s"), ("ph", "f"),
    ("kh", "h"), ("gh", "h"), ("dh", "d"), ("th", "t"), ("sch", "s"), ("sh", "s"), ("ch", "s"),
    ("zh", "s"), ("ts", "s"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("j", "s"), ("z", "s"),
    ("v", "f"), ("w", "f"),
)  # fmt: skip
# A c is said k or s; an h may be silent, or stand for the g of another system.
_READINGS = (
    (*_SOUNDS, ("c", "s"), ("h", "")),
    (*_SOUNDS, ("c", "k"), ("h", "")),
    (*_SOUNDS, ("c", "k"), ("g", "h")),
)
_VOWELS = re.compile(r"[aeiouy]+")
_NAME = re.compile(
    r"(?!\d)[A-Z\u00c0-\u00de][\w'’-]*(?:\s+(?:[a-z]{1,4}\s+)?[A-Z\u00c0-\u00de][\w'’-]*)*"
)
_LEAST_INITIALS = 3
_ALIKE = 0.5


def plain(name: str) -> str:
    """Return a name in the letters a to z alone, lower case.

    >>> plain("Hà Nội"), plain("Москва"), plain("al-Nu'man")
    ('hanoi', 'moskva', 'alnuman')
    """
    from anyascii import anyascii

    return _LETTERS.sub("", anyascii(name).lower())


def bones(name: str) -> frozenset[str]:
    """Return the consonants of a name by their sound, in every reading of its letters.

    >>> bones("Hrytsak") & bones("Hrycak") != set(), bones("Umar") == bones("Omar")
    (True, True)
    """
    written = plain(name)
    return frozenset(_bare(written, sounds) for sounds in _READINGS)


def _bare(written: str, sounds: tuple[tuple[str, str], ...]) -> str:
    for old, new in sounds:
        written = written.replace(old, new)
    # Doubled letters are one sound; two with a vowel between them are two.
    return _VOWELS.sub("", re.sub(r"(.)\1+", r"\1", written))


def same_name(a: str, b: str) -> bool:
    """Whether two names are one, written with other accents, spaces, or by another system.

    >>> same_name("Nguyễn Thị", "Nguyen Thi"), same_name("Lvov", "Lviv"), same_name("Rome", "Riga")
    (True, True, False)
    """
    one, two = plain(a), plain(b)
    if one == two:
        return bool(one)
    from rapidfuzz.distance import OSA

    shared = bones(a) & bones(b)
    near = OSA.normalized_similarity(one, two) >= _ALIKE
    return near and any(len(found) >= 2 for found in shared)


def whole_name(text: str, span: Span, within: Span) -> str:
    """Return the name that a place is part of, small words inside it included.

    >>> text = "He left the World Bank of Development."
    >>> whole_name(text, Span(20, 22), Span(0, len(text)))
    'World Bank of Development'
    """
    for found in _NAME.finditer(text, within.start, within.end):
        if found.start() < span.end and span.start < found.end():
            return found[0]
    return span.of(text)


def initials(name: str, language: str) -> frozenset[str]:
    """Return what a name of several words may be shortened to: with and without small words.

    >>> sorted(initials("World Health Organization", "en"))
    ['WHO']
    """
    row = [token.text for token in tokens(name) if token.is_word]
    small = words_if_any(language, "function_words")
    heavy = [word for word in row if fold(word) not in small]
    named = [word for word in heavy if word[:1].isupper()]
    made = ("".join(word[0].upper() for word in words) for words in (row, heavy, named))
    return frozenset(short for short in made if len(short) > 1)


def abbreviates(short: str, name: str, language: str) -> bool:
    """Whether an acronym stands for a name: by its initials, or by those of another language.

    Where as many words are named as it has letters, at least three, it may come from the name's
    own language: MSF is Doctors Without Borders.
    """
    letters = short.replace(".", "")
    if not (len(letters) > 1 and letters.isalpha() and letters.isupper()):
        return False
    made = initials(name, language)
    if letters in made:
        return True
    return len(letters) >= _LEAST_INITIALS and any(len(one) == len(letters) for one in made)
