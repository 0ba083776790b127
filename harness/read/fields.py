"""The fields of a row, whatever format it came in: checked, and put together to documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from harness.errors import HarnessError, suggest
from harness.model.text import Document, LeftOut
from harness.read.given import File, Given
from harness.read.layout import Piece, Row, assembled

TEXT = ("document", "candidate", "source", "system", "language", "source_language")
FIELDS = frozenset({*TEXT, "segment", "references", "reference"})


class Record(NamedTuple):
    """One row as its format reads it: where it begins, its line, its fields, its own words.

    `raw` are the row's characters in the file, from which the candidate's place is found; in a
    table `cell` is the number of its column.
    """

    offset: int
    line: int
    fields: Mapping[str, object]
    raw: str = ""
    cell: int = 0


class Values(NamedTuple):
    """The checked fields of one row."""

    document: str
    system: str | None
    language: str | None
    source_language: str | None
    candidate: str
    references: tuple[str, ...]
    source: str | None


def renamed(given: Given) -> dict[str, str]:
    """Return field by column for `--columns NAME=COLUMN`; raise H314 for a field that is none."""
    made = {}
    for item in given.columns:
        field, found, column = item.partition("=")
        if not found or not column:
            raise HarnessError(
                "H314", "--columns", f'"{item}" is no NAME=COLUMN', "Write candidate=mt,source=src."
            )
        made[column] = known(field)
    return made


def known(field: str) -> str:
    """Return the field's name; raise H314 where there is no such field."""
    if base(field) not in FIELDS:
        raise HarnessError("H314", "--columns", f'no field "{field}"', suggest(field, FIELDS))
    return field


def base(field: str) -> str:
    """Return the field that a name stands for: `reference.2` is another reference.

    >>> base("reference.2"), base("source")
    ('reference', 'source')
    """
    name, _, number = field.partition(".")
    return name if name == "reference" and number.isdecimal() else field


def values(fields: Mapping[str, object], place: str, *, fallback: str) -> Values:
    """Return the fields of one row, checked; raise H305 with `place`."""
    for name in fields:
        if base(name) not in FIELDS:
            raise HarnessError("H305", place, f'unknown field "{name}"', suggest(name, FIELDS))
    text = {name: _text(fields[name], name, place) for name in TEXT if name in fields}
    candidate = text.get("candidate")
    if candidate is None:
        raise HarnessError(
            "H305", place, 'no "candidate"', "Every row needs the translation under test."
        )
    return Values(
        document=text.get("document") or fallback,
        system=text.get("system"),
        language=text.get("language"),
        source_language=text.get("source_language"),
        candidate=candidate,
        references=_references(fields, place),
        source=text.get("source"),
    )


def _references(fields: Mapping[str, object], place: str) -> tuple[str, ...]:
    value = fields.get("references", fields.get("reference"))
    further = [fields[name] for name in _numbered(fields)]
    if value is None and not further:
        return ()
    several: list[object] = [*(value if isinstance(value, list) else [value]), *further]
    made = tuple(item or "" for item in several if item is None or isinstance(item, str))
    if len(made) != len(several):
        raise HarnessError(
            "H305",
            place,
            '"references" is not a list of strings',
            'Give ["…"], or "…" for one.',
        )
    return made


def _numbered(fields: Iterable[str]) -> list[str]:
    names = [name for name in fields if base(name) != name]
    return sorted(names, key=lambda name: int(name.partition(".")[2]))


def _text(value: object, field: str, place: str) -> str | None:
    """Return the value where it is text, or is not there; else raise H305."""
    if value is not None and not isinstance(value, str):
        raise HarnessError("H305", place, f'"{field}" is not a string', "Give a string.")
    return value


def document_of(
    rows: Sequence[tuple[Values, tuple[Piece, ...], str | None]],
    file: File,
    given: Given,
    left_out: tuple[LeftOut, ...] = (),
) -> Document:
    """Return the document that rows of one key make; its first row says the languages."""
    first = rows[0][0]
    return assembled(
        [
            Row(
                candidate=row.candidate,
                pieces=pieces,
                references=row.references,
                source=row.source,
                key=key,
            )
            for row, pieces, key in rows
        ],
        document=first.document,
        system=first.system,
        language=first.language or given.language,
        source_language=first.source_language or given.source_language,
        path=file.path,
        left_out=left_out,
    )
