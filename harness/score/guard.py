"""Rows that no line file could hold, refused with their place before anything is counted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from harness.errors import HarnessError
from harness.model.text import Document, SegmentKind, Span, Unit


def guard(documents: Iterable[Document], *, referenced: bool) -> None:
    """Refuse units with a line break inside (H310) and, if `referenced`, without reference (H304).

    Scores of such input would not be those of the line files that others score. Running text has
    no units: its paragraphs may be wrapped, and what answers to nothing is left out and named.
    """
    for document in documents:
        for number, unit in enumerate(document.units):
            if _broken(document, unit):
                raise HarnessError(
                    "H310",
                    _place(document, number),
                    "a line break inside a segment",
                    "Join its lines by spaces.",
                )
            if referenced and not any(span is not None for span in unit.references):
                raise HarnessError(
                    "H304",
                    _place(document, number),
                    "no reference for this segment",
                    "Give at least one reference a segment, or leave the segment out.",
                )


def _broken(document: Document, unit: Unit) -> bool:
    def has_break(span: Span | None, text: str | None) -> bool:
        return span is not None and text is not None and "\n" in span.of(text).strip()

    return (
        has_break(unit.span, document.text)
        or has_break(unit.source, document.source)
        or any(
            has_break(span, text)
            for span, text in zip(unit.references, document.references, strict=False)
        )
    )


def _place(document: Document, number: int) -> str:
    path = document.path or document.id
    if document.unit_kind is SegmentKind.LINE:
        return f"{path}:{number + 1}"
    unit = document.units[number]
    before = bisect_right([anchor.at for anchor in document.anchors], unit.span.start)
    if before:
        return f"{path}:{document.anchors[before - 1].line}"
    return f"{path}, {unit.key or f'row {number + 1}'}"
