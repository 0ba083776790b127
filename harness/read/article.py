"""An article as plain text, with its references and source beside it.

`X.ref.txt`, `X.ref.2.txt` … and `X.src.txt` beside `X.txt` belong to it and are no candidates.
Where a reference comes from may be said in `X.ref.note.txt` beside `X.ref.txt`.
"""

from __future__ import annotations

import re
from pathlib import Path

from harness.model.text import Document
from harness.read.decode import text_of

_SIDECAR = re.compile(
    r"\.(?:ref(?:\.\d+)?(?:\.note)?|src)\.txt$|\.ignore\.toml$|\.marks\.json$|\.gold\.json$"
)
_NUMBERED = re.compile(r"\.ref\.(\d+)\.txt$")


def is_sidecar(path: Path) -> bool:
    """Whether the file belongs to another one and is never a candidate.

    >>> is_sidecar(Path("a.ref.2.txt")), is_sidecar(Path("a.txt"))
    (True, False)
    """
    return bool(_SIDECAR.search(path.name))


def references_beside(path: Path) -> tuple[Path, ...]:
    """Return the reference files that lie beside a candidate, the unnumbered one first."""
    stem = path.name.removesuffix(".txt")
    first = path.with_name(f"{stem}.ref.txt")
    numbered = sorted(
        (int(found[1]), other)
        for other in path.parent.glob(f"{_escape(stem)}.ref.*.txt")
        if (found := _NUMBERED.fullmatch(other.name.removeprefix(stem)))
    )
    return (*([first] if first.is_file() else []), *(other for _, other in numbered))


def source_beside(path: Path) -> Path | None:
    """Return the source file that lies beside a candidate, if any."""
    beside = path.with_name(f"{path.name.removesuffix('.txt')}.src.txt")
    return beside if beside.is_file() else None


def note_beside(reference: Path) -> str | None:
    """Return what is said of a reference in the note that lies beside it, on one line."""
    note = reference.with_name(f"{reference.name.removesuffix('.txt')}.note.txt")
    return " ".join(text_of(note).split()) or None if note.is_file() else None


def _escape(stem: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", stem)


def read_article(
    path: Path,
    *,
    document: str,
    references: tuple[Path, ...] = (),
    source: Path | None = None,
    language: str = "und",
    source_language: str | None = None,
) -> Document:
    """Return one article; references and source given here win over those that lie beside it."""
    beside = references or references_beside(path)
    origin = source or source_beside(path)
    return Document(
        id=document,
        text=text_of(path),
        references=tuple(text_of(other) for other in beside),
        reference_note=note_beside(beside[0]) if beside else None,
        source=text_of(origin) if origin else None,
        language=language,
        source_language=source_language,
        path=str(path),
    )
