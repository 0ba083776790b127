"""Text put together from pieces of a file, with the places that the pieces came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from harness.model.text import Anchor, Document, LeftOut, SegmentKind, Span, Unit


class Piece(NamedTuple):
    """Text and where it begins in the file; it goes on there one to one.

    What the file writes in another way (an escape, a tag) is a piece of its own, and a piece
    without text says where the last one ended.
    """

    text: str
    line: int
    column: int


class Row(NamedTuple):
    """One unit: its text, with places or without, and what belongs to it."""

    candidate: str
    pieces: tuple[Piece, ...] = ()
    references: tuple[str, ...] = ()
    source: str | None = None
    key: str | None = None


def joined(texts: Sequence[str], by: str = "\n") -> tuple[str, tuple[Span, ...]]:
    r"""Return the texts joined by one line feed, and where each of them came to lie.

    >>> joined(("ab", "", "c"))
    ('ab\n\nc', (Span(start=0, end=2), Span(start=3, end=3), Span(start=4, end=5)))
    """
    spans, at = [], 0
    for text in texts:
        spans.append(Span(at, at + len(text)))
        at += len(text) + len(by)
    return by.join(texts), tuple(spans)


def text_of_pieces(pieces: Iterable[Piece]) -> str:
    """Return the text of the pieces."""
    return "".join(piece.text for piece in pieces)


def anchored(pieces: Iterable[Piece], at: int = 0) -> tuple[Anchor, ...]:
    r"""Return where the text of the pieces stands, beginning at offset `at`.

    >>> anchored((Piece("ab", 3, 5), Piece("c\nd", 3, 7)))
    (Anchor(at=0, line=3, column=5), Anchor(at=4, line=4, column=1))
    """
    made: list[Anchor] = []
    expected: tuple[int, int] | None = None
    for text, line, column in pieces:
        if (line, column) != expected:
            if made and made[-1].at == at:
                made.pop()
            made.append(Anchor(at, line, column))
        start = 0
        while (end := text.find("\n", start)) != -1 and end + 1 <= len(text):
            line, column, start = line + 1, 1, end + 1
            made.append(Anchor(at + start, line, column))
        at += len(text)
        expected = (line, column + len(text) - start)
    return tuple(made)


def assembled(
    rows: Sequence[Row],
    *,
    document: str,
    system: str | None = None,
    language: str = "und",
    source_language: str | None = None,
    path: str | None = None,
    left_out: tuple[LeftOut, ...] = (),
) -> Document:
    """Return the document of these rows; those with pieces say where they stand in the file."""
    text, spans = joined([row.candidate for row in rows])
    width = max((len(row.references) for row in rows), default=0)
    columns = [
        joined([row.references[k] if k < len(row.references) else "" for row in rows])
        for k in range(width)
    ]
    has_source = any(row.source is not None for row in rows)
    origin = joined([row.source or "" for row in rows]) if has_source else None
    units = tuple(
        Unit(
            span=span,
            references=tuple(_filled(content, places[n]) for content, places in columns),
            source=_filled(origin[0], origin[1][n]) if origin else None,
            key=rows[n].key,
        )
        for n, span in enumerate(spans)
    )
    anchors = (
        anchor
        for row, span in zip(rows, spans, strict=True)
        for anchor in anchored(row.pieces, span.start)
    )
    return Document(
        id=document,
        system=system,
        text=text,
        references=tuple(content for content, _ in columns),
        source=origin[0] if origin else None,
        language=language,
        source_language=source_language,
        path=path,
        units=units,
        unit_kind=SegmentKind.UNIT,
        anchors=tuple(anchors),
        left_out=left_out,
    )


def _filled(text: str, span: Span) -> Span | None:
    return span if span.of(text).strip() else None
