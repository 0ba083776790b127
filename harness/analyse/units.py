"""Units of measurement and currencies: which one stands beside a number, and what it is worth."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from harness.analyse.tokens import fold
from harness.data import has, table


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: canonical name, dimension, and how many of the dimension's first unit it is."""

    name: str
    dimension: str
    factor: float


MONEY = "money"
_SPACE = r"[ \u00a0\u202f\n-]"
# What may be a unit: a sign, or letters with the words that can follow ("miles per hour").
_AFTER = re.compile(
    rf"{_SPACE}?(?P<sign>[%‰]|(?<!-)[€£$¥₹₽₺₪₩₴](?![ \u00a0]?\d)|[°º][CF]?(?![^\W\d_])|[CF](?!\w))"
    rf"|(?:{_SPACE}(?:of |de |d['\u2019]))?{_SPACE}?(?P<words>[^\W\d_]+[²³23]?(?!\d)(?:/[^\W\d_]+)?"
    rf"(?:[ \u00a0\n-][^\W\d_]+){{0,2}})"
)
_BEFORE = re.compile(
    r"(?:[A-Z]{1,3})?[$€£¥₹₽₺₪₩₴][ \u00a0]?\Z|(?<![^\W_])(?:[A-Z]{3}|Rs\.?)[ \u00a0]?\Z"
)
_LETTERS = {"C": Unit("°C", "temperature", 1.0), "F": Unit("°F", "temperature", 5 / 9)}
_SCALE = re.compile(r"[ \u00a0]?([^\W\d_]+)")
_PARTS = re.compile(r"[ \u00a0\n-]")


@lru_cache(maxsize=16)
def _units(language: str) -> tuple[Mapping[str, Unit], Mapping[str, Unit]]:
    """The language's units and currencies as written, and without case where they are words."""
    exact: dict[str, Unit] = {}
    if has(language, "units"):
        for name, given in table(language, "units").items():
            unit, dimension, factor = given.split("\t")
            exact[name] = Unit(unit, dimension, float(factor))
    if has(language, "currencies"):
        for name, code in table(language, "currencies").items():
            exact.setdefault(name, Unit(code, MONEY, 1.0))
    loose = {fold(name): unit for name, unit in exact.items() if len(name) > 3 or " " in name}
    return exact, loose


def unit_after(text: str, at: int, end: int, language: str) -> tuple[Unit, int] | None:
    """Return the unit or currency that follows a number ending at `at`, and where it ends."""
    found = _AFTER.match(text, at, end)
    if found is None:
        return None
    exact, loose = _units(language)
    if sign := found["sign"]:
        if sign in _LETTERS:
            return (_LETTERS[sign], found.end()) if found.start("sign") == at else None
        unit = exact.get(sign.replace("º", "°"))
        if sign[0] in "°º" and len(sign) == 1:
            longer = _degrees(text, found.end(), end, exact, loose)
            return longer or ((unit, found.end()) if unit else None)
        return (unit, found.end()) if unit else None
    begin, stop = found.span("words")
    while stop > begin:
        words = _PARTS.sub(" ", text[begin:stop])
        unit = exact.get(words) or loose.get(fold(words))
        if unit is not None:
            return unit, stop
        cut = max(text.rfind(sep, begin, stop) for sep in " \u00a0\n-")
        stop = cut
    return None


def _degrees(
    text: str, at: int, end: int, exact: Mapping[str, Unit], loose: Mapping[str, Unit]
) -> tuple[Unit, int] | None:
    word = _SCALE.match(text, at, end)
    if word is None:
        return None
    unit = exact.get("°" + word[1]) or loose.get(fold(word[1]))
    return (unit, word.end()) if unit and unit.dimension == "temperature" else None


def currency_before(text: str, start: int, at: int, language: str) -> tuple[Unit, int] | None:
    """Return the currency written before a number that begins at `at`, and where it begins."""
    found = _BEFORE.search(text, max(start, at - 5), at)
    if found is None:
        return None
    exact, _ = _units(language)
    sign = found[0].strip(" \u00a0.")
    unit = exact.get(sign) or exact.get(sign[-1])
    if unit is None or unit.dimension != MONEY:
        return None
    return unit, found.start()


def in_first_unit(value: float, unit: str, factor: float) -> float:
    """Return a measured value in its dimension's first unit (temperatures in °C).

    >>> in_first_unit(32, "°F", 5 / 9), in_first_unit(3, "km", 1000)
    (0.0, 3000)
    """
    if unit == "°F":
        return (value - 32) * factor
    if unit == "K":
        return value - 273.15
    return value * factor
