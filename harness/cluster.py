"""A run on a cluster: documents out as Parquet, what became of them back as Parquet.

The processes there do what those of a local run do, with the same function, so the run folder is
the same byte for byte. A model or a server is loaded once in each of them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.aggregate import Ledger
from harness.config import Settings
from harness.folder import Packed, pack
from harness.folder.packed import NAMES
from harness.model.report import FailedDocument
from harness.model.text import Document
from harness.read import Item, Planned
from harness.session import Session
from harness.stored.codec import decoded, encoded

if TYPE_CHECKING:
    from harness.analyse.corpus import Corpus

# Documents that a process is given at once: with a model, enough for full batches of it.
_AT_ONCE = 20
_AT_ONCE_WITH_MODELS = 200

Table = Any  # pyarrow ships no types


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Where a run is spread to: so many processes on the Ray at `address`.

    Without one it is started here, for this run. `gpus` are those of each process.
    """

    workers: int
    address: str | None = None
    gpus: float = 0.0

    def finished(self, items: Iterable[Item], session: Session, place: Path) -> Iterator[Packed]:
        """Yield what became of each item, packed, in order; `place` is the unfinished run folder.

        Raises as `harness.engines.ray_data.spread` does.
        """
        from harness.engines import ray_data

        ray_data.require()
        folder = (place / "cluster").absolute()
        sources, results = folder / "in", folder / "out"
        results.mkdir(parents=True)
        names = _written(
            items, sources, _AT_ONCE if session.models is None else _AT_ONCE_WITH_MODELS
        )
        if not names:
            return
        spread = ray_data.spread(
            sources,
            results,
            partial(Worker, self._settings(session.settings), session.corpus),
            workers=self.workers,
            gpus=self.gpus,
            address=self.address,
        )
        with closing(spread) as coming:
            for name in _in_order(names, coming):
                yield from _read(results / name)
        shutil.rmtree(folder)

    def _settings(self, settings: Settings) -> Settings:
        """Return the settings for each process, which has GPUs of its own."""
        if not self.gpus:
            return settings
        return replace(settings, comet=replace(settings.comet, gpus=max(1, int(self.gpus))))


class Worker:
    """One process of the cluster: a session that stays open, asked for rows at a time."""

    def __init__(self, settings: Settings, corpus: Corpus | None) -> None:
        self.session = Session(settings)
        self.session.corpus = corpus

    def __call__(self, table: Table) -> Table:
        """Return a row with what became of each document."""
        import pyarrow as pa

        items = [_item(*row) for row in _rows(table, ("failed", "document"))]
        made = [self._told(one) for one in self.session.finished(items, pack)]
        return pa.Table.from_pylist([_row(one) for one in made], schema=_schema())

    def _told(self, packed: Packed) -> Packed:
        """Return it with the engines that ran here, which nobody else knows."""
        packed.ledger.engines.update({e.name: e.version for e in self.session.engines()})
        return packed


def _written(items: Iterable[Item], folder: Path, at_once: int) -> list[str]:
    """Write the documents as rows of Parquet files; return the files' names, in their order."""
    import pyarrow as pa
    from pyarrow import parquet

    folder.mkdir(parents=True)
    names: list[str] = []
    coming = iter(items)
    while some := list(islice(coming, at_once)):
        rows = []
        for item in some:
            read = item.attempted() if isinstance(item, Planned) else item
            document = json.dumps(encoded(read), separators=(",", ":"))
            rows.append({"failed": isinstance(read, FailedDocument), "document": document})
        names.append(f"{len(names):09d}.parquet")
        parquet.write_table(pa.Table.from_pylist(rows), folder / names[-1])
    return names


def _in_order(names: list[str], coming: Iterable[str]) -> Iterator[str]:
    """Yield the names in their own order, each as soon as it and those before it have come.

    >>> list(_in_order(["a", "b", "c"], ["b", "a", "c"]))
    ['a', 'b', 'c']
    """
    done: set[str] = set()
    place = 0
    for name in coming:
        done.add(name)
        while place < len(names) and names[place] in done:
            yield names[place]
            place += 1
    if place < len(names):
        raise RuntimeError(f"the cluster did not work on {len(names) - place} files")


def _item(failed: bool, document: str) -> Document | FailedDocument:  # noqa: FBT001 (a column)
    given = json.loads(document)
    return decoded(FailedDocument, given) if failed else decoded(Document, given)


def _schema() -> Any:  # noqa: ANN401
    import pyarrow as pa

    texts = [(name, pa.string()) for name in ("key", "ledger", "inputs")]
    tables = [(name, pa.binary()) for name in NAMES]
    return pa.schema([("characters", pa.int64()), *texts, *tables])


def _row(packed: Packed) -> dict[str, Any]:
    return {
        "characters": packed.characters,
        "key": packed.key,
        "ledger": json.dumps(packed.ledger.stored()),
        "inputs": json.dumps(packed.inputs),
        **dict(packed.tables),
    }


def _read(path: Path) -> Iterator[Packed]:
    """Yield what became of a file's documents."""
    from pyarrow import parquet

    for row in parquet.read_table(path).to_pylist():
        yield _packed(row)


def _packed(row: dict[str, Any]) -> Packed:
    return Packed(
        key=row["key"],
        ledger=Ledger.restored(json.loads(row["ledger"])),
        characters=row["characters"],
        tables=tuple((name, row[name]) for name in NAMES if row[name] is not None),
        inputs=tuple(json.loads(row["inputs"])),
    )


def _rows(table: Table, names: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    return zip(*(table[name].to_pylist() for name in names), strict=True)
