"""Words, numbers and marks with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

from harness.segment.scripts import has_unspaced, unspaced

# Python's \w leaves out combining marks, which are letters of a word in Indic, Thai, Arabic and
# Hebrew script and in decomposed Latin. Dandas (U+0964, U+0965) are stops, not letters.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903"
    "\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a51\u0a81-\u0acd"
    "\u0b01-\u0b57\u0b82-\u0bd7\u0c00-\u0c56\u0c81-\u0cd6\u0d00-\u0d57\u0e31-\u0e3a\u0e47-\u0e4e"
)
_TOKEN = re.compile(
    r"(?P<number>\d++(?:[.,:\u00a0\u202f'\u2019]\d++)*+(?:(?:st|nd|rd|th)\b)?)"
    r"|(?P<dotted>(?:[^\W\d_]\.){2,})"
    rf"|(?P<word>[^\W\d_][\w{_MARKS}]*+"
    rf"(?:(?:['\u2019\u02bc\u02bb]|[-\u2010\u2011])[\w{_MARKS}]++)*+)"
    r"|(?P<mark>[^\w\s]|_++)"
)
_KINDS = {"number": "number", "word": "word", "dotted": "word", "mark": "mark"}

_WORD = re.compile(
    rf"\d+(?:[.,']\d+)*|(?:\w|[{_MARKS}])+(?:['\u2019.:](?=[^\W\d_])(?:\w|[{_MARKS}])+)*"
)


class Token(NamedTuple):
    """One word, number or mark.

    A named tuple: a record costs five times as much to make, and there is one for every word of
    a batch.
    """

    start: int
    end: int
    text: str
    kind: str

    @property
    def lower(self) -> str:
        """The text without case, with straight apostrophes and plain hyphens."""
        return fold(self.text)

    @property
    def is_word(self) -> bool:
        """Whether this is a word (not a number, not a mark)."""
        return self.kind == "word"

    @property
    def capitalised(self) -> bool:
        """Whether its first letter is a capital."""
        return self.text[0].isupper()


_FOLD = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u02bb": "'", "\u2010": "-", "\u2011": "-"})


def fold(text: str) -> str:
    """Return `text` without case, with straight apostrophes and plain hyphens.

    >>> fold("Hay’at")
    "hay'at"
    """
    folded = text.casefold()
    return folded if folded.isascii() else straight(folded)


def straight(text: str) -> str:
    """Return `text` in its own case, with straight apostrophes and plain hyphens.

    >>> straight("Hay’at")
    "Hay'at"
    """
    return text.translate(_FOLD)


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Return words (hyphens and apostrophes inside kept), numbers and marks of a stretch of text.

    >>> [token.text for token in tokens("al-Qaeda's 235,000 men, U.S. said.")]
    ["al-Qaeda's", '235,000', 'men', ',', 'U.S.', 'said', '.']
    """
    # Not Token(...): its own way in costs a call more, and there is one for every word.
    make, kinds = tuple.__new__, _KINDS
    return tuple(
        [
            make(Token, (match.start(), match.end(), match[0], kinds[match.lastgroup]))  # type: ignore[index]
            for match in _TOKEN.finditer(text, start, len(text) if end is None else end)
        ]
    )


def count_words(text: str) -> int:
    """Return the number of UAX #29 words; scripts without spaces count a word a character.

    >>> count_words("It cost 3.5 dollars, the firm's chief said."), count_words("你好")
    (8, 2)
    """
    if not has_unspaced(text):
        return sum(1 for _ in _WORD.finditer(text))
    letter = unspaced()
    return sum(len(letter.findall(match[0])) or 1 for match in _WORD.finditer(text))
