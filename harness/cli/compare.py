"""`mt-harness compare`: where systems or runs differ; standard output only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harness.cli import models, options, reading
from harness.cli.inputs import documents_of
from harness.cli.outcome import processes
from harness.cli.score import check, names_of, tell
from harness.config import RUN_METRICS, Settings
from harness.engines.ngram import NgramOptions
from harness.errors import HarnessError
from harness.read.lines import System

if TYPE_CHECKING:
    from harness.metrics.metric import Options
    from harness.model.text import Document
    from harness.score import Measured

_FORMATS = ("console", "json", "markdown", "html")
_TESTS = ("randomization", "bootstrap", "none")


def compare(
    runs: Annotated[
        list[str] | None,
        typer.Argument(help="Run folders or files, as PATH or NAME=PATH; else -t."),
    ] = None,
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
        raise HarnessError("H106", "", "both PATHs and -t", "Give one kind.")
    lines = partial(
        documents_of,
        references=references,
        sources=sources,
        lang=lang,
        pair=lang_pair,
    )
    made = _measured(runs or (), translations, lines, settings, chosen, jobs=processes(jobs))
    comparison = compared(made, chosen, trial, lead=by or _lead(names), most=most)
    sys.stdout.write(RENDERERS[form](comparison, width))
    tell(comparison.table)


def _lead(names: Sequence[str]) -> str | None:
    """Return chrF++, which is told best from segment to segment without a model; else the first."""
    return "chrf++" if "chrf++" in names else None


def _measured(
    runs: Sequence[str],
    translations: list[str] | None,
    documents_in: Callable[..., tuple[Document, ...]],
    settings: Settings,
    chosen: Options,
    *,
    jobs: int,
) -> list[Measured]:
    """Return the documents of all runs and files with their counts, in the order given.

    All that is read is checked before any of it is worked on.
    """
    from harness.cli.measuring import measured

    places = _named(runs)
    alone = len(places) == 1
    read = {
        place.name: _as(place, documents_in([place.path], None), alone=alone)
        for place in places
        if not _stored(place.path)
    }
    lines = [] if places else list(documents_in(None, translations))
    documents = tuple(document for own in (*read.values(), lines) for document in own)
    if documents:
        check(documents, settings.metrics, chosen)
    counted = iter(measured(documents, settings, chosen, keep=True, jobs=jobs, examined=True))
    made: list[Measured] = []
    for place in places:
        if place.name in read:
            made += islice(counted, len(read[place.name]))
        else:
            made += _again(place, settings, chosen, alone=alone, jobs=jobs)
    return [*made, *counted]


def _named(runs: Sequence[str]) -> list[System]:
    """Return the runs or files with their names; raise H107 where two have the same."""
    places = [System.parse(run) for run in runs]
    doubled = {p.name for p in places if sum(other.name == p.name for other in places) > 1}
    if doubled:
        seen = f"two of them called {', '.join(sorted(doubled))}"
        raise HarnessError("H107", "", seen, "Use NAME=PATH.")
    return places


def _stored(path: Path) -> bool:
    return path.is_dir() or path.name == "report.json" or not path.exists()


def _as(place: System, documents: Sequence[Document], *, alone: bool) -> list[Document]:
    """Return the documents with the system's name: the place's, or both where it has several.

    Systems of the only place keep their own names.
    """
    several = len({document.system for document in documents}) > 1
    named = []
    for document in documents:
        own = document.system or place.name
        both = own if alone else f"{place.name}:{own}"
        named.append(replace(document, system=both if several else place.name))
    return named


def _again(
    place: System, settings: Settings, chosen: Options, *, alone: bool, jobs: int
) -> list[Measured]:
    """Return a stored run's documents, measured again: its scores do not say what to add up."""
    from harness.score import measure
    from harness.stored import read_report

    reports = tuple(read_report(place.path).documents)
    named = _as(place, [report.article.document for report in reports], alone=alone)
    return [
        measure(
            replace(report, article=replace(report.article, document=document)),
            settings.metrics,
            chosen,
            keep=True,
            jobs=jobs,
        )
        for report, document in zip(reports, named, strict=True)
    ]
