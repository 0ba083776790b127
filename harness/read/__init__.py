"""Files to documents: what is a candidate, what belongs to it, and what it is called.

`plan` says what there is to read and holds none of it; everything else here reads what it says.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from harness.model.report import FailedDocument
from harness.model.text import Document
from harness.read.formats import FORMATS
from harness.read.found import found_files
from harness.read.given import STATES, Given
from harness.read.lines import System, read_lines
from harness.read.location import present
from harness.read.plan import Plan, Planned, plan

__all__ = [
    "FORMATS",
    "STATES",
    "Given",
    "Item",
    "Plan",
    "Planned",
    "System",
    "candidates",
    "plan",
    "present",
    "read_each",
    "read_lines",
    "read_paths",
    "read_stream",
    "size_of",
]

# What a run is given: a document, the way to one, or why there is none.
Item = Document | Planned | FailedDocument
Paths = Iterable[str | os.PathLike[str]]


def size_of(item: Item) -> int:
    """Return about how much text the item is, in characters or bytes."""
    if isinstance(item, FailedDocument):
        return 0
    return item.size if isinstance(item, Planned) else len(item.text)


def candidates(paths: Paths) -> tuple[tuple[Path, str], ...]:
    """Return each candidate file with its document id, sorted; folders are searched.

    The id is the path below the input root (the folder given; for files their deepest common
    folder) without suffix, with `/`. Sidecars are left out. Raises H306 and H307.
    """
    found = found_files(tuple(os.fspath(path) for path in paths), Given())
    return tuple((Path(one.location), one.name) for one in found)


def read_stream(paths: Paths, given: Given | None = None) -> Iterator[Document | FailedDocument]:
    """Yield the documents of files and folders one by one, sorted by (system, document).

    Everything that can be known without keeping a text is checked before this returns: raises as
    `plan` does. A file of several that cannot be read is a row, and the rows come first.
    """
    return iter(plan(paths, given))


def read_paths(
    paths: Paths,
    *,
    references: Paths = (),
    source: str | os.PathLike[str] | None = None,
    language: str = "und",
    source_language: str | None = None,
    given: Given | None = None,
) -> tuple[Document, ...]:
    """Return the documents of files and folders; `references` and `source` need a single article.

    Raises HarnessError where nothing is found, a key (system, document) comes twice, or a file
    cannot be read.
    """
    asked = _given(given, references, source, language, source_language)
    return tuple(entry.read() for entry in plan(paths, asked, all_of_them=True).entries)


def read_each(
    paths: Paths,
    *,
    references: Paths = (),
    source: str | os.PathLike[str] | None = None,
    language: str = "und",
    source_language: str | None = None,
    given: Given | None = None,
) -> tuple[tuple[Document, ...], tuple[FailedDocument, ...]]:
    """Return the documents that can be read, and a row for each of several files that cannot.

    All else is as in `read_paths`; a file that is the only one raises.
    """
    stream = plan(paths, _given(given, references, source, language, source_language))
    read = tuple(stream)
    return (
        tuple(one for one in read if isinstance(one, Document)),
        tuple(one for one in read if isinstance(one, FailedDocument)),
    )


def _given(
    given: Given | None,
    references: Paths,
    source: str | os.PathLike[str] | None,
    language: str,
    source_language: str | None,
) -> Given:
    return replace(
        given or Given(),
        references=tuple(os.fspath(path) for path in references),
        source=None if source is None else os.fspath(source),
        language=language,
        source_language=source_language,
    )
