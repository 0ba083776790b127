"""The report as JSON: the object that `docs/report-json.md` describes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from harness.model.finding import Finding, Judgement
from harness.model.pivot import Pivot
from harness.model.regression import Regression
from harness.model.report import DocumentReport, Report, Verdict
from harness.model.score import Score

SCHEMA = "mt-harness/report/1"
# Beyond this a reader wants tables: the object would no longer fit an editor, nor some memories.
MOST_DOCUMENTS = 1000
Row = dict[str, Any]


def render_json(report: Report, verdict: Verdict, tables: Mapping[str, str] | None = None) -> str:
    """Return the whole report as indented JSON, keys in the documented order.

    Where `tables` names the files that hold the documents, `documents` is left empty.
    """
    if tables is None:
        return with_documents(report, verdict, map(document_text, report.documents))
    made = _object(report, verdict, []) | {"tables": dict(tables)}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def with_documents(report: Report, verdict: Verdict, documents: Iterable[str]) -> str:
    """Return the report as indented JSON with these documents, each a `document_text`."""
    whole = json.dumps(_object(report, verdict, []), ensure_ascii=False, indent=1) + "\n"
    inner = ",".join(documents)
    # No string of JSON has a line break in it, so this is the key of the outermost object.
    empty = '\n "documents": []'
    return whole.replace(empty, f"{empty[:-1]}{inner}\n ]", 1) if inner else whole


def document_text(document: DocumentReport) -> str:
    """Return one document as it stands in the indented report, from the line break before it."""
    own = json.dumps(document_object(document), ensure_ascii=False, indent=1)
    return f"\n{own}".replace("\n", "\n  ")


def schema() -> Row:
    """Return the JSON Schema of the report (draft 2020-12), as packaged."""
    from importlib.resources import files

    packaged = files("harness.render") / "schema" / "report-1.schema.json"
    made: Row = json.loads(packaged.read_text(encoding="utf-8"))
    return made


def render_jsonl(report: Report) -> str:
    """Return one line a segment, in input order; document-level findings stand with the first."""
    return "".join(
        json.dumps(row, ensure_ascii=False) + "\n"
        for document in report.documents
        for row in _segment_rows(document)
    )


def as_object(report: Report, verdict: Verdict) -> Row:
    """Return the report as plain JSON values."""
    return _object(report, verdict, [document_object(document) for document in report.documents])


def _object(report: Report, verdict: Verdict, documents: list[Row]) -> Row:
    totals = report.totals
    return {
        "schema": SCHEMA,
        "version": report.version,
        "engines": [{"name": e.name, "version": e.version} for e in report.engines],
        "documents": documents,
        "failed": [
            {"document": f.document, "path": portable(f.path or None) or "", "why": f.why}
            for f in report.failed
        ],
        "totals": {
            "documents": totals.documents,
            "segments": totals.segments,
            "words": totals.words,
            "findings": sum(count for _, count in totals.by_severity),
            "by_severity": dict(totals.by_severity),
            "by_family": dict(totals.by_family),
            "by_cause": dict(totals.by_cause),
            "by_rule": dict(totals.by_rule),
            "findings_per_1000": totals.findings_per_1000,
            "accepted": totals.accepted,
            "unused": [{"where": w.where, "what": w.what} for w in totals.unused],
            "alarms": [
                {
                    "document": a.document,
                    "system": a.system,
                    "segment": a.segment,
                    "metric": a.metric,
                    "value": a.value,
                    "rules": list(a.rules),
                }
                for a in totals.alarms
            ],
            "scores": [score_object(score) for score in report.scores],
            "skipped": [{"what": s.what, "why": s.why, "segments": None} for s in report.skipped],
        }
        | _unless_empty("pair_scores", [score_object(score) for score in report.pair_scores]),
        "verdict": verdict_object(verdict),
        **regression_object(report.regression),
    }


def verdict_object(verdict: Verdict) -> Row:
    """Return the verdict as plain JSON values."""
    return {
        "exit_code": int(verdict.exit_code),
        "breaches": list(verdict.breaches),
        "unjudged": list(verdict.unjudged),
    } | _unless_empty("required", list(verdict.required))


def regression_object(regression: Regression | None) -> Row:
    """Return the field that sets the run against a stored one; nothing where that was not done."""
    return {} if regression is None else {"regression": asdict(regression)}


def _unless_empty(name: str, rows: list[Any]) -> Row:
    return {name: rows} if rows else {}


def document_object(document: DocumentReport) -> Row:
    """Return one document of the report as plain JSON values."""
    origin = document.article.document
    return {
        "document": origin.id,
        "system": origin.system,
        "path": portable(origin.path),
        "language": origin.language,
        "words": document.words,
        "reference_kind": document.reference_kind.value if document.reference_kind else None,
        "reference_note": origin.reference_note,
        "pivot": _pivot(document.pivot),
        "segments": [
            {
                "index": part.index,
                "start": part.span.start,
                "end": part.span.end,
                "kind": part.kind.value,
                "reference": _place(part.references),
            }
            for part in document.article.segments
        ],
        "findings": [finding_object(finding, document) for finding in document.findings],
        "scores": [score_object(score) for score in document.scores],
        "segment_scores": {row.metric: list(row.values) for row in document.segment_scores},
        "skipped": [
            {
                "what": item.what,
                "why": item.why,
                "segments": None if item.segments is None else list(item.segments),
            }
            for item in document.skipped
        ],
        "waivers": [
            {"where": waiver.where, "what": waiver.what, "used": waiver.used}
            for waiver in document.waivers
        ],
    }


def _pivot(found: Pivot | None) -> Row | None:
    if found is None:
        return None
    return {
        "language": found.language,
        "log_odds": found.log_odds,
        "seen": found.seen,
        "explained": found.explained,
        "examples": [
            {"candidate": e.candidate, "reference": e.reference, "words": list(e.words)}
            for e in found.examples
        ],
    }


def portable(path: str | None) -> str | None:
    """Return the path as given, but never an absolute one: a report is the same on all machines."""
    if path is None:
        return None
    given = PurePath(path)
    return given.name if given.is_absolute() else given.as_posix()


def _place(references: tuple[Any, ...]) -> Row | None:
    first = next(((n, span) for n, span in enumerate(references) if span is not None), None)
    return (
        None
        if first is None
        else {"number": first[0], "start": first[1].start, "end": first[1].end}
    )


def finding_object(finding: Finding, document: DocumentReport) -> Row:
    """Return one finding as plain JSON values."""
    base = finding.segment_span.start if finding.segment_span else None
    return {
        "rule": finding.rule,
        "name": finding.name,
        "family": finding.family,
        "severity": finding.severity.label,
        "confidence": finding.confidence.label,
        "shown": finding.shown(document.shown_from),
        "mqm": finding.mqm,
        "cause": finding.cause.value,
        "needs": finding.needs.value,
        "segment": finding.segment,
        "start": finding.span.start,
        "end": finding.span.end,
        "segment_start": None if base is None else finding.span.start - base,
        "segment_end": None if base is None else finding.span.end - base,
        "text": finding.text,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "related": [
            {"start": other.span.start, "end": other.span.end, "text": other.text}
            for other in finding.related
        ],
        "corroborated_by": list(finding.corroborated_by),
        "group": finding.group,
        "fingerprint": finding.fingerprint,
        "reference": _judgement(finding.reference),
        "accepted": finding.accepted
        and {"reason": finding.accepted.reason, "where": finding.accepted.where},
    }


def _judgement(given: Judgement | None) -> Row | None:
    if given is None:
        return None
    return {
        "verdict": given.verdict.value,
        "start": given.span.start if given.span else None,
        "end": given.span.end if given.span else None,
        "text": given.text,
        "impact": None if given.impact is None else dict(given.impact),
    }


def score_object(score: Score) -> Row:
    """Return one score as plain JSON values, unrounded."""
    return {
        "metric": score.metric,
        "value": score.value,
        "signature": score.signature,
        "higher_is_better": score.higher_is_better,
        "count": score.count,
        "system": score.system,
        **({} if score.pair is None else {"pair": score.pair}),
        **({} if score.trusted else {"trusted": False}),
    }


def _segment_rows(document: DocumentReport) -> list[Row]:
    origin = document.article.document
    findings: dict[int, list[Row]] = {}
    for finding in document.findings:
        findings.setdefault(finding.segment or 0, []).append(finding_object(finding, document))
    return [
        {
            "document": origin.id,
            "system": origin.system,
            "segment": part.index,
            "findings": findings.get(part.index, []),
            "scores": {
                row.metric: row.values[part.index]
                for row in document.segment_scores
                if row.values[part.index] is not None
            },
        }
        for part in document.article.segments
    ]
