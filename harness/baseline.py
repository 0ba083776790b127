"""The baseline: findings that somebody decided about, known again by their fingerprints.

A JSON file with one entry a line, sorted, so that a change of it reads well in a review:
`{"schema": "mt-harness/baseline/1", "entries": [{"document", "system", "fingerprint", "rule",
"text", "decision", "reason", "corrected"}]}`. Entries decided "accepted" (it stays) or "wrong"
(it is no error) take findings; "right" ones are kept for measuring rules.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from harness.errors import HarnessError, suggest
from harness.read.decode import text_of
from harness.replacing import replace_file

SCHEMA = "mt-harness/baseline/1"
DEFAULT = "mt-harness-baseline.json"


class Decision(StrEnum):
    """What was decided about a finding."""

    ACCEPTED = "accepted"
    WRONG = "wrong"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One decision. `system` None holds for every system; `corrected` is the wording to take."""

    document: str
    system: str | None
    fingerprint: str
    rule: str
    text: str
    decision: Decision
    reason: str
    corrected: str | None = None

    @property
    def takes(self) -> bool:
        """Whether findings of this entry are no longer counted."""
        return self.decision is not Decision.RIGHT

    def concerns(self, document: str, system: str | None) -> bool:
        """Whether the entry may be about the document; see `same_document`."""
        return self.system in (None, system) and same_document(self.document, document)


def same_document(one: str, other: str) -> bool:
    """Whether two document ids may name one file, looked at from different folders.

    An id is the path below what was given on the command line: `check articles` and
    `check articles/may/a.txt` call one file `may/a` and `a`.

    >>> same_document("a", "may/a"), same_document("june/a", "may/a"), same_document("a", "ba")
    (True, False, False)
    """
    return one == other or one.endswith(f"/{other}") or other.endswith(f"/{one}")


def read_baseline(path: Path) -> tuple[Entry, ...]:
    """Return the entries of a baseline; raise H210 for a file that is none."""
    if not path.is_file():
        raise _wrong(path, "no such baseline", "`mt-harness baseline accept` writes one.")
    try:
        made = json.loads(text_of(path))
    except json.JSONDecodeError as error:
        raise _wrong(path, f"not JSON ({error})", "Mend it, or restore it from git.") from error
    if not isinstance(made, dict) or made.get("schema") != SCHEMA:
        raise _wrong(path, "not a baseline", f'It has "schema": "{SCHEMA}".')
    rows = made.get("entries")
    if not isinstance(rows, list):
        raise _wrong(path, 'no list of "entries"', "Restore it from git.")
    return tuple(entry_of(row, f"{path}: entry {n}") for n, row in enumerate(rows, 1))


def entry_of(row: object, place: str) -> Entry:
    """Return the entry that a row of JSON holds; raise H210 with its place for what is none."""
    if not isinstance(row, dict):
        raise _wrong(place, "not an object", "Write {…}.")
    texts = {name: row.get(name) for name in ("document", "fingerprint", "rule", "text", "reason")}
    for name, value in texts.items():
        if not isinstance(value, str):
            raise _wrong(place, f'"{name}" is {json.dumps(value)}', "Give text.")
    for name in ("system", "corrected"):
        if not isinstance(row.get(name), str | None):
            raise _wrong(place, f'"{name}" is {json.dumps(row[name])}', "Give text, or null.")
    decisions = {decision.value: decision for decision in Decision}
    decided = row.get("decision")
    if not isinstance(decided, str) or decided not in decisions:
        hint = suggest(str(decided), decisions)
        raise _wrong(place, f'"decision" is {json.dumps(decided)}', hint)
    return Entry(
        **{name: str(value) for name, value in texts.items()},
        system=row.get("system"),
        corrected=row.get("corrected"),
        decision=decisions[decided],
    )


def write_baseline(path: Path, entries: Iterable[Entry]) -> None:
    """Write the entries sorted, one a line; what was there is replaced whole."""
    rows = [json.dumps(_row(entry), ensure_ascii=False) for entry in sorted(entries, key=_order)]
    body = "".join(f"\n{row}{',' * (n < len(rows))}" for n, row in enumerate(rows, 1))
    made = f'{{"schema": "{SCHEMA}", "entries": [{body}\n]}}\n'
    # A lone surrogate can stand in JSON as an escape alone.
    replace_file(path, made.encode("utf-8", errors="backslashreplace"))


def united(old: Iterable[Entry], new: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries of both; where both decide about one finding, the new one counts."""
    made = {_key(entry): entry for entry in old}
    made.update((_key(entry), entry) for entry in new)
    return tuple(sorted(made.values(), key=_order))


def digest(path: str | None) -> str:
    """Return the SHA-256 of a baseline as it is now, "" for none; raise H210 where it is gone."""
    if path is None:
        return ""
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError as error:
        raise _wrong(path, f"cannot be read ({error.strerror})", "Check the path.") from error


def taking(path: Path, document: str, system: str | None) -> tuple[Entry, ...]:
    """Return the entries of a baseline that may take findings of a document.

    The file is read once for as long as it stays what it was: documents ask one after another.
    """
    stamp = path.stat() if path.is_file() else None
    whole, ends = _by_document(path, *((stamp.st_mtime_ns, stamp.st_size) if stamp else (0, 0)))
    found = [entry for end in _ends(document) for entry in whole.get(end, ())]
    found += ends.get(document, ())
    return tuple(entry for entry in found if entry.system in (None, system))


_Entries = Mapping[str, list[Entry]]


@lru_cache(maxsize=2)
def _by_document(path: Path, *_: int) -> tuple[_Entries, _Entries]:
    """Return the entries that take findings, by their document's id and by the ends of it.

    Looked up, not searched: in many a batch every document is called `index` at its end.
    """
    whole: dict[str, list[Entry]] = {}
    ends: dict[str, list[Entry]] = {}
    for entry in read_baseline(path):
        if entry.takes:
            first, *rest = _ends(entry.document)
            whole.setdefault(first, []).append(entry)
            for end in rest:
                ends.setdefault(end, []).append(entry)
    return whole, ends


def _ends(document: str) -> list[str]:
    """Return an id and what is left of it from below each of its folders.

    >>> _ends("may/new/a")
    ['may/new/a', 'new/a', 'a']
    """
    parts = document.split("/")
    return ["/".join(parts[number:]) for number in range(len(parts))]


def _key(entry: Entry) -> tuple[str, str, str]:
    return entry.document, entry.system or "", entry.fingerprint


def _order(entry: Entry) -> tuple[str, ...]:
    return entry.document, entry.system or "", entry.rule, entry.text, entry.fingerprint


def _row(entry: Entry) -> dict[str, Any]:
    row = asdict(entry)
    if entry.corrected is None:
        del row["corrected"]
    return row


def _wrong(place: object, seen: str, remedy: str) -> HarnessError:
    return HarnessError("H210", str(place), seen, remedy)
