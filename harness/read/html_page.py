"""HTML: the page's main text, told from the rest by trafilatura, with places in the file.

What trafilatura extracts is looked for again in the visible text of the page, and the words are
taken from there: so they are exactly those of the file. What it sets aside is listed, and so are
preformatted blocks: output and code are no prose, just as fenced blocks of Markdown are none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from harness.errors import HarnessError
from harness.model.text import Document, LeftOut, Span
from harness.read.decode import text_of
from harness.read.given import Given
from harness.read.layout import Piece, anchored, text_of_pieces
from harness.read.location import missing_extra
from harness.read.page import Page

if TYPE_CHECKING:
    from lxml.etree import _Element

_APART = "\n\n"
_ASIDE = "set aside: not the main text of the page"
_LISTING = "set aside: output or code, no prose"
_LISTED = 50
_SHORT = 60
# Of which one part in so many is main text, that block is: trafilatura loses the words before a
# place to jump to, often most of a paragraph.
_SHARE = 4
# Elements of trafilatura's own tree that hold text and no blocks.
_LINES = frozenset({"p", "head", "item", "cell", "quote", "code", "ab", "fw"})


def read_html(location: str, place: str, given: Given) -> Document:
    """Return the main text of a page, its blocks parted by blank lines.

    The language is the one that the page names. Raises H315 without trafilatura, and H305 for a
    page without text.
    """
    source = text_of(location, given.most, place=place)
    page = Page(source)
    if not page.blocks:
        raise HarnessError("H332", place, "no visible text", "Give a page with an article.")
    main = _kept(page, _extracted(source, place))
    pieces: list[Piece] = []
    for span in main:
        if pieces:
            pieces.append(Piece(_APART, pieces[-1].line, pieces[-1].column))
        pieces += page.pieces(span)
    return Document(
        id="",
        text=text_of_pieces(pieces),
        anchors=anchored(pieces),
        left_out=tuple(_aside(page, main)),
    )


def _extracted(source: str, place: str) -> list[str]:
    """Return the blocks of the main text in trafilatura's words; none where it finds none."""
    try:
        from trafilatura import bare_extraction
    except ImportError:
        raise missing_extra("HTML", place) from None
    import logging

    noise = logging.getLogger("trafilatura")
    before = noise.level
    noise.setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(source, include_comments=False, with_metadata=False)
    except Exception as error:
        # Parsers below it raise what they meet on broken pages.
        raise HarnessError(
            "H305", place, f"no page that can be read ({type(error).__name__})", "Check the file."
        ) from error
    finally:
        noise.setLevel(before)
    body = getattr(found, "body", None)
    return [] if body is None else list(_blocks(body))


def _blocks(element: _Element) -> Iterator[str]:
    children = list(element)
    if str(element.tag) in _LINES and not any(
        str(c.tag) in _LINES for c in element.iter() if c is not element
    ):
        yield "".join(str(text) for text in element.itertext())
        return
    if element.text and element.text.strip():
        yield element.text
    for child in children:
        yield from _blocks(child)
        if child.tail and child.tail.strip():
            yield child.tail


def _kept(page: Page, extracted: list[str]) -> list[Span]:
    """Return the places of the main text, in the page's order; all of it where none was found."""
    places = [at for at, char in enumerate(page.text) if not char.isspace()]
    solid = "".join(page.text[at] for at in places)
    found: list[Span] = []
    cursor = 0
    for block in extracted:
        wanted = "".join(block.split())
        at = solid.find(wanted, cursor) if wanted else -1
        if at < 0 and wanted:
            at = solid.find(wanted)
        if at >= 0 and wanted:
            cursor = max(cursor, at + len(wanted))
            found.append(Span(places[at], places[at + len(wanted) - 1] + 1))
    prose = _prose(page)
    if not found:
        return prose
    return _by_block(page, _in_order([*_title(page, found), *found]), frozenset(prose)) or prose


def _prose(page: Page) -> list[Span]:
    """Return the blocks less the listings, unless there is nothing else."""
    listings = frozenset(page.listings)
    return [block for block in page.blocks if block not in listings] or page.blocks


def _title(page: Page, found: list[Span]) -> list[Span]:
    """Return the page's main heading where it stands over the text and was not taken with it."""
    first = min(found)
    over = [one for one in page.headings if one.end <= first.start]
    return over[-1:]


def _by_block(page: Page, spans: list[Span], prose: frozenset[Span]) -> list[Span]:
    """Return the places in prose, cut where the page begins a block: nothing stands between two.

    Of one block trafilatura makes several around a word of code or a link, and loses some: a
    block is taken whole where a good part of it was.
    """
    made: list[Span] = []
    for block, found in groupby(_parts(page, spans), key=itemgetter(0)):
        parts = [part for _, part in found]
        if block in prose:
            enough = _SHARE * sum(map(len, parts)) >= len(block)
            made += [block] if enough else _together(page, parts)
    return made


def _together(page: Page, parts: list[Span]) -> list[Span]:
    """Return the places with those joined that only white space parts."""
    made = parts[:1]
    for part in parts[1:]:
        if page.text[made[-1].end : part.start].strip():
            made.append(part)
        else:
            made[-1] = Span(made[-1].start, part.end)
    return made


def _parts(page: Page, spans: list[Span]) -> Iterator[tuple[Span, Span]]:
    """Yield each block that a place has a share in, with the share."""
    starts = [block.start for block in page.blocks]
    for span in spans:
        first = bisect_right(starts, span.start) - 1
        for number in range(first, len(page.blocks)):
            block = page.blocks[number]
            if block.start >= span.end:
                break
            yield block, Span(max(span.start, block.start), min(span.end, block.end))


def _in_order(spans: list[Span]) -> list[Span]:
    """Return the places sorted, none of them inside another."""
    made: list[Span] = []
    for span in sorted(spans):
        if not made or span.start >= made[-1].end:
            made.append(span)
        elif span.end > made[-1].end:
            made.append(Span(made[-1].end, span.end))
    return made


def _aside(page: Page, main: list[Span]) -> Iterator[LeftOut]:
    """Yield what of the page's text was not taken, by its first words; long lists are counted."""
    listings = frozenset(page.listings)
    left, listed = [], 0
    number = 0
    for block in page.blocks:
        while number < len(main) and main[number].end <= block.start:
            number += 1
        if number == len(main) or main[number].start >= block.end:
            if block in listings:
                listed += 1
            else:
                left.append(block.of(page.text))
    if listed:
        yield LeftOut(what="preformatted blocks", why=_LISTING, count=listed)
    for words in left[:_LISTED]:
        shown = words if len(words) <= _SHORT else f"{words[:_SHORT].rstrip()} …"
        yield LeftOut(what=f"“{shown}”", why=_ASIDE)
    if len(left) > _LISTED:
        yield LeftOut(what="further blocks", why=_ASIDE, count=len(left) - _LISTED)
