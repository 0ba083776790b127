"""What a segment's figures are counted in, beside what the source's are: units and currencies.

Figures meet by their significant digits, so that 3.5 million and 350万 are one. In Chinese and
Japanese writing the unit follows the figure without a space, and is the longest that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from harness.analyse.quantities import quantities_in
from harness.analyse.source_figures import significant
from harness.analyse.units import MONEY, Unit
from harness.data import has, table
from harness.model.text import Span

_UNSPACED = frozenset({"zh"})
_FIGURE = re.compile(r"(\d+(?:[.,，．]\d+)*)[多余餘几幾]?[十百千万亿萬億]*[多余餘]?[ ]?")


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure with its unit: its significant digits, the unit and its dimension, the words."""

    digits: str
    unit: str
    dimension: str
    written: str


def countable(language: str) -> bool:
    """Whether units and currencies can be told in a language."""
    return has(language, "units") and has(language, "currencies")


def counted_in(text: str, place: Span, language: str) -> Iterator[Counted]:
    """Yield the figures in digits that have a unit or a currency.

    >>> [one.unit for one in counted_in("跑了5公里，花了350万美元", Span(0, 14), "zh")]
    ['km', 'USD']
    """
    if language in _UNSPACED:
        yield from _unspaced(text, place, language)
        return
    for quantity in quantities_in(text, place, language):
        if quantity.unit and not quantity.spelled:
            span = quantity.number
            digits = significant(text[span.start : _end_of_digits(text, span)])
            yield Counted(digits, quantity.unit, quantity.dimension, quantity.span.of(text))


def _end_of_digits(text: str, span: Span) -> int:
    found = _DIGITS.search(text, span.start, span.end)
    return found.end() if found else span.end


_DIGITS = re.compile(r"\d(?:[\d.,'\u2019\u00a0\u202f\u066b\u066c]*\d)?")


def _unspaced(text: str, place: Span, language: str) -> Iterator[Counted]:
    known, longest = _signs(language)
    for found in _FIGURE.finditer(text, place.start, place.end):
        at = found.end()
        for size in range(min(longest, place.end - at), 0, -1):
            unit = known.get(text[at : at + size])
            if unit is not None:
                written = text[found.start() : at + size]
                yield Counted(significant(found[1]), unit.name, unit.dimension, written)
                break


@lru_cache(maxsize=4)
def _signs(language: str) -> tuple[dict[str, Unit], int]:
    """Return the units of a script without spaces as written, and the length of the longest."""
    made: dict[str, Unit] = {}
    for name, given in table(language, "units").items():
        unit, dimension, factor = given.split("\t")
        made[name] = Unit(unit, dimension, float(factor))
    for name, code in table(language, "currencies").items():
        made[name] = Unit(code, MONEY, 1.0)
    return made, max(map(len, made))
