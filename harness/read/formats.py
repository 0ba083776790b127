"""The formats: what each is called, how its files end, and who reads it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from harness.model.text import Document
from harness.read.article import Reader, load_article, read_plain
from harness.read.given import File, Given, Part
from harness.read.jsonl import JSONL
from harness.read.row_file import RowFormat, load_rows, survey_rows

Survey = Callable[[File, Given], list[Part]]
Load = Callable[[File, Given, Part], Document]


class Format(NamedTuple):
    """One format.

    `survey` says what documents a file holds and raises what can be known before they are read.
    `spooled` are read from the middle, so they have to lie unpacked. `by_content` is not taken
    from a folder for its suffix alone. `alone` takes references and a source by hand.
    """

    name: str
    suffixes: tuple[str, ...]
    survey: Survey
    load: Load
    spooled: bool = False
    by_content: bool = False
    alone: bool = False


def _one(file: File, given: Given) -> list[Part]:
    """Return the one document that the file is, unread."""
    try:
        size = os.path.getsize(file.bytes_at)  # noqa: PTH202 (an address is no path)
    except OSError:
        size = 0
    return [Part(document=file.name, size=size)]


def _load_article(reader: Reader, file: File, given: Given, part: Part) -> Document:
    return load_article(reader, file, given)


def _article(name: str, suffixes: tuple[str, ...], reader: Reader) -> Format:
    return Format(name, suffixes, _one, partial(_load_article, reader), alone=True)


def _rows(
    name: str, suffixes: tuple[str, ...], form: RowFormat, *, by_content: bool = False
) -> Format:
    return Format(
        name,
        suffixes,
        partial(survey_rows, form),
        partial(load_rows, form),
        spooled=True,
        by_content=by_content,
    )


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        _article("article", (".txt",), read_plain),
        _rows("jsonl", (".jsonl", ".ndjson"), JSONL),
    )
}
SUFFIXES: dict[str, tuple[Format, ...]] = {
    suffix: tuple(form for form in FORMATS.values() if suffix in form.suffixes)
    for form in FORMATS.values()
    for suffix in form.suffixes
}
