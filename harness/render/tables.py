"""The report as three Arrow tables: findings, segments, documents; one row each, typed columns.

Columns of metrics come from the run; every other column is there in every run, also when empty.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from harness.model.finding import Finding, Severity
from harness.model.report import DocumentReport, Report
from harness.render.json_report import finding_object, portable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType

    import pyarrow

Row = dict[str, Any]
_LABELS = tuple(severity.label for severity in sorted(Severity, reverse=True))


def tables(report: Report) -> Mapping[str, pyarrow.Table]:
    """Return the tables by name; offsets count code points into the document's text."""
    import pyarrow as pa

    impacts = _names(
        metric
        for document in report.documents
        for finding in document.findings
        if finding.reference and finding.reference.impact
        for metric, _ in finding.reference.impact
    )
    by_segment = _names(s.metric for d in report.documents for s in d.segment_scores)
    by_document = _names(s.metric for d in report.documents for s in d.scores)
    count = dict.fromkeys(("findings", *_LABELS), pa.int64())
    columns: dict[str, dict[str, Any]] = {
        "findings": _finding_columns(pa)
        | dict.fromkeys(map("impact_{}".format, impacts), pa.float64()),
        "segments": _segment_columns(pa) | count | dict.fromkeys(by_segment, pa.float64()),
        "documents": _document_columns(pa) | count | dict.fromkeys(by_document, pa.float64()),
    }
    rows: dict[str, list[Row]] = {
        "findings": [row for document in report.documents for row in finding_rows(document)],
        "segments": [row for document in report.documents for row in _segment_rows(document)],
        "documents": [_document_row(document) for document in report.documents],
    }
    return {
        name: pa.Table.from_pylist(rows[name], schema=pa.schema(list(fields.items())))
        for name, fields in columns.items()
    }


def _finding_columns(pa: ModuleType) -> Row:
    text, number = pa.string(), pa.int64()
    place = pa.struct([("start", number), ("end", number), ("text", text)])
    names = "document system rule name family severity confidence"
    return (
        dict.fromkeys(names.split(), text)
        | {"shown": pa.bool_()}
        | dict.fromkeys(("mqm", "cause", "needs"), text)
        | dict.fromkeys(("segment", "start", "end", "segment_start", "segment_end"), number)
        | dict.fromkeys(("text", "message", "suggestion"), text)
        | {"related": pa.list_(place), "corroborated_by": pa.list_(text)}
        | dict.fromkeys(("group", "fingerprint", "reference_verdict"), text)
        | dict.fromkeys(("reference_start", "reference_end"), number)
        | dict.fromkeys(("reference_text", "accepted", "accepted_where"), text)
    )


def _segment_columns(pa: ModuleType) -> Row:
    text, number = pa.string(), pa.int64()
    return (
        dict.fromkeys(("document", "system"), text)
        | {"segment": number, "kind": text, "start": number, "end": number}
        | dict.fromkeys(("candidate", "reference", "source"), text)
    )


def _document_columns(pa: ModuleType) -> Row:
    text = pa.string()
    return dict.fromkeys(("document", "system", "path", "language", "reference_kind"), text) | {
        "segments": pa.int64(),
        "words": pa.int64(),
        "findings_per_1000": pa.float64(),
    }


def finding_rows(document: DocumentReport) -> list[Row]:
    """Return the document's findings as flat rows; the reference's word in its own columns."""
    return [_finding_row(finding, document) for finding in document.findings]


def _finding_row(finding: Finding, document: DocumentReport) -> Row:
    origin = document.article.document
    row: Row = {"document": origin.id, "system": origin.system}
    row |= finding_object(finding, document)
    judged: Row = row.pop("reference") or {}
    impact: Row = judged.pop("impact", None) or {}
    accepted: Row = row.pop("accepted") or {}
    row |= {"accepted": accepted.get("reason"), "accepted_where": accepted.get("where")}
    row |= {f"reference_{name}": judged.get(name) for name in ("verdict", "start", "end", "text")}
    return row | {f"impact_{metric}": gain for metric, gain in impact.items()}


def _segment_rows(document: DocumentReport) -> list[Row]:
    origin = document.article.document
    found: dict[int | None, list[Finding]] = {}
    for finding in document.shown:
        found.setdefault(finding.segment, []).append(finding)
    return [
        {
            "document": origin.id,
            "system": origin.system,
            "segment": part.index,
            "kind": part.kind.value,
            "start": part.span.start,
            "end": part.span.end,
            "candidate": part.span.of(origin.text),
            "reference": next(
                (
                    span.of(text)
                    for span, text in zip(part.references, origin.references, strict=False)
                    if span is not None
                ),
                None,
            ),
            "source": part.source.of(origin.source) if part.source and origin.source else None,
        }
        | _counts(found.get(part.index, ()))
        | {row.metric: row.values[part.index] for row in document.segment_scores}
        for part in document.article.segments
    ]


def _document_row(document: DocumentReport) -> Row:
    origin = document.article.document
    shown = document.shown
    return (
        {
            "document": origin.id,
            "system": origin.system,
            "path": portable(origin.path),
            "language": origin.language,
            "reference_kind": document.reference_kind and document.reference_kind.value,
            "segments": len(document.article.segments),
            "words": document.words,
            "findings_per_1000": 1000 * len(shown) / document.words if document.words else None,
        }
        | _counts(shown)
        | {score.metric: score.value for score in document.scores}
    )


def _counts(findings: Iterable[Finding]) -> Row:
    counted = Counter(finding.severity.label for finding in findings)
    return {"findings": counted.total()} | {label: counted[label] for label in _LABELS}


def _names(metrics: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(metrics)))
