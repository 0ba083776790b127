"""Articles: running text with its references and source beside it, whatever format they are in.

`X.ref.txt`, `X.ref.2.txt` … and `X.src.txt` beside `X.txt` belong to it and are no candidates.
Where a reference comes from may be said in `X.ref.note.txt` beside `X.ref.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from harness.model.text import Document
from harness.read.decode import text_of
from harness.read.given import File, Given
from harness.read.location import present

# The formats whose references lie beside them; each may be packed.
_ARTICLE = r"(?:txt|md|markdown|html?|xhtml)(?:\.gz)?"
_SIDECAR = re.compile(
    rf"\.(?:ref(?:\.\d+)?|src)\.{_ARTICLE}$"
    r"|\.ref(?:\.\d+)?\.note\.txt$|\.ignore\.toml$|\.marks\.json$|\.gold\.json$"
)
_OWN = re.compile(rf"\.{_ARTICLE}$")
_REFERENCE = re.compile(rf"(?P<stem>.+)\.ref(?:\.(?P<number>\d+))?\.{_ARTICLE}")
_SOURCE = re.compile(rf"(?P<stem>.+)\.src\.{_ARTICLE}")

# A text with the places it stands at, as a format reads it from a file.
Reader = Callable[[str, str, Given], Document]


def is_sidecar(path: Path | PurePosixPath) -> bool:
    """Whether the file belongs to another one and is never a candidate.

    >>> is_sidecar(Path("a.ref.2.txt")), is_sidecar(Path("a.txt"))
    (True, False)
    """
    return bool(_SIDECAR.search(path.name))


def belongs_to(name: str) -> str | None:
    """Return the stem of the file that a sidecar of this name belongs to; None for no sidecar.

    >>> belongs_to("a.ref.2.txt"), belongs_to("a.ignore.toml"), belongs_to("a.txt")
    ('a', 'a', None)
    """
    stem, found = _SIDECAR.subn("", name)
    return stem if found else None


class Beside:
    """The references and sources of one folder, by the stem of what they belong to."""

    def __init__(self, names: Iterable[str]) -> None:
        self.references: dict[str, list[tuple[int, str]]] = {}
        self.sources: dict[str, str] = {}
        for name in sorted(names):
            if found := _REFERENCE.fullmatch(name):
                number = int(found["number"] or 0)
                self.references.setdefault(found["stem"], []).append((number, name))
            elif found := _SOURCE.fullmatch(name):
                self.sources.setdefault(found["stem"], name)

    def of(self, name: str) -> tuple[tuple[str, ...], str | None]:
        """Return the names of a file's references, the unnumbered one first, and of its source."""
        stem = _OWN.sub("", name)
        references = sorted(self.references.get(stem, ()))
        return tuple(other for _, other in references), self.sources.get(stem)


def load_article(reader: Reader, file: File, given: Given) -> Document:
    """Return one article with its references and source, all of them read by `reader`.

    Those named by hand win over those that lie beside it.
    """
    references = given.references or file.references
    source = given.source or file.source
    document = reader(file.bytes_at, file.path, given)
    return replace(
        document,
        id=file.name,
        path=file.path,
        references=tuple(reader(other, other, given).text for other in references),
        reference_note=_note_beside(references[0], given) if references else None,
        source=reader(source, source, given).text if source else None,
        language=given.language if document.language == "und" else document.language,
        source_language=given.source_language,
    )


def read_plain(location: str, place: str, given: Given) -> Document:
    """Return plain text, exactly as it was read."""
    return Document(id="", text=text_of(location, given.most, place=place))


def _note_beside(reference: str, given: Given) -> str | None:
    """Return what is said of a reference in the note that lies beside it, on one line."""
    note = _OWN.sub("", reference) + ".note.txt"
    return " ".join(text_of(note, given.most).split()) or None if present(note) else None
