"""Paths to files: what folders and patterns hold, what belongs to what, and what it is called."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from harness.errors import HarnessError
from harness.read.article import Beside, is_sidecar
from harness.read.formats import FORMATS, SUFFIXES, Format
from harness.read.given import Given
from harness.read.kind import format_of, split_name, told_by_content
from harness.read.location import STDIN, is_url, present, store

_MAGIC = frozenset("*?[")
# What a run writes holds tables and pages of findings, no translations.
_RUN_FOLDER = ("run.json", "report.json")


class Found(NamedTuple):
    """A candidate: where it is, what it is shown and called as, and what belongs to it."""

    location: str
    name: str
    format: Format | None = None
    references: tuple[str, ...] = ()
    source: str | None = None

    @property
    def shown(self) -> str:
        """The name that people see."""
        return "stdin" if self.location == STDIN else self.location


def found_files(paths: tuple[str, ...], given: Given) -> tuple[Found, ...]:
    """Return each candidate once, sorted by name; folders are searched, patterns are filled in.

    The name is the path below the input root (the folder given; for files their deepest common
    folder) without suffix, with `/`. Sidecars are left out. Raises H306 and H307.
    """
    named: dict[str, Found] = {}
    files: list[str] = []
    for path in _filled_in(paths):
        if _is_folder(path):
            for other, form in _searched(path, given):
                named[other] = Found(other, _below(other, path), form)
        else:
            files.append(path)
    root = {kind: _common([f for f in files if is_url(f) is kind]) for kind in (False, True)}
    for path in files:
        if not present(path):
            raise HarnessError("H306", path, "no such file or folder", "Check the path.")
        if path == STDIN:
            named[path] = Found(path, "stdin")
        elif not is_sidecar(PurePosixPath(path)):
            form = format_of(path, path, given)
            named[path] = Found(path, _below(path, root[is_url(path)]), form)
    beside = _Neighbours()
    return tuple(
        beside.told(one) for one in sorted(named.values(), key=lambda one: (one.name, one.location))
    )


class _Neighbours:
    """What lies beside files, each folder listed once."""

    def __init__(self) -> None:
        self.folders: dict[str, Beside] = {}

    def told(self, one: Found) -> Found:
        if one.location == STDIN or (one.format is not None and not one.format.alone):
            return one
        folder, slash, name = one.location.rpartition("/")
        if os.sep != "/" and not is_url(one.location):
            folder, name = os.path.split(one.location)
            slash = os.sep if folder else ""
        before = f"{folder}{slash}"
        if before not in self.folders:
            self.folders[before] = Beside(_names(before or "."))
        references, source = self.folders[before].of(name)
        return one._replace(
            references=tuple(before + other for other in references),
            source=before + source if source else None,
        )


def _names(folder: str) -> Iterable[str]:
    if is_url(folder):
        system, path = store(folder)
        return [PurePosixPath(str(other)).name for other in system.ls(path, detail=False)]
    try:
        return os.listdir(folder)  # noqa: PTH208 (the names alone)
    except OSError:
        return ()


def _filled_in(paths: tuple[str, ...]) -> Iterator[str]:
    """Yield the paths, and in the place of a pattern what it fits; raise H306 where that is none.

    A name that is there is a name, even where it has an asterisk in it.
    """
    for path in paths:
        if not _MAGIC & set(path) or present(path):
            yield path
            continue
        if is_url(path):
            system, pattern = store(path)
            fitting = sorted(str(system.unstrip_protocol(one)) for one in system.glob(pattern))
        else:
            fitting = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 (as it was written)
        if not fitting:
            raise HarnessError("H306", path, "no file fits", "Check the pattern, and its quotes.")
        yield from fitting


def _is_folder(location: str) -> bool:
    if location == STDIN:
        return False
    try:
        if is_url(location):
            system, path = store(location)
            return bool(system.isdir(path))
        return os.path.isdir(location)  # noqa: PTH112 (a name need not be a good path)
    except (OSError, ValueError):
        return False


def _searched(folder: str, given: Given) -> Iterator[tuple[str, Format]]:
    """Yield the candidates in a folder and below it, with their formats."""
    for path in _inside(folder):
        name = PurePosixPath(path).name
        forms = SUFFIXES.get(split_name(name)[1], ())
        if given.format is not None:
            forms = tuple(form for form in forms if form is FORMATS.get(given.format))
        if not forms or is_sidecar(PurePosixPath(name)):
            continue
        if len(forms) == 1:
            if forms[0].holds is None or forms[0].holds(path, given):
                yield path, forms[0]
        elif (told := told_by_content(path, path)) and FORMATS[told] in forms:
            yield path, FORMATS[told]


def _inside(folder: str) -> Iterator[str]:
    """Yield the files below a folder that are not hidden, in order; run folders are passed by."""
    if is_url(folder):
        system, path = store(folder)
        for other in sorted(system.find(path)):
            below = str(other).removeprefix(path)
            if not any(part.startswith(".") for part in below.split("/")):
                yield str(system.unstrip_protocol(other))
        return
    for here, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if all(name in names for name in _RUN_FOLDER):
            folders.clear()
            continue
        for name in sorted(names):
            found = Path(here) / name
            if not name.startswith(".") and found.is_file():
                yield str(found)


def _common(files: list[str]) -> str:
    if not files:
        return ""
    return os.path.commonpath([os.path.dirname(_absolute(path)) for path in files])  # noqa: PTH120


def _below(path: str, root: str) -> str:
    """Return the path from the root on, without what tells its format."""
    below = os.path.relpath(_absolute(path), _absolute(root)).replace(os.sep, "/")
    folder, slash, name = below.rpartition("/")
    return f"{folder}{slash}{split_name(name)[0]}"


def _absolute(path: str) -> str:
    """Return the path as it was named, from the root; a link is called what it is called here."""
    if is_url(path):
        return "/" + path.partition("://")[2].strip("/")
    return os.path.abspath(path)  # noqa: PTH100 (resolve() would follow links)
