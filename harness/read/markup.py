"""XML without entities, without network, and with the place of every character.

The parser is expat's. What a file declares of entities, and what it asks for from elsewhere, is
refused before anything is expanded; a DOCTYPE alone is let through, TMX has one by its standard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from harness.errors import HarnessError
from harness.read.decode import decode
from harness.read.layout import Piece, text_of_pieces

_DEEPEST = 200
_DECLARED = re.compile(rb"""^<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
# Encodings that are tables or UTF; others (punycode, UTF-7) can be slow or are no text.
_READ = re.compile(r"(?i)(?:utf-?8|utf-?16(?:le|be)?|us-ascii|ascii|iso-8859-\d+|windows-125\d)$")
_WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(slots=True)
class Node:
    """An element: names without their namespaces, `xml:` apart; its place and its content."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    content: list[Node | Piece] = field(default_factory=list)
    end: tuple[int, int] = (0, 0)

    def children(self, name: str) -> Iterator[Node]:
        """Yield the children of that name."""
        return (one for one in self.content if isinstance(one, Node) and one.name == name)

    def child(self, name: str) -> Node | None:
        """Return the first child of that name, if any."""
        return next(self.children(name), None)

    def below(self, name: str) -> Iterator[Node]:
        """Yield the elements of that name at any depth, in the file's order."""
        for one in self.content:
            if isinstance(one, Node):
                if one.name == name:
                    yield one
                yield from one.below(name)


Opened = Callable[[Node], None]
Closed = Callable[[Node, tuple[Node, ...]], None]


def walk(raw: bytes, place: str, wanted: frozenset[str], closed: Closed) -> Node:
    """Return the root; call `closed` with each wanted element, whole, and those around it.

    A wanted element is then forgotten, so a file of any number of units is read in little memory.
    Elements around it are complete only in their attributes. Raises H302 and H316 with the place.
    """
    return _Walk(raw, place, wanted, closed).root


class _Walk:
    def __init__(self, raw: bytes, place: str, wanted: frozenset[str], closed: Closed) -> None:
        self.data = _as_utf8(raw, place)
        self.place = place
        self.wanted = wanted
        self.closed = closed
        self.cursor, self.line, self.column = 0, 1, 1
        self.open: list[Node] = []
        self.inside = 0
        self.root = Node("", {}, 1, 1)
        self.parser = _parser(self)
        try:
            self.parser.Parse(self.data, True)  # noqa: FBT003 (it takes no names)
        except expat.ExpatError as error:
            # Its columns count bytes, from 0; ours are counted up to where it stopped.
            line, column = self._here()
            why = expat.ErrorString(error.code) or "not well-formed"
            raise self._error(f"not XML ({why})", "Write it anew.", line, column) from error

    def _here(self) -> tuple[int, int]:
        """Return line and column of what is read now; called at places that only grow."""
        at = self.parser.CurrentByteIndex
        if at > self.cursor:
            passed = self.data[self.cursor : at]
            lines = passed.count(b"\n")
            if lines:
                self.line += lines
                self.column = 1
                passed = passed[passed.rfind(b"\n") + 1 :]
            self.column += len(passed.decode("utf-8", errors="replace"))
            self.cursor = at
        return self.line, self.column

    def _error(self, seen: str, remedy: str, line: int, column: int) -> HarnessError:
        return HarnessError("H316", f"{self.place}:{line}:{column}", seen, remedy)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        line, column = self._here()
        node = Node(_local(name), {_local(k): v for k, v in attributes.items()}, line, column)
        if len(self.open) >= _DEEPEST:
            raise self._error(
                f"elements {_DEEPEST} deep", "No such file is that deep.", *self._here()
            )
        if self.inside:
            self.open[-1].content.append(node)
        if self.open:
            self.inside += node.name in self.wanted
        else:
            self.root = node
        self.open.append(node)

    def end(self, name: str) -> None:
        node = self.open.pop()
        node.end = self._here()
        if node.name in self.wanted and self.open:
            self.inside -= 1
            if not self.inside:
                self.closed(node, tuple(self.open))

    def text(self, text: str) -> None:
        if self.inside:
            self.open[-1].content.append(Piece(text, *self._here()))

    def refused(self, *_: object) -> int:
        raise self._error(
            "an entity declared in the file, or asked for from elsewhere",
            "Write the characters themselves; entities are not expanded here.",
            *self._here(),
        )


