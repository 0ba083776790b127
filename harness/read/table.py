"""TSV and CSV, one segment a row, columns called like the fields of JSON lines.

The first line names the columns, unless `--columns` lists them in their order. TSV has no quotes:
a tab ends a cell and a line feed the row, as corpora of parallel text are written. CSV has them
(RFC 4180); where its first line has semicolons and no comma, those part its cells.
"""

from __future__ import annotations

import csv
import re
import zlib
from collections.abc import Iterator

from harness.errors import HarnessError
from harness.model.text import LeftOut
from harness.read.decode import decode
from harness.read.fields import FIELDS, Record, base, known, renamed
from harness.read.given import Given
from harness.read.layout import Piece
from harness.read.location import opened
from harness.read.row_file import Lines, RowFormat

_TAB = "\t"
_LONGEST_CELL = 1 << 28
# One cell and what ends it, by what parts cells; a cell of quotes may hold the rest.
_CELLS = tuple(
    re.compile(rf'(?:"(?P<quoted>(?:[^"]|"")*+)"|(?P<bare>[^{by}"\r\n]*+))(?:{by}|\r?\n|\r|$)')
    for by in ",;"
)
_LONGEST_HEADER = 1 << 16
NO_FIELD = "-"
UNREAD = "no field of ours is called so; map one with --columns NAME=COLUMN"


def is_headed(given: Given) -> bool:
    """Whether the file's first line names its columns: `--columns` then maps names, if any."""
    return not given.columns or any("=" in item for item in given.columns)


def named_columns(found: list[str], given: Given) -> list[str | None]:
    """Return the field of each column, None for one that is none of ours."""
    if not is_headed(given):
        return [None if name == NO_FIELD else known(name) for name in given.columns]
    names = renamed(given)
    fields = [names.get(name.strip(), name.strip()) for name in found]
    return [name if base(name) in FIELDS else None for name in fields]


def unread(found: list[str], fields: list[str | None]) -> tuple[LeftOut, ...]:
    """Return the columns that no field answers to."""
    return tuple(
        LeftOut(what=f'column "{column.strip()}"', why=UNREAD)
        for column, field in zip(found, fields, strict=False)
        if field is None
    )


def holds_candidates(location: str, given: Given) -> bool:
    """Whether the table's first line names candidates, so that a folder's search takes it."""
    if not is_headed(given):
        return True
    try:
        with opened(location) as stream:
            first = decode(stream.readline(_LONGEST_HEADER), location).rstrip("\r\n")
            rows = (_cells(first, location), _tab_cells(first))
    except (HarnessError, EOFError, zlib.error):
        return False
    return any("candidate" in named_columns(cells, given) for cells in rows)


def _header(first: str, given: Given, place: str, cells: list[str]) -> list[str | None]:
    fields = named_columns(cells, given)
    if "candidate" not in fields:
        seen = ", ".join(cells[:6]) if is_headed(given) else ", ".join(given.columns)
        raise HarnessError(
            "H305",
            f"{place}:1",
            f'no column "candidate" among: {seen}',
            "Name it in the first line, or with --columns candidate=COLUMN "
            "(--columns source,candidate for a table without names).",
        )
    taken = [field for field in fields if field is not None]
    for field in taken:
        if taken.count(field) > 1:
            raise HarnessError(
                "H305", f"{place}:1", f'two columns "{field}"', "reference.2 is another reference."
            )
    return fields


def _fields(cells: list[str], columns: list[str | None], place: str) -> dict[str, object]:
    if len(cells) != len(columns):
        raise HarnessError(
            "H305",
            place,
            f"{len(cells)} cells, but {len(columns)} columns",
            "Look for a cell, a tab or a quotation mark too many, or one lost.",
        )
    # An empty cell is an empty candidate, but no reference, source or name.
    return {
        field: cell if cell or field == "candidate" else None
        for field, cell in zip(columns, cells, strict=True)
        if field is not None
    }


def _tsv_records(lines: Lines, given: Given, first: str) -> Iterator[Record]:
    columns = _header(first, given, lines.place, _tab_cells(first))
    cell = columns.index("candidate")
    skip = lines.offset == 0 and is_headed(given)
    offset, number = lines.offset, lines.line
    for line in lines:
        if not skip and line.strip("\r\n"):
            fields = _fields(_tab_cells(line), columns, f"{lines.place}:{number}")
            yield Record(offset, number, fields, line, cell)
        skip = False
        offset, number = lines.offset, lines.line


