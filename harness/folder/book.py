"""What a run has done so far, part by part on disk, so that none of it is held or done twice.

A part is a folder that appears whole: it is written under another name and renamed. It holds the
rows of its documents, their records, and what was counted in them. Where parts end changes no
byte of the run folder.
"""

from __future__ import annotations

import json
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness import __version__
from harness.aggregate import Ledger
from harness.folder.joined import join, write_part
from harness.folder.packed import NAMES, Packed, digest, key_of, way_of
from harness.folder.place import PARTS
from harness.model.report import Engine
from harness.read import Item, Planned
from harness.stored import StoredDocuments
from harness.stored.codec import encoded

if TYPE_CHECKING:
    from types import TracebackType


# A part ends with whichever comes first: what is lost at most, and what is held in memory.
_DOCUMENTS = 200
_CHARACTERS = 1_000_000
_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """All of a run: its documents, which lie on disk, its counts and its inputs."""

    documents: StoredDocuments
    ledger: Ledger
    inputs: tuple[dict[str, Any], ...]


class Book:
    """Takes the packed outcomes of a run in the order of its items, and puts them on disk.

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
        self._made_of = digest(__version__, encoded(made_of))
        self._parts: list[Path] = []
        self._old = _found(self._folder) if resume else []
        self._open = _Part()
        # How each item was to be read that is on its way.
        self._ways: deque[str] = deque()
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
            if part.made_of != self._made_of or not part.holds(given):
                for other in self._old[number:]:
                    shutil.rmtree(other.path)
                yield from map(self._noted, given)
                break
            self._parts.append(part.path)
            self.resumed += part.items
        yield from map(self._noted, coming)

    def _noted(self, item: Item) -> Item:
        self._ways.append(way_of(item))
        return item

    def add(self, packed: Packed) -> None:
        """Take what became of the next item."""
        self._open.add(packed, self._ways.popleft())
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
        for name in NAMES:
            join(self._parts, self._place, name)
        shutil.rmtree(self._folder)
        return Done(documents=StoredDocuments(self._place), ledger=ledger, inputs=tuple(inputs))

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
        for name in NAMES:
            write_part(new, name, part.tables[name])
        facts = {
            "made_of": self._made_of,
            "items": len(part.keys),
            "keys": digest(*part.keys),
            "ways": digest(*part.ways),
            "ledger": part.ledger.stored(),
            "inputs": part.inputs,
        }
        (new / "part.json").write_text(json.dumps(facts, ensure_ascii=True), encoding="ascii")
        new.rename(path)
        self._parts.append(path)


class _Part:
    """Outcomes that are not on disk yet."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.ways: list[str] = []
        self.tables: dict[str, list[bytes]] = {name: [] for name in NAMES}
        self.inputs: list[dict[str, Any]] = []
        self.ledger = Ledger()
        self.characters = 0
        self.began = time.monotonic()

    def add(self, packed: Packed, way: str) -> None:
        self.keys.append(packed.key)
        self.ways.append(way)
        self.ledger.merge(packed.ledger)
        self.inputs += packed.inputs
        self.characters += packed.characters
        for name, rows in packed.tables:
            self.tables[name].append(rows)

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
    ways: str

    def holds(self, given: Iterable[Item]) -> bool:
        """Whether these items are those of the part, read as they were then."""
        given = tuple(given)
        read = (item.attempted() if isinstance(item, Planned) else item for item in given)
        same = self.ways == digest(*map(way_of, given))
        return same and self.keys == digest(*map(key_of, read))


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
        found.append(
            _Old(path, facts["made_of"], facts["items"], facts["keys"], facts.get("ways", ""))
        )
    return found


def _facts(part: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((part / "part.json").read_text(encoding="ascii"))
    return made
