"""`mt-harness meta`: rules and metrics beside what people judged."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from harness.cli import options
from harness.cli.outcome import processes
from harness.errors import HarnessError


def meta(
    data: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders of human judgements.", show_default=False),
    ] = None,
    clean: Annotated[
        list[Path] | None,
        typer.Option("--clean", help="Folders of sound prose: what is said there is wrong."),
    ] = None,
    decisions: Annotated[
        list[Path] | None,
        typer.Option("--decisions", help="Editors' decisions.json, saved from a report."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The page; else standard output.")
    ] = None,
    table: Annotated[
        Path | None, typer.Option("--record", help="Where each rule was measured, for explain.")
    ] = None,
    jobs: options.Jobs = None,
) -> None:
    """Measure rules, spans and metrics on human judgements; write a page of Markdown."""
    from harness.decisions import read_decisions
    from harness.meta.decided import decided
    from harness.meta.judged import Judgements
    from harness.meta.layouts.articles import read_clean
    from harness.meta.measure import measure
    from harness.meta.page import page
    from harness.meta.reading import read_judgements
    from harness.meta.record import record

    if not data and not decisions and not clean:
        raise HarnessError("H106", "", "nothing to measure on", "Name DATA or --decisions FILE.")
    given = Judgements()
    for path in (*(data or ()), *(clean or ())):
        if not path.exists():
            raise HarnessError("H306", str(path), "there is no such file or folder", "Name DATA.")
    for path in data or ():
        given += read_judgements(path)
    for path in clean or ():
        given += read_clean(path)
    entries = [entry for path in decisions or () for entry in read_decisions(path)]
    measurement = measure(given, jobs=processes(jobs))
    made = page(measurement, decided(entries))
    if table is not None:
        _write(table, record(measurement))
    if output is None:
        sys.stdout.write(made)
    else:
        _write(output, made)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
