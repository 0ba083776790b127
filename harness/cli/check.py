"""`mt-harness check`: findings and the gate, no metrics; standard output only."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from harness.cli import changed, judging, models, options, reading
from harness.cli.inputs import inputs
from harness.cli.outcome import processes, tell_failed, tell_unused
from harness.cli.progress import progress
from harness.cli.summary import one_line
from harness.render.formats import RENDERERS


def check(
    paths: options.Paths = None,
    translations: options.Translations = None,
    references: options.References = None,
    sources: options.Sources = None,
    lang: options.Lang = None,
    lang_pair: options.LangPair = None,
    input_format: reading.InputFormat = None,
    columns: reading.Columns = None,
    states: reading.States = None,
    max_input: reading.MaxInput = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    min_confidence: options.MinConfidence = "medium",
    gate_confidence: options.GateConfidence = "medium",
    fail_on: options.FailOn = "critical",
    max_findings: options.MaxFindings = None,
    with_engines: options.With = None,
    require: options.Require = None,
    languagetool_url: options.LanguageToolUrl = None,
    encoder: options.Encoder = None,
    offline: models.Offline = False,
    no_fail: options.NoFail = False,
    reference_kind: options.KindOfReference = None,
    baseline: options.BaselineFile = None,
    config: options.ConfigFile = None,
    format: Annotated[
        str, typer.Option("-f", "--format", help=f"{', '.join(RENDERERS)}.")
    ] = "text",
    jobs: options.Jobs = None,
    no_cache: options.NoCache = False,
    keep_going: options.KeepGoing = False,
    changed_since: changed.ChangedSince = None,
    against: judging.AgainstRun = None,
    primary: judging.Primary = None,
    tolerance: judging.Tolerance = None,
    max_new: judging.MaxNew = None,
    allow_inconclusive: judging.AllowInconclusive = False,
    quiet: options.Quiet = False,
) -> None:
    """Find what is wrong in translations; with a reference beside them, against it as well."""
    render = options.chosen(format, dict(RENDERERS), "--format")
    gate = options.policy(
        fail_on=fail_on,
        gate_confidence=gate_confidence,
        max_findings=max_findings,
        require=require,
        no_fail=no_fail,
        keep_going=keep_going,
        scores=False,
    )
    from harness.config import Settings
    from harness.engines.comet.choice import Choice

    settings = options.configured(
        Settings(
            **options.selection(select, ignore),
            **options.engines(with_engines, require, languagetool_url),
            encoder=options.encoder(encoder, offline=offline),
            comet=Choice(offline=offline),
            min_confidence=options.confidence(min_confidence, "--min-confidence"),
            reference_kind=options.reference_kind(reference_kind),
            baseline=options.baseline(baseline),
            policy=gate,
            cached=not no_cache,
        )
    )
    given = inputs(paths, translations, references, sources, lang, lang_pair)
    if not given:
        changed.nothing_changed(changed_since, render, settings)
    from harness import api
    from harness.gate import judge

    with progress(given, quiet=quiet) as watch:
        report = api.check(given, settings, jobs=processes(jobs), watch=watch)
    verdict = judge(report, gate)
    sys.stdout.write(render(report, verdict, settings))
    tell_failed(report)
    if not quiet:
        tell_unused(report)
    if format == "text" and not quiet:
        print(one_line(report, verdict), file=sys.stderr)
    raise typer.Exit(int(verdict.exit_code))
