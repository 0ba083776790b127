"""`mt-harness merge`: the run folders of parallel jobs, joined into one report and one verdict."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from harness.cli import gate, judging, options
from harness.cli.outcome import processes, tell_failed, tell_unused
from harness.cli.summary import columns as terminal_width
from harness.cli.summary import in_colour, long_summary
from harness.render.formats import RENDERERS

_SUMMARY = "summary"


def merge(
    runs: Annotated[
        list[Path], typer.Argument(help="Run folders, each with documents of its own.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="The run folder to write.")],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace an existing run folder.")
    ] = False,
    gate_confidence: options.GateConfidence = "medium",
    fail_on: options.FailOn = "critical",
    min_score: gate.MinScore = None,
    max_score: gate.MaxScore = None,
    max_findings: options.MaxFindings = None,
    require: gate.Require = None,
    no_fail: options.NoFail = False,
    against: judging.AgainstRun = None,
    primary: judging.Primary = None,
    tolerance: judging.Tolerance = None,
    max_new: judging.MaxNew = None,
    allow_inconclusive: judging.AllowInconclusive = False,
    config: options.ConfigFile = None,
    format: Annotated[
        str,
        typer.Option("-f", "--format", help=f"Standard output: summary, {', '.join(RENDERERS)}."),
    ] = _SUMMARY,
    jobs: options.Jobs = None,
    keep_going: options.KeepGoing = False,
    quiet: options.Quiet = False,
) -> None:
    """Join runs of the same version and settings into one, and judge them together."""
    render = options.chosen(format, {_SUMMARY: None, **RENDERERS}, "--format")
    policy = options.policy(
        fail_on=fail_on,
        gate_confidence=gate_confidence,
        max_findings=max_findings,
        no_fail=no_fail,
        min_score=min_score,
        max_score=max_score,
        require=require,
        keep_going=keep_going,
    )
    from harness.folder.merged import merge_into
    from harness.stored import read_settings

    report, verdict = merge_into(output, runs, policy, overwrite=overwrite, jobs=processes(jobs))
    if render is not None:
        sys.stdout.write(render(report, verdict, read_settings(output)))
    if quiet:
        tell_failed(report)
    else:
        stream = sys.stdout if render is None else sys.stderr
        told = long_summary(
            report, verdict, output, width=terminal_width(), coloured=in_colour(stream)
        )
        print(told, file=stream)
        tell_unused(report)
    raise typer.Exit(int(verdict.exit_code))
