"""Sentences as a view of a paragraph; the text itself is never changed.

Splitting is left to sentencex (Wikimedia), which knows abbreviations in many languages and
answers in code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.model.text import Span

_BREAK = re.compile(r"[\r\n]")
# Initials and titles the splitter takes for a full stop when a capital follows.
_NO_STOP = re.compile(
    r"(?:\b(?:[A-Z]\.){2,}|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|St|No|Mt|vs|Rev"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.|\b[A-Z]\.)\s*$"
)
# The longest of them with the space behind it fits in; all that was joined need not be looked at.
_TITLE = 24
# Paragraphs are far shorter; text without any line break is not.
_LONGEST = 10_000
_NEW_START = re.compile(
    r"(?:The|An?|But|He|She|It|They|We|In|On|That|This|These|His|Her|Its|Their|I)\b"
)


def sentences(text: str, span: Span, language: str) -> tuple[Span, ...]:
    r"""Return the sentences inside `span`, without the white space around them, in order.

    Line breaks inside a paragraph count as spaces, so hard-wrapped lines are read as one.

    >>> text = "The U.N. said so. Mr. Low\nleft at 5 a.m. today."
    >>> [part.of(text) for part in sentences(text, Span(0, len(text)), "en")]
    ['The U.N. said so.', 'Mr. Low\nleft at 5 a.m. today.']
    """
    from sentencex import get_sentence_boundaries

    # One space for one break: every offset stays where it was.
    flat = _BREAK.sub(" ", span.of(text))
    if not flat.strip():
        return ()
    cuts = [
        (at + row["start_index"], at + row["end_index"])
        for at, part in _parts(flat)
        for row in get_sentence_boundaries(language, part)
    ]
    return tuple(
        _trimmed(flat, start, end, span.start)
        for start, end in _rejoined(flat, cuts)
        if flat[start:end].strip()
    )


def _parts(flat: str) -> Iterator[tuple[int, str]]:
    """Yield a very long paragraph in parts, cut behind a stop: the splitter is not linear.

    30,000 opening marks take it half a second, 120,000 eight.
    """
    at = 0
    while len(flat) - at > _LONGEST:
        end = at + _LONGEST
        stops = [flat.rfind(stop, at + 1, end) for stop in (". ", "。", "؟ ", "। ", "? ", "! ")]
        space = flat.rfind(" ", at + 1, end)
        # No character is cut from its marks while there is a space anywhere.
        cut = next((found for found in (max(stops), space) if found > at), end - 1) + 1
        yield at, flat[at:cut]
        at = cut
    yield at, flat[at:]


def _rejoined(flat: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Undo cuts after a title, an initial or a dotted acronym, unless a sentence plainly begins."""
    kept: list[tuple[int, int]] = []
    for start, end in cuts:
        before = max(kept[-1][0], start - _TITLE) if kept else start
        if kept and _NO_STOP.search(flat, before, start) and not _NEW_START.match(flat, start):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept


def _trimmed(flat: str, start: int, end: int, offset: int) -> Span:
    part = flat[start:end]
    left = len(part) - len(part.lstrip())
    return Span(offset + start + left, offset + start + len(part.rstrip()))
