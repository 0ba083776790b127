"""One document, examined: read apart, analysed, searched, and what was found put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from harness.accept import Ran, accept
from harness.analyse import Analysis
from harness.analyse.pivot import explained, pivot
from harness.analyse.source_anchors import believed
from harness.analyse.tokens import count_words
from harness.cache import cache_of
from harness.config import Settings
from harness.confirm import confirm
from harness.detect import detect
from harness.merge import merge
from harness.model.finding import Finding, Skipped
from harness.model.report import DocumentReport
from harness.model.text import Document
from harness.named import words
from harness.rules import RULES
from harness.segment import segment

if TYPE_CHECKING:
    from harness.analyse.corpus import Corpus
    from harness.engines.comet.models import Models
    from harness.proofread import Proofreader


def examine(
    document: Document,
    settings: Settings,
    checker: Proofreader | None = None,
    models: Models | None = None,
    corpus: Corpus | None = None,
) -> DocumentReport:
    """Return what is wrong in one document: read, analysed, detected, merged, confirmed.

    `checker` is the run's LanguageTool, where one was asked for; `models` are those of COMET, one
    of which marks spans; `corpus` is what does not agree in the batch.
    """
    settings = settings.at(document.path)
    if settings.reference_kind is not None:
        document = replace(document, reference_kind=settings.reference_kind)
    analysis = _in_its_language(Analysis(segment(document), settings.terms, corpus))
    analysis, astray = believed(analysis)
    if checker is not None:
        from harness.proofread import ask, proofread

        # Before the rules: who only remembers answers says at once that he does not know.
        asked = ask(analysis, checker)
    found: list[Finding] = []
    skipped = [Skipped(what=one.counted, why=one.why) for one in document.left_out]
    skipped += astray
    _sort(_helped(analysis, settings), settings, found, skipped)
    rules = settings.rules()
    for item in detect(analysis, rules):
        if isinstance(item, Finding):
            found.append(item)
        else:
            skipped.append(item)
    if checker is not None:
        _sort(proofread(analysis, asked, checker, tuple(found)), settings, found, skipped)
    if models is not None:
        from harness.error_spans import error_spans

        _sort(error_spans(analysis, models), settings, found, skipped)
    rank = {rule.code: place for place, rule in enumerate(RULES)}
    referenced = any(part.has_reference for part in analysis.segments)
    ran = Ran.of(rules, skipped, settings)
    document = analysis.article.document
    findings, waivers = accept(merge(confirm(found, analysis), rank), document, settings, ran)
    passed = pivot(analysis) if referenced else None
    return DocumentReport(
        article=analysis.article,
        words=count_words(analysis.text),
        reference_kind=analysis.reference_kind if referenced else None,
        pivot=passed,
        findings=explained(findings, passed),
        alignments=analysis.alignments if referenced else (),
        skipped=tuple(skipped),
        shown_from=settings.min_confidence,
        waivers=waivers,
    )


def ask_ahead(documents: Iterable[Document], settings: Settings, checker: Proofreader) -> None:
    """Ask LanguageTool about many documents at once; it remembers what it answers."""
    from harness import proofread

    analyses = (_in_its_language(Analysis(segment(one), settings.terms)) for one in documents)
    proofread.ask_ahead(analyses, checker)


def is_known(document: Document, settings: Settings, memory: Proofreader) -> bool:
    """Whether LanguageTool was asked about all of the document before, by what `memory` holds."""
    from harness.engines.languagetool.memory import NotKnownError
    from harness.proofread import ask

    analysis = _in_its_language(Analysis(segment(document), settings.terms))
    try:
        ask(analysis, memory)
    except NotKnownError:
        return False
    return True


def _helped(analysis: Analysis, settings: Settings) -> Iterator[Finding | Skipped]:
    """Yield what the engines that each process loads for itself find, or why one cannot run.

    What tells names apart finds nothing itself, but the rules that come next ask it.
    """
    if "spacy" in settings.engines:
        from harness.engines import entities

        recogniser = entities.Recogniser(cache_of(settings))
        why = recogniser.lacks(analysis.language)
        if why is None:
            analysis.recogniser = recogniser
        else:
            yield Skipped(what=entities.ENGINE, why=why)
    if settings.encoder is not None:
        analysis.likeness = words(settings)
    if "encoder" in settings.engines:
        from harness.engines.vectors import Encoder
        from harness.unrelated import unrelated

        yield from unrelated(analysis, Encoder(cache_of(settings)))


def _sort(
    items: Iterable[Finding | Skipped],
    settings: Settings,
    found: list[Finding],
    skipped: list[Skipped],
) -> None:
    """Put an engine's findings that are wanted, as the user grades them, with the others."""
    for item in items:
        if not isinstance(item, Finding):
            skipped.append(item)
        elif settings.wants(item.rule, item.name, item.family):
            found.append(settings.graded(item))


def _in_its_language(analysis: Analysis) -> Analysis:
    """Return the analysis with the language it found written into its document."""
    document = analysis.article.document
    if document.language not in ("", "und") or analysis.language == "und":
        return analysis
    return analysis.of(
        replace(analysis.article, document=replace(document, language=analysis.language))
    )
