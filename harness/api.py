"""The steps in their order: what the command line calls, and what a program may call as well."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from harness import __version__
from harness.aggregate import aggregate
from harness.analyse import Analysis
from harness.analyse.tokens import count_words
from harness.config import Settings
from harness.confirm import confirm
from harness.detect import detect
from harness.merge import merge
from harness.model.finding import Finding, Skipped
from harness.model.report import DocumentReport, Engine, FailedDocument, Report
from harness.model.text import Document
from harness.rules import RULES
from harness.segment import segment

if TYPE_CHECKING:
    from harness.engines.languagetool.checker import Checker


def check(documents: Iterable[Document], settings: Settings) -> Report:
    """Return the findings in the documents, without any metric."""
    return run(documents, replace(settings, metrics=()))


def run(
    documents: Iterable[Document], settings: Settings, failed: tuple[FailedDocument, ...] = ()
) -> Report:
    """Return findings and, for the metrics named in the settings, scores."""
    engines = [Engine(name="rules", version=__version__)]
    checker = _checker(settings)
    with checker or nullcontext():
        done = tuple(examine(document, settings, checker) for document in documents)
    if checker is not None and checker.version is not None:
        engines.append(Engine(name="languagetool", version=checker.version))
    if not settings.metrics:
        return aggregate(done, version=__version__, engines=tuple(engines), failed=failed)
    from harness.score import score

    measured = score(done, settings)
    return aggregate(
        measured.documents,
        version=__version__,
        engines=(*engines, *measured.engines),
        failed=failed,
        scores=measured.scores,
        skipped=measured.skipped,
    )


def examine(
    document: Document, settings: Settings, checker: Checker | None = None
) -> DocumentReport:
    """Return what is wrong in one document: read, analysed, detected, merged, confirmed.

    `checker` is the run's LanguageTool, where one was asked for.
    """
    settings = settings.at(document.path)
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
