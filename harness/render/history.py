"""Runs over time as a table, as JSON and as a page with a line for each figure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from harness import __version__
from harness.model.report import Totals, Verdict
from harness.model.score import Score
from harness.render.html import number, render_page
from harness.render.json_report import score_object
from harness.render.plots import (
    HEIGHT,
    WIDTH,
    Plot,
    Point,
    Tick,
    across_of,
    ticks,
    up_of,
)
from harness.render.score_differences import aligned, decimals
from harness.render.score_order import in_order
from harness.render.verdict_words import verdict_words
from harness.render.visible import plain

_DENSITY = "findings per 1,000 words"


class Past(Protocol):
    """What is shown of a run; `stored.history` reads it."""

    @property
    def name(self) -> str:
        """What the run is called."""

    @property
    def began(self) -> str:
        """When it began, ISO 8601."""

    @property
    def verdict(self) -> Verdict:
        """Its gate's answer."""

    @property
    def totals(self) -> Totals:
        """Its counts."""

    @property
    def scores(self) -> tuple[Score, ...]:
        """Its scores over all documents."""


def rows_of(runs: Sequence[Past]) -> list[list[str]]:
    """Return a head and a row a run: verdict, findings by severity and density, scores."""
    kinds = [name for name, _ in runs[0].totals.by_severity] if runs else []
    figures = _figures(runs)
    head = ["run", "began", "verdict", "documents", "words", *kinds, *figures]
    made = [head]
    for n, run in enumerate(runs):
        found = dict(run.totals.by_severity)
        made.append(
            [
                plain(run.name),
                run.began[:16].replace("T", " "),
                verdict_words(run.verdict),
                number(run.totals.documents),
                number(run.totals.words),
                *(number(found.get(kind, 0)) for kind in kinds),
                *(number(values[n], _digits(figure)) for figure, values in figures.items()),
            ]
        )
    return made


def _figures(runs: Sequence[Past]) -> dict[str, list[float | None]]:
    """Return each figure that runs are followed by, a value a run; None where it has none."""
    made: dict[str, list[float | None]] = {_DENSITY: [r.totals.findings_per_1000 for r in runs]}
    for n, run in enumerate(runs):
        for score in in_order(run.scores):
            name = f"{score.metric} of {plain(score.system)}" if score.system else score.metric
            made.setdefault(name, [None] * len(runs))[n] = score.value
    return made


def _digits(figure: str) -> int:
    return decimals(figure.partition(" of ")[0], 1)


def console(runs: Sequence[Past]) -> str:
    """Return the table as aligned lines."""
    return "\n".join(aligned(rows_of(runs), left=3)) + "\n"


def to_json(runs: Sequence[Past]) -> str:
    """Return every run with every digit."""
    made: list[dict[str, Any]] = [
        {
            "run": run.name,
            "began": run.began or None,
            "exit_code": int(run.verdict.exit_code),
            "documents": run.totals.documents,
            "words": run.totals.words,
            "by_severity": dict(run.totals.by_severity),
            "by_family": dict(run.totals.by_family),
            "findings_per_1000": run.totals.findings_per_1000,
            "scores": [score_object(score) for score in in_order(run.scores)],
        }
        for run in runs
    ]
    return json.dumps({"runs": made}, ensure_ascii=False, indent=1) + "\n"


def html(runs: Sequence[Past]) -> str:
    """Return a page that can be mailed: the table, and a plot a figure."""
    figures = _figures(runs)
    return render_page(
        "history.html.j2",
        version=__version__,
        rows=rows_of(runs),
        plots=[
            plot
            for name, values in figures.items()
            if (plot := _plot(name, values, runs)) is not None
        ],
        box=(WIDTH, HEIGHT),
    )


def _plot(figure: str, values: Sequence[float | None], runs: Sequence[Past]) -> Plot | None:
    """Return the figure from run to run; None where fewer than two have it."""
    known = [(n, value) for n, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return None
    last = len(runs) - 1
    most = max(max(value for _, value in known), 1e-9)
    points = tuple(
        Point(
            x=across_of(n, 0, last),
            y=up_of(max(value, 0.0), most),
            radius=3.5,
            says=f"{plain(runs[n].name)}: {figure} {number(value, _digits(figure))}",
            href=f"#run-{n + 1}",
        )
        for n, value in known
    )
    return Plot(
        title=figure,
        across="runs, the oldest first",
        up=figure,
        x_ticks=tuple(Tick(at=across_of(n, 0, last), label=str(n + 1)) for n, _ in known[:12]),
        y_ticks=ticks(0, most, up=True),
        line=" ".join(f"{point.x},{point.y}" for point in points),
        points=points,
    )


class Renderer(Protocol):
    """A function from runs to text."""

    def __call__(self, runs: Sequence[Past]) -> str:
        """Return the text."""


RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {"console": console, "json": to_json, "html": html}
)
