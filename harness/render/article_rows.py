"""An article's segments as rows of its page: text with its marks, what answers to it, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from harness.model.edit import Alignment
from harness.model.report import DocumentReport
from harness.model.text import Segment, SegmentKind
from harness.render.differences import with_differences
from harness.render.marks import Mark, marked
from harness.render.notes import LEADING, Note
from harness.render.visible import plain, visible

# Lines beyond which only those with findings are shown: nobody reads a test set through.
MOST_LINES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A segment, what answers to it, and the notes on it.

    `before` counts the segments left out before it.
    """

    number: int
    heading: bool
    text: Markup
    reference: Markup | None
    source: Markup | None
    notes: tuple[Note, ...]
    score: float | None
    before: int = 0


def rows_of(document: DocumentReport, shown: Sequence[Note]) -> tuple[Row, ...]:
    """Return a row for each segment, with the notes that are `shown` in their places."""
    article = document.article
    text = article.text
    segments = article.segments
    spans = [part.span for part in segments]
    bodies = marked(text, spans, _marks(shown))
    inside: dict[int, list[Note]] = {}
    for note in shown:
        if note.finding.segment is not None:
            inside.setdefault(note.finding.segment, []).append(note)
    aligned = {(a.segment, a.reference): a for a in document.alignments}
    scored = next((s.values for s in document.segment_scores if s.metric == LEADING), ())
    rows = []
    for part, body in zip(segments, bodies, strict=True):
        number = next((k for k, span in enumerate(part.references) if span is not None), None)
        rows.append(
            Row(
                number=part.index + 1,
                heading=part.kind is SegmentKind.HEADING,
                text=body,
                reference=None
                if number is None
                else _reference(document, part, number, aligned.get((part.index, number))),
                source=None
                if part.source is None or article.document.source is None
                else visible(part.source.of(article.document.source)),
                notes=tuple(inside.get(part.index, ())),
                score=scored[part.index] if part.index < len(scored) else None,
            )
        )
    return tuple(rows)


def kept_rows(
    document: DocumentReport, rows: tuple[Row, ...], *, cut: bool
) -> tuple[tuple[Row, ...], int]:
    """Return the rows to show, and how many are left out after the last of them.

    Running text is shown whole, unless the page has to be `cut`; of many lines only those that
    something was found in.
    """
    if len(rows) <= MOST_LINES or not (cut or document.article.document.units):
        return rows, 0
    kept: list[Row] = []
    last = 0
    for row in rows:
        if row.notes:
            kept.append(replace(row, before=row.number - last - 1))
            last = row.number
    return tuple(kept), len(rows) - last


def _reference(
    document: DocumentReport, part: Segment, number: int, alignment: Alignment | None
) -> Markup:
    place = part.references[number]
    assert place is not None
    text = document.article.document.references[number]
    return with_differences(text, place, alignment)


def _marks(shown: Sequence[Note]) -> list[Mark]:
    marks = []
    for note in shown:
        finding = note.finding
        severity = finding.severity.label
        kind = Markup('class="{}{}" data-n="{}"').format(
            severity, "" if len(finding.span) else " gap", note.number
        )
        said = f"finding {note.number}, {severity}: {finding.name}"
        label = Markup('<a class="n" href="#f{0}" aria-label="{1}">{0}</a>').format(
            note.number, plain(said)
        )
        marks.append(
            Mark(
                span=finding.span,
                tag="mark",
                attributes=kind,
                once=Markup(' id="m{}"').format(note.number),
                label=label,
            )
        )
        marks += [
            Mark(
                span=other.span,
                tag="span",
                attributes=Markup('class="rel"'),
                once=Markup(' id="{}"').format(place.anchor),
            )
            for other, place in zip(finding.related, note.related, strict=True)
        ]
    return marks
