"""A page of HTML as its readers see it: visible text, each character with its place in the file.

White space is one blank, as a browser shows it; what begins a block of its own begins anew.
"""

from __future__ import annotations

import html
import re
from array import array

from harness.model.text import Span
from harness.read.layout import Piece

# Elements whose content is no text of the page.
_RAW = frozenset({"script", "style", "textarea", "title"})
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


_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_DECLARATION = re.compile(r"<[!?/][^>]*(?:>|\Z)")
_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
# What may stand in a tag: a value in quotes holds anything but its quote.
_INSIDE = re.compile(r"[^>=]*+(?:=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?=[^\"'])|\Z)[^>=]*+)*+>")
_START = re.compile(r"</?[A-Za-z]")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,10}|#[xX][0-9a-fA-F]{1,10}|[A-Za-z][A-Za-z0-9]{1,31});?")


def _tag_end(source: str, at: int) -> int | None:
    """Return where the tag that begins here ends; None where nothing closes it."""
    found = _INSIDE.match(source, at)
    return found.end() if found else None


class Page:
    """The visible text of a page.

    `text` has one blank for white space and no blank around blocks; `blocks` are its parts in
    order, `headings` those of them that an `<h1>` holds, `listings` those in a `<pre>`. Read here
    and not by the standard library's parser: that takes the square of the time where tags and
    comments are not closed.
    """

    def __init__(self, source: str) -> None:
        self._chars: list[str] = []
        self._lines, self._columns = array("l"), array("l")
        self._line, self._column = 1, 1
        self._begin = 0
        self._hidden: list[str] = []
        self._heading = self._listing = self._broken = False
        self.blocks: list[Span] = []
        self.headings: list[Span] = []
        self.listings: list[Span] = []
        self._read(source)
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

    def _read(self, source: str) -> None:
        """Go through the source once; what is not closed takes the rest, as in a browser."""
        at = 0
        while at < len(source):
            mark = source.find("<", at)
            self._take(source[at : mark if mark >= 0 else len(source)])
            if mark < 0:
                return
            end = self._marked(source, mark)
            if end == mark:
                self._take("<")
                end += 1
            else:
                self._pass(source[mark:end])
            at = end

    def _marked(self, source: str, at: int) -> int:
        """Return where the tag, comment or declaration ends that begins here; `at` for none."""
        if source.startswith("<!--", at):
            comment = _COMMENT.match(source, at)
            return comment.end() if comment else len(source)
        if _START.match(source, at):
            end = _tag_end(source, at)
            name = _NAME.match(source, at)
            if end is None or name is None:
                return len(source)
            self._tag(name[2].lower(), closing=bool(name[1]))
            if name[2].lower() in _RAW and not name[1]:
                return self._raw_end(source, end, name[2].lower())
            return end
        declaration = _DECLARATION.match(source, at)
        return declaration.end() if declaration else at

    def _raw_end(self, source: str, at: int, name: str) -> int:
        """Return where an element ends whose content is no markup."""
        close = re.compile(rf"(?i)</{name}\b[^>]*>?").search(source, at)
        self._tag(name, closing=True)
        return close.end() if close else len(source)

    def _tag(self, tag: str, *, closing: bool) -> None:
        if tag not in _PHRASING:
            self._end_block()
        elif tag == "br" and not closing:
            # Two in a row leave a line empty: old pages part their paragraphs so.
            if self._broken:
                self._end_block()
            self._put(" ", self._line, self._column)
            self._broken = True
        if tag == "h1":
            self._heading = not closing
        if tag == "pre":
            self._listing = not closing
        if tag in _HIDDEN and not closing:
            self._hidden.append(tag)
        elif tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]

    def _take(self, text: str) -> None:
        """Take the characters of a text between tags, references as what they stand for."""
        at = 0
        for reference in _REFERENCE.finditer(text):
            self._plain(text[at : reference.start()])
            for char in html.unescape(reference[0]):
                # No surrogate comes of it: what a number may not name is U+FFFD there.
                self._put(char, self._line, self._column)
            self._pass(reference[0])
            at = reference.end()
        self._plain(text[at:])

    def _plain(self, text: str) -> None:
        for char in text:
            self._put(char, self._line, self._column)
            if char == "\n":
                self._line, self._column = self._line + 1, 1
            else:
                self._column += 1

    def _pass(self, text: str) -> None:
        """Go on behind characters that are not shown."""
        lines = text.count("\n")
        if lines:
            self._line += lines
            self._column = len(text) - text.rfind("\n")
        else:
            self._column += len(text)

    def _put(self, char: str, line: int, column: int) -> None:
        if self._hidden:
            return
        if char in _WHITE:
            if len(self._chars) == self._begin or self._chars[-1] == " ":
                return
            char = " "
        else:
            self._broken = False
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
            if self._listing:
                self.listings.append(self.blocks[-1])
            self._begin = len(self._chars)
