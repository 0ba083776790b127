"""`mt-harness history`: what stored runs came to, one after the other; standard output only."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from harness.cli import options

_FORMATS = ("console", "json", "html")


def history(
    runs: Annotated[
        list[str], typer.Argument(help="Run folders or their report.json, as PATH or NAME=PATH.")
    ],
    format: Annotated[str, typer.Option("-f", "--format", help=", ".join(_FORMATS))] = "console",
) -> None:
    """Show scores and findings of stored runs over time, the oldest first."""
    form = options.chosen(format, {name: name for name in _FORMATS}, "--format")
    from harness.read.lines import System
    from harness.render.history import RENDERERS
    from harness.stored.history import history as past

    places = [System.parse(run) for run in runs]
    sys.stdout.write(RENDERERS[form](past([(place.name, place.path) for place in places])))
