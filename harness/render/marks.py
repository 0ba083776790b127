"""Text with elements around stretches of it, well-formed where the stretches overlap.

HTML nests and findings do not: one that crosses another's end is closed there and opened again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from harness.model.text import Span
from harness.render.visible import quoted, visible

_NOTHING = Markup("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One element: its tag, its attributes, and what stands just before its last closing tag.

    `once` are attributes of the first piece alone (an id may stand only once on a page).
    """

    span: Span
    tag: str
    attributes: Markup
    once: Markup = _NOTHING
    label: Markup = _NOTHING


@dataclass(frozen=True, slots=True)
class _Piece:
    mark: Mark
    span: Span
    first: bool
    last: bool


def marked(text: str, places: Sequence[Span], marks: Iterable[Mark]) -> tuple[Markup, ...]:
    """Return, for each of the places (in order, not overlapping), its text with the marks in it.

    A mark that covers several places is cut at their ends; time is linear in text and marks.
    """
    pieces: list[list[_Piece]] = [[] for _ in places]
    at = 0
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        while at < len(places) and places[at].end < mark.span.start:
            at += 1
        touched = []
        for k in range(at, len(places)):
            if places[k].start > mark.span.end:
                break
            if places[k].overlap(mark.span):
                touched.append(k)
        for k in touched:
            clipped = Span(max(mark.span.start, places[k].start), min(mark.span.end, places[k].end))
            pieces[k].append(_Piece(mark, clipped, k == touched[0], k == touched[-1]))
    return tuple(_woven(text, place, inside) for place, inside in zip(places, pieces, strict=True))


def _woven(text: str, place: Span, pieces: list[_Piece]) -> Markup:
    cuts = sorted(
        {place.start, place.end}
        | {edge for piece in pieces for edge in (piece.span.start, piece.span.end)}
    )
    starting: dict[int, list[_Piece]] = {}
    for piece in pieces:
        starting.setdefault(piece.span.start, []).append(piece)
    out: list[str] = []
    stack: list[_Piece] = []
    for n, cut in enumerate(cuts):
        stack = _closed(out, stack, cut)
        for piece in starting.get(cut, ()):
            if len(piece.span):
                out.append(_open(piece, len(stack), again=False))
                stack.append(piece)
            else:
                out.append(_open(piece, len(stack), again=False) + _close(piece, ends=True))
        if n + 1 < len(cuts):
            part = text[cut : cuts[n + 1]]
            # Blanks that are a finding of their own have to be seen; others are the page's to set.
            alone = any(piece.mark.label and not piece.span.of(text).strip() for piece in stack)
            out.append(str(quoted(part) if alone else visible(part)))
    return Markup("".join(out))


def _closed(out: list[str], stack: list[_Piece], cut: int) -> list[_Piece]:
    """Close what ends at `cut`; what stands inside it and goes on is opened again after it."""
    lowest = next((k for k, piece in enumerate(stack) if piece.span.end == cut), len(stack))
    over, kept = stack[lowest:], stack[:lowest]
    for piece in reversed(over):
        out.append(_close(piece, ends=piece.span.end == cut))
    for piece in over:
        if piece.span.end != cut:
            out.append(_open(piece, len(kept), again=True))
            kept = [*kept, piece]
    return kept


def _open(piece: _Piece, depth: int, *, again: bool) -> str:
    once = piece.mark.once if piece.first and not again else ""
    return f'<{piece.mark.tag} {piece.mark.attributes} data-d="{min(depth, 3)}"{once}>'


def _close(piece: _Piece, *, ends: bool) -> str:
    label = piece.mark.label if ends and piece.last else ""
    return f"{label}</{piece.mark.tag}>"
