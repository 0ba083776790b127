"""JSON lines, one segment a row: `document segment candidate references source system language`.

Only `candidate` is required. Rows of one (system, document) make one document, in file order.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from harness.errors import HarnessError, suggest
from harness.model.text import Document, SegmentKind, Span, Unit
from harness.read.decode import text_of
from harness.read.lines import joined

_TEXT = ("document", "candidate", "source", "system", "language", "source_language")
_FIELDS = frozenset({*_TEXT, "segment", "references", "reference"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    document: str
    system: str | None
    language: str | None
    source_language: str | None
    candidate: str
    references: tuple[str, ...]
    source: str | None


def read_jsonl(
    path: Path,
    *,
    document: str | None = None,
    language: str = "und",
    source_language: str | None = None,
) -> tuple[Document, ...]:
    """Return the file's documents in the order of their first rows; raise H305 with the line.

    Rows that name no document belong to `document`, else to one called like the file.
    """
    grouped: dict[tuple[str | None, str], list[_Row]] = {}
    for number, line in enumerate(text_of(path).split("\n"), 1):
        if line.strip():
            row = _row(line, f"{path}:{number}", fallback=document or path.stem)
            grouped.setdefault((row.system, row.document), []).append(row)
    if not grouped:
        raise HarnessError("H305", str(path), "no rows", "Give at least one JSON object a line.")
    return tuple(
        _document(tuple(rows), str(path), language, source_language) for rows in grouped.values()
    )


def _row(line: str, place: str, *, fallback: str) -> _Row:
    try:
        given = json.loads(line)
    except json.JSONDecodeError as error:
        raise HarnessError(
            "H305",
            f"{place}:{error.colno}",
            f"not JSON ({error.msg})",
            "One JSON object a line.",
        ) from error
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, brackets a thousand deep: JSON, but not a row of text.
        raise HarnessError(
            "H305", place, "JSON that no row of text needs", "One JSON object a line."
        ) from error
    if not isinstance(given, dict):
        raise HarnessError(
            "H305",
            place,
            f"a JSON {type(given).__name__}, not an object",
            "One JSON object a line.",
        )
    if "\\u" in line and not _encodable(given):
        raise HarnessError(
            "H305", place, "half of a surrogate pair", "Escape both halves, or write UTF-8."
        )
    for name in given:
        if name not in _FIELDS:
            raise HarnessError("H305", place, f'unknown field "{name}"', suggest(name, _FIELDS))
    for name in _TEXT:
        if given.get(name) is not None:
            _checked(given[name], name, place)
    if given.get("candidate") is None:
        raise HarnessError(
            "H305", place, 'no "candidate"', "Every row needs the translation under test."
        )
    return _Row(
        document=given.get("document") or fallback,
        system=given.get("system"),
        language=given.get("language"),
        source_language=given.get("source_language"),
        candidate=given["candidate"],
        references=_references(given, place),
        source=given.get("source"),
    )


def _encodable(given: dict[str, object]) -> bool:
    r"""Whether the row is text that UTF-8 can hold; JSON lets `"\ud83d"` through on its own."""
    try:
        json.dumps(given, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _references(given: dict[str, object], place: str) -> tuple[str, ...]:
    value = given.get("references", given.get("reference"))
    if value is None:
        return ()
    several = [value] if isinstance(value, str) else value
    if not isinstance(several, list) or not all(isinstance(item, str | None) for item in several):
        raise HarnessError(
            "H305",
            place,
            '"references" is not a list of strings',
            'Give ["…"], or "…" for one.',
        )
    return tuple("" if item is None else _checked(item, "references", place) for item in several)


def _checked(value: object, field: str, place: str) -> str:
    """Return the value where it is text, else raise H305."""
    if not isinstance(value, str):
        raise HarnessError("H305", place, f'"{field}" is not a string', "Give a string.")
    return value


def _document(
    rows: tuple[_Row, ...], path: str, language: str, source_language: str | None
) -> Document:
    text, spans = joined(tuple(row.candidate for row in rows))
    width = max(len(row.references) for row in rows)
    columns = [
        joined(tuple(row.references[k] if k < len(row.references) else "" for row in rows))
        for k in range(width)
    ]
    has_source = any(row.source is not None for row in rows)
    origin = joined(tuple(row.source or "" for row in rows)) if has_source else None
    units = tuple(
        Unit(
            span=span,
            references=tuple(_filled(content, places[n]) for content, places in columns),
            source=_filled(origin[0], origin[1][n]) if origin else None,
        )
        for n, span in enumerate(spans)
    )
    first = rows[0]
    return Document(
        id=first.document,
        system=first.system,
        text=text,
        references=tuple(content for content, _ in columns),
        source=origin[0] if origin else None,
        language=first.language or language,
        source_language=first.source_language or source_language,
        path=path,
        units=units,
        unit_kind=SegmentKind.UNIT,
    )


def _filled(text: str, span: Span) -> Span | None:
    return span if span.of(text).strip() else None
