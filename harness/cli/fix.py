"""`mt-harness fix`: the safe suggestions as a diff, or applied."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from harness.cli import options, reading
from harness.cli.inputs import readable
from harness.hidden import numbered
from harness.model.report import ExitCode


def fix(
    paths: Annotated[list[str], typer.Argument(help="Files or folders of translations.")],
    lang: options.Lang = None,
    lang_pair: options.LangPair = None,
    input_format: reading.InputFormat = None,
    columns: reading.Columns = None,
    states: reading.States = None,
    max_input: reading.MaxInput = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    reference_kind: options.KindOfReference = None,
    baseline: options.BaselineFile = None,
    config: options.ConfigFile = None,
    write: Annotated[bool, typer.Option("--write", help="Change the files.")] = False,
    quiet: options.Quiet = False,
) -> None:
    """Show what can be mended without being read, as a diff; `--write` mends it.

    Ends with 1 where there is something to mend and `--write` was not given, else with 0.
    """
    from harness import fix as fixing
    from harness.config import Settings

    settings = options.configured(
        Settings(
            **options.selection(select, ignore),
            reference_kind=options.reference_kind(reference_kind),
            baseline=options.baseline(baseline),
        )
    )
    documents, unread = readable(paths, None, None, None, lang, lang_pair)
    changed = taken = 0
    alone: set[str] = set()
    for document in documents:
        path = fixing.fixable(document)
        if path is None:
            alone.add(document.path or document.id)
            continue
        fixed = fixing.fix(document, settings)
        if fixed.after == fixed.before:
            continue
        changed, taken = changed + 1, taken + len(fixed.taken)
        if write:
            fixing.write(fixed, path)
        else:
            _show(fixing.diff(fixed, path))
    for row in unread:
        print(f"mt-harness: {row.path or row.document}: {row.why}", file=sys.stderr)
    if not quiet:
        _tell(taken, changed, sorted(alone), written=write)
    if unread:
        raise typer.Exit(int(ExitCode.USAGE))
    raise typer.Exit(int(ExitCode.GATE_FAILED if changed and not write else ExitCode.PASSED))


def _show(diff: str) -> None:
    """Print a diff: as it is into a file or a pipe, with hidden characters named on a terminal."""
    if sys.stdout.isatty():
        diff = "".join(f"{numbered(line)}\n" for line in diff.split("\n")[:-1])
    sys.stdout.write(diff)


def _tell(taken: int, changed: int, alone: list[str], *, written: bool) -> None:
    for name in alone:
        print(f"mt-harness: {name}: left alone, not a text of its own", file=sys.stderr)
    if not taken:
        print("nothing to mend", file=sys.stderr)
        return
    told = "written" if written else "to make; --write makes them"
    fixes = f"{taken} fix{'es' * (taken != 1)} in {changed} file{'s' * (changed != 1)}"
    print(f"{fixes} {told}", file=sys.stderr)
