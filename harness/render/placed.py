"""Shown findings where their readers look for them: file, line, column; the worst first.

Platforms show only so many findings, so what they are given is ordered by severity, and what
repeats in a document is given once, with the other places beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from harness.model.finding import Finding
from harness.model.report import DocumentReport, Report
from harness.model.text import Span
from harness.render.json_report import portable
from harness.render.places import Places, is_placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Lines and columns from 1; columns count code points, and the end column is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def last_line(self) -> int:
        """The line of the last character: a span that takes a line's end along ends on it."""
        return self.end_line - (self.end_column == 1 and self.end_line > self.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A finding, the others of its group in the same document, and how to place any of them."""

    document: DocumentReport
    places: Places
    finding: Finding
    again: tuple[Finding, ...] = ()

    @property
    def path(self) -> str:
        """The document's file, never absolute; its id where it came from no file."""
        return path_of(self.document)

    @property
    def in_file(self) -> bool:
        """Whether lines and columns are the file's own: a row of a table may have none."""
        return is_placed(self.document.article.document)

    @property
    def is_verbatim(self) -> bool:
        """Whether the file is the document's text, so that words of it can be exchanged there."""
        return self.in_file and not self.places.anchors

    @property
    def region(self) -> Region:
        """Where the finding is in the file; in the document's text where that has no lines."""
        return self.region_of(self.finding.span)

    @property
    def row(self) -> str:
        """Document and segment, which find a row as line and column find a place in a text."""
        number, origin = self.finding.segment, self.document.article.document
        if number is None:
            return origin.id
        key = origin.units[number].key if number < len(origin.units) else None
        return f"{origin.id} segment {number}{f' ({key})' if key else ''}"

    @property
    def where(self) -> str:
        """The place in a few words: `path:line:column`, or `path: document segment n` in rows."""
        return self._where(self.path)

    @property
    def where_given(self) -> str:
        """The same with the path as it was given, for a terminal on the same machine."""
        origin = self.document.article.document
        return self._where(origin.path or origin.id)

    def _where(self, path: str) -> str:
        if not self.in_file:
            return f"{path}: {self.row}"
        region = self.region
        return f"{path}:{region.line}:{region.column}"

    def region_of(self, span: Span) -> Region:
        """Return where a span of the same document is."""
        line, column = self.places.at(span.start)
        end_line, end_column = self.places.end(span)
        return Region(line=line, column=column, end_line=end_line, end_column=end_column)


def path_of(document: DocumentReport) -> str:
    """Return the document's file as given, never absolute; its id where it came from no file."""
    origin = document.article.document
    return portable(origin.path) or origin.id


def in_order(document: DocumentReport) -> tuple[Placed, ...]:
    """Return every shown finding of one document, in the order of the text."""
    places = Places.of(document.article.document)
    return tuple(
        Placed(document=document, places=places, finding=finding) for finding in document.shown
    )


def worst_first(report: Report) -> tuple[Placed, ...]:
    """Return one entry a group and document: by severity, then confidence, then place.

    A group is placed at its worst finding, the first of equals.
    """
    entries: list[Placed] = []
    for document in report.documents:
        groups: dict[str, list[Finding]] = {}
        for finding in document.shown:
            groups.setdefault(finding.group, []).append(finding)
        places = Places.of(document.article.document) if groups else Places(())
        for members in groups.values():
            leader = max(members, key=_weight)
            again = tuple(finding for finding in members if finding is not leader)
            entries.append(Placed(document=document, places=places, finding=leader, again=again))
    # Sorting is stable: equals stay in the order of documents and places.
    return tuple(sorted(entries, key=lambda entry: _weight(entry.finding), reverse=True))


def count_of(entries: tuple[Placed, ...]) -> int:
    """Return how many findings the entries stand for."""
    return sum(1 + len(entry.again) for entry in entries)


def _weight(finding: Finding) -> tuple[int, int]:
    return finding.severity, finding.confidence
