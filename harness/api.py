"""The steps in their order: what the command line calls, and what a program may call as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, nullcontext
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from harness import __version__
from harness.aggregate import aggregate
from harness.analyse import Analysis
from harness.analyse.tokens import count_words
from harness.batch import Lost, each, lost, told
from harness.config import Settings
from harness.confirm import confirm
from harness.detect import detect
from harness.engines import ALWAYS
from harness.merge import merge
from harness.model.finding import Finding, Skipped
from harness.model.report import DocumentReport, Engine, FailedDocument, Report
from harness.model.text import Document
from harness.rules import RULES
from harness.segment import segment

if TYPE_CHECKING:
    from harness.engines.languagetool.checker import Checker
    from harness.metrics.metric import Options
    from harness.score import Measured

    Outcome = DocumentReport | Measured | FailedDocument

Watch = Callable[[Document], None]

# Characters of text from which processes save more time than their start takes. Measured with two
# on articles of 2,800 characters: 40 in 0.60 s alone and 0.73 s shared, 80 in 1.00 and 0.90 s.
WORTH_A_POOL = 200_000


def check(
    documents: Iterable[Document],
    settings: Settings,
    failed: tuple[FailedDocument, ...] = (),
    *,
    jobs: int = 1,
    watch: Watch | None = None,
) -> Report:
    """Return the findings in the documents, without any metric; arguments as those of `run`."""
    return run(documents, replace(settings, metrics=()), failed, jobs=jobs, watch=watch)


def run(
    documents: Iterable[Document],
    settings: Settings,
    failed: tuple[FailedDocument, ...] = (),
    *,
    jobs: int = 1,
    watch: Watch | None = None,
) -> Report:
    """Return findings and, for the metrics named in the settings, scores.

    `failed` are documents that could not be read; one on which a rule breaks down joins them, and
    the others are finished. `jobs` processes share many documents and change nothing in the
    result; `watch` is told of each document that is done. Raises HarnessError for weights that
    cannot be had.
    """
    # In the report's order from here on: sums of scores and their order follow it.
    given = sorted(documents, key=lambda document: (document.system or "", document.id))
    options = _options(settings)
    checker = _checker(settings)
    with checker or nullcontext():
        work = partial(_attempted, settings=settings, options=options)
        if checker is not None:
            # One server a run, with threads of its own, takes nearly all of the time: asked from
            # two threads, 80 articles took 27 to 33 s, as from one.
            work, jobs = partial(work, checker=checker), 1
        elif len(given) == 1:
            work = partial(work, jobs=jobs)
        outcomes = _outcomes(work, given, jobs, watch)
    engines = [Engine(name="rules", version=__version__)]
    if checker is not None and checker.version is not None:
        engines.append(Engine(name="languagetool", version=checker.version))
    return _report(outcomes, settings, options, tuple(engines), failed)


def examine(
    document: Document, settings: Settings, checker: Checker | None = None
) -> DocumentReport:
    """Return what is wrong in one document: read, analysed, detected, merged, confirmed.

    `checker` is the run's LanguageTool, where one was asked for.
    """
    settings = settings.at(document.path)
    if settings.reference_kind is not None:
        document = replace(document, reference_kind=settings.reference_kind)
    analysis = _in_its_language(Analysis(segment(document), settings.terms))
    found: list[Finding] = []
    skipped: list[Skipped] = []
    for item in detect(analysis, settings.rules()):
        if isinstance(item, Finding):
            found.append(item)
        else:
            skipped.append(item)
    if checker is not None:
        from harness.proofread import proofread

        for item in proofread(analysis, checker, tuple(found)):
            if not isinstance(item, Finding):
                skipped.append(item)
            elif settings.wants(item.rule, item.name, item.family):
                found.append(settings.graded(item))
    rank = {rule.code: place for place, rule in enumerate(RULES)}
    referenced = any(part.has_reference for part in analysis.segments)
    return DocumentReport(
        article=analysis.article,
        words=count_words(analysis.text),
        reference_kind=analysis.reference_kind if referenced else None,
        findings=merge(confirm(found, analysis), rank),
        alignments=analysis.alignments if referenced else (),
        skipped=tuple(skipped),
        shown_from=settings.min_confidence,
    )


def _outcomes(
    work: Callable[[Document], Outcome],
    documents: Sequence[Document],
    jobs: int,
    watch: Watch | None,
) -> list[Outcome]:
    """Return what became of each document, in the documents' order."""
    sizes = [len(document.text) for document in documents]
    made: dict[int, Outcome] = {}
    with closing(each(work, documents, sizes, jobs=jobs, worth=WORTH_A_POOL)) as coming:
        for place, outcome in coming:
            document = documents[place]
            made[place] = lost(document, outcome) if isinstance(outcome, Lost) else outcome
            if watch is not None:
                watch(document)
    return [made[place] for place in range(len(documents))]


def _attempted(
    document: Document,
    *,
    settings: Settings,
    options: Options | None,
    checker: Checker | None = None,
    jobs: int = 1,
) -> Outcome:
    """Return the document examined and, with `options`, measured; or why that could not be done.

    A module's function: it travels to other processes.
    """
    try:
        report = examine(document, settings, checker)
        if options is None:
            return report
        from harness.score import measure

        return measure(report, settings.metrics, options, jobs=jobs)
    except Exception as error:
        return told(document, error)


def _options(settings: Settings) -> Options | None:
    """Return what scores depend on, where each document can be measured as soon as it is examined.

    A metric with a model of its own is not: every process would load the model.
    """
    from harness.metrics import METRICS

    engines = {METRICS[name].engine for name in settings.metrics if name in METRICS}
    if not settings.metrics or engines - {*ALWAYS, None}:
        return None
    from harness.score import options_of

    return options_of(settings)


def _report(
    outcomes: Sequence[Outcome],
    settings: Settings,
    options: Options | None,
    engines: tuple[Engine, ...],
    failed: tuple[FailedDocument, ...],
) -> Report:
    broken = (*failed, *(one for one in outcomes if isinstance(one, FailedDocument)))
    done = tuple(one for one in outcomes if isinstance(one, DocumentReport))
    if not settings.metrics:
        return aggregate(done, version=__version__, engines=engines, failed=broken)
    from harness.score import Measured, score, united

    if options is None:
        scored = score(done, settings)
    else:
        scored = united(tuple(one for one in outcomes if isinstance(one, Measured)), options)
    return aggregate(
        scored.documents,
        version=__version__,
        engines=(*engines, *scored.engines),
        failed=broken,
        scores=scored.scores,
        skipped=scored.skipped,
    )


def _checker(settings: Settings) -> Checker | None:
    """Return LanguageTool where it is named; it starts when the first text is asked about."""
    if "languagetool" not in settings.engines:
        return None
    from harness.engines.languagetool.checker import Checker

    return Checker(settings.languagetool_url)


def _in_its_language(analysis: Analysis) -> Analysis:
    """Return the analysis with the language it found written into its document."""
    document = analysis.article.document
    if document.language not in ("", "und") or analysis.language == "und":
        return analysis
    return Analysis(
        replace(analysis.article, document=replace(document, language=analysis.language)),
        analysis.terms,
    )
