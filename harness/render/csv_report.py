"""Findings as CSV for spreadsheets: RFC 4180, UTF-8 with a BOM (without it Excel guesses).

A cell that a spreadsheet would take for a formula is given an apostrophe in front, since the text
of a document is nobody's to execute.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable
from typing import TextIO

from harness.render.tables import Row

_COLUMNS = (
    "document",
    "system",
    "segment",
    "start",
    "end",
    "rule",
    "name",
    "family",
    "severity",
    "confidence",
    "shown",
    "cause",
    "mqm",
    "needs",
    "text",
    "suggestion",
    "message",
    "reference_verdict",
    "reference_text",
    "corroborated_by",
    "related",
    "group",
    "fingerprint",
    "accepted",
)
# OWASP's list of what starts a formula, with the full-width forms that some programs fold.
_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def write_csv(target: TextIO, rows: Iterable[Row], columns: Collection[str]) -> None:
    """Write one row a finding, low confidence too (`shown` says which); lists are joined by |.

    `rows` are those of the table of findings, `columns` all that it has.
    """
    impacts = sorted(name for name in columns if name.startswith("impact_"))
    target.write("\ufeff")
    writer = csv.writer(target)
    writer.writerow([*_COLUMNS, *impacts])
    for row in rows:
        writer.writerow([_cell(row, name) for name in (*_COLUMNS, *impacts)])


def _cell(row: Row, name: str) -> str | int | float | None:
    value = row.get(name)
    if name == "related":
        value = " | ".join(
            f"{place['start']}-{place['end']} {place['text']}" for place in row["related"]
        )
    if name == "corroborated_by":
        value = " | ".join(row["corroborated_by"])
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or isinstance(value, int | float):
        return value
    text = str(value).replace("\x00", "")
    return f"'{text}" if text.startswith(_STARTS) else text
