"""`mt-harness score`: metrics only, for one or more systems; standard output only."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from harness.analyse import Analysis
from harness.analyse.tokens import count_words
from harness.cli import options
from harness.config import Settings
from harness.engines.ngram import NgramOptions
from harness.errors import HarnessError, suggest
from harness.metrics import METRICS
from harness.model.report import DocumentReport, ExitCode
from harness.segment import segment

if TYPE_CHECKING:
    from harness.metrics.metric import Options
    from harness.model.text import Document
    from harness.score import Measured

_FORMATS = ("console", "json", "markdown", "latex", "csv")
_DEFAULT = ("bleu", "chrf", "chrf++")
_STATISTICS = "Statistics"
_SACREBLEU = "sacreBLEU's options"


def score(
    paths: options.Paths = None,
    translations: options.Translations = None,
    references: options.References = None,
    sources: options.Sources = None,
    lang: options.Lang = None,
    lang_pair: options.LangPair = None,
    metrics: Annotated[
        list[str] | None, typer.Option("-m", "--metrics", help="Metrics, comma-separated.")
    ] = None,
    weights: Annotated[
        str, typer.Option("--weights", help="Weights of penalty: wmt, mqm-core, xcomet or a file.")
    ] = "wmt",
    format: Annotated[str, typer.Option("-f", "--format", help=", ".join(_FORMATS))] = "console",
    bare: Annotated[
        bool, typer.Option("-b", "--score-only", help="Print the numbers alone.")
    ] = False,
    width: Annotated[int, typer.Option("-w", "--width", min=0, help="Decimals printed.")] = 1,
    segments: Annotated[
        bool, typer.Option("-sl", "--sentence-level", help="Scores of each segment as well.")
    ] = False,
    word_order: Annotated[
        int,
        typer.Option(
            "-cw",
            "--chrf-word-order",
            min=0,
            max=2,
            help="2 makes chrf chrf++.",
            rich_help_panel=_SACREBLEU,
        ),
    ] = 0,
    char_order: Annotated[
        int, typer.Option("-cc", "--chrf-char-order", min=1, rich_help_panel=_SACREBLEU)
    ] = 6,
    chrf_beta: Annotated[int, typer.Option("--chrf-beta", min=1, rich_help_panel=_SACREBLEU)] = 2,
    chrf_whitespace: Annotated[
        bool, typer.Option("--chrf-whitespace", rich_help_panel=_SACREBLEU)
    ] = False,
    chrf_lowercase: Annotated[
        bool, typer.Option("--chrf-lowercase", rich_help_panel=_SACREBLEU)
    ] = False,
    chrf_eps: Annotated[
        bool, typer.Option("--chrf-eps-smoothing", rich_help_panel=_SACREBLEU)
    ] = False,
    tokenize: Annotated[
        str | None,
        typer.Option("-tok", "--tokenize", help="BLEU's tokenizer.", rich_help_panel=_SACREBLEU),
    ] = None,
    lowercase: Annotated[
        bool,
        typer.Option("-lc", "--lowercase", help="BLEU without case.", rich_help_panel=_SACREBLEU),
    ] = False,
    smooth_method: Annotated[
        str,
        typer.Option("--smooth-method", help="exp, floor, add-k.", rich_help_panel=_SACREBLEU),
    ] = "exp",
    smooth_value: Annotated[
        float | None, typer.Option("-sv", "--smooth-value", rich_help_panel=_SACREBLEU)
    ] = None,
    ter_case: Annotated[
        bool, typer.Option("--ter-case-sensitive", rich_help_panel=_SACREBLEU)
    ] = False,
    ter_asian: Annotated[
        bool, typer.Option("--ter-asian-support", rich_help_panel=_SACREBLEU)
    ] = False,
    ter_no_punct: Annotated[
        bool, typer.Option("--ter-no-punct", rich_help_panel=_SACREBLEU)
    ] = False,
    ter_normalized: Annotated[
        bool, typer.Option("--ter-normalized", rich_help_panel=_SACREBLEU)
    ] = False,
    confidence: Annotated[
        bool,
        typer.Option("-ci", "--confidence", help="95 % intervals.", rich_help_panel=_STATISTICS),
    ] = False,
    confidence_n: Annotated[
        int, typer.Option("-cin", "--confidence-n", min=1, rich_help_panel=_STATISTICS)
    ] = 1000,
    paired_bs: Annotated[
        bool,
        typer.Option(
            "-pbs",
            "--paired-bs",
            help="Test every system against the first: bootstrap.",
            rich_help_panel=_STATISTICS,
        ),
    ] = False,
    paired_bs_n: Annotated[
        int, typer.Option("-pbsn", "--paired-bs-n", min=1, rich_help_panel=_STATISTICS)
    ] = 1000,
    paired_ar: Annotated[
        bool,
        typer.Option(
            "-par",
            "--paired-ar",
            help="The same by approximate randomization.",
            rich_help_panel=_STATISTICS,
        ),
    ] = False,
    paired_ar_n: Annotated[
        int, typer.Option("-parn", "--paired-ar-n", min=1, rich_help_panel=_STATISTICS)
    ] = 10000,
    seed: Annotated[
        int | None,
        typer.Option(
            "--seed",
            help="Else SACREBLEU_SEED, else 12345.",
            show_default=False,
            rich_help_panel=_STATISTICS,
        ),
    ] = None,
    resample: Annotated[
        str | None,
        typer.Option(
            "--resample",
            help="Draw by segment or document; else document from 20 documents up.",
            show_default=False,
            rich_help_panel=_STATISTICS,
        ),
    ] = None,
    all_pairs: Annotated[
        bool,
        typer.Option(
            "--all-pairs",
            help="Compare every system with every other; with a test, rank them in clusters.",
            rich_help_panel=_STATISTICS,
        ),
    ] = False,
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", min=1, help="Processes; else all cores.")
    ] = None,
    no_cache: options.NoCache = False,
    config: options.ConfigFile = None,
) -> None:
    """Score translations against references; with several systems, test their difference."""
    form = options.chosen(format, {name: name for name in _FORMATS}, "--format")
    names = _names(options.several(metrics), word_order)
    ngrams = NgramOptions(
        tokenize=tokenize,
        lowercase=lowercase,
        smooth_method=options.chosen(
            smooth_method, {name: name for name in ("exp", "floor", "add-k", "none")}, "-s"
        ),
        smooth_value=smooth_value,
        char_order=char_order,
        beta=chrf_beta,
        whitespace=chrf_whitespace,
        chrf_lowercase=chrf_lowercase,
        eps_smoothing=chrf_eps,
        normalized=ter_normalized,
        no_punct=ter_no_punct,
        asian_support=ter_asian,
        case_sensitive=ter_case,
    )
    if paired_bs and paired_ar:
        raise HarnessError("H111", "", "both --paired-bs and --paired-ar", "Give one of them.")
    # What is looked for decides the penalty, so the file's rules count here as they do in a run.
    settings = replace(
        options.configuration().settings,
        metrics=names,
        weights=weights,
        engines=(),
        cached=not no_cache,
    )
    from harness.render import score_table
    from harness.score import options_of
    from harness.score.systems import side_by_side
    from harness.score.trial import Trial, Unit, seed_of

    trial = Trial(
        confidence=confidence_n if confidence else None,
        bootstrap=paired_bs_n if paired_bs else None,
        randomization=paired_ar_n if paired_ar else None,
        seed=seed_of(seed),
        unit=options.chosen(resample, {unit.value: unit for unit in Unit}, "--resample")
        if resample is not None
        else None,
        all_pairs=all_pairs,
    )
    chosen = options_of(settings, ngrams)
    documents = options.documents(paths, translations, references, sources, lang, lang_pair)
    _check(documents, names, chosen)
    keep = trial.asked
    measured = [
        _measured(document, settings, chosen, keep=keep, jobs=jobs or os.cpu_count() or 1)
        for document in documents
    ]
    table = side_by_side(measured, chosen, trial)
    if bare:
        sys.stdout.write(score_table.bare(table, width))
    else:
        sys.stdout.write(score_table.RENDERERS[form](table, width, segments=segments))
    if table.drawn is not None and table.drawn.note is not None:
        print(f"mt-harness: note: {table.drawn.note}", file=sys.stderr)
    for item in table.skipped:
        where = "" if not item.segments else f" (segment {_listed(item.segments)})"
        print(f"mt-harness: {item.what}: {item.why}{where}", file=sys.stderr)
    if set(names) - {c.score.metric for line in table.lines for c in line.cells}:
        raise typer.Exit(int(ExitCode.NOT_EVALUATED))


def _names(given: tuple[str, ...], word_order: int) -> tuple[str, ...]:
    for name in given:
        if name not in METRICS:
            raise HarnessError("H103", "-m", f'unknown metric "{name}"', suggest(name, METRICS))
    if word_order == 1:
        raise HarnessError("H114", "-cw", "1", "Give 0 for chrf or 2 for chrf++.")
    names = given or _DEFAULT
    if word_order == 2:
        names = tuple("chrf++" if name == "chrf" else name for name in names)
    return tuple(dict.fromkeys(names))


def _check(documents: tuple[Document, ...], names: tuple[str, ...], chosen: Options) -> None:
    """Refuse before any work what cannot be scored."""
    from harness.engines.ngram import tokenizer

    needing = [name for name in names if METRICS[name].needs_reference]
    if needing and not any(document.references for document in documents):
        raise HarnessError(
            "H115", "", f"no reference, and {needing[0]} needs one", "Give -r, or NAME.ref.txt."
        )
    if "bleu" in names:
        tokenizer(chosen.ngram, documents[0].language)


def _measured(
    document: Document, settings: Settings, chosen: Options, *, keep: bool, jobs: int
) -> Measured:
    """Return the document's counts; findings are looked for only where a metric counts them."""
    from harness import api
    from harness.score import measure

    if any(METRICS[name].counts_findings for name in settings.metrics):
        report = api.examine(document, settings)
    else:
        report = _unexamined(document)
    return measure(report, settings.metrics, chosen, keep=keep, jobs=jobs)


def _unexamined(document: Document) -> DocumentReport:
    """Return the document cut into segments, in the language that its words speak for."""
    analysis = Analysis(segment(document))
    article = replace(analysis.article, document=replace(document, language=analysis.language))
    return DocumentReport(
        article=article if document.language in ("", "und") else analysis.article,
        words=count_words(document.text),
        reference_kind=None,
        findings=(),
    )


def _listed(numbers: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, numbers[:5]))
    return shown if len(numbers) <= 5 else f"{shown} and {len(numbers) - 5} more"
