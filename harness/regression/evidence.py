"""Findings and segments' scores of a report as tables, wherever its documents lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from harness.model.finding import Confidence
from harness.model.report import DocumentReport
from harness.stored import StoredDocuments
from harness.stored.bare import BareDocuments

if TYPE_CHECKING:
    from pandas import DataFrame

SIGNS = ["system", "document", "rule", "fingerprint"]
_PARTS = ["system", "document", "segment", "text"]
_CONFIDENCES = {confidence.label: confidence for confidence in Confidence}


def findings_of(documents: Sequence[DocumentReport], confidence: Confidence) -> DataFrame:
    """Return system, document, rule and fingerprint of each finding that the gate counts."""
    import pandas as pd

    if isinstance(documents, StoredDocuments):
        table = documents.table("findings", [*SIGNS, "confidence", "accepted"]).to_pandas()
        sure = table["confidence"].map(_CONFIDENCES) >= confidence
        kept: DataFrame = table.loc[sure & table["accepted"].isna(), SIGNS]
        return kept
    rows = _bare_findings(documents) if isinstance(documents, BareDocuments) else None
    if rows is None:
        rows = [
            (document.article.document.system, finding.document, finding.rule, finding.fingerprint)
            for document in documents
            for finding in document.findings
            if finding.shown(confidence)
        ]
        return pd.DataFrame(rows, columns=SIGNS)
    return pd.DataFrame([row[:-1] for row in rows if row[-1] >= confidence], columns=SIGNS)


def _bare_findings(documents: BareDocuments) -> list[tuple[Any, ...]]:
    return [
        (
            row["system"],
            row["document"],
            found["rule"],
            found["fingerprint"],
            _CONFIDENCES[found["confidence"]],
        )
        for row in documents.rows
        for found in row["findings"]
        if not found.get("accepted")
    ]


def scores_of(documents: Sequence[DocumentReport], metrics: Sequence[str]) -> DataFrame:
    """Return one row a segment: system, document, number, what it translates, and its scores.

    The text is the first reference's, else the source's; None where there is neither.
    """
    import pandas as pd

    if isinstance(documents, StoredDocuments):
        known = [name for name in metrics if name in documents.columns("segments")]
        columns = ["system", "document", "segment", "reference", "source", *known]
        table = documents.table("segments", columns).to_pandas()
        table["text"] = table["reference"].fillna(table["source"])
        made: DataFrame = table.drop(columns=["reference", "source"])
        return made
    rows: list[dict[str, Any]] = []
    if isinstance(documents, BareDocuments):
        for own in documents.rows:
            rows += _bare_scores(own, metrics)
    else:
        for document in documents:
            rows += _rows(document, metrics)
    return pd.DataFrame(rows, columns=[*_PARTS, *metrics])


def _bare_scores(own: dict[str, Any], metrics: Sequence[str]) -> list[dict[str, Any]]:
    values = own["segment_scores"]
    return [
        {
            "system": own["system"],
            "document": own["document"],
            "segment": part["index"],
            "text": None,
        }
        | {name: values[name][part["index"]] for name in metrics if name in values}
        for part in own["segments"]
    ]


def _rows(document: DocumentReport, metrics: Sequence[str]) -> list[dict[str, Any]]:
    origin = document.article.document
    values = {row.metric: row.values for row in document.segment_scores}
    rows = []
    for part in document.article.segments:
        referred = next(
            (
                span.of(text)
                for span, text in zip(part.references, origin.references, strict=False)
                if span is not None
            ),
            None,
        )
        source = part.source.of(origin.source) if part.source and origin.source else None
        row: dict[str, Any] = {
            "system": origin.system,
            "document": origin.id,
            "segment": part.index,
            "text": source if referred is None else referred,
        }
        rows.append(row | {name: values[name][part.index] for name in metrics if name in values})
    return rows
