"""The documents of a report that came without its folder: what JSON says of them, and no text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Never, overload

from harness.errors import HarnessError
from harness.metrics.rate import unspaced
from harness.model.facts import Count, Facts, Place, Worth
from harness.model.finding import Confidence, Severity, Skipped
from harness.model.report import DocumentReport
from harness.model.score import Score

Row = dict[str, Any]
_SEVERITIES = {severity.label: severity for severity in Severity}
_CONFIDENCES = {confidence.label: confidence for confidence in Confidence}


class BareDocuments(Sequence[DocumentReport]):
    """Documents that can be counted and not be looked at: `check -f json` keeps no text.

    Raises H322 where one is asked for, and ValueError where the rows are none of a report's.
    """

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> DocumentReport: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[DocumentReport, ...]: ...

    def __getitem__(self, place: int | slice) -> Never:
        raise HarnessError(
            "H322",
            "",
            "a report without its run folder has no texts",
            "Give the run folder; of a lone report there is a summary and -f json.",
        )

    def facts(self, confidence: Confidence, *, repeats_once: bool) -> Facts:
        """Return what a gate looks at.

        Words are all that JSON says of sizes: where another unit is due there is none.
        """
        spaced = not any(unspaced(row["language"]) for row in self.rows)
        left = (item for row in self.rows for item in row["skipped"])
        return Facts(
            counts=tuple(
                count
                for number, row in enumerate(self.rows)
                for count in _counts(number, row["findings"], confidence, once=repeats_once)
            ),
            places=tuple(
                Place(
                    document=row["document"],
                    system=row["system"],
                    source_language=row.get("source_language"),
                    language=row["language"],
                    path=row["path"],
                    size=row["words"] if spaced else 0,
                    unit="words",
                )
                for row in self.rows
            ),
            skipped=tuple(
                dict.fromkeys(Skipped(what=item["what"], why=item["why"]) for item in left)
            ),
        )

    def left_undone(self) -> Iterator[tuple[Skipped, ...]]:
        """Yield for each document what was not done in it."""
        for row in self.rows:
            yield tuple(
                Skipped(
                    what=item["what"],
                    why=item["why"],
                    segments=None if item["segments"] is None else tuple(item["segments"]),
                )
                for item in row["skipped"]
            )

    def worths(self, metric: str, *, segments: bool) -> Iterator[Worth]:
        """Yield the metric's score of each document or of each segment, as far as measured."""
        for number, row in enumerate(self.rows):
            if segments:
                for place, value in enumerate(row["segment_scores"].get(metric, ())):
                    if value is not None:
                        yield Worth(place=number, segment=place, value=value)
                continue
            for score in row["scores"]:
                if score["metric"] == metric:
                    yield Worth(place=number, segment=None, value=score["value"])


def score_of(row: Row) -> Score:
    """Return the score that JSON tells of."""
    return Score(
        metric=row["metric"],
        value=row["value"],
        higher_is_better=row["higher_is_better"],
        signature=row["signature"],
        count=row["count"],
        system=row["system"],
        pair=row.get("pair"),
        trusted=row.get("trusted", True),
    )


def _counts(place: int, rows: list[Row], confidence: Confidence, *, once: bool) -> Iterator[Count]:
    sure = [
        row
        for row in rows
        if _CONFIDENCES[row["confidence"]] >= confidence and not row.get("accepted")
    ]
    if once:
        worst: dict[str, Row] = {}
        for row in sure:
            known = worst.get(row["group"])
            if known is None or _SEVERITIES[row["severity"]] > _SEVERITIES[known["severity"]]:
                worst[row["group"]] = row
        sure = list(worst.values())
    found = Counter((row["rule"], row["name"], row["family"], row["severity"]) for row in sure)
    for (rule, name, family, severity), number in found.items():
        yield Count(
            place=place,
            rule=rule,
            name=name,
            family=family,
            severity=_SEVERITIES[severity],
            findings=number,
        )
