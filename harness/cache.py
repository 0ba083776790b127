"""What expensive engines answered before: one file of small results, found again by their content.

A result's key is a digest of engine, version, settings and text, so nothing has to be told that it
is out of date: what changed has another key. The file may vanish, be damaged or be shared by many
processes at any moment; the worst that follows is that something is computed again.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

Result = TypeVar("Result")

FOLDER = "MT_HARNESS_CACHE"
SIZE = "MT_HARNESS_CACHE_MB"
DEFAULT_MB = 1000
_FILE = "results-1.sqlite3"  # another layout of the table gets another number
_KEPT = 0.9  # of the limit, once it is reached: making room again and again would cost more
_MANY = 500  # rows asked for or written at once; SQLite takes 999 values in a question at least
_WAIT_S = 10.0
_HOUR_S = 3600
# What says that the file cannot be used at the moment; every other error means that it is damaged.
_UNUSABLE = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}
_TABLE = (
    "CREATE TABLE IF NOT EXISTS result (key BLOB PRIMARY KEY, engine TEXT NOT NULL,"
    " value BLOB NOT NULL, sum INTEGER NOT NULL, used INTEGER NOT NULL)",
    "CREATE INDEX IF NOT EXISTS result_used ON result (used)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a cache holds: results by engine, and bytes on disk of how many at most."""

    path: Path | None
    results: Mapping[str, int] = field(default_factory=dict)
    size: int = 0
    limit: int = 0
    trouble: str | None = None


def cache_folder() -> Path:
    """Return the folder named by MT_HARNESS_CACHE, else the platform's for caches."""
    if named := os.environ.get(FOLDER):
        return Path(named).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("mt-harness", appauthor=False)


def size_limit() -> int:
    """Return how many bytes the cache may take: MT_HARNESS_CACHE_MB, else 1,000 MB."""
    named = os.environ.get(SIZE, "")
    return (int(named) if named.isdigit() and int(named) else DEFAULT_MB) * 1_000_000


class Cache:
    """A file of results in `folder` that takes `limit` bytes at most; None keeps nothing.

    Threads may share one, other processes may use the same folder, and a copy sent to another
    process opens the file anew. A file that cannot be used turns the cache off and is no error:
    `trouble` says why.
    """

    def __init__(self, folder: Path | None, limit: int | None = None) -> None:
        self.path = None if folder is None else folder / _FILE
        self.limit = size_limit() if limit is None else limit
        self.trouble: str | None = None
        self._prepare()

    def _prepare(self) -> None:
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._process = 0

    def __getstate__(self) -> dict[str, Any]:
        """What travels to another process: where the file is, and no open connection."""
        return {"path": self.path, "limit": self.limit, "trouble": self.trouble}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._prepare()

    def shelf(self, engine: str, version: str, settings: Mapping[str, object]) -> Shelf:
        """Return the results of that engine, of that version, asked in that way.

        `settings` is everything that decides the answer besides the text; JSON must hold it.
        """
        way = json.dumps(settings, sort_keys=True, ensure_ascii=True)
        digest = blake2b(digest_size=20)
        for part in (engine, version, way):
            digest.update(len(part).to_bytes(8) + part.encode("utf-8", "surrogatepass"))
        return Shelf(self, engine, digest)

    def contents(self) -> Contents:
        """Return what is in the file; nothing is made where there is none."""
        if self.path is None or not self.path.exists():
            return Contents(path=self.path, limit=self.limit)
        counted = self._attempt(
            lambda db: db.execute("SELECT engine, count(*) FROM result GROUP BY engine").fetchall()
        )
        return Contents(
            path=self.path,
            results=dict(sorted((str(engine), count) for engine, count in counted or ())),
            size=sum(path.stat().st_size for path in self._files() if path.exists()),
            limit=self.limit,
            trouble=self.trouble,
        )

    def clear(self) -> int:
        """Throw every result away and give the space back; return how many there were."""
        if self.path is None or not self.path.exists():
            return 0
        thrown = self._attempt(_cleared)
        if thrown is None:
            with self._lock:
                self._drop()
        return thrown or 0

    def close(self) -> None:
        """Close the file; asked again, it is opened again."""
        with self._lock:
            if self._connection is not None and self._process == os.getpid():
                with suppress(sqlite3.Error):
                    self._connection.close()
            self._connection = None

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the values of those keys that are there and whole."""
        found: dict[bytes, bytes] = {}
        for some in _slices(keys):
            found.update(self._attempt(partial(_some, keys=some)) or {})
        return found

    def _write(self, engine: str, values: Mapping[bytes, bytes]) -> None:
        now = _hour()
        rows = [(key, engine, value, _sum(key, value), now) for key, value in values.items()]
        for some in _slices(rows):
            self._attempt(partial(_written, rows=some, limit=self.limit))

    def _attempt(self, work: Callable[[sqlite3.Connection], Result]) -> Result | None:
        """Return `work` of the file in one transaction; None where the file could not be used.

        A damaged file is thrown away, and the work done on a new one.
        """
        if self.path is None:
            return None
        with self._lock:
            for last in (False, True):
                if self.trouble is not None:
                    return None
                try:
                    with self._opened(self.path) as db:
                        return work(db)
                # A damaged page holds anything: a name that cannot be decoded, a NULL for a key.
                except (sqlite3.Error, OSError, UnicodeDecodeError, TypeError) as error:
                    if _damaged(error) and not last:
                        self._drop()
                    else:
                        self.trouble = f"{self.path}: {error}"
        return None

    def _opened(self, path: Path) -> sqlite3.Connection:
        if self._connection is not None and self._process == os.getpid():
            return self._connection
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=_WAIT_S, check_same_thread=False)
        try:
            # Readers and one writer at a time, each beside the other. On a disk that cannot do
            # that, SQLite stays with its older way.
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute(f"PRAGMA journal_size_limit = {4_000_000}")
            with db:
                for line in _TABLE:
                    db.execute(line)
        except BaseException:
            db.close()
            raise
        self._connection, self._process = db, os.getpid()
        return db

    def _drop(self) -> None:
        """Remove the file with what belongs to it; other processes go on with what they hold."""
        self.close()
        for path in self._files():
            with suppress(OSError):
                path.unlink()

    def _files(self) -> Iterator[Path]:
        # The log before the file: a log left behind would be read into the next file.
        for suffix in ("-wal", "-shm", "-journal", ""):
            if self.path is not None:
                yield self.path.with_name(self.path.name + suffix)


NO_CACHE = Cache(None)


def cache_of(settings: Wanting) -> Cache:
    """Return the user's cache, one for the whole process, or none where the settings do without."""
    return _shared(cache_folder(), size_limit()) if settings.cached else NO_CACHE


