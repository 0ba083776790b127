r"""Findings as Marot's data: ten columns, one line an error, as WMT publishes its annotations.

Marot (google-research/marot, its README) shows and tests such files; `<v>` and `</v>` stand around
the marked words. Tabs and line ends in a text become spaces, and its own `<v>` loses its brackets,
for the format has no way to escape them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from harness.model.finding import Finding
from harness.model.report import DocumentReport, Report
from harness.model.text import Segment

COLUMNS = (
    "system",
    "doc",
    "docSegId",
    "globalSegId",
    "rater",
    "source",
    "target",
    "category",
    "severity",
    "metadata",
)
_RATER = "mt-harness"
_NONE = "no-error"
_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


def render_marot(report: Report) -> str:
    """Return a header and a line for each shown finding; a segment without any says so.

    A finding on a document as a whole is on its first segment, with no words marked.
    """
    lines = ["\t".join(COLUMNS)]
    number = 0
    for document in report.documents:
        lines += _lines(document, number)
        number += len(document.article.segments)
    return "".join(f"{line}\n" for line in lines)


def _lines(document: DocumentReport, first: int) -> Iterator[str]:
    origin = document.article.document
    found: dict[int, list[Finding | None]] = {}
    for one in document.shown:
        found.setdefault(one.segment or 0, []).append(one)
    for part in document.article.segments:
        source = part.source.of(origin.source) if part.source and origin.source else ""
        head = [origin.system or "-", origin.id, str(part.index), str(first + part.index)]
        about: dict[str, object] = {"segment": _segment(document, part)}
        for finding in found.get(part.index, [None]):
            category, severity = _NONE, _NONE
            if finding is not None:
                category, severity = finding.mqm, finding.severity.label.capitalize()
                about |= {"marked_text": finding.text, "note": finding.message}
            cells = [*head, _RATER, source, _target(document, part, finding), category, severity]
            yield "\t".join([*map(_cell, cells), json.dumps(about, ensure_ascii=True)])
            # What is said of the segment need not be said again.
            about = {}


def _segment(document: DocumentReport, part: Segment) -> dict[str, object]:
    references = {
        f"ref_{chr(ord('A') + number)}": span.of(document.article.document.references[number])
        for number, span in enumerate(part.references)
        if span is not None
    }
    values = {row.metric: row.values[part.index] for row in document.segment_scores}
    metrics = {name: value for name, value in values.items() if value is not None}
    made: dict[str, object] = {"metrics": metrics} if metrics else {}
    if references:
        made |= {"references": references, "primary_reference": next(iter(references))}
    return made


def _target(document: DocumentReport, part: Segment, finding: Finding | None) -> str:
    text = document.article.text
    if finding is None or finding.segment is None:
        return _plain(part.span.of(text))
    start = min(max(finding.span.start, part.span.start), part.span.end)
    end = max(start, min(finding.span.end, part.span.end))
    before, after = text[part.span.start : start], text[end : part.span.end]
    return f"{_plain(before)}<v>{_plain(text[start:end])}</v>{_plain(after)}"


def _plain(text: str) -> str:
    return re.sub(r"<(/?v)>", r"(\1)", text)


def _cell(text: str) -> str:
    return _BREAKS.sub(" ", text)
