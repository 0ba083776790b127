"""Files of rows: looked through once for whose rows are where, then read document by document.

What is held between the two are offsets, not texts, so a file of any length can be read in a
little memory, its mistakes are told before any work, and the rows of one document may stand
anywhere in it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from harness.errors import HarnessError
from harness.model.text import Document, LeftOut
from harness.read.decode import BOM, FOREIGN, decode
from harness.read.fields import Record, document_of, values
from harness.read.given import MIB, File, Given, Part
from harness.read.layout import Piece
from harness.read.location import unreadable

Records = Callable[["Lines", Given, str], Iterator[Record]]
Pieces = Callable[[Record, str, Given], tuple[Piece, ...]]
# A signed number of eight bytes: three a run of rows, and most documents are one run.
_NUMBER = "q"


@dataclass(frozen=True, slots=True)
class RowFormat:
    """How rows are read: each record from the lines, and where a record's candidate stands.

    Both the records and what of the columns is not read may depend on the file's first line.
    `headed` lines come before the first row, where rows and not lines are counted.
    """

    records: Records
    pieces: Pieces
    left_out: Callable[[str, Given], tuple[LeftOut, ...]] = lambda first, given: ()
    headed: int = 0


class Lines:
    """The decoded lines of a stream with their ends, and where the next one begins."""

    def __init__(self, stream: BinaryIO, place: str, most: int) -> None:
        self.stream = stream
        self.place = place
        self.most = most
        self.offset = 0
        self.line = 1

    def first(self) -> str:
        """Return the first line, and stay before it."""
        line = next(iter(self), "")
        self.begin(0, 1)
        return line

    def begin(self, offset: int, line: int) -> None:
        """Go to a line whose place is known."""
        self.stream.seek(offset)
        self.offset, self.line = offset, line

    def __iter__(self) -> Iterator[str]:
        """Yield the lines from here on; raise H302 and H313 with the line."""
        while raw := self.stream.readline(self.most + 1):
            if len(raw) > self.most:
                raise HarnessError(
                    "H313",
                    f"{self.place}:{self.line}",
                    f"a line of more than {self.most // MIB} MiB",
                    "One row a line; allow more with --max-input.",
                )
            size = len(raw)
            if self.offset == 0:
                _not_foreign(raw, self.place)
                raw = raw.removeprefix(BOM)
            line = self._decoded(raw)
            self.offset += size
            self.line += 1
            yield line

    def _decoded(self, raw: bytes) -> str:
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError:
            line = ""
        if not line or "\x00" in line:
            # Again, for an error that says where: this counts lines from 1.
            return decode(raw, self.place, line=self.line)
        return line


def _not_foreign(raw: bytes, place: str) -> None:
    if raw.startswith(tuple(FOREIGN)):
        decode(raw, place)


def survey_rows(form: RowFormat, file: File, given: Given) -> list[Part]:
    """Return the documents of the file in the order of their first rows; raise H305 with the line.

    Rows that name no document belong to one called like the file.
    """
    runs: dict[tuple[str | None, str], array[int]] = {}
    sizes: dict[tuple[str | None, str], int] = {}
    last: tuple[str | None, str] | None = None
    with _open(file, given) as lines:
        first = lines.first()
        for record in form.records(lines, given, first):
            row = values(
                record.fields, f"{file.path}:{record.line - form.headed}", fallback=file.name
            )
            key = row.system, row.document
            if key == last:
                runs[key][-1] += 1
            else:
                new = array(_NUMBER, (record.offset, record.line, 1))
                runs.setdefault(key, array(_NUMBER)).extend(new)
                last = key
            sizes[key] = sizes.get(key, 0) + len(row.candidate)
    if not runs:
        raise HarnessError("H332", file.path, "no rows", "Give at least one row.")
    return [
        Part(system=key[0], document=key[1], size=sizes[key], rows=rows)
        for key, rows in runs.items()
    ]


def load_rows(form: RowFormat, file: File, given: Given, part: Part) -> Document:
    """Return one document of the file."""
    made = []
    with _open(file, given) as lines:
        first = lines.first()
        left_out = form.left_out(first, given)
        for at in range(0, len(part.rows), 3):
            offset, line, count = part.rows[at : at + 3]
            lines.begin(offset, line)
            for record in form.records(lines, given, first):
                number = record.line - form.headed
                place = f"{file.path}:{number}"
                row = values(record.fields, place, fallback=file.name)
                if (row.system, row.document) != (part.system, part.document):
                    raise _changed(place)
                key = None if record.raw else f"row {number}"
                made.append((row, form.pieces(record, row.candidate, given), key))
                count -= 1
                if not count:
                    break
            if count:
                raise _changed(file.path)
    return document_of(made, file, given, left_out)


def _changed(place: str) -> HarnessError:
    return HarnessError(
        "H321", place, "the file was changed while it was read", "Run again when it is finished."
    )


@contextmanager
def _open(file: File, given: Given) -> Iterator[Lines]:
    """Yield the lines of a file; raise H301."""
    try:
        with Path(file.bytes_at).open("rb") as stream:
            yield Lines(stream, file.path, given.most)
    except OSError as error:
        raise unreadable(file.path, error) from error
