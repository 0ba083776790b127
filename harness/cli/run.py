"""`mt-harness run`: findings, metrics, gate and report, into a run folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from harness.cli import changed, judging, models, options, reading, spread
from harness.cli.inputs import inputs
from harness.cli.outcome import processes, tell_failed, tell_unused
from harness.cli.progress import progress
from harness.cli.summary import columns as terminal_width
from harness.cli.summary import in_colour, long_summary
from harness.config import RUN_METRICS, Settings
from harness.errors import HarnessError, suggest
from harness.metrics import METRICS
from harness.read.kind import split_name
from harness.read.location import present
from harness.render.formats import RENDERERS

_SUMMARY = "summary"


def run(
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
    metrics: Annotated[
        list[str] | None, typer.Option("-m", "--metrics", help="Metrics, comma-separated.")
    ] = None,
    weights: Annotated[
        str, typer.Option("--weights", help="Weights of penalty: wmt, mqm-core, xcomet.")
    ] = "wmt",
    select: options.Select = None,
    ignore: options.Ignore = None,
    min_confidence: options.MinConfidence = "medium",
    gate_confidence: options.GateConfidence = "medium",
    fail_on: options.FailOn = "critical",
    min_score: Annotated[
        list[str] | None, typer.Option("--min-score", help="At least this: chrf=50.")
    ] = None,
    max_score: Annotated[
        list[str] | None, typer.Option("--max-score", help="At most this: ter=60.")
    ] = None,
    max_findings: options.MaxFindings = None,
    with_engines: options.With = None,
    require: options.Require = None,
    languagetool_url: options.LanguageToolUrl = None,
    encoder: options.Encoder = None,
    no_fail: options.NoFail = False,
    reference_kind: options.KindOfReference = None,
    baseline: options.BaselineFile = None,
    comet_model: models.CometModel = None,
    gpus: models.Gpus = 0,
    batch_size: models.BatchSize = models.USUAL_BATCH,
    precision: models.Precision = "32",
    offline: models.Offline = False,
    config: options.ConfigFile = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Run folder; else reports/<input>.")
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace an existing run folder.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an interrupted run stopped.")
    ] = False,
    format: Annotated[
        str,
        typer.Option("-f", "--format", help=f"Standard output: summary, {', '.join(RENDERERS)}."),
    ] = _SUMMARY,
    jobs: options.Jobs = None,
    cluster: spread.Name = None,
    ray_address: spread.RayAddress = None,
    gpus_per_worker: spread.GpusPerWorker = None,
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
    """Find what is wrong, score against references, judge, and write a report to open."""
    render = options.chosen(format, {_SUMMARY: None, **RENDERERS}, "--format")
    gate = options.policy(
        fail_on=fail_on,
        gate_confidence=gate_confidence,
        max_findings=max_findings,
        no_fail=no_fail,
        min_score=min_score,
        max_score=max_score,
        require=require,
        keep_going=keep_going,
    )
    settings = options.configured(
        Settings(
            **options.selection(select, ignore),
            **options.engines(with_engines, require, languagetool_url),
            encoder=options.encoder(encoder, offline=offline),
            min_confidence=options.confidence(min_confidence, "--min-confidence"),
            metrics=_metrics(options.several(metrics), gate.limited),
            weights=weights,
            reference_kind=options.reference_kind(reference_kind),
            baseline=options.baseline(baseline),
            policy=gate,
            cached=not no_cache,
        )
    )
    settings = models.with_models(
        settings,
        comet_model,
        gpus=gpus,
        batch_size=batch_size,
        precision=precision,
        offline=offline,
        named=(*options.several(metrics), *gate.limited),
    )
    given = inputs(paths, translations, references, sources, lang, lang_pair)
    if not given:
        changed.nothing_changed(changed_since, render, settings)
    target = output or Path("reports") / _name(paths, given.first)
    from harness import api

    with progress(given, quiet=quiet) as watch:
        report, verdict = api.run_into(
            target,
            given,
            settings,
            overwrite=overwrite,
            resume=resume,
            jobs=processes(jobs),
            watch=watch,
            cluster=spread.cluster(cluster, ray_address, gpus_per_worker, processes(jobs)),
        )
    if render is not None:
        sys.stdout.write(render(report, verdict, settings))
    if quiet:
        tell_failed(report)
    else:
        stream = sys.stdout if render is None else sys.stderr
        told = long_summary(
            report, verdict, target, width=terminal_width(), coloured=in_colour(stream)
        )
        print(told, file=stream)
        tell_unused(report)
    raise typer.Exit(int(verdict.exit_code))


def _metrics(given: tuple[str, ...], bounded: tuple[str, ...]) -> tuple[str, ...]:
    for name in given:
        if name not in METRICS:
            raise HarnessError("H103", "-m", f'unknown metric "{name}"', suggest(name, METRICS))
    return tuple(dict.fromkeys((*(given or RUN_METRICS), *bounded)))


def _name(paths: list[str] | None, document: str) -> str:
    """Name the run folder after the input."""
    only = Path(paths[0]).resolve() if paths and len(paths) == 1 else None
    if only is None or not present(only):
        return document.replace("/", "-")
    return split_name(only.name)[0] if only.is_file() else only.name
