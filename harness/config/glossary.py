"""Glossaries to terms: CSV and TSV with a line for each pair, and TBX (ISO 30042), old and new.

Nothing but the file is read: no entity is expanded and nothing is fetched from a network.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from harness.errors import HarnessError, suggest
from harness.model.terms import Term, TermKind
from harness.read.decode import text_of

COLUMNS = ("source", "target", "note", "kind", "source-language", "language")
# TBX says what a term may be used for by an administrative status (older: a normative
# authorisation); values after ISO 12620. What has none may be used.
_STATUS_NOTES = frozenset({"administrativeStatus", "normativeAuthorization"})
_UNWANTED = ("deprecated", "superseded", "forbidden", "obsolete", "notrecommended")
_ENTRIES = frozenset({"termEntry", "conceptEntry"})
_LANGUAGES = frozenset({"langSet", "langSec"})
_TERMS = frozenset({"tig", "ntig", "termSec"})


def read_glossary(path: Path) -> tuple[Term, ...]:
    """Return the terms of a glossary file; raise H206 for what is no glossary, with the line."""
    readers = {".csv": ",", ".tsv": "\t", ".tab": "\t"}
    if not path.is_file():
        raise HarnessError("H206", str(path), "no such glossary", "Check the path.")
    if path.suffix.lower() in readers:
        return _rows(path, readers[path.suffix.lower()])
    if path.suffix.lower() in (".tbx", ".xml"):
        return _concepts(path)
    raise HarnessError(
        "H206",
        str(path),
        f'unknown kind of glossary "{path.suffix}"',
        "Known: .csv, .tsv, .tbx.",
    )


def _rows(path: Path, delimiter: str) -> tuple[Term, ...]:
    import csv

    reader = csv.reader(io.StringIO(text_of(path), newline=""), delimiter=delimiter, strict=True)
    header: tuple[str, ...] | None = None
    required: dict[tuple[str, str], list[Term]] = {}
    others: list[Term] = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells) or cells[0].startswith("#"):
                continue
            place = f"{path}:{reader.line_num}"
            if header is None:
                header = _header(cells, place)
                if header:
                    continue
                header = COLUMNS[:3]
            term = _row(dict(zip(header, cells, strict=False)), place, len(cells) > len(header))
            if term.kind is TermKind.REQUIRED and term.sources:
                required.setdefault((*term.sources, term.language), []).append(term)  # type: ignore[arg-type]
            else:
                others.append(term)
    except csv.Error as error:
        raise HarnessError(
            "H206", f"{path}:{reader.line_num}", f"not a table ({error})", "Mend the row."
        ) from error
    return (*(_united(same) for same in required.values()), *others)


def _header(cells: list[str], place: str) -> tuple[str, ...]:
    """Return the columns that the first row names; () where it is a row like the others."""
    names = tuple(cell.lower().replace("_", "-").replace(" ", "-") for cell in cells)
    if "target" not in names:
        return ()
    for name in names:
        if name and name not in COLUMNS:
            raise HarnessError("H206", place, f'unknown column "{name}"', suggest(name, COLUMNS))
    return names


def _row(cells: dict[str, str], place: str, surplus: bool) -> Term:  # noqa: FBT001
    source, target = cells.get("source", ""), cells.get("target", "")
    kinds = {kind.value: kind for kind in TermKind}
    named = cells.get("kind", "").lower()
    if surplus:
        raise HarnessError(
            "H206", place, "more cells than columns", "Put a cell with a delimiter in quotes."
        )
    if not target and not source:
        raise HarnessError("H206", place, "neither source nor target", "Give a term.")
    if named and named not in kinds:
        raise HarnessError("H206", place, f'unknown kind "{named}"', suggest(named, kinds))
    if not target and named != TermKind.KEEP:
        raise HarnessError("H206", place, "no target", "Give one, or the same as the source.")
    kind = kinds.get(named, TermKind.KEEP if source == target else TermKind.REQUIRED)
    tag = cells.get("source-language", "").lower()
    return Term(
        kind=kind,
        wordings=(target or source,),
        sources=((tag, source),) if source and kind is TermKind.REQUIRED else (),
        note=cells.get("note", ""),
        language=cells.get("language", "").split("-")[0].lower(),
    )


def _united(same: list[Term]) -> Term:
    """Rows with one source are one entry: any of the targets will do."""
    first = same[0]
    return Term(
        kind=first.kind,
        wordings=tuple(dict.fromkeys(term.wordings[0] for term in same)),
        sources=first.sources,
        note="; ".join(dict.fromkeys(term.note for term in same if term.note)),
        language=first.language,
    )


def _concepts(path: Path) -> tuple[Term, ...]:
    from xml.parsers import expat

    reader = _Tbx(path)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    # A document type may stand at the top, as the standard has it; entities may not: a few of
    # them are enough to fill the memory. expat fetches nothing unless it is told how.
    parser.EntityDeclHandler = reader.entity
    reader.line = lambda: parser.CurrentLineNumber
    try:
        parser.Parse(path.read_bytes(), True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise HarnessError(
            "H206", f"{path}:{error.lineno}", f"not XML ({error})", "Mend it."
        ) from error
    if not reader.entries:
        raise HarnessError("H206", str(path), "no terms in it", "Give a TBX file.")
    return tuple(term for entry in reader.entries for term in _terms(entry))


class _Tbx:
    """What a TBX file says: for each concept its (language, term, may be used) triples."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries: list[list[tuple[str, str, bool]]] = []
        self.language = ""
        self.term = ""
        self.wanted = True
        self.inside = ""
        self.line: Callable[[], int] = lambda: 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local in _ENTRIES:
            self.entries.append([])
        elif local in _LANGUAGES:
            self.language = attributes.get("xml:lang", "").split("-")[0].lower()
        elif local in _TERMS:
            self.term, self.wanted = "", True
        self.inside = ""
        if local == "term":
            self.inside = "term"
        elif attributes.get("type") in _STATUS_NOTES or local in _STATUS_NOTES:
            self.inside = "status"

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local in _TERMS and self.term.strip() and self.entries:
            text = " ".join(self.term.split())
            self.entries[-1].append((self.language, text, self.wanted))
        self.inside = ""

    def characters(self, text: str) -> None:
        if self.inside == "term":
            self.term += text
        elif self.inside == "status" and text.replace("-", "").lower().startswith(_UNWANTED):
            self.wanted = False

    def entity(self, *_: object) -> None:
        raise HarnessError(
            "H206",
            f"{self.path}:{self.line()}",
            "it declares an entity",
            "Write the characters themselves.",
        )


def _terms(entry: list[tuple[str, str, bool]]) -> list[Term]:
    """Return, for each language of a concept, what it asks of a translation into that language."""
    made = []
    for language in dict.fromkeys(tag for tag, _, _ in entry):
        good = tuple(text for tag, text, wanted in entry if tag == language and wanted)
        bad = tuple(text for tag, text, wanted in entry if tag == language and not wanted)
        sources = tuple((tag, text) for tag, text, _ in entry if tag != language)
        if good and sources:
            made.append(
                Term(kind=TermKind.REQUIRED, wordings=good, sources=sources, language=language)
            )
        if bad:
            made.append(
                Term(
                    kind=TermKind.FORBIDDEN,
                    wordings=bad,
                    use=good[0] if good else None,
                    language=language,
                )
            )
    return made
