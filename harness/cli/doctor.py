"""`mt-harness doctor`: what is on this machine, and the command that gets what is not."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from harness.cli import models, options
from harness.errors import HarnessError, suggest
from harness.model.report import ExitCode

if TYPE_CHECKING:
    from harness.engines.parts import Part


def doctor(
    require: Annotated[
        list[str] | None,
        typer.Option("--require", help="Exit 3 unless these are usable: languagetool,java."),
    ] = None,
    languagetool_url: options.LanguageToolUrl = None,
    encoder: options.Encoder = None,
    comet_model: models.CometModel = None,
    config: options.ConfigFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Look for every engine and extra, start what has to be, and say how to add the rest."""
    from harness.engines.parts import parts

    options.engines(None, None, languagetool_url)
    found = parts(languagetool_url, encoder, options.several(comet_model))
    missing = _missing(found, options.several(require))
    if as_json:
        print(json.dumps([asdict(part) for part in found], ensure_ascii=False, indent=1))
    else:
        for part in found:
            print(_line(part))
        if missing:
            print(f"required and not usable: {', '.join(missing)}")
    if missing:
        raise typer.Exit(int(ExitCode.NOT_EVALUATED))


def _missing(found: tuple[Part, ...], required: tuple[str, ...]) -> list[str]:
    """Return what is required and not usable; an engine's name means the engine, not its extra."""
    # What a configuration may require as well, and nothing can take away.
    required = tuple(name for name in required if name != "rules")
    # Of an engine and the extra of its name, the engine counts: it stands first.
    state = {part.name: part.usable for part in reversed(found)}
    for name in required:
        if name not in state:
            raise HarnessError("H111", "--require", f'unknown part "{name}"', suggest(name, state))
    return [name for name in required if not state[name]]


def _line(part: Part) -> str:
    """Return a row: what it is, whether it is there, and what to do where it is not."""
    start = f"started in {part.start_s:.1f} s" if part.start_s is not None else ""
    there = "  ".join(text for text in (part.version, start, part.where) if text)
    gone = part.why + (f"; run: {part.how}" if part.how and part.how not in part.why else "")
    state = f"ok       {there}" if part.usable else f"missing  {gone}"
    return f"{part.kind:8} {part.name:14} {state}"
