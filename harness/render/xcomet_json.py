"""Findings as the JSON that `comet-score --to_json` writes for an xCOMET model.

By system, one object a segment: src, mt, ref, the model's score where one was measured, and its
`errors` with offsets into mt. Our three degrees of confidence stand as the least share of such
findings that are right; xCOMET knows no neutral severity, so neutral findings are left out.
"""

from __future__ import annotations

import json
from typing import Any

from harness.model.finding import Confidence, Finding, Severity
from harness.model.report import DocumentReport, Report
from harness.model.text import Segment

# From which share a confidence is called so.
SHARES = {Confidence.HIGH: 0.8, Confidence.MEDIUM: 0.6, Confidence.LOW: 0.0}
_METRIC = "xcomet"


def render_xcomet(report: Report) -> str:
    """Return every segment under its system; findings on whole documents have no place there."""
    made: dict[str, list[dict[str, Any]]] = {}
    for document in report.documents:
        rows = made.setdefault(document.article.document.system or "-", [])
        rows += _rows(document)
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _rows(document: DocumentReport) -> list[dict[str, Any]]:
    found: dict[int, list[Finding]] = {}
    for finding in document.shown:
        if finding.segment is not None and finding.severity > Severity.NEUTRAL:
            found.setdefault(finding.segment, []).append(finding)
    return [_row(document, part, found.get(part.index, [])) for part in document.article.segments]


def _row(document: DocumentReport, part: Segment, found: list[Finding]) -> dict[str, Any]:
    origin = document.article.document
    row: dict[str, Any] = {}
    if part.source is not None and origin.source is not None:
        row["src"] = part.source.of(origin.source)
    row["mt"] = part.span.of(origin.text)
    for span, text in zip(part.references, origin.references, strict=False):
        if span is not None:
            row["ref"] = span.of(text)
            break
    for scores in document.segment_scores:
        if scores.metric == _METRIC and scores.values[part.index] is not None:
            row["COMET"] = scores.values[part.index]
    return row | {"errors": [_error(finding, part, origin.text) for finding in found]}


def _error(finding: Finding, part: Segment, text: str) -> dict[str, Any]:
    start = min(max(finding.span.start, part.span.start), part.span.end)
    end = max(start, min(finding.span.end, part.span.end))
    return {
        "text": text[start:end],
        "confidence": SHARES[finding.confidence],
        "severity": finding.severity.label,
        "start": start - part.span.start,
        "end": end - part.span.start,
    }
