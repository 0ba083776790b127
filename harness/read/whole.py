"""Files that are read in one go and hold several documents."""

from __future__ import annotations

from collections.abc import Callable

from harness.errors import HarnessError
from harness.model.text import Document
from harness.read.given import File, Given, Part

ReadAll = Callable[[File, Given], tuple[Document, ...]]
Key = tuple[str | None, str]

# The documents of the file that was read last and have not been asked for: those of one file are
# asked for in turn, and reading it anew for each would take the square of the time.
_LAST: dict[tuple[File, Given], dict[Key, Document]] = {}


def survey_whole(read: ReadAll, file: File, given: Given) -> list[Part]:
    """Return the documents of the file, all of them read."""
    documents = read(file, given)
    if not documents:
        raise HarnessError(
            "H332", file.path, "no translations", "Give a file that holds a translation."
        )
    _LAST.clear()
    _LAST[file, given] = {(one.system, one.id): one for one in documents}
    return [Part(system=one.system, document=one.id, size=len(one.text)) for one in documents]


def load_whole(read: ReadAll, file: File, given: Given, part: Part) -> Document:
    """Return one document of the file."""
    key = part.system, part.document
    if key not in _LAST.get((file, given), {}):
        _LAST.clear()
        _LAST[file, given] = {(one.system, one.id): one for one in read(file, given)}
    found = _LAST[file, given].pop(key, None)
    if found is None:
        raise HarnessError(
            "H305",
            file.path,
            "the file was changed while it was read",
            "Run again when it is finished.",
        )
    return found
