"""`mt-harness gate`: a stored report judged again, under another policy; nothing is run."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from harness.cli import judging, options
from harness.cli.outcome import tell_failed, tell_unused
from harness.cli.summary import columns as terminal_width
from harness.cli.summary import in_colour, long_summary
from harness.errors import HarnessError
from harness.metrics import METRICS
from harness.model.report import Policy, Verdict
from harness.render.formats import RENDERERS

_SUMMARY = "summary"
StoredReport = Annotated[
    Path, typer.Argument(help="A run folder, or its report.json; or what `check -f json` wrote.")
]
MinScore = Annotated[list[str] | None, typer.Option("--min-score", help="At least this: chrf=50.")]
MaxScore = Annotated[list[str] | None, typer.Option("--max-score", help="At most this: ter=60.")]
# A report that is there already asks for nothing to be run.
Require = Annotated[
    list[str] | None, typer.Option("--require", help="Engines without which: exit 3.")
]


def gate(
    report: StoredReport,
    gate_confidence: options.GateConfidence = "medium",
    fail_on: options.FailOn = "critical",
    min_score: MinScore = None,
    max_score: MaxScore = None,
    max_findings: options.MaxFindings = None,
    require: Require = None,
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
    keep_going: options.KeepGoing = False,
    quiet: options.Quiet = False,
) -> None:
    """Judge a stored report again, under these options and the configuration."""
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
    from harness.gate import judge
    from harness.regression import set_against
    from harness.render.json_report import regression_object, verdict_object
    from harness.stored import read_run, read_settings

    stored = read_run(report)
    if not stored.whole and format not in (_SUMMARY, "json"):
        raise HarnessError(
            "H130",
            "--format",
            f"{format} of a report without its run folder, which has no texts",
            "Give the run folder, or take json.",
        )
    policy = still_required(policy, stored.verdict)
    # What an earlier gate said of another run is not this one's matter.
    made = set_against(replace(stored.report, regression=None), policy)
    verdict = judge(made, policy)
    if render is not None and not stored.whole:
        kept = {name: own for name, own in stored.written.items() if name != "regression"}
        kept |= {"verdict": verdict_object(verdict)}
        kept |= regression_object(made.regression)
        sys.stdout.write(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    elif render is not None:
        settings = replace(read_settings(stored.folder), policy=policy)
        sys.stdout.write(render(made, verdict, settings))
    if quiet:
        tell_failed(made)
    else:
        stream = sys.stdout if render is None else sys.stderr
        told = long_summary(
            made, verdict, report, width=terminal_width(), coloured=in_colour(stream)
        )
        print(told, file=stream)
        tell_unused(made)
    raise typer.Exit(int(verdict.exit_code))


def still_required(policy: Policy, verdict: Verdict) -> Policy:
    """Return the policy with what the run could not do without: no later word lets it pass."""
    names = verdict.required
    return replace(
        policy,
        required=tuple(dict.fromkeys((*policy.required, *(n for n in names if n not in METRICS)))),
        measured=tuple(dict.fromkeys((*policy.measured, *(n for n in names if n in METRICS)))),
    )
