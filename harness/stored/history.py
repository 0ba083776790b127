"""Runs over time: what each stored run came to, in the order in which they were made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.model.report import Totals, Verdict
from harness.model.score import Score
from harness.stored.run import read_run


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One run: its name, when it began (ISO 8601; empty where that is not known), what it found."""

    name: str
    began: str
    verdict: Verdict
    totals: Totals
    scores: tuple[Score, ...]


def history(folders: Sequence[tuple[str, Path]]) -> tuple[Past, ...]:
    """Return the runs of the named folders, the oldest first; raises as `read_run` does."""
    return tuple(sorted((_past(*one) for one in folders), key=lambda run: (run.began, run.name)))


def _past(name: str, path: Path) -> Past:
    stored = read_run(path)
    return Past(
        name=name,
        began=_began(stored.folder),
        verdict=stored.verdict,
        totals=stored.report.totals,
        scores=stored.report.scores,
    )


def _began(folder: Path) -> str:
    """Return the time that run.json has; a lone report.json has none."""
    try:
        return str(json.loads((folder / "run.json").read_text(encoding="utf-8"))["started"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
