"""The files of a finished run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from harness.aggregate import Ledger
from harness.folder.apiece import put, write_documents
from harness.folder.pages import ROWS_AT_ONCE, write_index
from harness.folder.place import started
from harness.model.report import Report, Verdict
from harness.render.tables import TABLES
from harness.stored import ledger_text
from harness.stored.codec import encoded
from harness.stored.ledger import FILE

if TYPE_CHECKING:
    from harness.config import Settings

Row = dict[str, Any]


def write(
    place: Path,
    report: Report,
    verdict: Verdict,
    settings: Settings,
    inputs: Iterable[Row],
    ledger: Ledger,
    *,
    jobs: int = 1,
) -> None:
    """Write every file of a finished run beside its tables; all but run.json depend on no clock.

    `ledger` is what was counted, so that runs can be merged; `inputs` are the rows of run.json on
    what was read. One document gives report.html, several give index.html, its data-*.js and a
    page each below articles/, written by `jobs` processes.
    """
    from harness.render.json_report import MOST_DOCUMENTS, render_json, with_documents
    from harness.render.provenance import render_run

    listed = {name: f"{name}.parquet" for name in TABLES}
    many = len(report.documents) > MOST_DOCUMENTS
    pages = write_index(place, report, verdict)
    texts = write_documents(place, report, verdict, pages, texts=not many, jobs=jobs)
    put(
        place / "report.json",
        render_json(report, verdict, tables=listed)
        if many
        else with_documents(report, verdict, texts),
    )
    put(place / FILE, ledger_text(ledger))
    with (place / "findings.csv").open("w", encoding="utf-8", newline="") as target:
        write_findings(place, target)
    ended = datetime.now(UTC).isoformat(timespec="milliseconds")
    put(
        place / "run.json",
        render_run(
            report,
            verdict,
            settings,
            inputs,
            record=encoded(settings),
            started=started(place),
            ended=ended,
        ),
    )


def write_findings(place: Path, target: TextIO) -> None:
    """Write the findings of a run folder as CSV."""
    from pyarrow import parquet

    from harness.render.csv_report import write_csv

    table = parquet.ParquetFile(place / "findings.parquet")
    rows = (row for batch in table.iter_batches(ROWS_AT_ONCE) for row in batch.to_pylist())
    write_csv(target, rows, table.schema_arrow.names)
