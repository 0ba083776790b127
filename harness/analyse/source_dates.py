"""The months that a segment and its source speak of, by name in the languages with data or by sign.

In Chinese and Japanese the number stands before 月, in Korean before 월.
"""

from __future__ import annotations

import re
from functools import lru_cache

from harness.analyse.dates import dates
from harness.analyse.source_figures import chinese_number
from harness.analyse.tokens import fold
from harness.data import has, table
from harness.model.text import Span

_SIGNED = {
    "zh": re.compile(r"(\d{1,2}|[一二三四五六七八九十]{1,3})月"),
    "ja": re.compile(r"(\d{1,2})月"),
    "ko": re.compile(r"(\d{1,2})[ ]?월"),
}
_WORD = re.compile(r"[^\W\d_]+")


def readable(language: str) -> bool:
    """Whether months can be told in a language."""
    return language in _SIGNED or has(language, "months")


def months_of(text: str, place: Span, language: str) -> frozenset[int]:
    """Return the months that a stretch of text names or gives in digits, 1 to 12.

    A word that is a month and something else besides ("may") counts as one.

    >>> sorted(months_of("3 мая и 05.06.2019", Span(0, 18), "ru"))
    [5, 6]
    """
    if (sign := _SIGNED.get(language)) is not None:
        named = (_number(found[1]) for found in sign.finditer(text, place.start, place.end))
        return frozenset(month for month in named if 1 <= month <= 12)
    known = _names(language)
    words = (fold(found[0]) for found in _WORD.finditer(text, place.start, place.end))
    found = {known[word] for word in words if word in known}
    for date in dates(text, place, language):
        if date.month is not None:
            found.add(date.month)
            if date.swapped and date.day is not None:
                found.add(date.day)
    return frozenset(month for month in found if 1 <= month <= 12)


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else int(chinese_number(written) or 0)


@lru_cache(maxsize=16)
def _names(language: str) -> dict[str, int]:
    """Return the months' names that are one word, without case."""
    if not has(language, "months"):
        return {}
    return {
        fold(name): int(given.split("\t")[0]) for name, given in table(language, "months").items()
    }
