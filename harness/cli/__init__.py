"""The command line: the only place that prints or exits. One file a command."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from harness.errors import EngineError, HarnessError
from harness.model.report import ExitCode

app = typer.Typer(
    name="mt-harness",
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


def _register() -> None:
    from harness.cli import check, explain, rules, run

    app.command("check")(check.check)
    app.command("run")(run.run)
    app.command("explain")(explain.explain)
    app.command("rules")(rules.rules)


_register()


def main() -> None:
    """Run the command line; every error a user can meet ends in one line and the contract's code."""
    try:
        app()
    except HarnessError as error:
        print(f"mt-harness: {error}", file=sys.stderr)
        code = ExitCode.NOT_EVALUATED if isinstance(error, EngineError) else ExitCode.USAGE
        raise SystemExit(int(code)) from None
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): that is its right, not an error.
        sys.stderr.close()
        raise SystemExit(int(ExitCode.PASSED)) from None
    except KeyboardInterrupt:
        print("mt-harness: interrupted", file=sys.stderr)
        raise SystemExit(int(ExitCode.INTERRUPTED)) from None
