"""`mt-harness config`: whether the settings hold, what they come to, and a file to begin with."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from harness.cli import options
from harness.errors import HarnessError

app = typer.Typer(
    name="config",
    help="Check, show or begin a configuration: mt-harness.toml.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def check(config: options.ConfigFile = None) -> None:
    """Say whether the configuration holds; the first thing that does not ends with exit code 2."""
    found = options.configuration()
    if found.path is None:
        print("no configuration here or above: defaults hold")
        return
    settings = found.settings
    counted = {
        "rule": len(settings.rules()),
        "term": len(settings.terms.entries),
        "pattern": len(settings.terms.patterns),
        "path": len(settings.overrides),
    }
    told = ", ".join(f"{n} {word}{'s' * (n != 1)}" for word, n in counted.items())
    print(f"{found.path}: holds ({told})")


@app.command()
def show(
    candidate: Annotated[
        Path | None, typer.Argument(help="Show what holds for this candidate.")
    ] = None,
    config: options.ConfigFile = None,
) -> None:
    """Print what the file and the defaults come to, and which variables outweigh them, as JSON."""
    found = options.configuration()
    settings = found.settings.at(None if candidate is None else str(candidate))
    target, source = found.languages
    made = {
        "file": None if found.path is None else str(found.path),
        "environment": {
            name: value
            for name, value in sorted(os.environ.items())
            if name.startswith("MT_HARNESS_")
        },
        "settings": {
            "language": target,
            "source_language": source,
            **{name: _plain(value) for name, value in asdict(settings).items()},
        },
        "rules": [rule.code for rule in settings.rules()],
    }
    print(json.dumps(made, ensure_ascii=False, indent=1))


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="File to write.")] = Path("mt-harness.toml"),
) -> None:
    """Write a configuration with every key in it, commented out but for the engines found here."""
    from harness.config.keys import template
    from harness.engines.parts import there

    text = template(there())
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise HarnessError(
            "H209", str(path), "it is there already", "Name another file, or edit this one."
        ) from None
    print(path)


def _plain(value: object) -> object:
    """Return a value as JSON has it; enums by the words that options use."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return getattr(value, "label", value)
