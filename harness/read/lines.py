"""Parallel line files: one segment a line, split at LF only, the same count in each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from harness.errors import HarnessError
from harness.model.text import Document, Unit
from harness.read.decode import text_of
from harness.read.layout import joined
from harness.read.location import present


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A candidate file and the name of the system that wrote it."""

    name: str
    path: Path

    @classmethod
    def parse(cls, given: str) -> System:
        """Return the system of `NAME=PATH` or `PATH` (then the file's stem names it).

        >>> System.parse("base=out/a.txt").name, System.parse("out/a.txt").name
        ('base', 'a')
        """
        name, found, path = given.partition("=")
        if found and name and "/" not in name and not present(Path(given)):
            return cls(name=name, path=Path(path))
        return cls(name=Path(given).stem, path=Path(given))


def read_lines(
    systems: tuple[System, ...],
    *,
    references: tuple[Path, ...] = (),
    source: Path | None = None,
    language: str = "und",
    source_language: str | None = None,
) -> tuple[Document, ...]:
    """Return one document for each system; every reference belongs to all of them.

    Raises H331 for an empty file, H303 where the numbers of lines differ, and H304 where a
    segment has no reference at all.
    """
    named = (*(system.path for system in systems), *references, *([source] if source else []))
    lines = {path: _lines(path) for path in named}
    _same_length(lines, expected=systems[0].path)
    _every_segment_has_a_reference(references, lines)
    document = (references[0] if references else systems[0].path).stem
    return tuple(
        _document(system, document, references, source, lines, language, source_language)
        for system in systems
    )


def _lines(path: Path) -> tuple[str, ...]:
    text = text_of(path)
    if not text:
        return ()
    return tuple(text.removesuffix("\n").split("\n"))


def _same_length(lines: dict[Path, tuple[str, ...]], *, expected: Path) -> None:
    count = len(lines[expected])
    if count == 0:
        raise HarnessError("H331", str(expected), "the file is empty", "Give at least one line.")
    for path, content in lines.items():
        if len(content) != count:
            short = min(len(content), count)
            raise HarnessError(
                "H303",
                f"{path}:{short + 1}",
                f"{len(content)} lines, but {expected} has {count}",
                "Parallel files need the same number of lines; look for one split or lost.",
            )


def _every_segment_has_a_reference(
    references: tuple[Path, ...], lines: dict[Path, tuple[str, ...]]
) -> None:
    if not references:
        return
    for number, row in enumerate(zip(*(lines[path] for path in references), strict=True), 1):
        if not any(text.strip() for text in row):
            where = " and ".join(str(path) for path in references)
            raise HarnessError(
                "H304",
                f"{where}:{number}",
                "no reference for this segment",
                "Give at least one reference a segment, or drop the line from all files.",
            )


def _document(
    system: System,
    document: str,
    references: tuple[Path, ...],
    source: Path | None,
    lines: dict[Path, tuple[str, ...]],
    language: str,
    source_language: str | None,
) -> Document:
    text, spans = joined(lines[system.path])
    rows = [joined(lines[path]) for path in references]
    origin = joined(lines[source]) if source else None
    units = tuple(
        Unit(
            span=span,
            references=tuple(
                places[n] if content[places[n].start : places[n].end].strip() else None
                for content, places in rows
            ),
            source=origin[1][n] if origin else None,
        )
        for n, span in enumerate(spans)
    )
    return Document(
        id=document,
        system=system.name,
        text=text,
        references=tuple(content for content, _ in rows),
        source=origin[0] if origin else None,
        language=language,
        source_language=source_language,
        path=str(system.path),
        units=units,
    )
