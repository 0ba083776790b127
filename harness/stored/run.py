"""A stored report, from its run folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.config import Settings
from harness.errors import HarnessError
from harness.model.finding import Skipped, Waiver
from harness.model.regression import Regression
from harness.model.report import (
    Alarm,
    DocumentReport,
    Engine,
    ExitCode,
    FailedDocument,
    Report,
    Totals,
    Verdict,
)
from harness.render.json_report import SCHEMA
from harness.stored.bare import BareDocuments, score_of
from harness.stored.codec import decoded
from harness.stored.documents import StoredDocuments


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A report as it was written, and the verdict that stands in it.

    `whole` is False for a lone report.json: its documents have findings and scores and no text.
    `folder` holds the report, `written` is its JSON.
    """

    report: Report
    verdict: Verdict
    whole: bool
    folder: Path
    written: dict[str, Any]


def read_report(path: Path) -> Report:
    """Return the report of a run folder, or of the report.json in one.

    Its documents are read when they are asked for. Raises H333 where there is no such folder or
    it is no finished run, and H334 where it is of a version that this one does not read.
    """
    stored = read_run(path)
    if not stored.whole:
        raise _no_run(path)
    return stored.report


def read_run(path: Path) -> Stored:
    """Return a run folder, the one that a report.json lies in, or a lone report as JSON.

    Raises as `read_report` does.
    """
    file = path / "report.json" if path.is_dir() else path
    try:
        written = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _no_run(path) from error
    if not isinstance(written, dict) or written.get("schema") != SCHEMA:
        raise HarnessError(
            "H334",
            str(path),
            "this report has another schema",
            f"This version reads {SCHEMA}; make the run again.",
        )
    whole = file.name == "report.json" and (file.parent / "records.parquet").is_file()
    try:
        documents = StoredDocuments(file.parent) if whole else BareDocuments(written["documents"])
        return Stored(
            report=_report(written, documents),
            verdict=_verdict(written),
            whole=whole,
            folder=file.parent,
            written=written,
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise _no_run(path) from error


def read_settings(folder: Path) -> Settings:
    """Return the settings that a run folder was made with; raise H333 where it has none."""
    try:
        written = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        return decoded(Settings, written["record"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _no_run(folder) from error


def _no_run(path: Path) -> HarnessError:
    return HarnessError(
        "H333",
        str(path),
        "no finished run is here",
        "Give a run folder, as `mt-harness run -o FOLDER` writes it.",
    )


def _verdict(written: dict[str, Any]) -> Verdict:
    given = written["verdict"]
    return Verdict(
        exit_code=ExitCode(given["exit_code"]),
        breaches=tuple(given["breaches"]),
        unjudged=tuple(given["unjudged"]),
        required=tuple(given.get("required", ())),
    )


def _report(written: dict[str, Any], documents: Sequence[DocumentReport]) -> Report:
    return Report(
        version=written["version"],
        engines=tuple(Engine(name=e["name"], version=e["version"]) for e in written["engines"]),
        documents=documents,
        failed=tuple(
            FailedDocument(document=row["document"], path=row["path"], why=row["why"])
            for row in written["failed"]
        ),
        totals=_totals(written["totals"]),
        scores=tuple(map(score_of, written["totals"]["scores"])),
        pair_scores=tuple(map(score_of, written["totals"].get("pair_scores", ()))),
        skipped=tuple(
            Skipped(what=row["what"], why=row["why"]) for row in written["totals"]["skipped"]
        ),
        regression=decoded(Regression, written["regression"]) if "regression" in written else None,
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
