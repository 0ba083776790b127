"""Options that say how the input is to be read, the same for every command that reads some."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import click
import typer

from harness.cli.options import several
from harness.errors import HarnessError, suggest
from harness.read import FORMATS, STATES, Given

_PANEL = "Input"

InputFormat = Annotated[
    str | None,
    typer.Option(
        "--input-format",
        help=f"Read files as this; else by suffix and content: {', '.join(FORMATS)}.",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        help="candidate=mt,source=src for tables with names; else the names in their order.",
        rich_help_panel=_PANEL,
    ),
]
States = Annotated[
    list[str] | None,
    typer.Option(
        "--states",
        help=f"Translation units that are checked: {', '.join(STATES)}; else translated.",
        rich_help_panel=_PANEL,
    ),
]
MaxInput = Annotated[
    int | None,
    typer.Option(
        "--max-input",
        min=1,
        help="MiB that one file may take unpacked; else 1024.",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]


def asked(given: Given) -> Given:
    """Return what is given with what the command's options say of reading, checked."""
    context = click.get_current_context(silent=True)
    said = context.params if context is not None else {}
    form = said.get("input_format")
    if form is not None and form not in FORMATS:
        raise HarnessError(
            "H101", "--input-format", f'"{form}" is not one of its values', suggest(form, FORMATS)
        )
    states = several(said.get("states")) or given.states
    for state in states:
        if state not in STATES:
            raise HarnessError(
                "H101", "--states", f'"{state}" is not one of its values', suggest(state, STATES)
            )
    return replace(
        given,
        format=form,
        columns=several(said.get("columns")),
        states=states,
        largest_mib=said.get("max_input") or given.largest_mib,
    )
