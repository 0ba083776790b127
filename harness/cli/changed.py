"""`--changed-since`: only what changed in git is looked at."""

from __future__ import annotations

import sys
from typing import Annotated, NoReturn

import click
import typer

from harness import __version__
from harness.config import Settings
from harness.errors import HarnessError
from harness.model.report import ExitCode, FailedDocument, Verdict
from harness.read import Planned
from harness.read.changed import Changed, changed_since
from harness.render.formats import Renderer

ChangedSince = Annotated[
    str | None,
    typer.Option(
        "--changed-since",
        help="Only files that changed in git since this commit or branch, or whose sidecars did.",
        show_default=False,
        rich_help_panel="Input",
    ),
]


def changes() -> Changed | None:
    """Return what changed since the commit that the command names; None where it names none."""
    context = click.get_current_context(silent=True)
    ref = context.params.get("changed_since") if context is not None else None
    return None if ref is None else changed_since(ref)


def refuse_lines() -> None:
    """Raise H106 where the option stands beside line files: they are one input, whole."""
    context = click.get_current_context(silent=True)
    if context is not None and context.params.get("changed_since") is not None:
        raise HarnessError("H106", "--changed-since", "it stands beside -t", "Give PATHs.")


def concerned(item: Planned | FailedDocument, changed: Changed) -> bool:
    """Whether anything that the item is read from changed."""
    if isinstance(item, FailedDocument):
        return changed.has(item.path)
    own, given = item.file, item.given
    beside = (*own.references, own.source, *given.references, given.source)
    return changed.has(own.path, [path for path in beside if path])


def nothing_changed(ref: str | None, render: Renderer | None, settings: Settings) -> NoReturn:
    """Say that there is nothing to do, in the format asked for, and leave with 0."""
    from harness.aggregate import aggregate

    if render is not None:
        empty = aggregate((), version=__version__)
        sys.stdout.write(render(empty, Verdict(exit_code=ExitCode.PASSED), settings))
    print(f"mt-harness: nothing changed since {ref}", file=sys.stderr)
    raise typer.Exit(int(ExitCode.PASSED))
