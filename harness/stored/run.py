"""A stored report, from its run folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from harness.errors import HarnessError
from harness.model.finding import Skipped, Waiver
from harness.model.report import Alarm, Engine, FailedDocument, Report, Totals
from harness.model.score import Score
from harness.render.json_report import SCHEMA
from harness.stored.documents import StoredDocuments


def read_report(path: Path) -> Report:
    """Return the report of a run folder, or of the report.json in one.

    Its documents are read when they are asked for. Raises H310 where there is no such folder or
    it is no finished run, and H311 where it is of a version that this one does not read.
    """
    folder = path.parent if path.name == "report.json" else path
    try:
        written = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        documents = StoredDocuments(folder)
    except (OSError, ValueError) as error:
        raise HarnessError(
            "H310",
            str(path),
            "no finished run is here",
            "Give a run folder, as `mt-harness run -o FOLDER` writes it.",
        ) from error
    if not isinstance(written, dict) or written.get("schema") != SCHEMA:
        raise HarnessError(
            "H311",
            str(path),
            "this report has another schema",
            f"This version reads {SCHEMA}; make the run again.",
        )
    return Report(
        version=written["version"],
        engines=tuple(Engine(name=e["name"], version=e["version"]) for e in written["engines"]),
        documents=documents,
        failed=tuple(
            FailedDocument(document=row["document"], path=row["path"], why=row["why"])
            for row in written["failed"]
        ),
        totals=_totals(written["totals"]),
        scores=tuple(_score(row) for row in written["totals"]["scores"]),
        skipped=tuple(
            Skipped(what=row["what"], why=row["why"]) for row in written["totals"]["skipped"]
        ),
    )


def _totals(given: dict[str, Any]) -> Totals:
    def counts(name: str) -> tuple[tuple[str, int], ...]:
        return tuple(given[name].items())

    return Totals(
        documents=given["documents"],
        segments=given["segments"],
        words=given["words"],
        by_severity=counts("by_severity"),
        by_family=counts("by_family"),
        by_cause=counts("by_cause"),
        by_rule=counts("by_rule"),
        findings_per_1000=given["findings_per_1000"],
        accepted=given["accepted"],
        unused=tuple(
            Waiver(where=row["where"], what=row["what"], used=False) for row in given["unused"]
        ),
        alarms=tuple(Alarm(**{**row, "rules": tuple(row["rules"])}) for row in given["alarms"]),
    )


def _score(row: dict[str, Any]) -> Score:
    return Score(
        metric=row["metric"],
        value=row["value"],
        higher_is_better=row["higher_is_better"],
        signature=row["signature"],
        count=row["count"],
        system=row["system"],
        trusted=row.get("trusted", True),
    )
