"""What was counted in a run, beside its report: with it runs merge as if they had been one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from harness.aggregate import Ledger
from harness.errors import HarnessError

FILE = "ledger.json"
_SCHEMA = "mt-harness/ledger/1"


def ledger_text(ledger: Ledger) -> str:
    """Return the ledger as JSON, the same bytes in whatever order it was counted."""
    made = ledger.stored()
    made["waivers"].sort()
    made["failed"].sort()
    made["sums"]["sums"].sort(key=lambda row: row["key"])
    for row in made["alarms"]["scores"]:
        row[-1].sort()
    for rows in made["alarms"].values():
        rows.sort(key=_written)
    return _written({"schema": _SCHEMA, **made}) + "\n"


def read_ledger(folder: Path) -> Ledger:
    """Return what was counted in a run folder; raise H333 where that is not written in it."""
    try:
        given = json.loads((folder / FILE).read_text(encoding="ascii"))
        if given["schema"] != _SCHEMA:
            raise ValueError(given["schema"])
        return Ledger.restored(given)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise HarnessError(
            "H333",
            str(folder),
            "what was counted in this run is not there",
            f"Make the run again: this version writes it into {FILE}.",
        ) from error


def _written(value: Any) -> str:  # noqa: ANN401 (JSON)
    return json.dumps(value, ensure_ascii=True, sort_keys=True)
