"""The formats: what each is called, how its files end, and who reads it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from harness.model.text import Document
from harness.read.article import Reader, load_article, read_plain
from harness.read.given import File, Given, Part
from harness.read.html_page import read_html
from harness.read.jsonl import JSONL
from harness.read.markdown import read_markdown
from harness.read.parquet import PARQUET, has_candidates, unpack
from harness.read.po import read_po
from harness.read.row_file import RowFormat, load_rows, survey_rows
from harness.read.subtitles import read_srt, read_vtt
from harness.read.table import CSV, TSV, holds_candidates
from harness.read.tmx import read_tmx
from harness.read.whole import ReadAll, load_whole, survey_whole
from harness.read.wmt import read_wmt
from harness.read.xliff import read_xliff

Survey = Callable[[File, Given], list[Part]]
Holds = Callable[[str, Given], bool]
Unpack = Callable[[str, Path, str, Given], None]
Load = Callable[[File, Given, Part], Document]


class Format(NamedTuple):
    """One format.

    `survey` says what documents a file holds and raises what can be known before they are read.
    `spooled` are read from the middle, so they have to lie unpacked. `alone` takes references and
    a source by hand. Of many a table the suffix does not tell whether it holds translations: a
    folder's search asks `holds`. `unpack` writes a file anew as one that can be read.
    """

    name: str
    suffixes: tuple[str, ...]
    survey: Survey
    load: Load
    spooled: bool = False
    alone: bool = False
    holds: Holds | None = None
    unpack: Unpack | None = None


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
    name: str,
    suffixes: tuple[str, ...],
    form: RowFormat,
    holds: Holds | None = None,
    unpack: Unpack | None = None,
) -> Format:
    return Format(
        name,
        suffixes,
        partial(survey_rows, form),
        partial(load_rows, form),
        spooled=True,
        holds=holds,
        unpack=unpack,
    )


def _whole(name: str, suffixes: tuple[str, ...], read: ReadAll) -> Format:
    return Format(name, suffixes, partial(survey_whole, read), partial(load_whole, read))


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        _article("article", (".txt",), read_plain),
        _article("markdown", (".md", ".markdown"), read_markdown),
        _article("html", (".html", ".htm", ".xhtml"), read_html),
        _rows("jsonl", (".jsonl", ".ndjson"), JSONL),
        _rows("tsv", (".tsv", ".tab"), TSV, holds=holds_candidates),
        _rows("csv", (".csv",), CSV, holds=holds_candidates),
        _whole("wmt", (".xml",), read_wmt),
        _whole("xliff", (".xlf", ".xliff", ".xml"), read_xliff),
        _whole("tmx", (".tmx", ".xml"), read_tmx),
        _whole("po", (".po",), read_po),
        _whole("srt", (".srt",), read_srt),
        _whole("vtt", (".vtt",), read_vtt),
        _rows("parquet", (".parquet", ".pq"), PARQUET, holds=has_candidates, unpack=unpack),
    )
}
SUFFIXES: dict[str, tuple[Format, ...]] = {
    suffix: tuple(form for form in FORMATS.values() if suffix in form.suffixes)
    for form in FORMATS.values()
    for suffix in form.suffixes
}
