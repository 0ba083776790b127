"""Markdown (CommonMark and tables): its prose, each character with its place in the file.

Marks, addresses, code and HTML are no text. In the place of code or a picture inside a sentence
the text has one character, so that the sentence does not close up over it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from harness.model.text import Document, LeftOut
from harness.read.decode import text_of
from harness.read.given import Given
from harness.read.layout import Piece, anchored, text_of_pieces
from harness.read.markup import STANDS_FOR

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_NO_PROSE = {"fence": "code blocks", "code_block": "code blocks", "html_block": "blocks of HTML"}
_NO_TEXT = "they are no prose"
_APART = "\n\n"


class _Bit(NamedTuple):
    """Text as it is shown, and where its raw form begins in the block, if that is known."""

    text: str
    at: int


def read_markdown(location: str, place: str, given: Given) -> Document:
    """Return the file's paragraphs, headings, list items and cells, parted by blank lines."""
    text = text_of(location, given.most, place=place)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    left: Counter[str] = Counter()
    if front := _FRONT.match(plain):
        left["lines of front matter"] = front[0].count("\n")
        plain = "\n" * front[0].count("\n") + plain[front.end() :]
    lines = plain.split("\n")
    pieces: list[Piece] = []
    parser = _parser()
    ends: dict[int, int] = {}
    for token in parser.parse(plain):
        if token.type in _NO_PROSE:
            left[_NO_PROSE[token.type]] += 1
        if token.type != "inline" or token.map is None:
            continue
        block = _block(token, lines, ends, parser)
        if text_of_pieces(block).strip(f"{STANDS_FOR} \n"):
            if pieces:
                pieces.append(Piece(_APART, pieces[-1].line, pieces[-1].column))
            pieces += block
    return Document(
        id="",
        text=text_of_pieces(pieces),
        anchors=anchored(pieces),
        left_out=tuple(
            LeftOut(what=what, why=_NO_TEXT, count=count) for what, count in sorted(left.items())
        ),
    )


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    # Joined to the text around them, escapes would no longer say how they were written.
    return made.disable("text_join")


def _block(token: Token, lines: list[str], ends: dict[int, int], parser: MarkdownIt) -> list[Piece]:
    """Return a block's text with its places; `ends` are where cells of a line ended before."""
    first = token.map[0] if token.map else 0
    starts = []
    for number, part in enumerate(token.content.split("\n"), first):
        line = lines[number] if number < len(lines) else ""
        column = line.find(part.strip(), ends.get(number, 0))
        lead = len(part) - len(part.lstrip())
        starts.append((number + 1, column + 1 - lead if column >= 0 else 1))
        if column >= 0:
            ends[number] = column + len(part.strip())
    made: list[Piece] = []
    for text, at in _bits(token.children or (), token.content, parser):
        before = token.content[:at]
        number, column = starts[min(before.count("\n"), len(starts) - 1)]
        made.append(Piece(text, number, column + at - (before.rfind("\n") + 1)))
    return made


def _bits(children: Sequence[Token], raw: str, parser: MarkdownIt) -> Iterator[_Bit]:
    """Yield the text of a block, each bit where its raw form is found next."""
    at = 0
    for child in children:
        text, written, end = _shown(child, raw, at, parser)
        if written and (found := raw.find(written, at)) >= 0:
            end = max(found + len(written), end)
        else:
            found = at
        if text:
            yield _Bit(text, found)
        at = max(at, end)
        if text and text != written:
            yield _Bit("", at)
    yield _Bit("", at)


def _shown(child: Token, raw: str, at: int, parser: MarkdownIt) -> tuple[str, str, int]:
    """Return a token's text, what stands for it in the file, and where reading goes on at least."""
    match child.type:
        case "text":
            return child.content, child.content, at
        case "text_special":
            return child.content, child.markup, at
        case "softbreak":
            return " ", "\n", at
        case "hardbreak":
            return "\n", "\n", at
        case "code_inline":
            start = raw.find(child.markup, at) + len(child.markup)
            end = raw.find(child.markup, start + 1) + len(child.markup)
            return STANDS_FOR, child.markup, end
        case "html_inline":
            # A line break in HTML parts words, other tags do not.
            return " " if _BREAK.match(child.content) else "", child.content, at
        case "image":
            return STANDS_FOR, "![", _after_link(raw, raw.find("![", at) + 2, parser)
        case "link_close" if child.markup == "autolink":
            return "", ">", at
        case "link_close":
            return "", "", _after_link(raw, at, parser)
        case _:
            return "", child.markup, at


def _after_link(raw: str, at: int, parser: MarkdownIt) -> int:
    """Return where a link ends whose text ends at `at` or a little later."""
    close = raw.find("]", at)
    if close < 0:
        return at
    follows = raw[close + 1 : close + 2]
    if follows == "[":
        end = raw.find("]", close + 2)
        return end + 1 if end >= 0 else close + 1
    if follows != "(":
        return close + 1
    here = _past_blanks(raw, close + 2)
    address = parser.helpers.parseLinkDestination(raw, here, len(raw))
    if address.ok:
        here = _past_blanks(raw, address.pos)
        title = parser.helpers.parseLinkTitle(raw, here, len(raw))
        if title.ok:
            here = _past_blanks(raw, title.pos)
    return here + 1 if raw[here : here + 1] == ")" else close + 1


def _past_blanks(raw: str, at: int) -> int:
    while at < len(raw) and raw[at] in " \t\n":
        at += 1
    return at
