"""The command line: the only place that prints or exits. One file a command."""

from __future__ import annotations

import signal
import sys
from typing import Annotated, NoReturn

import typer

from harness.cli.outlet import open_outlets
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
    from harness.cli import (
        baseline,
        cache,
        check,
        compare,
        config,
        doctor,
        explain,
        fix,
        gate,
        history,
        merge,
        meta,
        render,
        rules,
        run,
        score,
        setup,
    )

    app.command("check")(check.check)
    app.command("run")(run.run)
    app.command("score")(score.score)
    app.command("compare")(compare.compare)
    app.command("history")(history.history)
    app.command("gate")(gate.gate)
    app.command("render")(render.render)
    app.command("merge")(merge.merge)
    app.command("explain")(explain.explain)
    app.command("rules")(rules.rules)
    app.add_typer(config.app)
    app.add_typer(cache.app)
    app.add_typer(baseline.app)
    app.command("fix")(fix.fix)
    app.command("meta")(meta.meta)
    app.command("doctor")(doctor.doctor)
    app.command("setup")(setup.setup)


_register()


def main() -> None:
    """Run the command line; a user's error ends in one line and the contract's code."""
    open_outlets()
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
