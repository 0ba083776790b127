"""Segments that score high and yet carry a critical finding: what a score alone would let pass.

High is the upper quarter of the run's own segments in the same metric, of the same system and
language: scores have no scale that holds for every text. Metrics that count findings themselves
are left out, and so are fewer than eight segments, where a quarter is nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from harness.metrics import METRICS
from harness.model.finding import Severity
from harness.model.report import Alarm, DocumentReport

QUARTER = 0.25
LEAST = 8

# Metric, system, language.
_Group = tuple[str, str, str]


class Lookout:
    """What is kept of documents as they go by: how many segments score what, and the suspects.

    Scores are counted by their first three figures, so that a million segments take no more room
    than a thousand. Lookouts of parts of a batch merge into that of the whole.
    """

    def __init__(self) -> None:
        self._scores: dict[_Group, Counter[float]] = {}
        self._suspects: list[tuple[_Group, Alarm]] = []

    def see(self, report: DocumentReport) -> None:
        """Take in one measured document."""
        document = report.article.document
        critical: dict[int, dict[str, None]] = {}
        for finding in report.shown:
            if finding.severity is Severity.CRITICAL and finding.segment is not None:
                critical.setdefault(finding.segment, {})[finding.rule] = None
        for row in report.segment_scores:
            if row.metric not in METRICS or METRICS[row.metric].counts_findings:
                continue
            group = (row.metric, document.system or "", document.language)
            scores = self._scores.setdefault(group, Counter())
            scores.update(_short(value) for value in row.values if value is not None)
            for segment, rules in critical.items():
                value = row.values[segment]
                if value is not None:
                    alarm = Alarm(
                        document=document.id,
                        system=document.system,
                        segment=segment,
                        metric=row.metric,
                        value=value,
                        rules=tuple(rules),
                    )
                    self._suspects.append((group, alarm))

    def merge(self, other: Lookout) -> None:
        """Add all that the other has seen."""
        for group, counted in other._scores.items():
            self._scores.setdefault(group, Counter()).update(counted)
        self._suspects += other._suspects

    def alarms(self) -> tuple[Alarm, ...]:
        """Return the suspects that score high, by system, document, segment and metric."""
        bars = {group: _bar(group[0], counted) for group, counted in self._scores.items()}
        found = [
            alarm
            for group, alarm in self._suspects
            if (bar := bars[group]) is not None and _reaches(alarm.metric, _short(alarm.value), bar)
        ]
        return tuple(sorted(found, key=lambda a: (a.system or "", a.document, a.segment, a.metric)))

    def stored(self) -> dict[str, Any]:
        """Return all of it as JSON values; `restored` reads them."""
        return {
            "scores": [[*group, list(counted.items())] for group, counted in self._scores.items()],
            "suspects": [
                [*group, a.document, a.segment, a.value, list(a.rules)]
                for group, a in self._suspects
            ],
        }

    @classmethod
    def restored(cls, given: dict[str, Any]) -> Lookout:
        """Return what `stored` wrote down."""
        made = cls()
        for metric, system, language, counted in given["scores"]:
            made._scores[metric, system, language] = Counter(dict(counted))
        for metric, system, language, document, segment, value, rules in given["suspects"]:
            alarm = Alarm(
                document=document,
                system=system or None,
                segment=segment,
                metric=metric,
                value=value,
                rules=tuple(rules),
            )
            made._suspects.append(((metric, system, language), alarm))
        return made


def alarms(documents: Iterable[DocumentReport]) -> tuple[Alarm, ...]:
    """Return the segments of measured documents that score high and carry a critical finding."""
    lookout = Lookout()
    for report in documents:
        lookout.see(report)
    return lookout.alarms()


def _short(value: float) -> float:
    """Return the first three figures.

    >>> _short(87.654), _short(0.87654)
    (87.7, 0.877)
    """
    return float(f"{value:.3g}")


def _reaches(metric: str, value: float, bar: float) -> bool:
    return value >= bar if METRICS[metric].higher_is_better else value <= bar


def _bar(metric: str, counted: Counter[float]) -> float | None:
    """Return the score that the best quarter reaches; None of too few segments."""
    total = counted.total()
    if total < LEAST:
        return None
    best_first = sorted(counted.items(), reverse=METRICS[metric].higher_is_better)
    passed = 0
    for value, count in best_first:
        passed += count
        if passed >= QUARTER * total:
            return value
    return None
