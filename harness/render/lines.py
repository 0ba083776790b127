"""Findings as text lines: `path:line:col: CODE severity: message`, as editors and CI read them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from harness.model.report import DocumentReport, Report

# A loop or a line in another language may be a whole page; its ends say enough.
_LONGEST = 160
_KEPT = 70


def render_lines(report: Report) -> str:
    """Return one line a shown finding, in the order of documents and places."""
    return "".join(f"{line}\n" for document in report.documents for line in _lines(document))


def _lines(document: DocumentReport) -> Iterator[str]:
    origin = document.article.document
    starts = line_starts(origin.text)
    for finding in document.shown:
        line, column = place(starts, finding.span.start)
        suggestion = f" -> {finding.suggestion!r}" if finding.suggestion is not None else ""
        yield (
            f"{origin.path or origin.id}:{line}:{column}: {finding.rule} {finding.severity.label}: "
            f"{_one_line(finding.message)}: {_short(finding.text)!r}{suggestion}"
        )


def line_starts(text: str) -> tuple[int, ...]:
    r"""Return where each line of `text` begins (lines end at LF).

    >>> line_starts("ab\nc")
    (0, 3)
    """
    starts, at = [0], text.find("\n")
    while at != -1:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return tuple(starts)


def place(starts: tuple[int, ...], offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 1; columns count code points.

    >>> place((0, 3), 4)
    (2, 2)
    """
    line = bisect_right(starts, offset) - 1
    return line + 1, offset - starts[line] + 1


def _short(text: str) -> str:
    """Return the flagged words on one line, the middle of a long passage left out."""
    words = _one_line(text)
    return words if len(words) <= _LONGEST else f"{words[:_KEPT]} … {words[-_KEPT:]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
