r"""PO (gettext): one segment a message, and one for each of its plural forms.

The messages are read by translate-toolkit. It says at what line a message begins; where the
characters of its translation stand is found from there, line by line.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from harness.errors import HarnessError
from harness.model.text import Document
from harness.read.decode import decode
from harness.read.given import File, Given
from harness.read.layout import Piece, Row, assembled, text_of_pieces
from harness.read.location import fetch, missing_extra
from harness.read.units import StatedRow, chosen, state_of

if TYPE_CHECKING:
    from translate.storage.pypo import pofile, pounit

_CHARSET = re.compile(rb"(?i)charset=\s*([A-Za-z0-9._-]{1,40})")
_READ = re.compile(r"(?i)(?:charset|utf-?8|us-ascii|ascii|iso-?8859-\d+|windows-125\d|cp125\d)$")
_STRING = re.compile(r'\s*(?P<word>msgstr(?:\[(?P<form>\d+)\])?|msg\w+)?\s*"(?P<text>.*)"\s*$')
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_CHARACTERS = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


def read_po(file: File, given: Given) -> tuple[Document, ...]:
    """Return the file's messages as one document; raise H305 and H315."""
    raw = fetch(file.bytes_at, given.most, place=file.path)
    text = _text(raw, file.path)
    lines = text.split("\n")
    store = _parsed(text, file.path)
    language = store.gettargetlanguage() or None
    stated = [row for unit in store.units for row in _rows(unit, lines)]
    if not stated:
        return ()
    rows, left_out = chosen(stated, given)
    return (
        assembled(
            rows,
            document=file.name,
            language=language.replace("_", "-") if language else given.language,
            source_language=given.source_language,
            path=file.path,
            left_out=left_out,
        ),
    )


def _text(raw: bytes, place: str) -> str:
    """Return the file's text in the encoding that its header names."""
    named = _CHARSET.search(raw[: 1 << 16])
    encoding = named[1].decode("ascii") if named else "utf-8"
    if not _READ.match(encoding):
        raise HarnessError("H302", place, f"encoding {encoding}", "Convert it to UTF-8.")
    if encoding.lower().replace("-", "") in ("utf8", "charset", "ascii", "usascii"):
        return decode(raw, place)
    return raw.decode(encoding, errors="replace")


def _parsed(text: str, place: str) -> pofile:
    try:
        from translate.storage.pypo import pofile
    except ImportError:
        raise missing_extra("PO", place) from None
    made = pofile()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made.parse(_in_utf8(text).encode("utf-8"))
    except Exception as error:
        # Its parser raises what it meets: ValueError, IndexError, its own errors.
        why = " ".join(str(error).split())[:200]
        raise HarnessError(
            "H305", place, f"not PO ({why})", "Check it with: msgfmt --check FILE."
        ) from error
    return made


def _in_utf8(text: str) -> str:
    return re.sub(r"(?i)(charset=\s*)[A-Za-z0-9._-]+", r"\1UTF-8", text, count=1)


def _rows(unit: pounit, lines: list[str]) -> Iterator[StatedRow]:
    if unit.isheader() or unit.isobsolete():
        return
    forms = [str(form) for form in unit.target.strings] if unit.hasplural() else [str(unit.target)]
    sources = [str(one) for one in unit.source.strings] if unit.hasplural() else [str(unit.source)]
    start = unit.line_number or 1
    places = dict(_places(lines, start))
    context = unit.getcontext()
    for number, form in enumerate(forms):
        pieces = places.get(number, ())
        if text_of_pieces(pieces) != form:
            pieces = (Piece(form, _line(lines, start), 1),)
        key = f"message {context + '/' if context else ''}{sources[0][:40]!r}"
        if len(forms) > 1:
            key += f" form {number}"
        row = Row(
            candidate=form,
            pieces=pieces,
            source=sources[min(number, len(sources) - 1)],
            key=key,
        )
        yield StatedRow(row, state_of(form, locked=False, fuzzy=unit.isfuzzy()))


def _places(lines: list[str], start: int) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """Yield the pieces of each form of the message that begins at or after line `start`."""
    form: int | None = None
    pieces: list[Piece] = []
    for number in range(start, len(lines) + 1):
        found = _STRING.match(lines[number - 1])
        if found is None:
            if form is not None:
                break
            continue
        if found["word"]:
            if form is not None:
                yield form, tuple(pieces)
                form, pieces = None, []
            if not found["word"].startswith("msgstr"):
                continue
            form = int(found["form"] or 0)
        if form is not None:
            pieces += _unescaped(found["text"], number, found.start("text"))
    if form is not None:
        yield form, tuple(pieces)


def _unescaped(text: str, line: int, column: int) -> Iterator[Piece]:
    at = 0
    for escape in _ESCAPE.finditer(text):
        if escape.start() > at:
            yield Piece(text[at : escape.start()], line, column + at + 1)
        char = _CHARACTERS.get(escape[0][1:], escape[0])
        yield Piece(char, line, column + escape.start() + 1)
        at = escape.end()
    if at < len(text):
        yield Piece(text[at:], line, column + at + 1)
    yield Piece("", line, column + len(text) + 1)


def _line(lines: list[str], start: int) -> int:
    """Return the line of the message's translation."""
    for number in range(start, len(lines) + 1):
        if lines[number - 1].lstrip().startswith("msgstr"):
            return number
    return start
