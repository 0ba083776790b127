"""Offsets of a document's text as lines and columns of the file that it came from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from harness.model.text import Anchor, Document, SegmentKind, Span


@dataclass(frozen=True, slots=True)
class Places:
    """Where each line of a text begins, and what of it stands elsewhere in the file."""

    starts: tuple[int, ...]
    anchors: tuple[Anchor, ...] = ()

    @classmethod
    def of(cls, document: Document) -> Places:
        """Return the places of a document; they are the text's own where the file has no others."""
        return cls(line_starts(document.text), document.anchors)

    def at(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both from 1; columns count code points.

        >>> Places((0, 3)).at(4)
        (2, 2)
        >>> Places((0,), (Anchor(0, 7, 5), Anchor(4, 7, 13))).at(5)
        (7, 14)
        """
        if not self.anchors or offset < self.anchors[0].at:
            line = bisect_right(self.starts, offset) - 1
            return line + 1, offset - self.starts[line] + 1
        anchor = self.anchors[bisect_right(self.anchors, (offset, _FAR, _FAR)) - 1]
        return anchor.line, anchor.column + offset - anchor.at

    def end(self, span: Span) -> tuple[int, int]:
        """Return line and column after the last character of a span.

        What is written in another way ends where the file goes on; the next place may be on
        another line, or far on: then it is the place after the character.
        """
        if not self.anchors or not len(span):
            return self.at(span.end)
        line, column = self.at(span.end - 1)
        after = self.at(span.end)
        return after if after[0] == line and after[1] > column else (line, column + 1)


_FAR = 1 << 62


def is_placed(document: Document) -> bool:
    """Whether lines and columns are the file's own: a row of a table without lines has none."""
    return bool(document.anchors) or not document.units or document.unit_kind is SegmentKind.LINE


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
