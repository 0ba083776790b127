"""What is said of the input by hand, and what every reader is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TRANSLATED = "translated"
FUZZY = "fuzzy"
LOCKED = "locked"
STATES = (TRANSLATED, FUZZY, LOCKED)
MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The options of reading.

    `references` and `source` belong to a single article. `format` is taken for every file instead
    of what its name and content say. `columns` are NAME=COLUMN for tables with names, or the names
    in their order for a table without. `states` are the translation units that are checked.
    `largest_mib` bounds what one file may take in memory, or unpacked.
    """

    references: tuple[str, ...] = ()
    source: str | None = None
    language: str = "und"
    source_language: str | None = None
    format: str | None = None
    columns: tuple[str, ...] = ()
    states: tuple[str, ...] = (TRANSLATED,)
    largest_mib: int = 1024

    @property
    def most(self) -> int:
        """The bound in bytes."""
        return self.largest_mib * MIB


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file to read: what it is called, where its bytes are, and what belongs to it.

    `path` is the name that people gave and are shown; `local` is where the bytes lie on this
    machine, unpacked, where they had to be put there (standard input, an object store, gzip).
    """

    path: str
    name: str
    local: str | None = None
    references: tuple[str, ...] = ()
    source: str | None = None

    @property
    def bytes_at(self) -> str:
        """Where to read from."""
        return self.local or self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One document of a file, before it is read: its key, its size, and where its rows are.

    `size` is in bytes, about; `rows` are triples of offset, line and number of rows. `system` and
    `document` are the key; a file without names of its own is called `File.name`.
    """

    document: str
    system: str | None = None
    size: int = 0
    rows: Sequence[int] = ()
