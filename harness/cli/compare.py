"""`mt-harness compare`: where systems or runs differ; standard output only."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harness.cli import models, options
from harness.cli.inputs import documents_of
from harness.cli.outcome import processes
from harness.cli.score import check, names_of, tell
from harness.config import RUN_METRICS, Settings
from harness.engines.ngram import NgramOptions
from harness.errors import HarnessError
from harness.read.lines import System

if TYPE_CHECKING:
    from harness.metrics.metric import Options
    from harness.score import Measured

_FORMATS = ("console", "json", "markdown")
_TESTS = ("randomization", "bootstrap", "none")


def compare(
    runs: Annotated[
        list[str] | None,
        typer.Argument(help="Run folders, as PATH or NAME=PATH; else line files with -t."),
    ] = None,
    translations: options.Translations = None,
    references: options.References = None,
    sources: options.Sources = None,
    lang: options.Lang = None,
    lang_pair: options.LangPair = None,
    metrics: Annotated[
        list[str] | None, typer.Option("-m", "--metrics", help="Metrics, comma-separated.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", help="The metric that documents and segments are compared by."),
    ] = None,
    weights: Annotated[
        str, typer.Option("--weights", help="Weights of penalty: wmt, mqm-core, xcomet or a file.")
    ] = "wmt",
    select: options.Select = None,
    ignore: options.Ignore = None,
    min_confidence: options.MinConfidence = "medium",
    tokenize: Annotated[
        str | None, typer.Option("-tok", "--tokenize", help="BLEU's tokenizer.")
    ] = None,
    test: Annotated[
        str, typer.Option("--test", help=f"Of differences: {', '.join(_TESTS)}.")
    ] = "randomization",
    resample: options.Resample = None,
    all_pairs: options.AllPairs = False,
    seed: options.Seed = None,
    most: Annotated[
        int, typer.Option("-n", "--most", min=0, help="Segments shown side by side.")
    ] = 10,
    format: Annotated[str, typer.Option("-f", "--format", help=", ".join(_FORMATS))] = "console",
    width: Annotated[int, typer.Option("-w", "--width", min=0, help="Decimals printed.")] = 1,
    comet_model: models.CometModel = None,
    gpus: models.Gpus = 0,
    batch_size: models.BatchSize = models.USUAL_BATCH,
    precision: models.Precision = "32",
    offline: models.Offline = False,
    jobs: options.Jobs = None,
    no_cache: options.NoCache = False,
    config: options.ConfigFile = None,
) -> None:
    """Show where two or more systems differ, how surely, and in which segments most."""
    from harness.compare import compare as compared
    from harness.render.comparison import RENDERERS
    from harness.score import options_of
    from harness.score.trial import Trial, Unit, seed_of

    form = options.chosen(format, {name: name for name in _FORMATS}, "--format")
    tested = options.chosen(test, {name: name for name in _TESTS}, "--test")
    units = {unit.value: unit for unit in Unit}
    trial = Trial(
        confidence=1000,
        bootstrap=1000 if tested == "bootstrap" else None,
        randomization=10000 if tested == "randomization" else None,
        seed=seed_of(seed),
        unit=options.chosen(resample, units, "--resample") if resample is not None else None,
        all_pairs=all_pairs,
    )
    names = names_of(options.several(metrics) or RUN_METRICS, 0)
    if by is not None:
        names = tuple(dict.fromkeys((*names, *names_of((by,), 0))))
    settings = options.configured(
        Settings(
            **options.selection(select, ignore),
            min_confidence=options.confidence(min_confidence, "--min-confidence"),
            metrics=names,
            weights=weights,
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
        named=names,
    )
    names = settings.metrics
    chosen = options_of(settings, NgramOptions(tokenize=tokenize))
    if runs and translations:
        raise HarnessError("H106", "", "both run folders and -t", "Give one kind.")
    if runs:
        made = _stored(runs, settings, chosen, jobs=processes(jobs))
    else:
        from harness.cli.measuring import measured

        documents = documents_of(None, translations, references, sources, lang, lang_pair)
        check(documents, names, chosen)
        made = measured(documents, settings, chosen, keep=True, jobs=processes(jobs), examined=True)
    comparison = compared(made, chosen, trial, lead=by or _lead(names), most=most)
    sys.stdout.write(RENDERERS[form](comparison, width))
    tell(comparison.table)


def _lead(names: Sequence[str]) -> str | None:
    """Return chrF++, which is told best from segment to segment without a model; else the first."""
    return "chrf++" if "chrf++" in names else None


def _stored(
    runs: Sequence[str], settings: Settings, chosen: Options, *, jobs: int
) -> list[Measured]:
    """Return the runs' documents, measured again: a stored score does not say what to add up.

    A run of one system goes by the run's name, one of several by both names.
    """
    from harness.score import measure
    from harness.stored import read_report

    places = [System.parse(run) for run in runs]
    doubled = {p.name for p in places if sum(other.name == p.name for other in places) > 1}
    if doubled:
        seen = f"two runs called {', '.join(sorted(doubled))}"
        raise HarnessError("H107", "", seen, "Use NAME=PATH.")
    made = []
    for name, path in [(place.name, place.path) for place in places]:
        reports = tuple(read_report(Path(path)).documents)
        several = len({report.article.document.system for report in reports}) > 1
        for report in reports:
            document = report.article.document
            system = f"{name}:{document.system}" if several else name
            article = replace(report.article, document=replace(document, system=system))
            made.append(
                measure(
                    replace(report, article=article), settings.metrics, chosen, keep=True, jobs=jobs
                )
            )
    return made