@lru_cache(maxsize=4)
def _shared(folder: Path, limit: int) -> Cache:
    return Cache(folder, limit)


class Wanting(Protocol):
    """What says whether the cache may be used: the settings of a run."""

    @property
    def cached(self) -> bool:
        """Whether results may be kept and taken from the cache."""


class Shelf:
    """The results of one engine in one version, asked in one way; made by `Cache.shelf`."""

    def __init__(self, cache: Cache, engine: str, digest: blake2b) -> None:
        self._cache = cache
        self._engine = engine
        self._digest = digest

    def get_many(self, texts: Sequence[str]) -> tuple[bytes | None, ...]:
        """Return for each text what was put there; None where there is nothing, or damage."""
        if self._cache.path is None:
            return (None,) * len(texts)
        keys = [self._key(text) for text in texts]
        found = self._cache._read(list(dict.fromkeys(keys)))
        return tuple(found.get(key) for key in keys)

    def put_many(self, values: Mapping[str, bytes]) -> None:
        """Keep a result for each text; those used longest ago go where the room is too small."""
        if self._cache.path is not None:
            self._cache._write(self._engine, {self._key(t): value for t, value in values.items()})

    def _key(self, text: str) -> bytes:
        digest = self._digest.copy()
        digest.update(text.encode("utf-8", "surrogatepass"))
        return digest.digest()


def _some(db: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    marks = ",".join("?" * len(keys))
    rows = db.execute(
        f"SELECT key, value, sum, used FROM result WHERE key IN ({marks})", keys
    ).fetchall()
    whole = {
        key: value
        for key, value, check, _ in rows
        if isinstance(value, bytes) and _sum(key, value) == check
    }
    _delete(db, [key for key, *_ in rows if key not in whole])
    now = _hour()
    # Written once an hour, not at every look: reading then needs no lock.
    stale = [key for key, _, _, used in rows if key in whole and used != now]
    if stale:
        db.executemany("UPDATE result SET used = ? WHERE key = ?", [(now, key) for key in stale])
    return whole


def _written(
    db: sqlite3.Connection, rows: Sequence[tuple[bytes, str, bytes, int, int]], limit: int
) -> None:
    db.executemany("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?, ?)", rows)
    while (size := _size(db)) > limit:
        (count,) = db.execute("SELECT count(*) FROM result").fetchone()
        if not count:
            return
        surplus = 1 + int(count * (1 - _KEPT * limit / size))
        oldest = db.execute("SELECT key FROM result ORDER BY used, rowid LIMIT ?", (surplus,))
        _delete(db, [key for (key,) in oldest.fetchall()])


def _delete(db: sqlite3.Connection, keys: Iterable[bytes]) -> None:
    db.executemany("DELETE FROM result WHERE key = ?", [(key,) for key in keys])


def _size(db: sqlite3.Connection) -> int:
    """Return the bytes of the file that hold something; those given up are used again."""
    pages, free, bytes_each = (
        db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * bytes_each)


def _cleared(db: sqlite3.Connection) -> int:
    with closing(db.execute("DELETE FROM result")) as done:
        thrown = done.rowcount
    db.commit()
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return thrown


def _damaged(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", 0)
    return not isinstance(error, OSError) and code & 0xFF not in _UNUSABLE


def _sum(key: bytes, value: bytes) -> int:
    """Return a sum over both: a value under another's key is as wrong as a damaged one."""
    return zlib.crc32(value, zlib.crc32(key))


def _hour() -> int:
    return int(time.time()) // _HOUR_S


def _slices(items: Iterable[Result]) -> Iterator[list[Result]]:
    rest = iter(items)
    while some := list(islice(rest, _MANY)):
        yield some
