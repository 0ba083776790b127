"""The report as three Arrow tables: findings, segments, documents; one row each, typed columns.

Columns of metrics come from the run; every other column is there in every run, also when empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from harness.metrics.rate import extent
from harness.model.finding import Finding, Severity
from harness.model.report import DocumentReport
from harness.render.json_report import finding_object, portable

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, Any]
_LABELS = tuple(severity.label for severity in sorted(Severity, reverse=True))


def tables(documents: Iterable[DocumentReport]) -> Mapping[str, pyarrow.Table]:
    """Return the documents' rows by table; offsets count code points into the document's text."""
    import pyarrow as pa

    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for document in documents:
        rows["findings"] += finding_rows(document)
        rows["segments"] += _segment_rows(document)
        rows["documents"].append(document_row(document))
    made = {}
    for name, columns in TABLES.items():
        known = columns()
        measured = sorted({column for row in rows[name] for column in row} - known.keys())
        schema = known | dict.fromkeys(measured, pa.float64())
        made[name] = pa.Table.from_pylist(rows[name], schema=pa.schema(list(schema.items())))
    return made


def _finding_columns() -> Row:
    import pyarrow as pa

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


def _segment_columns() -> Row:
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    return (
        dict.fromkeys(("document", "system"), text)
        | {"segment": number, "kind": text, "start": number, "end": number}
        | dict.fromkeys(("candidate", "reference", "source"), text)
        | dict.fromkeys(("findings", *_LABELS), number)
    )


def _document_columns() -> Row:
    import pyarrow as pa

    text = pa.string()
    number = pa.int64()
    names = ("document", "system", "path", "language", "source_language", "reference_kind")
    left = pa.struct([("what", text), ("why", text), ("segments", pa.list_(number))])
    return (
        dict.fromkeys(names, text)
        | {"segments": number, "words": number, "size": number, "unit": text}
        | {"findings_per_1000": pa.float64(), "skipped": pa.list_(left)}
        | dict.fromkeys(("findings", *_LABELS), number)
    )


# The columns that are there in every run, with their types; those of metrics come after them.
TABLES: Mapping[str, Callable[[], Row]] = MappingProxyType(
    {
        "findings": _finding_columns,
        "segments": _segment_columns,
        "documents": _document_columns,
    }
)


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


def document_row(document: DocumentReport) -> Row:
    """Return the document's row: its size, what is shown in it, and its scores by metric.

    `size` counts the `unit` that rates of its findings are measured by.
    """
    size = extent(document)
    origin = document.article.document
    shown = document.shown
    return (
        {
            "document": origin.id,
            "system": origin.system,
            "path": portable(origin.path),
            "language": origin.language,
            "source_language": origin.source_language,
            "reference_kind": document.reference_kind and document.reference_kind.value,
            "segments": len(document.article.segments),
            "words": document.words,
            "size": sum(size.segments) + size.rest,
            "unit": size.unit,
            "findings_per_1000": 1000 * len(shown) / document.words if document.words else None,
            "skipped": [
                {
                    "what": item.what,
                    "why": item.why,
                    "segments": None if item.segments is None else list(item.segments),
                }
                for item in document.skipped
            ],
        }
        | _counts(shown)
        | {score.metric: score.value for score in document.scores}
    )


def _counts(findings: Iterable[Finding]) -> Row:
    counted = Counter(finding.severity.label for finding in findings)
    return {"findings": counted.total()} | {label: counted[label] for label in _LABELS}
