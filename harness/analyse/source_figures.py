"""The source's figures, compared by their significant digits: no language's words matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from harness.analyse.language import language_of
from harness.analyse.quantities import Kind, Quantity, quantities_in
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis

_FIGURE = re.compile(r"\d+(?:[.,'\u2019\u00a0\u202f\u066b\u066c\uff0c\uff0e]\d+)*")
_SPACED = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
_CHINESE = re.compile(r"[零〇一二两三四五六七八九十百千万亿萬億]+")
_ONES = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """A segment's figures in the source by their significant digits: in digits, and in words.

    `spare` are those, as written, that the candidate has not.
    """

    digits: frozenset[str]
    words: frozenset[str]
    spare: tuple[str, ...]

    def has(self, quantity: Quantity, text: str) -> bool:
        """Whether all that `quantity` (of `text`) shows in digits is in the source."""
        return all(_there(part, self, quantity) for part in shown_parts(quantity, text))


def source_language(analysis: Analysis, place: Span) -> str:
    """Return the language given for the source, else what its words speak for, else `und`.

    What is too short to speak for itself is in the language of the source as a whole.
    """
    document = analysis.article.document
    given = (document.source_language or "und").split("-")[0].lower()
    if given != "und" or document.source is None:
        return given
    own = language_of(place.of(document.source))
    return own if own != "und" else _language_of_all(document.source)


# The segments of one document ask one after the other.
@lru_cache(maxsize=4)
def _language_of_all(source: str) -> str:
    return language_of(source)


def source_figures(
    source: str, place: Span, language: str, row: list[Quantity], text: str
) -> SourceFigures:
    """Return the figures of one segment's source beside the candidate's `row` (of `text`)."""
    digits = {
        significant(found[0]): found[0]
        for pattern in (_FIGURE, _SPACED)
        for found in pattern.finditer(source, place.start, place.end)
    }
    words = {
        significant(f"{value:.10g}")
        for f in _CHINESE.finditer(source, place.start, place.end)
        if (value := chinese_number(f[0])) is not None
    }
    for quantity in quantities_in(source, place, language):
        words |= {significant(f"{quantity.value:.10g}")}
        if quantity.date is not None:
            # 3.5.2019 is three figures.
            given = (quantity.date.day, quantity.date.month, quantity.date.year)
            words |= {significant(str(part)) for part in given if part}
    mine = {part for quantity in row for part in _all_parts(quantity, text)}
    spare = (d for d in digits if d and d not in mine and not any(_near(d, m) for m in mine))
    return SourceFigures(frozenset(digits), frozenset(words), tuple(digits[d] for d in spare))


def significant(figure: str) -> str:
    """Return the digits without separators, leading and closing noughts.

    >>> significant("3.5"), significant("35,000")
    ('35', '35')
    """
    return "".join(str(int(c)) for c in figure if c.isdigit()).strip("0")


def shown_parts(quantity: Quantity, text: str) -> list[str]:
    """The significant digits a figure shows: of a date its day and year, of a time its hour."""
    if quantity.date is not None:
        given = (quantity.date.day, quantity.date.year)
        return [significant(str(part)) for part in given if part]
    if quantity.clock is not None:
        hour = quantity.clock.hour % 12
        minute = quantity.clock.minute
        return [significant(str(part)) for part in (hour, minute) if part]
    found = _FIGURE.search(text, quantity.number.start, quantity.number.end)
    return [significant(found[0])] if found else []


def _all_parts(quantity: Quantity, text: str) -> set[str]:
    parts = set(shown_parts(quantity, text)) | {significant(f"{quantity.value:.10g}")}
    if quantity.date is not None and quantity.date.month:
        parts.add(significant(str(quantity.date.month)))
    if quantity.clock is not None:
        parts |= {significant(str(h)) for h in (quantity.clock.hour, quantity.clock.hour + 12)}
    return parts


def _there(part: str, said: SourceFigures, quantity: Quantity) -> bool:
    known = said.digits | said.words
    if not part or part in known:
        return True
    if quantity.clock is not None:
        return str(int(part) + 12) in known or part in {str(int(k or 0) % 12) for k in known}
    if quantity.kind is Kind.YEAR or quantity.date is not None:
        least = 1 if quantity.unit == "decade" else 2
        return any(len(k) >= least and part.endswith(k) for k in known)
    return any(_near(part, k) for k in known)


def _near(a: str, b: str) -> bool:
    """Whether one is the other, rounded: 1,174 and 12, 3.93 and 4."""
    short, long = sorted((a, b), key=len)
    if not short or len(long) - len(short) < 1 or len(short) < 2:
        return False
    head = int(long[: len(short)])
    return int(short) in (head, head + 1) and (int(short) == head) == (long[len(short)] < "5")


def chinese_number(word: str) -> float | None:
    """Return the value of a Chinese number; None for a lone unit.

    >>> chinese_number("三千万"), chinese_number("十二"), chinese_number("二〇一九")
    (30000000.0, 12.0, 2019.0)
    """
    if all(c in _ONES for c in word):
        return float("".join(str(_ONES[c]) for c in word))
    total = section = ones = 0
    for c in word:
        if c in _ONES:
            ones = _ONES[c]
        elif c in _TENS:
            section, ones = section + (ones or 1) * _TENS[c], 0
        else:
            section += ones
            if not section and not total:
                return None
            total, section, ones = (total + section) * _MYRIADS[c], 0, 0
    return float(total + section + ones)
