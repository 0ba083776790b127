"""`mt-harness score`: metrics only, for one or more systems; standard output only."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from harness.cli import models, options, reading
from harness.cli.inputs import documents_of
from harness.cli.outcome import processes
from harness.engines.ngram import NgramOptions
from harness.errors import HarnessError, suggest
from harness.metrics import METRICS
from harness.model.report import ExitCode

if TYPE_CHECKING:
    from harness.metrics.metric import Options
    from harness.model.text import Document
    from harness.score.systems import Table

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
    input_format: reading.InputFormat = None,
    columns: reading.Columns = None,
    states: reading.States = None,
    max_input: reading.MaxInput = None,
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
    seed: options.Seed = None,
    resample: options.Resample = None,
    all_pairs: options.AllPairs = False,
    jobs: options.Jobs = None,
    no_cache: options.NoCache = False,
    comet_model: models.CometModel = None,
    gpus: models.Gpus = 0,
    batch_size: models.BatchSize = models.USUAL_BATCH,
    precision: models.Precision = "32",
    offline: models.Offline = False,
    config: options.ConfigFile = None,
) -> None:
    """Score translations against references; with several systems, test their difference."""
    form = options.chosen(format, {name: name for name in _FORMATS}, "--format")
    names = names_of(options.several(metrics), word_order)
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
        raise HarnessError("H132", "", "both --paired-bs and --paired-ar", "Give one of them.")
    # What is looked for decides the penalty, so the file's rules count here as they do in a run.
    settings = replace(
        options.configuration().settings,
        metrics=names,
        weights=weights,
        engines=(),
        cached=not no_cache,
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
    from harness.cli.measuring import measured
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
    documents = documents_of(paths, translations, references, sources, lang, lang_pair)
    check(documents, names, chosen)
    made = measured(documents, settings, chosen, keep=trial.asked, jobs=processes(jobs))
    table = side_by_side(made, chosen, trial)
    if bare:
        sys.stdout.write(score_table.bare(table, width))
    else:
        sys.stdout.write(score_table.RENDERERS[form](table, width, segments=segments))
    tell(table)
    if set(names) - {c.score.metric for line in table.lines for c in line.cells}:
        raise typer.Exit(int(ExitCode.NOT_EVALUATED))


def tell(table: Table) -> None:
    """Print on standard error what is to be kept in mind, and what was left out and why."""
    if table.drawn is not None and table.drawn.note is not None:
        print(f"mt-harness: note: {table.drawn.note}", file=sys.stderr)
    for item in table.skipped:
        where = "" if not item.segments else f" (segment {_listed(item.segments)})"
        print(f"mt-harness: {item.what}: {item.why}{where}", file=sys.stderr)


def names_of(given: tuple[str, ...], word_order: int) -> tuple[str, ...]:
    """Return the checked names of metrics, else those of default."""
    for name in given:
        if name not in METRICS:
            raise HarnessError("H103", "-m", f'unknown metric "{name}"', suggest(name, METRICS))
    if word_order == 1:
        raise HarnessError("H114", "-cw", "1", "Give 0 for chrf or 2 for chrf++.")
    names = given or _DEFAULT
    if word_order == 2:
        names = tuple("chrf++" if name == "chrf" else name for name in names)
    return tuple(dict.fromkeys(names))


def check(documents: tuple[Document, ...], names: tuple[str, ...], chosen: Options) -> None:
    """Refuse before any work what cannot be scored."""
    from harness.engines.ngram import tokenizer
    from harness.score.guard import guard

    needing = [name for name in names if METRICS[name].needs_reference]
    if needing and not any(document.references for document in documents):
        raise HarnessError(
            "H115", "", f"no reference, and {needing[0]} needs one", "Give -r, or NAME.ref.txt."
        )
    # What counts findings alone is no score that others work out from line files.
    if not all(METRICS[name].counts_findings for name in names):
        guard(documents, referenced=bool(needing))
    if "bleu" in names:
        tokenizer(chosen.ngram, documents[0].language)


def _listed(numbers: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, numbers[:5]))
    return shown if len(numbers) <= 5 else f"{shown} and {len(numbers) - 5} more"
