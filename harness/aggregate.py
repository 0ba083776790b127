"""Documents to a report: totals over what is shown, everything in a fixed order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from harness.model.finding import Severity, Skipped, Waiver
from harness.model.report import DocumentReport, Engine, FailedDocument, Report, Totals
from harness.model.score import Score


def aggregate(
    documents: tuple[DocumentReport, ...],
    *,
    version: str,
    engines: tuple[Engine, ...] = (),
    failed: tuple[FailedDocument, ...] = (),
    scores: tuple[Score, ...] = (),
    skipped: tuple[Skipped, ...] = (),
) -> Report:
    """Return the report of a run; `scores` are those over all documents."""
    ordered = tuple(
        sorted(
            documents,
            key=lambda d: (d.article.document.system or "", d.article.document.id),
        )
    )
    return Report(
        version=version,
        engines=tuple(sorted(engines, key=lambda engine: engine.name)),
        documents=ordered,
        failed=tuple(sorted(failed, key=lambda row: (row.document, row.path))),
        totals=totals(ordered),
        scores=scores,
        skipped=skipped,
    )


def totals(documents: tuple[DocumentReport, ...]) -> Totals:
    """Return the counts of what is shown; a density needs at least one word."""
    shown = [finding for document in documents for finding in document.shown]
    words = sum(document.words for document in documents)
    severities = Counter(finding.severity for finding in shown)
    return Totals(
        documents=len(documents),
        segments=sum(len(document.article.segments) for document in documents),
        words=words,
        by_severity=tuple(
            (severity.label, severities[severity]) for severity in sorted(Severity, reverse=True)
        ),
        by_family=_counts(finding.family for finding in shown),
        by_cause=_counts(finding.cause.value for finding in shown),
        by_rule=_counts(finding.rule for finding in shown),
        findings_per_1000=1000 * len(shown) / words if words else None,
        accepted=sum(
            finding.accepted is not None and finding.confidence >= document.shown_from
            for document in documents
            for finding in document.findings
        ),
        unused=unused(waiver for document in documents for waiver in document.waivers),
    )


def unused(waivers: Iterable[Waiver]) -> tuple[Waiver, ...]:
    """Return the entries that no document used, each once, in the order of their places."""
    used: dict[tuple[str, str], bool] = {}
    for waiver in waivers:
        key = waiver.where, waiver.what
        used[key] = used.get(key, False) or waiver.used
    return tuple(
        Waiver(where=where, what=what, used=False)
        for (where, what), taken in sorted(used.items())
        if not taken
    )


def _counts(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counted = Counter(values)
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
