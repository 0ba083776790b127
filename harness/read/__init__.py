"""Paths to documents: what is a candidate, what belongs to it, and what it is called."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from harness.errors import HarnessError
from harness.model.report import FailedDocument
from harness.model.text import Document
from harness.read.article import is_sidecar, read_article
from harness.read.jsonl import read_jsonl
from harness.read.lines import System, present, read_lines

__all__ = ["System", "candidates", "read_each", "read_lines", "read_paths"]

_SUFFIXES = {".txt": "article", ".jsonl": "jsonl"}


def candidates(paths: tuple[Path, ...]) -> tuple[tuple[Path, str], ...]:
    """Return each candidate file with its document id, sorted; folders are searched.

    The id is the path below the input root (the folder given; for files their deepest common
    folder) without suffix, with `/`. Sidecars are left out. Raises H306 and H307.
    """
    files = [path for path in paths if not _is_folder(path)]
    named = {path: _below(path, _common(files)) for path in files if not is_sidecar(path)}
    for path in files:
        if not present(path):
            raise HarnessError("H306", str(path), "no such file or folder", "Check the path.")
        if path in named and path.suffix not in _SUFFIXES:
            known = ", ".join(sorted(_SUFFIXES))
            raise HarnessError(
                "H307", str(path), f'unknown format "{path.suffix}"', f"Known: {known}."
            )
    for folder in (path for path in paths if _is_folder(path)):
        for path in sorted(folder.rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if path.suffix in _SUFFIXES and path.is_file() and not is_sidecar(path) and not hidden:
                named[path] = _below(path, folder)
    return tuple(sorted(named.items(), key=lambda item: (item[1], str(item[0]))))


def read_paths(
    paths: tuple[Path, ...],
    *,
    references: tuple[Path, ...] = (),
    source: Path | None = None,
    language: str = "und",
    source_language: str | None = None,
) -> tuple[Document, ...]:
    """Return the documents of files and folders; `references` and `source` need a single article.

    Raises HarnessError where nothing is found, a key (system, document) comes twice, or a file
    cannot be read.
    """
    beside = _Beside(references, source, language, source_language)
    found = _found(paths, beside)
    return _unique([document for path, name in found for document in _read(path, name, beside)])


def read_each(
    paths: tuple[Path, ...],
    *,
    references: tuple[Path, ...] = (),
    source: Path | None = None,
    language: str = "und",
    source_language: str | None = None,
) -> tuple[tuple[Document, ...], tuple[FailedDocument, ...]]:
    """Return the documents that can be read, and a row for each of several files that cannot.

    All else is as in `read_paths`; a file that is the only one raises.
    """
    beside = _Beside(references, source, language, source_language)
    found = _found(paths, beside)
    documents: list[Document] = []
    failed: list[FailedDocument] = []
    for path, name in found:
        try:
            documents += _read(path, name, beside)
        except HarnessError as error:
            if len(found) == 1:
                raise
            failed.append(FailedDocument(document=name, path=str(path), why=_why(error, path)))
    return _unique(documents), tuple(failed)


def _why(error: HarnessError, path: Path) -> str:
    """Return what is wrong with the file or one beside it, the place as seen from the file."""
    place = error.place.removeprefix(str(path)).lstrip(":")
    place = place.removeprefix(f"{path.parent}{os.sep}")
    return f"{error.code}{f' {place}' if place else ''}: {error.seen}. {error.remedy}"


class _Beside(NamedTuple):
    """What is said of the files by hand."""

    references: tuple[Path, ...]
    source: Path | None
    language: str
    source_language: str | None


def _found(paths: tuple[Path, ...], beside: _Beside) -> tuple[tuple[Path, str], ...]:
    """Return the candidates; raise where there are none, or the rest is not of one article."""
    found = candidates(paths)
    if not found:
        given = ", ".join(str(path) for path in paths)
        raise HarnessError(
            "H306",
            given,
            "no candidate here",
            "Give .txt or .jsonl files, or a folder of them.",
        )
    if not (beside.references or beside.source):
        return found
    if len(found) != 1:
        raise HarnessError(
            "H308",
            "",
            f"-r or -s beside {len(found)} candidates",
            "Name one article, or put NAME.ref.txt and NAME.src.txt beside each.",
        )
    if _SUFFIXES[found[0][0].suffix] == "jsonl":
        raise HarnessError(
            "H308",
            str(found[0][0]),
            "-r or -s beside JSONL",
            "Put them in the rows as fields.",
        )
    return found


def _read(path: Path, name: str, beside: _Beside) -> tuple[Document, ...]:
    references, source, language, origin = beside
    if _SUFFIXES[path.suffix] == "jsonl":
        return read_jsonl(path, document=name, language=language, source_language=origin)
    article = read_article(
        path,
        document=name,
        references=references,
        source=source,
        language=language,
        source_language=origin,
    )
    return (article,)


def _unique(documents: list[Document]) -> tuple[Document, ...]:
    seen: dict[tuple[str | None, str], Document] = {}
    for document in documents:
        key = (document.system, document.id)
        if key in seen:
            raise HarnessError(
                "H309",
                document.path or document.id,
                f'document "{document.id}" was already read from {seen[key].path}',
                "Rename one of them, or give their common folder.",
            )
        seen[key] = document
    return tuple(documents)


def _common(files: list[Path]) -> Path:
    if not files:
        return Path()
    return Path(os.path.commonpath([str(_absolute(path).parent) for path in files]))


def _is_folder(path: Path) -> bool:
    return present(path) and path.is_dir()


def _below(path: Path, root: Path) -> str:
    return _absolute(path).relative_to(_absolute(root)).with_suffix("").as_posix()


def _absolute(path: Path) -> Path:
    """Return the path as it was named, from the root; a link is called what it is called here."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (resolve() would follow links)
