"""JSON lines, one segment a row: `document segment candidate references source system language`.

Only `candidate` is required. Rows of one (system, document) make one document, in file order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from harness.errors import HarnessError
from harness.read.fields import Record, renamed
from harness.read.given import Given
from harness.read.layout import Piece
from harness.read.row_file import Lines, RowFormat

# A string, or one of the marks that tell how deep it stands; all else between them is no matter.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]')
# The two that nearly all escapes are: asking the library takes thirty times as long.
_SIMPLE = {'\\"': '"', "\\n": "\n"}
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u.{4}|\\.")


def _records(lines: Lines, given: Given, first: str) -> Iterator[Record]:
    """Yield the rows; empty lines are none."""
    names = renamed(given)
    offset, number = lines.offset, lines.line
    for line in lines:
        if line.strip():
            fields = _object(line.rstrip("\n"), f"{lines.place}:{number}")
            if names:
                fields = {names.get(name, name): value for name, value in fields.items()}
            yield Record(offset, number, fields, line)
        offset, number = lines.offset, lines.line


def _object(line: str, place: str) -> Mapping[str, object]:
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
    return given


def _encodable(given: dict[str, object]) -> bool:
    r"""Whether the row is text that UTF-8 can hold; JSON lets `"\ud83d"` through on its own."""
    try:
        json.dumps(given, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _pieces(record: Record, candidate: str, given: Given) -> tuple[Piece, ...]:
    """Return where the candidate's characters stand in the line, escapes apart."""
    columns = {column for column, field in renamed(given).items() if field == "candidate"}
    place = _value(record.raw, columns or {"candidate"})
    if place is None:
        return (Piece(candidate, record.line, 1),)
    start, end = place
    made, at = [], start
    for escape in _ESCAPE.finditer(record.raw, start, end):
        if escape.start() > at:
            made.append(Piece(record.raw[at : escape.start()], record.line, at + 1))
        char = _SIMPLE.get(escape[0]) or json.loads(f'"{escape[0]}"')
        made.append(Piece(char, record.line, escape.start() + 1))
        at = escape.end()
    made += [Piece(record.raw[at:end], record.line, at + 1), Piece("", record.line, end + 1)]
    return tuple(made)


def _value(raw: str, names: set[str]) -> tuple[int, int] | None:
    """Return where the string of a field stands between its quotes; the last one counts."""
    depth, name, found = 0, None, None
    previous = ""
    for token in _TOKEN.finditer(raw):
        words = token[0]
        if words in "{[":
            depth += 1
        elif words in "}]":
            depth -= 1
        elif words == ":" and depth == 1:
            name = json.loads(previous) if "\\" in previous else previous[1:-1]
        elif words == ",":
            name = None
        elif depth == 1 and name in names and previous == ":":
            found = token.start() + 1, token.end() - 1
        previous = words
    return found


JSONL = RowFormat(_records, _pieces)
