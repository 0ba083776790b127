"""The pages of a finished run: of each document, and of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from harness.folder.apiece import put
from harness.model.report import Report, Verdict

Row = dict[str, Any]
# Beyond this only the most suspect documents have pages of their own; `render` makes any other.
MOST_PAGES = 1000
# What is held of a long table while it is read: as many dicts are a few MB.
ROWS_AT_ONCE = 2000


def write_index(place: Path, report: Report, verdict: Verdict) -> Sequence[str | None]:
    """Write index.html with its data where there are several documents.

    Returns the path of each document's own page: report.html where there is only one; None for
    one that gets none.
    """
    from harness.render.evidence import Evidence
    from harness.render.index_page import page_names, render_index
    from harness.render.index_rows import in_suspicion

    if len(report.documents) == 1 and not report.failed:
        return ("report.html",)
    rows = _document_rows(place)
    evidence = Evidence.of(_finding_rows(place))
    names = page_names([(row["system"], row["document"]) for row in rows])
    chosen = frozenset(in_suspicion(rows, evidence)[:MOST_PAGES])
    pages = [name if number in chosen else None for number, name in enumerate(names)]
    index = render_index(report, verdict, rows, pages, evidence)
    for name, content in (("index.html", index.page), *index.data):
        put(place / name, content)
    return pages


def _document_rows(place: Path) -> list[Row]:
    """Return the table of documents less what was not checked, which is nine tenths of it."""
    from pyarrow import parquet

    table = parquet.ParquetFile(place / "documents.parquet")
    columns = [name for name in table.schema_arrow.names if name != "skipped"]
    rows: list[Row] = table.read(columns=columns).to_pylist()
    return rows


def _finding_rows(place: Path) -> Iterator[Row]:
    from pyarrow import parquet

    from harness.render.evidence import COLUMNS

    table = parquet.ParquetFile(place / "findings.parquet")
    for batch in table.iter_batches(ROWS_AT_ONCE, columns=list(COLUMNS)):
        yield from batch.to_pylist()
