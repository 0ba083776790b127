"""A reference's paragraph with the words marked that the candidate does not say the same way."""

from __future__ import annotations

import re

from markupsafe import Markup

from harness.model.edit import Alignment, Edit
from harness.model.text import Span
from harness.render.marks import Mark, marked

_WORD = re.compile(r"\w")
_CHANGED = Markup('class="diff"')
_MOVED = Markup('class="diff moved"')


def with_differences(text: str, place: Span, alignment: Alignment | None) -> Markup:
    """Return `place` of a reference as HTML; words without an equal in the candidate are marked.

    Neighbouring words become one mark. What merely stands elsewhere is marked apart from what
    differs; an addition of the candidate's has no words here, so nothing is marked for it.
    """
    edits = alignment.edits if alignment else ()
    marks = [
        Mark(span=span, tag="b", attributes=_MOVED if moved else _CHANGED)
        for span, moved in _runs(text, edits)
    ]
    return marked(text, (place,), marks)[0]


def _runs(text: str, edits: tuple[Edit, ...]) -> list[tuple[Span, bool]]:
    """Join differing words with nothing but blanks between them; stops alone are not marked."""
    wanted = sorted(
        (edit.reference, edit.same)
        for edit in edits
        if (not edit.same or edit.moved) and _WORD.search(edit.reference.of(text))
    )
    runs: list[tuple[Span, bool]] = []
    for span, moved in wanted:
        if runs and runs[-1][1] is moved and not text[runs[-1][0].end : span.start].strip():
            joined = Span(runs[-1][0].start, max(runs[-1][0].end, span.end))
            runs[-1] = (joined, moved)
        else:
            runs.append((span, moved))
    return runs
