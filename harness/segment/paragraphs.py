"""Running text to paragraphs and headings, each a place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from harness.model.text import SegmentKind, Span

Block = tuple[Span, SegmentKind]

_BLOCK = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*(?:\n|\Z)))*")
_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…。！？؟।:;,–—-][\"'”’»)\]]*\s*$")
# A damaged reference to a quotation mark ends in a semicolon, but it is a quotation mark.
_ENTITY = re.compile(r"&?\s?(?:#\s?\d{2,4}|quot|apos|[lr][sd]quo)\s?;")
_HEADING_WORDS = 14
_HEADING_LENGTH = 100
_QUESTION_WORDS = 10
# Wrapping at a column fills lines to about the same width; a line this long was not wrapped.
_WRAP_WIDTH = 120


def paragraphs(text: str) -> tuple[Block, ...]:
    """Return every paragraph and heading of `text` in order, without surrounding white space.

    Blank lines part paragraphs. A block of several lines is one hard-wrapped paragraph when its
    lines are filled to a common width, else each of its lines is a paragraph of its own.
    """
    return tuple(
        (span, _kind(span.of(text))) for block in _BLOCK.finditer(text) for span in _split(block)
    )


def _split(block: re.Match[str]) -> Iterator[Span]:
    lines = list(_LINE.finditer(block.string, block.start(), block.end()))
    if len(lines) == 1:
        yield _stripped(block.string, block.start(), block.end())
        return
    lead = 1 if _is_heading_over(lines) else 0
    if lead:
        yield _stripped(block.string, lines[0].start(), lines[0].end())
    rest = lines[lead:]
    if _wrapped([line[0].rstrip() for line in rest]):
        yield _stripped(block.string, rest[0].start(), rest[-1].end())
    else:
        yield from (
            _stripped(block.string, line.start(), line.end()) for line in rest if line[0].strip()
        )


def _stripped(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    return Span(start + left, start + max(left, len(part.rstrip())))


def _is_heading_over(lines: list[re.Match[str]]) -> bool:
    """A short first line that stops early although the next word would have fitted."""
    first, second = lines[0][0].strip(), lines[1][0].strip()
    width = max(len(line[0].rstrip()) for line in lines)
    fits = len(first) + 1 + len(second.split(maxsplit=1)[0] if second else "") <= width
    return _kind(first) is SegmentKind.HEADING and fits and len(first) < 0.8 * width


def _wrapped(lines: list[str]) -> bool:
    if len(lines) == 1:
        return True
    width = max(map(len, lines))
    if width > _WRAP_WIDTH:
        return False
    # In wrapped text a line is as full as the next word allows, and stops fall anywhere.
    full = sum(
        len(line) + 1 + len(following.split(maxsplit=1)[0] if following.strip() else "") > width
        for line, following in pairwise(lines)
    )
    if full >= 0.8 * (len(lines) - 1):
        return True
    return not all(_STOP.search(line) for line in lines[:-1]) and full >= 0.5 * (len(lines) - 1)


def _kind(text: str) -> SegmentKind:
    """Tell a heading: short, on one line, without a final stop; a short question may be one."""
    text = _ENTITY.sub('"', text).rstrip()
    if "\n" in text or len(text) > _HEADING_LENGTH or len(text.split()) > _HEADING_WORDS:
        return SegmentKind.PARAGRAPH
    if text.endswith("?"):
        asked = len(text.split()) > _QUESTION_WORDS
        return SegmentKind.PARAGRAPH if asked else SegmentKind.HEADING
    if _STOP.search(text):
        return SegmentKind.PARAGRAPH
    return SegmentKind.HEADING
