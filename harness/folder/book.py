"""What a run has done so far, part by part on disk, so that none of it is held or done twice.

A part is a folder that appears whole: it is written under another name and renamed. It holds the
rows of its documents, their records, and what was counted in them. Where parts end changes no
byte of the run folder.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness import __version__
from harness.accept import sidecar_of
from harness.aggregate import Ledger, Outcome
from harness.folder.place import PARTS
from harness.model.report import DocumentReport, Engine, FailedDocument
from harness.model.text import Document
from harness.read import Item, Planned
from harness.render.json_report import portable
from harness.render.provenance import input_row
from harness.render.tables import TABLES, tables
from harness.stored import StoredDocuments
from harness.stored.codec import encoded

if TYPE_CHECKING:
    from types import TracebackType


# A part ends with whichever comes first: what is lost at most, and what is held in memory.
_DOCUMENTS = 200
_CHARACTERS = 1_000_000
_SECONDS = 10.0
# Up to here a run's documents are kept at hand, which saves reading them again for the pages.
_KEPT_DOCUMENTS = 1000
_KEPT_CHARACTERS = 4_000_000
_ROW_GROUP = 50_000
_RECORDS_AT_ONCE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """All of a run: its documents (which may lie on disk), its counts and its inputs."""

    documents: Sequence[DocumentReport]
    ledger: Ledger
    inputs: tuple[dict[str, Any], ...]


class Book:
    """Takes the outcomes of a run in the order of its items, and puts them on disk.

    `place` is the unfinished run folder. `made_of` is what all outcomes depend on: settings, and
    what was found out about the batch. `engines` tells which engines have run, with their
    versions. With `resume`, what earlier parts hold is not done again, as long as that and the
    items are the same; from the first part on that differs all is done anew.
    """

    def __init__(
        self,
        place: Path,
        made_of: object,
        *,
        engines: Callable[[], tuple[Engine, ...]] = tuple,
        resume: bool = False,
    ) -> None:
        self._place = place
        self._folder = place / PARTS
        self._engines = engines
        self._made_of = _digest(__version__, encoded(made_of))
        self._parts: list[Path] = []
        self._old = _found(self._folder) if resume else []
        self._open = _Part()
        self._kept: list[DocumentReport] | None = []
        self._characters = 0
        self.resumed = 0

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Keep what is done where the run is broken off."""
        if error is not None and self._open.keys:
            self._write()

    def left(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items that are still to be done; those that lie in finished parts are not."""
        coming = iter(items)
        for number, part in enumerate(self._old):
            given = list(islice(coming, part.items))
            read = (item.attempted() if isinstance(item, Planned) else item for item in given)
            if part.made_of != self._made_of or part.keys != _digest(*map(_key, read)):
                for other in self._old[number:]:
                    shutil.rmtree(other.path)
                yield from given
                break
            self._parts.append(part.path)
            self.resumed += part.items
            self._kept = None
        yield from coming

    def add(self, outcome: Outcome) -> None:
        """Take what became of the next item."""
        self._open.add(outcome)
        if self._kept is not None and not isinstance(outcome, FailedDocument):
            document = outcome if isinstance(outcome, DocumentReport) else outcome.report
            self._kept.append(document)
            self._characters += len(document.article.text)
            if len(self._kept) > _KEPT_DOCUMENTS or self._characters > _KEPT_CHARACTERS:
                self._kept = None
        if self._open.full:
            self._write()

    def closed(self) -> Done:
        """Join all parts into the folder's tables, take the parts away, and return the whole."""
        if self._open.keys or not self._parts:
            self._write()
        ledger = Ledger()
        inputs: list[dict[str, Any]] = []
        for part in self._parts:
            facts = _facts(part)
            ledger.merge(Ledger.restored(facts["ledger"]))
            inputs += facts["inputs"]
        for name in (*TABLES, "records"):
            size = _RECORDS_AT_ONCE if name == "records" else _ROW_GROUP
            _join([part / f"{name}.parquet" for part in self._parts], self._place, name, size)
        shutil.rmtree(self._folder)
        documents: Sequence[DocumentReport] = StoredDocuments(self._place)
        if self._kept is not None:
            documents = tuple(self._kept)
        return Done(documents=documents, ledger=ledger, inputs=tuple(inputs))

    def _write(self) -> None:
        """Write the open part under another name, and give it its own once it is whole."""
        part, self._open = self._open, _Part()
        for engine in self._engines():
            part.ledger.engines[engine.name] = engine.version
        path = self._folder / f"{len(self._parts):06d}"
        new = path.with_suffix(".new")
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(path, ignore_errors=True)
        new.mkdir(parents=True)
        for name, rows in tables(part.documents).items():
            _parquet(new / f"{name}.parquet", rows)
        _parquet(new / "records.parquet", _records(part.documents))
        facts = {
            "made_of": self._made_of,
            "items": len(part.keys),
            "keys": _digest(*part.keys),
            "ledger": part.ledger.stored(),
            "inputs": [input_row(one.article.document) for one in part.documents],
        }
        (new / "part.json").write_text(json.dumps(facts, ensure_ascii=True), encoding="ascii")
        new.rename(path)
        self._parts.append(path)


class _Part:
    """Outcomes that are not on disk yet."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.documents: list[DocumentReport] = []
        self.ledger = Ledger()
        self.characters = 0
        self.began = time.monotonic()

    def add(self, outcome: Outcome) -> None:
        self.ledger.add(outcome)
        if isinstance(outcome, FailedDocument):
            self.keys.append(_key(outcome))
            return
        document = outcome if isinstance(outcome, DocumentReport) else outcome.report
        self.keys.append(_key(document.article.document))
        self.documents.append(document)
        self.characters += len(document.article.text)

    @property
    def full(self) -> bool:
        return (
            len(self.keys) >= _DOCUMENTS
            or self.characters >= _CHARACTERS
            or time.monotonic() - self.began > _SECONDS
        )


@dataclass(frozen=True, slots=True)
class _Old:
    """A part of a run that did not end."""

    path: Path
    made_of: str
    items: int
    keys: str


def _found(folder: Path) -> list[_Old]:
    """Return the finished parts in order, up to the first that is missing; drop the others."""
    found: list[_Old] = []
    whole = True
    for path in sorted(folder.glob("*")):
        whole = whole and path.name == f"{len(found):06d}"
        if not whole:
            shutil.rmtree(path)
            continue
        facts = _facts(path)
        found.append(_Old(path, facts["made_of"], facts["items"], facts["keys"]))
    return found


def _facts(part: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((part / "part.json").read_text(encoding="ascii"))
    return made


def _key(item: Document | FailedDocument) -> str:
    """Return what tells whether an item is the one worked on before: its texts and sidecar."""
    if isinstance(item, FailedDocument):
        return _digest("failed", item.document, item.path)
    sidecar = sidecar_of(item)
    dismissed = sidecar.read_bytes().hex() if sidecar is not None else ""
    return _digest("read", input_row(item), dismissed)


def _digest(*values: object) -> str:
    written = json.dumps(values, ensure_ascii=True, default=str)
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def _records(documents: list[DocumentReport]) -> object:
    """Return a row a document with all that is known of it, for reading it again.

    As in every file but run.json, no absolute path stands there.
    """
    import pyarrow as pa

    rows = [
        {
            "document": one.article.document.id,
            "system": one.article.document.system,
            "record": json.dumps(
                encoded(_portable(one)), ensure_ascii=False, separators=(",", ":")
            ),
        }
        for one in documents
    ]
    names = ("document", "system", "record")
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in names]))


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _portable(document: DocumentReport) -> DocumentReport:
    article = document.article
    origin = replace(article.document, path=portable(article.document.path))
    return replace(document, article=replace(article, document=origin))


def _join(parts: list[Path], place: Path, name: str, size: int) -> None:
    """Write the parts' rows as one file whose bytes do not tell where parts ended."""
    import pyarrow as pa
    from pyarrow import parquet

    fields = {field.name: field for part in parts for field in parquet.read_schema(part)}
    own = TABLES.get(name)
    first = [fields[column] for column in fields if own is None or column in own()]
    more = [fields[column] for column in sorted(fields) if own is not None and column not in own()]
    schema = pa.schema([*first, *more])
    with parquet.ParquetWriter(place / f"{name}.parquet", schema, compression="zstd") as writer:
        held: list[Any] = []
        rows = 0
        for part in parts:
            held.append(_widened(parquet.read_table(part), schema))
            rows += held[-1].num_rows
            while rows >= size:
                whole = pa.concat_tables(held)
                writer.write_table(whole.slice(0, size).combine_chunks(), row_group_size=size)
                held, rows = [whole.slice(size)], rows - size
        if rows:
            writer.write_table(pa.concat_tables(held).combine_chunks(), row_group_size=size)


def _widened(table: Any, schema: Any) -> Any:  # noqa: ANN401 (pyarrow ships no types)
    """Return the table with all of the columns; what a part has not measured is null there."""
    import pyarrow as pa

    columns = [
        table.column(field.name)
        if field.name in table.column_names
        else pa.nulls(table.num_rows, field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)


def _parquet(path: Path, content: object) -> None:
    from pyarrow import parquet

    parquet.write_table(content, path, compression="zstd")
