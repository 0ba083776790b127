"""The tables of a run folder as one Excel workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness.render.excel import render_excel
from harness.render.tables import TABLES


def workbook(folder: Path) -> bytes:
    """Return a workbook with a sheet for each table of a finished run, with its columns.

    Raises H410 without the extra `plots`, and H407 for more rows than Excel can hold.
    """
    from pyarrow import parquet

    tables = {name: parquet.ParquetFile(folder / f"{name}.parquet") for name in TABLES}
    return render_excel(
        {name: (table.schema_arrow.names, _rows(table)) for name, table in tables.items()}
    )


def _rows(table: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 (pyarrow ships no types)
    for batch in table.iter_batches():
        yield from batch.to_pylist()
