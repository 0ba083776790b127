"""The command line: the only place that prints or exits. One file a command."""

from __future__ import annotations

import gc
import signal
import sys
from importlib import import_module
from typing import Annotated, NoReturn

import click
import typer
from typer.core import TyperGroup
from typer.main import get_command

from harness.cli.outlet import open_outlets
from harness.errors import EngineError, HarnessError
from harness.model.report import ExitCode

# In the order in which the help lists them; each stands in its own file of that name, as a function
# of that name or, where it has verbs of its own, as `app`.
_COMMANDS = (
    "check",
    "run",
    "score",
    "compare",
    "history",
    "gate",
    "render",
    "merge",
    "explain",
    "rules",
    "config",
    "cache",
    "baseline",
    "fix",
    "meta",
    "doctor",
    "setup",
)


class _Commands(TyperGroup):
    """The commands, each imported when it is called: a check does not wait for what it is not."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, imported now."""
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"harness.cli.{cmd_name}")
        own = getattr(module, "app", None)
        if own is None:
            own = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
            own.command(cmd_name)(getattr(module, cmd_name))
        return get_command(own)


app = typer.Typer(
    name="mt-harness",
    cls=_Commands,
    help="A linter for machine translations that also keeps score.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version and exit.", is_eager=True)
    ] = False,
) -> None:
    if version:
        from harness import __version__

        print(f"mt-harness {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line; a user's error ends in one line and the contract's code."""
    open_outlets()
    # What is imported and read stays, so looking for garbage in it is lost time: a tenth of that
    # of a short check.
    gc.set_threshold(100_000, 20, 20)
    # Whoever ends us gets what an interrupt gets: processes ended, and what is done kept.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except HarnessError as error:
        code = ExitCode.NOT_EVALUATED if isinstance(error, EngineError) else ExitCode.USAGE
        _leave(str(error), code)
    except OSError as error:
        where = error.filename or "standard output"
        _leave(f"H405 {where}: {error.strerror}. Check space and rights.", ExitCode.USAGE)
    except KeyboardInterrupt:
        _leave("interrupted", ExitCode.INTERRUPTED)


def _leave(message: str, code: ExitCode) -> NoReturn:
    print(f"mt-harness: {message}", file=sys.stderr)
    raise SystemExit(int(code)) from None
