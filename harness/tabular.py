"""Data frames in and out: rows to documents, reports to tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from harness.model.report import Report
from harness.model.text import Document
from harness.read.fields import Values, document_of, renamed, values
from harness.read.given import File, Given
from harness.render.tables import tables

if TYPE_CHECKING:
    from pandas import DataFrame

_FRAME = "frame"


def read_frame(
    frame: DataFrame,
    *,
    columns: Sequence[str] = (),
    language: str = "und",
    source_language: str | None = None,
) -> tuple[Document, ...]:
    """Return the documents that the rows make, sorted by (system, document) as reports are.

    A row is a segment, as in a table on disk: `candidate`, and where there are such `reference`,
    `source`, `document`, `system`, `language`, `source_language`; `columns` gives other names as
    NAME=COLUMN, and columns that are none of these are left alone. What is missing (None, NaN) is
    not there. Raises H305 with the row's number, counted from 1, and H314 for a name that is none.
    """
    given = Given(language=language, source_language=source_language, columns=tuple(columns))
    file = File(path=_FRAME, name=_FRAME)
    found: dict[tuple[str, str], list[tuple[Values, tuple[()], str]]] = {}
    for number, row in enumerate(_rows(frame, given), start=1):
        made = values(row, f"{_FRAME}:{number}", fallback=_FRAME)
        key = made.system or "", made.document
        found.setdefault(key, []).append((made, (), f"row {number}"))
    return tuple(replace(document_of(found[key], file, given), path=None) for key in sorted(found))


def frames(report: Report) -> dict[str, DataFrame]:
    """Return the report's `findings`, `segments` and `documents`, a row each.

    They have the columns of the run folder's Parquet files.
    """
    return {name: table.to_pandas() for name, table in tables(report.documents).items()}


def _rows(frame: DataFrame, given: Given) -> list[dict[str, object]]:
    from harness.read.fields import FIELDS, base

    names = renamed(given)
    wanted = {column: names.get(column, column) for column in map(str, frame.columns)}
    kept = [column for column, name in wanted.items() if base(name) in FIELDS]
    whole = frame[kept].rename(columns=wanted).astype(object)
    return [
        {str(name): value for name, value in row.items()}
        for row in whole.where(whole.notna(), None).to_dict("records")
    ]
