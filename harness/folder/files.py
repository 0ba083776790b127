"""The files of a finished run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.folder.place import started
from harness.model.report import Report, Verdict
from harness.render.tables import TABLES

if TYPE_CHECKING:
    from harness.config import Settings

Row = dict[str, Any]
# Beyond this only the most suspect documents have pages of their own; `render` makes any other.
MOST_PAGES = 1000


def write(
    place: Path,
    report: Report,
    verdict: Verdict,
    settings: Settings,
    inputs: Iterable[Row],
) -> None:
    """Write every file of a finished run beside its tables; all but run.json depend on no clock.

    `inputs` are the rows of run.json on what was read. One document gives report.html, several
    give index.html with a page each below articles/.
    """
    from harness.render.json_report import MOST_DOCUMENTS, render_json
    from harness.render.provenance import render_run

    listed = {name: f"{name}.parquet" for name in TABLES}
    many = len(report.documents) > MOST_DOCUMENTS
    _text(place / "report.json", render_json(report, verdict, tables=listed if many else None))
    _csv(place)
    _pages(place, report, verdict)
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


def _pages(place: Path, report: Report, verdict: Verdict) -> None:
    from harness.render.article_page import render_article
    from harness.render.index_page import page_names, render_index

    if len(report.documents) == 1 and not report.failed:
        _text(place / "report.html", render_article(report.documents[0], report, verdict))
        return
    rows = _document_rows(place)
    names = page_names([(row["system"], row["document"]) for row in rows])
    chosen = _most_suspect(rows)
    pages = [name if number in chosen else None for number, name in enumerate(names)]
    _text(place / "index.html", render_index(report, verdict, rows, pages))
    for number, page in enumerate(pages):
        if page is not None:
            made = render_article(report.documents[number], report, verdict, page=page)
            _text(place / page, made)


def _document_rows(place: Path) -> list[Row]:
    from pyarrow import parquet

    rows: list[Row] = parquet.read_table(place / "documents.parquet").to_pylist()
    return rows


def _most_suspect(rows: list[Row]) -> frozenset[int]:
    """Return the places of the documents that get a page: all, or those with the worst findings."""
    worst = sorted(
        range(len(rows)),
        key=lambda n: (-rows[n]["critical"], -rows[n]["major"], -rows[n]["findings"], n),
    )
    return frozenset(worst[:MOST_PAGES])


def _text(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # As bytes: no platform's line ends, and no locale's encoding.
    path.write_bytes(content.encode("utf-8"))
