"""Plots as lists of shapes: bars and points that each lead to the documents behind them.

Geometry alone, in a box of WIDTH by HEIGHT units; a template makes SVG of it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

WIDTH, HEIGHT = 340, 190
LEFT, RIGHT, TOP, BOTTOM = 38, 8, 8, 34
# Beyond this many points, those that fall together are drawn as one.
MOST_POINTS = 250
_CELLS = (34, 15)
_BARS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A place on an axis and what stands there."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A column of a histogram; `says` is read aloud, `href` leads to its documents."""

    x: float
    y: float
    width: float
    height: float
    says: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One document or several that fall together; `alarmed` where a high score hides something."""

    x: float
    y: float
    radius: float
    says: str
    href: str
    alarmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A titled figure; `across` and `up` name the axes; `line` joins its points, if anything."""

    title: str
    across: str
    up: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    line: str = ""
    bars: tuple[Bar, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A document in a plane; `href` is its page, None where it has none."""

    x: float
    y: float
    name: str
    href: str | None
    alarmed: bool = False


def histogram(
    values: Sequence[float], *, title: str, axis: str, column: str, system: str | None = None
) -> Plot | None:
    """Return how many documents lie where; None where fewer than two differ.

    A bar's link asks the table for the documents of its range in `column` (and of the system).
    """
    if len(set(values)) < 2:
        return None
    edges = _edges(min(values), max(values))
    counts = [0] * (len(edges) - 1)
    for value in values:
        counts[_bin(edges, value)] += 1
    most = max(counts)
    bars = []
    for n, count in enumerate(counts):
        low, high = edges[n], edges[n + 1]
        x, end = across_of(low, edges[0], edges[-1]), across_of(high, edges[0], edges[-1])
        y = up_of(count, most)
        if count:
            said = f"{axis} {_short(low)} to {_short(high)}: {_documents(count)}"
            href = link({column: f"{low:.6g}:{high:.6g}"} | ({"system": system} if system else {}))
            bars.append(
                Bar(
                    x=x + 0.5,
                    y=y,
                    width=end - x - 1,
                    height=HEIGHT - BOTTOM - y,
                    says=said,
                    href=href,
                )
            )
    return Plot(
        title=title,
        across=axis,
        up="documents",
        x_ticks=ticks(edges[0], edges[-1], up=False),
        y_ticks=ticks(0, most, up=True),
        bars=tuple(bars),
    )


def scatter(
    dots: Sequence[Dot], *, title: str, across: str, up: str, columns: tuple[str, str]
) -> Plot | None:
    """Return documents in a plane; None where fewer than two differ in `x`.

    Many are drawn together where they fall together, and lead to the documents of their cell.
    """
    if len({dot.x for dot in dots}) < 2:
        return None
    low, high = outer(min(dot.x for dot in dots), max(dot.x for dot in dots))
    most = max(max(dot.y for dot in dots), 1e-9)
    box = (low, high, most)
    singles = list(dots) if len(dots) <= MOST_POINTS else [dot for dot in dots if dot.alarmed]
    points = [] if len(dots) <= MOST_POINTS else _together(dots, box, columns)
    points += [_single(dot, box, across, up, columns) for dot in singles[:MOST_POINTS]]
    return Plot(
        title=title,
        across=across,
        up=up,
        x_ticks=ticks(low, high, up=False),
        y_ticks=ticks(0, most, up=True),
        points=tuple(sorted(points, key=lambda point: point.alarmed)),
    )


def link(conditions: dict[str, str]) -> str:
    """Return a link that asks the table of the same page for documents.

    >>> link({"chrf++": "40:50"})
    '#chrf%2B%2B=40%3A50'
    """
    asked = (
        f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in conditions.items()
    )
    return f"#{'&'.join(asked)}"


def _single(
    dot: Dot, box: tuple[float, float, float], across: str, up: str, columns: tuple[str, str]
) -> Point:
    low, high, most = box
    said = f"{dot.name}: {across} {_short(dot.x)}, {up} {_short(dot.y)}"
    where = {columns[0]: _exactly(dot.x), columns[1]: _exactly(dot.y)}
    return Point(
        x=across_of(dot.x, low, high),
        y=up_of(dot.y, most),
        radius=4.5 if dot.alarmed else 3.5,
        says=f"{said}; a critical finding behind a high score" if dot.alarmed else said,
        href=dot.href or link(where),
        alarmed=dot.alarmed,
    )


def _together(
    dots: Sequence[Dot], box: tuple[float, float, float], columns: tuple[str, str]
) -> list[Point]:
    low, high, most = box
    wide, tall = (high - low) / _CELLS[0], most / _CELLS[1]
    cells: dict[tuple[int, int], int] = {}
    for dot in dots:
        cell = (
            min(_CELLS[0] - 1, int((dot.x - low) / wide)),
            min(_CELLS[1] - 1, int(dot.y / tall)),
        )
        cells[cell] = cells.get(cell, 0) + 1
    fullest = max(cells.values())
    points = []
    for (n, m), count in sorted(cells.items()):
        x, y = low + n * wide, m * tall
        # The last cell takes its upper edge, which rounding may not cut off.
        right = high if n == _CELLS[0] - 1 else x + wide
        above = most * 1.001 if m == _CELLS[1] - 1 else y + tall
        where = {columns[0]: f"{x:.6g}:{right:.6g}", columns[1]: f"{y:.6g}:{above:.6g}"}
        points.append(
            Point(
                x=across_of(x + wide / 2, low, high),
                y=up_of(y + tall / 2, most),
                radius=1.2 + 4 * math.sqrt(count / fullest),
                says=f"{_documents(count)}: {columns[0]} {_short(x)} to {_short(right)}, "
                f"{columns[1]} {_short(y)} to {_short(above)}",
                href=link(where),
            )
        )
    return points


def _exactly(value: float) -> str:
    return f"{value - abs(value) * 1e-6 - 1e-9:.9g}:{value + abs(value) * 1e-6 + 1e-9:.9g}"


def _documents(count: int) -> str:
    return f"{count:,} document{'s' * (count != 1)}"


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def outer(low: float, high: float) -> tuple[float, float]:
    """Return round limits around a range that is none of one value."""
    edges = _edges(low, high)
    return edges[0], edges[-1]


def _edges(low: float, high: float) -> list[float]:
    """Return round edges around a range, so many that their columns can be told apart."""
    step = _step((high - low) / _BARS)
    first, last = math.floor(low / step), math.floor(high / step) + 1
    return [round(n * step, 10) for n in range(first, last + 1)]


def _step(rough: float) -> float:
    """Return 1, 2 or 5 times a power of ten, at least `rough`."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= rough * (1 - 1e-9))


def _bin(edges: Sequence[float], value: float) -> int:
    step = edges[1] - edges[0]
    n = min(len(edges) - 2, max(0, int((value - edges[0]) / step)))
    # Rounding may put a value that is an edge on its wrong side.
    if value >= edges[n + 1] and n < len(edges) - 2:
        return n + 1
    return n - 1 if value < edges[n] and n else n


def across_of(value: float, low: float, high: float) -> float:
    """Return where a value stands from left to right."""
    return round(LEFT + (WIDTH - LEFT - RIGHT) * (value - low) / (high - low), 2)


def up_of(value: float, most: float) -> float:
    """Return where a value stands above 0, from the top."""
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / most, 2)


def ticks(low: float, high: float, *, up: bool) -> tuple[Tick, ...]:
    """Return round values between two limits; upwards the lower one is 0."""
    step = _step((high - low) / 5)
    if up and step < 1 <= high:
        step = 1.0 if high <= 6 else step
    made = []
    n = math.ceil(low / step - 1e-9)
    while n * step <= high + step * 1e-9:
        value = n * step
        at = up_of(value, high) if up else across_of(value, low, high)
        made.append(Tick(at=at, label=_short(value)))
        n += 1
    return tuple(made)
