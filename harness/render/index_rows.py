"""The documents of a batch as rows of its index: for the page, and as data beside it.

The data are scripts, since a page that is opened from a disk may load nothing else. They hold the
rows alone, in the order of suspicion; the page lays them out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from harness.model.finding import Cause
from harness.render.evidence import Evidence
from harness.render.visible import plain

Row = dict[str, Any]
# Rows of one data file: 20,000 are about 2 MB, which a browser reads in a moment.
ROWS_OF_A_FILE = 20_000
# Rows that can be read without a script, and those of a page of the table.
ROWS_OF_A_PAGE = 50
_MOST_RULES = 40
CAUSES = tuple(cause.value for cause in Cause)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of numbers: `key` in the table of documents, and how many decimals are shown."""

    key: str
    label: str
    digits: int = 0
    severity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """One document: its values in the columns' order, its rules and causes with their counts.

    `href` is None where it has no page of its own.
    """

    document: str
    system: str | None
    href: str | None
    values: tuple[float | None, ...]
    rules: tuple[tuple[str, int], ...]
    causes: tuple[str, ...]
    alarms: int

    @property
    def told(self) -> tuple[tuple[str, int], ...]:
        """The commonest rules, as many as are read at a glance."""
        return self.rules[:3]


def in_suspicion(rows: Sequence[Row], evidence: Evidence) -> list[int]:
    """Return the places of the documents, the most suspect first."""

    def weight(number: int) -> tuple[float, ...]:
        row = rows[number]
        most = evidence.suspicion((row["system"], row["document"]), row["words"])
        return (*(-value for value in most), number)

    return sorted(range(len(rows)), key=weight)


def index_row(
    row: Row, page: str | None, columns: Sequence[Column], evidence: Evidence, alarms: int
) -> IndexRow:
    """Return a document's row; `row` is that of the table of documents."""
    tally = evidence.tally((row["system"], row["document"]))
    rules = sorted(tally.rules.items(), key=lambda item: (-item[1], item[0]))
    return IndexRow(
        document=row["document"],
        system=row["system"],
        href=None if page is None else quote(page),
        values=tuple(row.get(column.key) for column in columns),
        rules=tuple(rules[:_MOST_RULES]),
        causes=tuple(cause for cause in CAUSES if tally.causes[cause]),
        alarms=alarms,
    )


def data_files(rows: Sequence[IndexRow], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield name and content of each data file; `names` are those of the rules by code."""
    codes = {code: n for n, code in enumerate(names)}
    systems = sorted({row.system or "" for row in rows})
    for number, start in enumerate(range(0, max(1, len(rows)), ROWS_OF_A_FILE), 1):
        part = rows[start : start + ROWS_OF_A_FILE]
        made = {
            "systems": [plain(name) for name in systems],
            "rules": [[code, name] for code, name in names.items()],
            "causes": CAUSES,
            "rows": [_packed(row, systems, codes) for row in part],
        }
        # ASCII alone: no character of a document can end a line or a script, whoever reads it.
        written = json.dumps(made, separators=(",", ":")).replace("<", "\\u003c")
        yield f"data-{number}.js", f"mtHarness({number},{written});\n"


def _packed(row: IndexRow, systems: Sequence[str], codes: dict[str, int]) -> list[object]:
    """Return the row as short as it can be: name, system, page, numbers, rules, causes, alarms.

    The page stands there only where it is not the name's own.
    """
    values = [None if v is None else int(v) if v == int(v) else round(v, 4) for v in row.values]
    rules = [number for code, count in row.rules for number in (codes[code], count)]
    causes = sum(1 << CAUSES.index(cause) for cause in row.causes)
    shown = plain(row.document)
    exact = [row.document] if shown != row.document else []
    system = systems.index(row.system or "")
    return [shown, system, row.href or 0, values, rules, causes, row.alarms, *exact]
