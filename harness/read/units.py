"""Translation units: which of them are checked, and what is counted of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from harness.model.text import LeftOut
from harness.read.given import FUZZY, LOCKED, TRANSLATED, Given
from harness.read.layout import Row

EMPTY = "empty"
_WHY = {
    FUZZY: ("fuzzy units", "not yet approved as translations; --states translated,fuzzy"),
    LOCKED: ("locked units", "locked, or not to be translated; --states translated,locked"),
    TRANSLATED: ("translated units", "not among --states"),
    EMPTY: ("units without a translation", "their translation is empty"),
}


class StatedRow(NamedTuple):
    """One translation unit and its state: translated, fuzzy, locked or empty."""

    row: Row
    state: str


def state_of(text: str, *, locked: bool, fuzzy: bool) -> str:
    """Return the state of a unit; that it is empty says more than any mark."""
    if not text.strip():
        return EMPTY
    if locked:
        return LOCKED
    return FUZZY if fuzzy else TRANSLATED


def chosen(units: Iterable[StatedRow], given: Given) -> tuple[list[Row], tuple[LeftOut, ...]]:
    """Return the rows of the states asked for, and how many of each other state there are."""
    rows: list[Row] = []
    others: Counter[str] = Counter()
    for row, state in units:
        if state in given.states:
            rows.append(row)
        else:
            others[state] += 1
    left_out = tuple(
        LeftOut(what=_WHY[state][0], why=_WHY[state][1], count=others[state])
        for state in _WHY
        if others[state]
    )
    return rows, left_out
