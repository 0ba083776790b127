"""Documents measured for scores side by side: shared out to processes, counts kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from harness.analyse import Analysis
from harness.analyse.anchors import misplaced
from harness.analyse.tokens import count_words
from harness.batch import Lost, each
from harness.config import Settings
from harness.engines import ALWAYS
from harness.errors import EngineError, HarnessError
from harness.metrics import METRICS
from harness.model.report import DocumentReport
from harness.model.text import Document
from harness.segment import segment

if TYPE_CHECKING:
    from harness.metrics.metric import Options
    from harness.score import Measured

# Characters of text from which a second process is worth its start: with rules, and where only
# n-grams and edits are counted.
_WORTH_RULES, _WORTH_COUNTS = 200_000, 400_000


def measured(
    documents: Sequence[Document],
    settings: Settings,
    options: Options,
    *,
    keep: bool,
    jobs: int,
    examined: bool = False,
) -> list[Measured]:
    """Return each document with its counts, in the documents' order.

    Findings are looked for where a metric counts them, or always with `examined`. `jobs`
    processes share the documents, or the segments of one. Raises what a document's work raised,
    and H510 where a process died of it.
    """
    examined = examined or any(METRICS[name].counts_findings for name in settings.metrics)
    work = partial(_outcome, settings=settings, options=options, keep=keep, examined=examined)
    models = {METRICS[name].engine for name in settings.metrics} - {*ALWAYS, None}
    if len(documents) == 1 or models:
        # A model is loaded once, here.
        work, jobs = partial(work, jobs=jobs), 1
    worth = _WORTH_RULES if examined else _WORTH_COUNTS
    made = []
    with closing(each(work, documents, _size, jobs=jobs, worth=worth)) as coming:
        for document, outcome in coming:
            if isinstance(outcome, Lost):
                place = document.path or document.id
                raise EngineError("H510", place, outcome.why, "Try one process (-j 1).")
            if isinstance(outcome, HarnessError):
                raise outcome
            made.append(outcome)
    return made


def _size(document: Document) -> int:
    return len(document.text)


def _outcome(
    document: Document,
    *,
    settings: Settings,
    options: Options,
    keep: bool,
    examined: bool,
    jobs: int = 1,
) -> Measured | HarnessError:
    """Return the measured document, or why it cannot be: errors travel between processes."""
    from harness import api
    from harness.score import measure

    try:
        report = api.examine(document, settings) if examined else _unexamined(document)
        return measure(report, settings.metrics, options, keep=keep, jobs=jobs)
    except HarnessError as error:
        return error


def _unexamined(document: Document) -> DocumentReport:
    """Return the document cut into segments, in the language that its words speak for.

    Whether its reference belongs to it is looked at where lines begin and end: what slips, slips
    to the end.
    """
    analysis = Analysis(segment(document))
    article = replace(analysis.article, document=replace(document, language=analysis.language))
    ends = analysis.article.segments
    if document.units and len(ends) > 2 * _ENDS:
        ends = ends[:_ENDS] + ends[-_ENDS:]
    astray = misplaced(analysis.of(replace(analysis.article, segments=ends)))
    return DocumentReport(
        article=article if document.language in ("", "und") else analysis.article,
        words=count_words(document.text),
        reference_kind=None,
        findings=(),
        skipped=() if astray is None else (astray,),
    )


_ENDS = 60
