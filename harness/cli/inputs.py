"""What the arguments name: the documents of a command, or the way to them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import overload

import click
from click.core import ParameterSource

from harness.cli.changed import changes, concerned, refuse_lines
from harness.cli.options import several
from harness.cli.reading import asked
from harness.errors import HarnessError
from harness.model.report import FailedDocument
from harness.model.text import Document
from harness.read import (
    Given,
    Item,
    Plan,
    Planned,
    System,
    plan,
    read_each,
    read_lines,
    read_paths,
)


def languages(lang: str | None, pair: str | None) -> tuple[str, str | None]:
    """Return target and source language; `und` where none was given.

    >>> languages(None, "es-en"), languages("en-GB", None)
    (('en', 'es'), ('en-GB', None))
    """
    if pair is None:
        return lang or "und", None
    source, found, target = pair.partition("-")
    if not (source.isalpha() and found and target):
        raise HarnessError("H105", "--lang-pair", f'"{pair}" is no pair', "Write es-en.")
    if lang and lang.split("-")[0] != target.split("-")[0]:
        raise HarnessError(
            "H131", "--lang", f'"{lang}" is not the target of {pair}', "Give one of the two."
        )
    return lang or target, source


def _given_languages(lang: str | None, pair: str | None) -> tuple[str | None, str | None]:
    """Return the two options, without what the file says where the other was given by hand."""
    context = click.get_current_context(silent=True)
    if context is None:
        return lang, pair
    filed = {
        name: context.get_parameter_source(name) is ParameterSource.DEFAULT_MAP
        for name in ("lang", "lang_pair")
    }
    if lang and pair and filed["lang"] != filed["lang_pair"]:
        same = lang.split("-")[0] == pair.partition("-")[2].split("-")[0]
        return (None, pair) if filed["lang"] else (lang, pair if same else None)
    return lang, pair


def documents_of(
    paths: Sequence[str | Path] | None,
    translations: list[str] | None,
    references: list[str] | None,
    sources: Path | None,
    lang: str | None,
    pair: str | None,
) -> tuple[Document, ...]:
    """Return the documents that the arguments name; raise before any work where they do not fit."""
    target, origin = languages(*_given_languages(lang, pair))
    if _are_lines(paths, translations):
        return _lines(translations, references, sources, target, origin)
    return read_paths(
        tuple(paths or ()),
        references=_files(references),
        source=sources,
        language=target,
        source_language=origin,
        given=asked(Given()),
    )


class Inputs(Sequence[Item]):
    """What the arguments name, in the order of the report: documents, or the way to them."""

    def __init__(self, items: tuple[Item, ...], plan: Plan | None = None) -> None:
        self.items = items
        # As long as it lasts, so does what had to be copied to be read.
        self.plan = plan

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Item, ...]: ...

    def __getitem__(self, place: int | slice) -> Item | tuple[Item, ...]:
        return self.items[place]

    @property
    def first(self) -> str:
        """The id of the first document."""
        one = self.items[0]
        if isinstance(one, Planned):
            return one.part.document
        return one.id if isinstance(one, Document) else one.document


def inputs(
    paths: Sequence[str | Path] | None,
    translations: list[str] | None,
    references: list[str] | None,
    sources: Path | None,
    lang: str | None,
    pair: str | None,
) -> Inputs:
    """Return what the arguments name, with a row for each of many files that has no text.

    Line files belong together: there one that cannot be read is refused, as is a single file.
    With --changed-since there may be nothing at all.
    """
    target, origin = languages(*_given_languages(lang, pair))
    if _are_lines(paths, translations):
        refuse_lines()
        return Inputs(_lines(translations, references, sources, target, origin))
    given = Given(
        references=tuple(map(str, _files(references))),
        source=None if sources is None else str(sources),
        language=target,
        source_language=origin,
    )
    found = plan(paths or (), asked(given))
    changed = changes()
    if changed is not None:
        items: tuple[Planned | FailedDocument, ...] = (*found.failed, *found.in_order)
        return Inputs(tuple(item for item in items if concerned(item, changed)), found)
    if found.files == 1 and len(found.entries) == 1:
        return Inputs((found.entries[0].read(),), found)
    return Inputs((*found.failed, *found.in_order), found)


def readable(
    paths: Sequence[str | Path] | None,
    translations: list[str] | None,
    references: list[str] | None,
    sources: Path | None,
    lang: str | None,
    pair: str | None,
) -> tuple[tuple[Document, ...], tuple[FailedDocument, ...]]:
    """Return the documents that the arguments name, and a row for each of many that has no text.

    Line files belong together: there one that cannot be read is refused, as is a single file.
    """
    target, origin = languages(*_given_languages(lang, pair))
    if _are_lines(paths, translations):
        return _lines(translations, references, sources, target, origin), ()
    return read_each(
        tuple(paths or ()),
        references=_files(references),
        source=sources,
        language=target,
        source_language=origin,
        given=asked(Given()),
    )


def _files(given: list[str] | None) -> tuple[Path, ...]:
    return tuple(Path(item) for item in several(given))


def _are_lines(paths: Sequence[str | Path] | None, translations: list[str] | None) -> bool:
    """Whether line files are given; raise H106 where both kinds are, or nothing is."""
    if bool(paths) == bool(translations):
        raise HarnessError(
            "H106",
            "",
            "nothing to look at" if not paths else "both PATH and -t",
            "Give PATHs of articles, or line files with -t (and -r, -s).",
        )
    return bool(translations)


def _lines(
    translations: list[str] | None,
    references: list[str] | None,
    sources: Path | None,
    target: str,
    origin: str | None,
) -> tuple[Document, ...]:
    systems = tuple(System.parse(item) for item in several(translations))
    doubled = {s.name for s in systems if sum(t.name == s.name for t in systems) > 1}
    if doubled:
        raise HarnessError(
            "H107",
            "-t",
            f"two systems called {', '.join(sorted(doubled))}",
            "Use NAME=PATH.",
        )
    return read_lines(
        systems,
        references=_files(references),
        source=sources,
        language=target,
        source_language=origin,
    )