def _tab_cells(line: str) -> list[str]:
    return line.removesuffix("\n").removesuffix("\r").split(_TAB)


def _tsv_pieces(record: Record, candidate: str, given: Given) -> tuple[Piece, ...]:
    cells = record.raw.split(_TAB)
    column = sum(len(cell) + 1 for cell in cells[: record.cell]) + 1
    return (Piece(candidate, record.line, column),)


def _tsv_unread(first: str, given: Given) -> tuple[LeftOut, ...]:
    cells = _tab_cells(first)
    return unread(cells, named_columns(cells, given))


def _delimiter(first: str) -> str:
    return ";" if ";" in first and "," not in first else ","


def _cells(first: str, place: str) -> list[str]:
    try:
        rows = list(csv.reader([first], delimiter=_delimiter(first), strict=True))
    except csv.Error as error:
        raise _not_csv(place, error) from error
    return rows[0] if rows else []


def _not_csv(place: str, error: csv.Error) -> HarnessError:
    return HarnessError(
        "H305", place, f"not CSV ({error})", 'A cell with a quotation mark is written "a ""b"" c".'
    )


def _csv_records(lines: Lines, given: Given, first: str) -> Iterator[Record]:
    columns = _header(first, given, lines.place, _cells(first, f"{lines.place}:1"))
    cell = columns.index("candidate")
    skip = lines.offset == 0 and is_headed(given)
    # The library takes cells of 128 KiB and no longer; the setting is the process's.
    csv.field_size_limit(max(csv.field_size_limit(), min(lines.most, _LONGEST_CELL)))
    taken: list[str] = []
    rows = csv.reader(_noted(lines, taken), delimiter=_delimiter(first), strict=True)
    while True:
        offset, number = lines.offset, lines.line
        taken.clear()
        try:
            cells = next(rows, None)
        except csv.Error as error:
            raise _not_csv(f"{lines.place}:{number}", error) from error
        if cells is None:
            return
        if not skip and cells:
            raw = "".join(taken)
            fields = _fields(cells, columns, f"{lines.place}:{number}")
            yield Record(offset, number, fields, raw, cell)
        skip = False


def _noted(lines: Lines, taken: list[str]) -> Iterator[str]:
    """Yield the lines, and keep those that the row at hand is made of."""
    for line in lines:
        taken.append(line)
        yield line


def _csv_pieces(record: Record, candidate: str, given: Given) -> tuple[Piece, ...]:
    """Return where the characters of the candidate's cell stand, doubled quotes apart."""
    for cells in _CELLS:
        made = _cell_pieces(record, cells)
        if "".join(piece.text for piece in made) == candidate:
            return made
    # Where no reading is the library's, a place is claimed for the row alone.
    return (Piece(candidate, record.line, 1),)


def _cell_pieces(record: Record, cells: re.Pattern[str]) -> tuple[Piece, ...]:
    found = cells.finditer(record.raw)
    cell = next((one for number, one in enumerate(found) if number == record.cell), None)
    if cell is None:
        return ()
    quoted = cell["quoted"] is not None
    start, end = cell.span("quoted" if quoted else "bare")
    made, at = [], start
    while quoted and (double := record.raw.find('""', at, end)) != -1:
        made.append(_piece(record, at, double + 1))
        at = double + 2
    return (*made, _piece(record, at, end), _piece(record, end, end))


def _piece(record: Record, start: int, end: int) -> Piece:
    line = record.raw.count("\n", 0, start)
    column = start - (record.raw.rfind("\n", 0, start) + 1) + 1
    return Piece(record.raw[start:end], record.line + line, column)


def _csv_unread(first: str, given: Given) -> tuple[LeftOut, ...]:
    cells = _cells(first, "")
    return unread(cells, named_columns(cells, given))


TSV = RowFormat(_tsv_records, _tsv_pieces, _tsv_unread)
CSV = RowFormat(_csv_records, _csv_pieces, _csv_unread)
