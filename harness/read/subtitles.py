"""SubRip (SRT) and WebVTT: one segment a cue, its tags and times no text.

Read here and not by a library: those that there are say when a cue is shown, not where it stands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from harness.errors import HarnessError
from harness.model.text import Document, LeftOut
from harness.read.decode import text_of
from harness.read.given import File, Given
from harness.read.layout import Piece, Row, assembled, text_of_pieces

_TIME = r"(?:\d{1,4}:)?\d{1,2}:\d{2}[,.]\d{1,3}"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t].*)?")
# Tags of SRT as players know them, with the overrides that come from ASS.
_SRT_MARK = re.compile(r"</?(?:[biu]|font)(?:\s[^<>\n]*)?>|\{\\[^{}\n]*\}", re.IGNORECASE)
# WebVTT, 4.2.2: spans by name with classes and annotations, times, escapes.
_VTT_MARK = re.compile(
    r"</?(?:c|i|b|u|v|lang|ruby|rt)(?:[.\s][^<>\n]*)?>|<\d[\d:.]*>|&(?:amp|lt|gt|nbsp|lrm|rlm);"
)
_NO_CUES = ("NOTE", "STYLE", "REGION")
_BLANK = re.compile(r"[ \t\r]*")


def read_srt(file: File, given: Given) -> tuple[Document, ...]:
    """Return the cues of an SRT file."""
    return _read(file, given, _SRT_MARK)


def read_vtt(file: File, given: Given) -> tuple[Document, ...]:
    """Return the cues of a WebVTT file; notes, styles and regions are counted."""
    return _read(file, given, _VTT_MARK, headed=True)


def _read(
    file: File, given: Given, mark: re.Pattern[str], *, headed: bool = False
) -> tuple[Document, ...]:
    lines = text_of(file.bytes_at, given.most, place=file.path).split("\n")
    rows: list[Row] = []
    others = 0
    for number, block in _blocks(lines):
        times = next((n for n, line in enumerate(block[:2]) if _TIMES.match(line)), None)
        if times is None:
            if headed and (number == 1 or block[0].startswith(_NO_CUES)):
                others += number != 1
                continue
            raise HarnessError(
                "H305",
                f"{file.path}:{number}",
                "a block without times",
                "A cue is a number, a line of times, and lines of text.",
            )
        rows.append(_cue(block, times, number, mark, len(rows) + 1))
    if not rows:
        return ()
    notes = LeftOut(what="notes, styles and regions", why="they are no cues", count=others)
    return (
        assembled(
            rows,
            document=file.name,
            language=given.language,
            source_language=given.source_language,
            path=file.path,
            left_out=(notes,) if others else (),
        ),
    )


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield runs of lines that are not blank, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate(lines, 1):
        if not _BLANK.fullmatch(line):
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []
    if block:
        yield len(lines) - len(block) + 1, block


def _cue(block: list[str], times: int, number: int, mark: re.Pattern[str], count: int) -> Row:
    key = block[0].strip() if times else str(count)
    pieces: list[Piece] = []
    first = number + times + 1
    for line, text in enumerate(block[times + 1 :], first):
        text = text.removesuffix("\r")
        if line > first:
            before = block[line - 1 - number].removesuffix("\r")
            pieces.append(Piece("\n", line - 1, len(before) + 1))
        pieces += _unmarked(text, line, mark)
    return Row(text_of_pieces(pieces), tuple(pieces), key=f"cue {key}")


def _unmarked(text: str, line: int, mark: re.Pattern[str]) -> Iterator[Piece]:
    at = 0
    for found in mark.finditer(text):
        if found.start() > at:
            yield Piece(text[at : found.start()], line, at + 1)
        if found[0].startswith("&"):
            yield Piece(html.unescape(found[0]), line, found.start() + 1)
        at = found.end()
    if at < len(text):
        yield Piece(text[at:], line, at + 1)
    yield Piece("", line, len(text) + 1)
