"""What became of one document, ready to be put on disk: made in the process that worked on it.

A run's own process then only counts and copies. It would be the bound of every batch otherwise:
rows and records cost a fifth of what the rules do.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from harness.accept import sidecar_of
from harness.aggregate import Ledger, Outcome
from harness.engines.comet.choice import is_metric
from harness.model.finding import Skipped
from harness.model.report import DocumentReport, FailedDocument
from harness.model.text import Document
from harness.read import Planned
from harness.render.json_report import portable
from harness.render.provenance import input_row
from harness.render.tables import TABLES, tables
from harness.stored.codec import encoded

RECORDS = "records"
NAMES = (*TABLES, RECORDS)
Row = dict[str, Any]


def columns_of(name: str) -> Row:
    """Return the columns that the table of that name always has, with their types."""
    import pyarrow as pa

    if name in TABLES:
        return TABLES[name]()
    return dict.fromkeys(("document", "system", "record"), pa.string())


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One outcome: `key` tells its item from others, `ledger` is what was counted in it.

    `tables` holds by name, as streams of Arrow, its rows of the run folder's tables; `inputs` its
    rows of run.json. A document that failed has neither. `lasting` says that another run with the
    same engines would end in the same.
    """

    key: str
    ledger: Ledger
    characters: int = 0
    tables: tuple[tuple[str, bytes], ...] = ()
    inputs: tuple[Row, ...] = ()
    lasting: bool = False


def pack(outcome: Outcome) -> Packed:
    """Return the outcome, ready to be put on disk."""
    ledger = Ledger()
    ledger.add(outcome)
    if isinstance(outcome, FailedDocument):
        return Packed(key=key_of(outcome), ledger=ledger)
    document = outcome if isinstance(outcome, DocumentReport) else outcome.report
    origin = document.article.document
    rows = {**tables((document,)), RECORDS: _record(document)}
    return Packed(
        key=key_of(origin),
        ledger=ledger,
        characters=len(origin.text),
        tables=tuple((name, _streamed(table)) for name, table in rows.items()),
        inputs=(input_row(origin),),
        lasting=not any(map(_is_fleeting, document.skipped)),
    )


def _is_fleeting(skipped: Skipped) -> bool:
    """Whether an engine was kept from its work by what may be otherwise another time."""
    if skipped.what == "languagetool":
        return True
    # What COMET's models have no score for by its kind is named segment by segment.
    return skipped.segments is None and is_metric(skipped.what)


def key_of(item: Document | FailedDocument) -> str:
    """Return what tells whether an item is the one worked on before: its texts and sidecar."""
    if isinstance(item, FailedDocument):
        return digest("failed", item.document, item.path)
    sidecar = sidecar_of(item)
    dismissed = sidecar.read_bytes().hex() if sidecar is not None else ""
    return digest("read", input_row(item), dismissed)


def way_of(item: Document | FailedDocument | Planned) -> str:
    """Return how an item is read: what was said of it that its text does not hold."""
    if isinstance(item, Planned):
        given = item.given
        said = (item.format, given.language, given.source_language, given.columns, given.states)
        return digest("planned", said)
    if isinstance(item, FailedDocument):
        return ""
    return digest("document", item.language, item.source_language)


def digest(*values: object) -> str:
    """Return the SHA-256 of the values as JSON."""
    written = json.dumps(values, ensure_ascii=True, default=str)
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def _record(document: DocumentReport) -> Any:  # noqa: ANN401 (pyarrow ships no types)
    """Return a row with all that is known of the document, for reading it again.

    As in every file but run.json, no absolute path stands there.
    """
    import pyarrow as pa

    article = document.article
    origin = replace(article.document, path=portable(article.document.path))
    relative = replace(document, article=replace(article, document=origin))
    record = json.dumps(encoded(relative), ensure_ascii=False, separators=(",", ":"))
    row = {"document": origin.id, "system": origin.system, "record": record}
    return pa.Table.from_pylist([row], schema=pa.schema(list(columns_of(RECORDS).items())))


def _streamed(table: Any) -> bytes:  # noqa: ANN401
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())
