"""`mt-harness setup NAME`: put an engine onto this machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from harness.errors import EngineError, HarnessError, suggest

_NAMES = ("languagetool",)


def setup(
    name: Annotated[str, typer.Argument(help="What to set up: languagetool.")],
    origin: Annotated[
        Path | None,
        typer.Option("--from", help="A folder or a zip that holds it, where there is no network."),
    ] = None,
) -> None:
    """Fetch LanguageTool, check it, and put it where every run finds it."""
    if name not in _NAMES:
        raise HarnessError("H111", "setup", f'nothing is known of "{name}"', suggest(name, _NAMES))
    if origin is not None and not origin.exists():
        raise HarnessError("H306", str(origin), "no such file or folder", "Check the path.")
    from harness.engines.languagetool.setup import fetch, present, unpack

    there = present() if origin is None else None
    if there is not None:
        print(f"LanguageTool {there.version} is there already: {there.jar.parent}")
        return
    made = fetch(_shown()) if origin is None else unpack(origin)
    _proven(made.jar.parent)


def _proven(folder: Path) -> None:
    """Start what was set up and have it find an error, so that a run will not be the first to."""
    from harness.engines.parts import languagetool

    state = languagetool()
    if not state.usable:
        raise EngineError(
            "H506",
            str(folder),
            f"LanguageTool is there but does not run: {state.why}",
            state.how or "Run: mt-harness doctor",
        )
    print(
        f"LanguageTool {state.version} is ready (first answer in {state.start_s} s): {state.where}"
    )


def _shown() -> Callable[[int, int], None]:
    """Return what prints how far the download is, a line each tenth: readable in a log as well."""
    told = -1

    def show(done: int, whole: int) -> None:
        nonlocal told
        tenth = 10 * done // max(1, whole)
        if tenth > told:
            told = tenth
            print(f"LanguageTool: {done / 1e6:.0f} of {whole / 1e6:.0f} MB", file=sys.stderr)

    return show
