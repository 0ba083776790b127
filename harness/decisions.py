"""What an editor decided in a report, as entries of a baseline.

`{"schema": "mt-harness/decisions/1", "decisions": [{"document", "system", "fingerprint", "rule",
"text", "decision", "note", "corrected"}]}`; `schema()` is its JSON Schema.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from harness.baseline import Decision, Entry, entry_of
from harness.errors import HarnessError
from harness.read.decode import text_of

SCHEMA = "mt-harness/decisions/1"
# Said where the editor gave no reason.
_REASONS = {
    Decision.ACCEPTED.value: "accepted as it is",
    Decision.WRONG.value: "judged to be no error",
    Decision.RIGHT.value: "judged right",
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the file (draft 2020-12), as packaged."""
    from importlib.resources import files

    packaged = files("harness.render") / "schema" / "decisions-1.schema.json"
    made: dict[str, Any] = json.loads(packaged.read_text(encoding="utf-8"))
    return made


def read_decisions(path: Path) -> tuple[Entry, ...]:
    """Return the decisions of a file; raise H211 where it holds none."""
    try:
        made = json.loads(text_of(path))
    except json.JSONDecodeError as error:
        raise _wrong(path, f"not JSON ({error})", "Save it from the report once more.") from error
    if not isinstance(made, dict) or made.get("schema") != SCHEMA:
        raise _wrong(path, "no decisions of a report", f'They have "schema": "{SCHEMA}".')
    rows = made.get("decisions")
    if not isinstance(rows, list):
        raise _wrong(path, 'no list of "decisions"', "Save it from the report once more.")
    return tuple(_entry(row, f"{path}: decision {n}") for n, row in enumerate(rows, 1))


def _entry(row: object, place: str) -> Entry:
    if isinstance(row, dict):
        note = row.get("note")
        said = note.strip() if isinstance(note, str) else ""
        row = row | {"reason": said or _REASONS.get(str(row.get("decision")), "")}
    try:
        return entry_of(row, place)
    except HarnessError as error:
        raise HarnessError("H211", place, error.seen, error.remedy) from error


def _wrong(path: Path, seen: str, remedy: str) -> HarnessError:
    return HarnessError("H211", str(path), seen, remedy)
