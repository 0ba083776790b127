"""The systems of a run beside each other: their scores, and how often each family goes wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from harness.model.report import Report
from harness.render.evidence import Evidence
from harness.render.score_differences import decimals
from harness.render.score_order import in_order
from harness.render.tables import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure of every system; `best` is None where all are alike or one alone has it."""

    label: str
    digits: int
    values: tuple[tuple[str | None, float | None], ...]
    best: float | None


def side_by_side(report: Report, rows: Sequence[Row], evidence: Evidence) -> tuple[Line, ...]:
    """Return a line a metric, then one a family in findings per 1,000 words."""
    words: Counter[str | None] = Counter()
    for row in rows:
        words[row["system"]] += row["words"]
    scores: dict[tuple[str, bool], dict[str | None, float]] = {}
    for score in in_order(report.scores):
        scores.setdefault((score.metric, score.higher_is_better), {})[score.system] = score.value
    lines = [
        _line(metric, decimals(metric, 1), words, own, higher=higher)
        for (metric, higher), own in scores.items()
    ]
    for family, found in evidence.families().items():
        rates = {name: 1000 * found[name] / size for name, size in words.items() if size}
        lines.append(_line(family, 1, words, rates, higher=False))
    return tuple(lines)


def _line(
    label: str,
    digits: int,
    systems: Counter[str | None],
    values: dict[str | None, float],
    *,
    higher: bool,
) -> Line:
    known = set(values.values())
    best = (max if higher else min)(known) if len(known) > 1 else None
    named = tuple((name, values.get(name)) for name in systems)
    return Line(label=label, digits=digits, values=named, best=best)
