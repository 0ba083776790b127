"""Sums over documents that come out the same in whatever order and shards they are added.

A float added to a float loses its last digits, and which ones depends on the order; so what is
not a whole number is kept as an exact fraction until the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from harness.score.tally import Tally

# System, language pair (empty: not known), metric and mark.
_Key = tuple[str, str, str, str]


@dataclass(slots=True)
class _Sum:
    columns: list[int | Fraction] | None = None
    references: set[int] = field(default_factory=set)
    segments: int = 0

    def add(self, columns: Iterable[int | Fraction] | None) -> None:
        if columns is None:
            return
        if self.columns is None:
            self.columns = list(columns)
        else:
            self.columns = [a + b for a, b in zip(self.columns, columns, strict=True)]

    def join(self, other: _Sum) -> None:
        self.add(other.columns)
        self.references |= other.references
        self.segments += other.segments


class Sums:
    """What metrics counted, by system, language pair, metric and way of counting (`Tally.mark`)."""

    def __init__(self) -> None:
        self._sums: dict[_Key, _Sum] = {}
        self.systems: set[str] = set()

    def add(self, system: str | None, tallies: Iterable[Tally], pair: str | None = None) -> None:
        """Add what was counted in one document of the system."""
        self.systems.add(system or "")
        for tally in tallies:
            own = self._at((system or "", pair or "", tally.metric, tally.mark))
            own.add(None if tally.row is None else map(_exact, tally.row))
            own.references |= tally.references
            own.segments += tally.segments

    def merge(self, other: Sums) -> None:
        """Add all that the other holds."""
        self.systems |= other.systems
        for key, theirs in other._sums.items():
            self._at(key).join(theirs)

    def tallies(self, system: str, pair: str | None = None) -> Iterator[Tally]:
        """Yield the system's sums, in the order in which its metrics first came.

        They are those of one language pair (empty: not known), else of all together.
        """
        whole: dict[tuple[str, str], _Sum] = {}
        for (owner, of, metric, mark), one in self._sums.items():
            if owner == system and pair in (None, of):
                whole.setdefault((metric, mark), _Sum()).join(one)
        for (metric, mark), one in whole.items():
            yield Tally(
                metric=metric,
                row=None if one.columns is None else tuple(map(_plain, one.columns)),
                mark=mark,
                references=frozenset(one.references),
                segments=one.segments,
            )

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return system and language pair of all that was counted, sorted."""
        return tuple(sorted({(system, pair) for system, pair, _, _ in self._sums}))

    def metrics(self) -> frozenset[str]:
        """Return the names of the metrics that anything was counted for."""
        return frozenset(metric for _, _, metric, _ in self._sums)

    def stored(self) -> dict[str, Any]:
        """Return all of it as JSON values, nothing rounded; `restored` reads them."""
        rows = [
            {
                "key": list(key),
                "columns": None if one.columns is None else [_written(x) for x in one.columns],
                "references": sorted(one.references),
                "segments": one.segments,
            }
            for key, one in self._sums.items()
        ]
        return {"systems": sorted(self.systems), "sums": rows}

    @classmethod
    def restored(cls, given: dict[str, Any]) -> Sums:
        """Return what `stored` wrote down."""
        made = cls()
        made.systems = set(given["systems"])
        for row in given["sums"]:
            system, pair, metric, mark = row["key"]
            made._sums[system, pair, metric, mark] = _Sum(
                columns=None if row["columns"] is None else [_read(x) for x in row["columns"]],
                references=set(row["references"]),
                segments=row["segments"],
            )
        return made

    def _at(self, key: _Key) -> _Sum:
        return self._sums.setdefault(key, _Sum())


def _exact(value: float) -> int | Fraction:
    return value if isinstance(value, int) else Fraction(value)


def _plain(value: int | Fraction) -> float:
    return value if isinstance(value, int) else float(value)


def _written(value: int | Fraction) -> int | str:
    return value if isinstance(value, int) else f"{value.numerator}/{value.denominator}"


def _read(value: int | str) -> int | Fraction:
    return value if isinstance(value, int) else Fraction(value)
