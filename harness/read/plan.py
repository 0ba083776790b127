"""What is to be read: every document by its key before any of them is, then one by one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from harness.errors import HarnessError
from harness.model.report import FailedDocument
from harness.model.text import Document
from harness.read.formats import FORMATS
from harness.read.found import Found, found_files
from harness.read.given import File, Given, Part
from harness.read.kind import format_of
from harness.read.location import STDIN, Spool, flows, present, unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One document that can be read, here or in another process: small, and picklable.

    `spool` holds what had to be copied to be read; another process needs this one to keep it.
    """

    file: File
    format: str
    given: Given
    part: Part
    spool: Spool = field(compare=False, repr=False)

    @property
    def key(self) -> tuple[str, str]:
        """System (empty where there is none) and document: what batches are sorted by."""
        return self.part.system or "", self.part.document

    @property
    def size(self) -> int:
        """About how many bytes of text it is."""
        return self.part.size

    def read(self) -> Document:
        """Return the document; raise HarnessError where that cannot be done."""
        return FORMATS[self.format].load(self.file, self.given, self.part)

    def attempted(self) -> Document | FailedDocument:
        """Return the document, or the row that says why it cannot be read."""
        try:
            return self.read()
        except HarnessError as error:
            return _failed(self.part.document, self.file.path, error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The documents of a run and the files that cannot be read, in the order they were found.

    Files come by name, documents of one file by their first rows; `in_order` has them sorted by
    (system, document), as reports have.
    """

    entries: tuple[Planned, ...]
    failed: tuple[FailedDocument, ...] = ()
    files: int = 1

    @property
    def in_order(self) -> tuple[Planned, ...]:
        """The documents sorted by (system, document)."""
        return tuple(sorted(self.entries, key=lambda entry: entry.key))

    def __iter__(self) -> Iterator[Document | FailedDocument]:
        """Yield every document, sorted, one at a time; those that fail come as rows, first.

        What is wrong with the only file there is, is raised.
        """
        yield from self.failed
        for entry in self.in_order:
            yield entry.read() if self.files == 1 else entry.attempted()


def plan(
    paths: Iterable[str | os.PathLike[str]],
    given: Given | None = None,
    *,
    all_of_them: bool = False,
) -> Plan:
    """Return what the paths lead to, every file looked at and no text kept.

    A path is a file, a folder, a pattern (`**` for any depth), `-` for standard input, or an
    address that fsspec knows; each may be packed with gzip. Raises HarnessError where nothing is
    found, the only file cannot be read (with `all_of_them`: any file), or a key (system, document)
    comes twice.
    """
    given = given or Given()
    spool = Spool()
    found = _found(tuple(os.fspath(path) for path in paths), given)
    entries: list[Planned] = []
    failed: list[FailedDocument] = []
    for one in found:
        try:
            entries += _looked_at(one, given, spool)
        except HarnessError as error:
            if len(found) == 1 or all_of_them:
                raise
            failed.append(_failed(one.name, one.shown, error))
    _unique(entries)
    return Plan(
        entries=tuple(entries),
        failed=tuple(failed),
        files=len(found),
    )


def _found(paths: tuple[str, ...], given: Given) -> tuple[Found, ...]:
    """Return the candidates; raise where there are none, or the rest is not of one article."""
    found = found_files(paths, given)
    if not found:
        raise HarnessError(
            "H306",
            ", ".join(paths),
            "no candidate here",
            "Give .txt or .jsonl files, or a folder of them (docs/formats.md names them all).",
        )
    beside = (*given.references, *((given.source,) if given.source else ()))
    if beside and len(found) != 1:
        raise HarnessError(
            "H308",
            "",
            f"-r or -s beside {len(found)} candidates",
            "Name one article, or put NAME.ref.txt and NAME.src.txt beside each.",
        )
    for other in beside:
        if not present(other):
            raise unreadable(other, FileNotFoundError(2, "No such file or directory"))
    return found


def _looked_at(one: Found, given: Given, spool: Spool) -> Iterator[Planned]:
    once = one.location == STDIN or flows(one.location)
    local = spool.local(one.location, given.most) if once else None
    form = one.format or format_of(one.shown, local or one.location, given)
    if (given.references or given.source) and not form.alone:
        raise HarnessError(
            "H308",
            one.shown,
            f"-r or -s beside {form.name}",
            "The file itself holds them; give -r and -s beside a single article.",
        )
    if form.spooled and local is None:
        local = spool.local(one.location, given.most)
    if form.unpack is not None:
        target = spool.fresh()
        form.unpack(local or one.location, target, one.shown, given)
        local = str(target)
    file = File(
        path=one.shown,
        name=one.name,
        local=local,
        references=one.references if form.alone else (),
        source=one.source if form.alone else None,
    )
    for part in form.survey(file, given):
        yield Planned(file=file, format=form.name, given=given, part=part, spool=spool)


def _unique(entries: Iterable[Planned]) -> None:
    seen: dict[tuple[str, str], Planned] = {}
    for entry in entries:
        if entry.key in seen:
            raise HarnessError(
                "H309",
                entry.file.path,
                f'document "{entry.part.document}" was already read from '
                f"{seen[entry.key].file.path}",
                "Rename one of them, or give their common folder.",
            )
        seen[entry.key] = entry


def _failed(name: str, path: str, error: HarnessError) -> FailedDocument:
    """Return the row of what is wrong with a file, or with one beside it, as seen from there."""
    place = error.place.removeprefix(path).lstrip(":")
    place = place.removeprefix(f"{os.path.dirname(path)}{os.sep}")  # noqa: PTH120 (or an address)
    why = f"{error.code}{f' {place}' if place else ''}: {error.seen}. {error.remedy}"
    return FailedDocument(document=name, path=path, why=why)
