"""A page of HTML as its readers see it: visible text, each character with its place in the file.

White space is one blank, as a browser shows it; what begins a block of its own begins anew.
"""

from __future__ import annotations

import html
from array import array
from html.parser import HTMLParser

from harness.model.text import Span
from harness.read.layout import Piece

# Elements whose content is no text of the page.
_HIDDEN = frozenset({"script", "style", "noscript", "template", "head", "textarea", "select"})
# Elements that do not part words or lines (HTML, "phrasing content"); all others begin a block.
# fmt: off
_PHRASING = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del",
        "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "meter", "nobr", "output", "q",
        "rp", "rt", "ruby", "s", "samp", "slot", "small", "span", "strike", "strong", "sub",
        "sup", "time", "tt", "u", "var", "wbr", "img", "picture", "source", "svg", "math",
        "audio", "video", "canvas", "object",
    }
)
# fmt: on
_WHITE = " \t\n\r\f"


class Page(HTMLParser):
    """The visible text of a page.

    `text` has one blank for white space and no blank around blocks; `blocks` are its parts in
    order, `headings` those of them that an `<h1>` holds.
    """

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._chars: list[str] = []
        self._lines, self._columns = array("l"), array("l")
        self._begin = 0
        self._hidden: list[str] = []
        self._heading = 0
        self.blocks: list[Span] = []
        self.headings: list[Span] = []
        self.feed(source)
        self.close()
        self._end_block()
        self.text = "".join(self._chars)

    def pieces(self, span: Span) -> tuple[Piece, ...]:
        """Return a part of the text with its places, and where it ends."""
        made: list[Piece] = []
        start = span.start
        for at in range(span.start + 1, span.end + 1):
            if at == span.end or not self._goes_on(at):
                made.append(Piece(self.text[start:at], self._lines[start], self._columns[start]))
                start = at
        if made:
            last = span.end - 1
            made.append(Piece("", self._lines[last], self._columns[last] + 1))
        return tuple(made)

    def _goes_on(self, at: int) -> bool:
        same_line = self._lines[at] == self._lines[at - 1]
        return same_line and self._columns[at] == self._columns[at - 1] + 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or what is not shown."""
        if tag in _HIDDEN:
            self._hidden.append(tag)
        if tag not in _PHRASING:
            self._end_block()
        elif tag == "br":
            self._put(" ", self.getpos()[0], self.getpos()[1] + 1)
        self._heading += tag == "h1"

    def handle_endtag(self, tag: str) -> None:
        """End a block, or what is not shown."""
        if tag not in _PHRASING:
            self._end_block()
        if tag == "h1":
            self._heading = 0
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]

    def handle_data(self, data: str) -> None:
        """Take characters as they stand in the file."""
        line, column = self.getpos()
        column += 1
        for char in data:
            self._put(char, line, column)
            line, column = (line + 1, 1) if char == "\n" else (line, column + 1)

    def handle_entityref(self, name: str) -> None:
        """Take a named reference as its character, or as it is where it names none."""
        self._refer(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Take a numbered reference as its character."""
        self._refer(f"&#{name};")

    def _refer(self, written: str) -> None:
        line, column = self.getpos()
        for char in html.unescape(written):
            # No surrogate may come into a text; what a number may not name is U+FFFD already.
            self._put(char, line, column + 1)

    def _put(self, char: str, line: int, column: int) -> None:
        if self._hidden:
            return
        if char in _WHITE:
            if len(self._chars) == self._begin or self._chars[-1] == " ":
                return
            char = " "
        self._chars.append(char)
        self._lines.append(line)
        self._columns.append(column)

    def _end_block(self) -> None:
        while len(self._chars) > self._begin and self._chars[-1] == " ":
            self._chars.pop()
            self._lines.pop()
            self._columns.pop()
        if len(self._chars) > self._begin:
            self.blocks.append(Span(self._begin, len(self._chars)))
            if self._heading:
                self.headings.append(self.blocks[-1])
            self._begin = len(self._chars)
