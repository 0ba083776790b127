"""What became of documents in earlier runs, from the cache: only what changed is worked on.

Rules and metrics are cheap beside the engines; in a batch whose engines answer from the cache they
are all there is, so where an engine takes part the whole outcome is kept. Its key holds the
document, everything that decides its outcome, and the program's own files. Nothing is kept of an
engine that failed.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from harness import __version__
from harness.accept import sidecar_of
from harness.aggregate import Ledger
from harness.cache import Shelf, cache_of
from harness.folder import Packed, pack
from harness.metrics.weights import PROFILES
from harness.model.report import FailedDocument
from harness.named import loaded_by_each
from harness.plugins import offered
from harness.read import Item, Planned
from harness.session import Session, Watch
from harness.stored.codec import encoded

if TYPE_CHECKING:
    from harness.engines.comet.models import Models

ENGINE = "outcome"
_FORM = 1  # of what is kept; a change of it gets a new number
_HEAD = 8  # bytes that say how long the part is that is no table


class _Waiting(NamedTuple):
    """An item whose turn has not come; `key` is None where nothing may be kept of it."""

    item: Item
    key: str | None
    known: bool


def finished(
    items: Iterable[Item], session: Session, made_of: object, watch: Watch | None = None
) -> Iterator[Packed]:
    """Yield what became of each item, packed and in order, as the session would have made it.

    `made_of` is what all outcomes depend on besides engines and documents.
    """
    shelf = _shelf(session, made_of)
    if shelf is None:
        yield from session.finished(items, pack, watch=watch)
        return
    run = _Run(session, shelf)
    for item, packed in run.finished(items):
        yield packed
        if watch is not None and not isinstance(item, FailedDocument):
            watch(item)


class _Run:
    """Items on their way: those known are taken from the shelf, the others are worked on."""

    def __init__(self, session: Session, shelf: Shelf) -> None:
        self._session = session
        self._shelf = shelf
        # What is known waits here by name alone, so that memory does not grow with it.
        self._waiting: deque[_Waiting] = deque()
        # Without its facts nobody could say which LanguageTool it was that answered.
        self._readable = session.checker is None or session.checker.travelling() is not None

    def finished(self, items: Iterable[Item]) -> Iterator[tuple[Item, Packed]]:
        for packed in self._session.finished(self._new(items), pack):
            yield from self._known()
            one = self._waiting.popleft()
            if one.key is not None and packed.lasting:
                self._shelf.put_many({one.key: _stored(packed)})
            yield one.item, packed
        yield from self._known()

    def _new(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items that have to be worked on, and put all of them in the queue."""
        for item in items:
            key = _key(item)
            known = self._readable and key is not None and self._holds(key)
            self._waiting.append(_Waiting(item, key, known))
            if not known:
                yield item

    def _holds(self, key: str) -> bool:
        return self._shelf.get_many([key]) != (None,)

    def _known(self) -> Iterator[tuple[Item, Packed]]:
        """Yield what is known of the items whose turn it is."""
        while self._waiting and self._waiting[0].known:
            item, key, _ = self._waiting.popleft()
            (kept,) = self._shelf.get_many([key or ""])
            if kept is None:
                # Somebody needed the room since it was seen there.
                (packed,) = self._session.finished([item], pack)
            else:
                packed = _restored(kept)
                if self._session.checker is not None:
                    self._session.checker.remembered()
            yield item, packed


def _shelf(session: Session, made_of: object) -> Shelf | None:
    """Return where outcomes of such a run are kept; None where none are."""
    settings = session.settings
    engines = _engines(session) if settings.cached else None
    # A rule that somebody is writing changes without a new version.
    if not engines or offered("mt_harness.rules") or offered("mt_harness.metrics"):
        return None
    weights = settings.weights
    placed = settings.overrides or settings.policy.quotas
    way = {
        "form": _FORM,
        "made_of": _digest(encoded(made_of)),
        "weights": None if weights in PROFILES else Path(weights).read_text(encoding="utf-8"),
        # Where paths decide, they are seen from here.
        "folder": str(Path.cwd()) if placed else None,
        "program": _program(),
        "engines": engines,
    }
    return cache_of(settings).shelf(ENGINE, __version__, way)


def _engines(session: Session) -> list[tuple[str, str]] | None:
    """Return what tells the engines of this run from others; None where one cannot be told."""
    made = [(one.name, one.version) for one in loaded_by_each(session.settings)]
    if session.checker is not None:
        memory = session.checker.memory()
        if memory is None:
            return None
        made.append(("languagetool", memory.identity))
    if session.models is not None:
        if session.models.refused:
            return None
        made += _models(session.models)
    return made


def _models(models: Models) -> Iterator[tuple[str, str]]:
    for name, one in models.scorers.items():
        yield name, f"{one.signature} {one.checkpoint.digest} {sorted(one.asked_by.items())}"


@cache
def _program() -> str:
    """Return a digest of our own files, as the disk tells of them, and of what we stand on."""
    files = (path for path in Path(__file__).parent.rglob("*") if path.suffix != ".pyc")
    states = ((str(path), path.stat()) for path in files if path.is_file())
    found = sorted((path, state.st_size, state.st_mtime_ns) for path, state in states)
    return _digest([found, sys.version, _libraries()])


def _libraries() -> list[tuple[str, str]]:
    try:
        needed = [one for one in requires("mt-harness") or () if "extra ==" not in one]
        names = sorted({"".join(_letters(one)) for one in needed})
        return [(name, version(name)) for name in names]
    except PackageNotFoundError:
        return []


def _letters(requirement: str) -> Iterator[str]:
    """Yield the letters of a requirement's name."""
    for letter in requirement:
        if not (letter.isalnum() or letter in "-_."):
            return
        yield letter


def _key(item: Item) -> str | None:
    """Return what tells the document from every other, with its sidecar; None for a failed one."""
    document = item.attempted() if isinstance(item, Planned) else item
    if isinstance(document, FailedDocument):
        return None
    sidecar = sidecar_of(document)
    beside = sidecar.read_bytes().hex() if sidecar is not None else None
    return _digest([encoded(document), beside])


def _digest(value: object) -> str:
    written = json.dumps(value, ensure_ascii=True, default=str)
    return blake2b(written.encode("ascii"), digest_size=20).hexdigest()


def _stored(packed: Packed) -> bytes:
    head: dict[str, Any] = {
        "key": packed.key,
        "characters": packed.characters,
        "ledger": packed.ledger.stored(),
        "inputs": packed.inputs,
        "tables": [(name, len(rows)) for name, rows in packed.tables],
    }
    raw = json.dumps(head, ensure_ascii=True).encode("ascii")
    whole = [len(raw).to_bytes(_HEAD), raw, *(rows for _, rows in packed.tables)]
    return zlib.compress(b"".join(whole), 1)


def _restored(kept: bytes) -> Packed:
    whole = zlib.decompress(kept)
    at = _HEAD + int.from_bytes(whole[:_HEAD])
    head = json.loads(whole[_HEAD:at])
    tables = []
    for name, size in head["tables"]:
        tables.append((name, whole[at : at + size]))
        at += size
    return Packed(
        key=head["key"],
        ledger=Ledger.restored(head["ledger"]),
        characters=head["characters"],
        tables=tuple(tables),
        inputs=tuple(head["inputs"]),
    )
