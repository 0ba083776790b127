"""Options that say what a run is judged against: a stored run, and what it may lose."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import click
import typer

from harness.errors import HarnessError, suggest
from harness.metrics import METRICS
from harness.model.report import Against

_PANEL = "Regression"

AgainstRun = Annotated[
    Path | None,
    typer.Option(
        "--against",
        help="Judge against this run folder: new findings, scores, documents.",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]
Primary = Annotated[
    str | None,
    typer.Option(
        "--primary",
        help="Metric that is tested; else the first of quality, comet, chrf++ that both have.",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]
Tolerance = Annotated[
    float | None,
    typer.Option(
        "--tolerance",
        min=0,
        help="How much of that metric may be lost; else 1, of COMET 0.01.",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]
MaxNew = Annotated[
    int | None,
    typer.Option(
        "--max-new",
        min=0,
        help="Fail on more findings than this that the stored run has not.",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]
AllowInconclusive = Annotated[
    bool,
    typer.Option(
        "--allow-inconclusive",
        help="Pass where too little text is compared to tell.",
        rich_help_panel=_PANEL,
    ),
]


def against() -> Against | None:
    """Return what the options of the command that runs say, checked; None without --against.

    Raises H333 where no run is there and H103 for a metric that is none, before any work.
    """
    context = click.get_current_context(silent=True)
    said = context.params if context is not None else {}
    run = said.get("against")
    if run is None:
        return None
    from harness.stored import read_run

    read_run(Path(run))
    metric = said.get("primary")
    if metric is not None and metric not in METRICS:
        seen = f'unknown metric "{metric}"'
        raise HarnessError("H103", "--primary", seen, suggest(metric, METRICS))
    return Against(
        run=str(run),
        tolerance=said.get("tolerance"),
        metric=metric,
        allow_inconclusive=bool(said.get("allow_inconclusive")),
        max_new=said.get("max_new"),
    )
