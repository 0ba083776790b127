"""A comparison of systems as a page: the tables, how sure each score is, segments side by side."""

from __future__ import annotations

from dataclasses import dataclass

from harness import __version__
from harness.compare import Comparison
from harness.render.comparison import tables_of
from harness.render.html import render_page
from harness.render.plots import WIDTH, Tick, across_of, outer, ticks
from harness.render.score_differences import HEADS, decimals

_ROW = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Whisker:
    """One system's score and the ends of its interval, in the chart's units."""

    at: float
    left: float
    right: float
    y: float
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One metric of all systems."""

    title: str
    height: int
    ticks: tuple[Tick, ...]
    rows: tuple[Whisker, ...]


def comparison_page(comparison: Comparison, width: int) -> str:
    """Return the page; it is one file, and needs neither network nor script."""
    names = [column.system for column in comparison.systems]
    return render_page(
        "comparison.html.j2",
        title=" · ".join(names),
        version=__version__,
        comparison=comparison,
        tables=[(heading or "scores", *rest) for heading, *rest in tables_of(comparison, width)],
        charts=_charts(comparison, width),
        box=WIDTH,
        lead=HEADS.get(comparison.lead or "", comparison.lead or ""),
        digits=decimals(comparison.lead, width),
    )


def _charts(comparison: Comparison, width: int) -> list[Chart]:
    cells = [(line.system or "-", cell) for line in comparison.table.lines for cell in line.cells]
    made = []
    for metric in dict.fromkeys(cell.score.metric for _, cell in cells):
        own = [
            (name, cell.score.value, cell.interval.half_width)
            for name, cell in cells
            if cell.score.metric == metric and cell.interval is not None
        ]
        low = min((value - half for _, value, half in own), default=0.0)
        high = max((value + half for _, value, half in own), default=0.0)
        if len(own) < 2 or low == high:
            continue
        digits = decimals(metric, width)
        low, high = outer(low, high)
        rows = [
            Whisker(
                at=across_of(value, low, high),
                left=across_of(value - half, low, high),
                right=across_of(value + half, low, high),
                y=18 + n * _ROW,
                says=f"{name} {value:.{digits}f} ± {half:.{digits}f}",
            )
            for n, (name, value, half) in enumerate(own)
        ]
        made.append(
            Chart(
                title=f"{HEADS.get(metric, metric)}, with 95 % intervals",
                height=len(rows) * _ROW + 30,
                ticks=ticks(low, high, up=False),
                rows=tuple(rows),
            )
        )
    return made
