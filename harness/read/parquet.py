"""Parquet, one segment a row, columns called like the fields of JSON lines.

A row group has to be unpacked from its beginning, and may hold a million rows of a thousand
documents; so the fields are first written out, a batch at a time, as lines that can be read from
anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from harness.errors import HarnessError
from harness.model.text import LeftOut
from harness.read.fields import FIELDS, Record, base, renamed
from harness.read.given import Given
from harness.read.layout import Piece
from harness.read.row_file import Lines, RowFormat
from harness.read.table import UNREAD

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_BATCH = 4096


def unpack(location: str, target: Path, place: str, given: Given) -> None:
    """Write the file's fields as JSON lines, after a line of the columns that are none of ours.

    Raises H305 and H313.
    """
    room = given.most
    with _opened(location, place) as table, target.open("w", encoding="utf-8") as out:
        names = {name: renamed(given).get(name, name) for name in table.schema_arrow.names}
        columns = [name for name, field in names.items() if base(field) in FIELDS]
        if "candidate" not in names.values():
            raise HarnessError(
                "H305",
                place,
                f'no column "candidate" among: {", ".join(list(names)[:6])}',
                "Name it with --columns candidate=COLUMN.",
            )
        out.write(json.dumps([name for name in names if name not in columns]) + "\n")
        number = 1
        for batch in table.iter_batches(_BATCH, columns=columns):
            for row in batch.to_pylist():
                line = _line(row, names, f"{place}:{number}")
                room -= out.write(line)
                number += 1
            if room < 0:
                raise HarnessError(
                    "H313",
                    place,
                    f"more than {given.largest_mib} MiB, unpacked",
                    "Cut it into several files, or allow more with --max-input.",
                )


def _line(row: dict[str, object], names: dict[str, str], place: str) -> str:
    fields = {
        # Ids are often numbers; nothing else may be.
        names[column]: str(value)
        if names[column] in ("document", "segment") and value is not None
        else value
        for column, value in row.items()
    }
    try:
        return json.dumps(fields, ensure_ascii=False) + "\n"
    except (TypeError, ValueError) as error:
        raise HarnessError(
            "H305", place, f"a value that is no text ({error})", "Give columns of strings."
        ) from error


def has_candidates(location: str, given: Given) -> bool:
    """Whether the file has a column of candidates, so that a folder's search takes it."""
    try:
        with _opened(location, location) as table:
            names = renamed(given)
            return "candidate" in {names.get(name, name) for name in table.schema_arrow.names}
    except HarnessError:
        return False


@contextmanager
def _opened(location: str, place: str) -> Iterator[ParquetFile]:
    """Yield the file; what Arrow says of a broken one becomes H305."""
    import pyarrow
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(location) as table:
            yield table
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        why = str(error).partition("\n")[0][:200]
        raise HarnessError(
            "H305", place, f"no Parquet that can be read ({why})", "Write the file anew."
        ) from error


def _records(lines: Lines, given: Given, first: str) -> Iterator[Record]:
    skip = lines.offset == 0
    offset, number = lines.offset, lines.line
    for line in lines:
        if not skip:
            yield Record(offset, number, json.loads(line))
        skip = False
        offset, number = lines.offset, lines.line


def _pieces(record: Record, candidate: str, given: Given) -> tuple[Piece, ...]:
    """Return nothing: a row has no place in the file but its number."""
    return ()


def _unread(first: str, given: Given) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(what=f'column "{name}"', why=UNREAD) for name in json.loads(first))


PARQUET = RowFormat(_records, _pieces, _unread, headed=1)