def _parser(walk: _Walk) -> expat.XMLParserType:
    made = expat.ParserCreate("utf-8", " ")
    made.StartElementHandler = walk.start
    made.EndElementHandler = walk.end
    made.CharacterDataHandler = walk.text
    made.EntityDeclHandler = walk.refused
    made.ExternalEntityRefHandler = walk.refused
    # With a DOCTYPE that lies elsewhere, an unknown entity is no error to expat: it is dropped.
    made.SkippedEntityHandler = walk.refused
    made.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    return made


def _local(name: str) -> str:
    """Return a name without its namespace; those of XML itself keep their prefix."""
    space, _, local = name.rpartition(" ")
    return f"xml:{local}" if space == _XML else local


def _as_utf8(raw: bytes, place: str) -> bytes:
    """Return the bytes as UTF-8, less a BOM; raise H302 for what cannot be read."""
    for mark, encoding in _WIDE:
        if raw.startswith(mark):
            return _decoded(raw[2:], encoding, place)
    declared = _DECLARED.match(raw)
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    if not _READ.match(encoding):
        raise HarnessError("H302", place, f"encoding {encoding}", "Convert it to UTF-8.")
    if encoding.lower().replace("-", "") == "utf8":
        return decode(raw, place).encode("utf-8")
    return _decoded(raw, encoding, place)


def _decoded(raw: bytes, encoding: str, place: str) -> bytes:
    try:
        return raw.decode(encoding).encode("utf-8")
    except (UnicodeError, LookupError) as error:
        raise HarnessError(
            "H302", place, f"not {encoding} throughout", "Convert it to UTF-8."
        ) from error


@dataclass(frozen=True, slots=True)
class Inline:
    """What the tags inside a translation mean for its text.

    The content of `kept` is text, as is what stands in them. In the place of a `standing` one (a
    picture, a variable, a line break) the text has one character, so that it does not close up;
    what only begins or ends something (`passing`) leaves nothing.
    """

    kept: frozenset[str]
    standing: frozenset[str]


# Unicode's own character for "something else stands here".
STANDS_FOR = "\ufffc"


def pieces_of(node: Node, inline: Inline) -> tuple[Piece, ...]:
    """Return the text of an element with its places, tags as `inline` says."""
    made = [*_pieces(node, inline), Piece("", *node.end)]
    if node.attributes.get("xml:space") != "preserve":
        made = _without_margins(made)
    return tuple(made)


def _pieces(node: Node, inline: Inline) -> Iterator[Piece]:
    for one in node.content:
        if isinstance(one, Piece):
            yield one
        elif one.name in inline.kept:
            yield from _pieces(one, inline)
        elif one.name in inline.standing:
            yield Piece(STANDS_FOR, one.line, one.column)


def _without_margins(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without white space around that holds a line break: a file's layout."""
    made = list(pieces)
    text = text_of_pieces(made)
    lead = len(text) - len(text.lstrip(" \t\n\r"))
    tail = len(text) - len(text.rstrip(" \t\n\r"))
    if lead and "\n" in text[:lead]:
        made = _cut(made, lead, len(text))
        text = text[lead:]
    if tail and "\n" in text[len(text) - tail :]:
        made = _cut(made, 0, len(text) - tail)
    return made


def _cut(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    """Return the pieces of the text from `start` to `end`."""
    made: list[Piece] = []
    at = 0
    for text, line, column in pieces:
        low, high = max(start - at, 0), min(end - at, len(text))
        before = text[:low]
        if "\n" in before:
            line, column = line + before.count("\n"), len(before) - before.rfind("\n")
        else:
            column += low
        if low < high or (low <= high and not text and at >= start and not made):
            made.append(Piece(text[low:high], line, column))
        elif at >= end and made and made[-1].text:
            break
        at += len(text)
    if made and made[-1].text and "\n" not in made[-1].text:
        last = made[-1]
        made.append(Piece("", last.line, last.column + len(last.text)))
    return made
