"""Findings as text lines: `path:line:col: CODE severity: message`, as editors and CI read them."""

from __future__ import annotations

from collections.abc import Iterator

from harness.model.report import DocumentReport, Report
from harness.render.finding_words import on_one_line
from harness.render.placed import in_order
from harness.render.visible import plain

# A loop or a line in another language may be a whole page; its ends say enough.
_LONGEST = 160
_KEPT = 70


def render_lines(report: Report) -> str:
    """Return one line a shown finding, in the order of documents and places."""
    return "".join(f"{line}\n" for document in report.documents for line in _lines(document))


def _lines(document: DocumentReport) -> Iterator[str]:
    for entry in in_order(document):
        finding = entry.finding
        suggestion = f" -> {finding.suggestion!r}" if finding.suggestion is not None else ""
        yield (
            f"{on_one_line(entry.where_given)}: {finding.rule} {finding.severity.label}: "
            f"{plain(finding.message)}: {_short(finding.text)!r}{suggestion}"
        )


def _short(text: str) -> str:
    """Return the flagged words on one line, the middle of a long passage left out."""
    words = _one_line(text)
    return words if len(words) <= _LONGEST else f"{words[:_KEPT]} … {words[-_KEPT:]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
