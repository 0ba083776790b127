"""The files of a finished run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.folder.pages import write_pages
from harness.folder.place import started
from harness.model.report import Report, Verdict
from harness.render.tables import TABLES

if TYPE_CHECKING:
    from harness.config import Settings

Row = dict[str, Any]


def write(
    place: Path,
    report: Report,
    verdict: Verdict,
    settings: Settings,
    inputs: Iterable[Row],
) -> None:
    """Write every file of a finished run beside its tables; all but run.json depend on no clock.

    `inputs` are the rows of run.json on what was read. One document gives report.html, several
    give index.html, its data-*.js and a page each below articles/.
    """
    from harness.render.json_report import MOST_DOCUMENTS, render_json
    from harness.render.provenance import render_run

    listed = {name: f"{name}.parquet" for name in TABLES}
    many = len(report.documents) > MOST_DOCUMENTS
    _text(place / "report.json", render_json(report, verdict, tables=listed if many else None))
    _csv(place)
    write_pages(place, report, verdict)
    ended = datetime.now(UTC).isoformat(timespec="milliseconds")
    _text(
        place / "run.json",
        render_run(report, verdict, settings, inputs, started=started(place), ended=ended),
    )


def _csv(place: Path) -> None:
    from pyarrow import parquet

    from harness.render.csv_report import write_csv

    table = parquet.ParquetFile(place / "findings.parquet")
    with (place / "findings.csv").open("w", encoding="utf-8", newline="") as target:
        rows = (row for batch in table.iter_batches() for row in batch.to_pylist())
        write_csv(target, rows, table.schema_arrow.names)


def _text(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # As bytes: no platform's line ends, and no locale's encoding.
    path.write_bytes(content.encode("utf-8"))
