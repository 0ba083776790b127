"""Findings, segments and documents as a workbook, a sheet each, with the tables' own columns.

Every text is written as text: no cell is a formula or a link, whatever it begins with.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from harness.errors import HarnessError

Row = Mapping[str, Any]
# What Excel holds: characters of a cell, and rows of a sheet.
LONGEST = 32_767
MOST_ROWS = 1_048_576
_CUT = "…"
# A workbook knows no time zones.
_EPOCH = datetime(1980, 1, 1)


def render_excel(sheets: Mapping[str, tuple[Sequence[str], Iterable[Row]]]) -> bytes:
    """Return a workbook; each sheet has a name, its columns and its rows.

    Texts longer than a cell can hold end in an ellipsis. Raises H410 without the extra `plots`,
    and H407 for more rows than a sheet can hold.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise HarnessError(
            "H410",
            "xlsx",
            'writing Excel needs the extra "plots"',
            'Install it: pip install "mt-harness[plots]".',
        ) from error
    target = BytesIO()
    options = {
        "in_memory": True,
        "constant_memory": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        # A clock in the file would make it another one every time.
        book.set_properties({"created": _EPOCH})
        bold = book.add_format({"bold": True})
        for name, (columns, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(columns):
                sheet.write_string(0, place, column, bold)
            last = 0
            for last, row in enumerate(rows, 1):
                if last >= MOST_ROWS:
                    seen = f"more than {MOST_ROWS - 1:,} rows of {name}"
                    raise HarnessError("H407", "xlsx", seen, f"Read {name}.parquet, or use -f csv.")
                _write(sheet, last, [row.get(column) for column in columns])
            sheet.autofilter(0, 0, max(last, 1), max(len(columns) - 1, 0))
    return target.getvalue()


def _write(sheet: Any, line: int, values: Sequence[object]) -> None:  # noqa: ANN401 (no types)
    for place, value in enumerate(values):
        if value is None:
            continue
        if isinstance(value, bool):
            sheet.write_boolean(line, place, value)
        elif isinstance(value, int | float):
            sheet.write_number(line, place, value)
        else:
            sheet.write_string(line, place, _text(value))


def _text(value: object) -> str:
    """Return what a cell holds: halves of pairs replaced, cut where it is too long."""
    made = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    made = made.encode("utf-8", errors="replace").decode()
    return made if len(made) <= LONGEST else made[: LONGEST - 1] + _CUT
