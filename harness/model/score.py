"""What a metric measured, with enough beside it to measure it again."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One number, the settings that made it, and how many segments stand behind it.

    `system` is named where a run has several, so that each keeps its own number, and `pair` where
    the number is of one language pair alone. `trusted` is False for the number of an untrained
    model, which no verdict may rest on.
    """

    metric: str
    value: float
    higher_is_better: bool
    signature: str
    count: int
    system: str | None = None
    pair: str | None = None
    trusted: bool = True

    def __post_init__(self) -> None:
        # NaN compares false with everything, so it would pass any gate.
        if not math.isfinite(self.value):
            raise ValueError(
                f"{self.metric} is {self.value}; use Skipped for what was not measured"
            )

    def meets(self, bound: float) -> bool:
        """Whether the score is on the good side of `bound`."""
        return self.value >= bound if self.higher_is_better else self.value <= bound


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentScores:
    """One metric's value for each segment in order; None where a `Skipped` names the segment."""

    metric: str
    values: tuple[float | None, ...]

    def __post_init__(self) -> None:
        for index, value in enumerate(self.values):
            if value is not None and not math.isfinite(value):
                raise ValueError(f"{self.metric} of segment {index} is {value}")
