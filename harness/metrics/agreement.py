"""What a difference between two systems' scores means: how often people agreed with one as large.

Kocmi and others (2024, arXiv:2401.06760) fitted, for several metrics, the share of pairs of
systems in which people put the same one first as the metric did, by the size of the difference.
The figures hold for whole systems on news-like text, and only for the metric with the settings
that they were measured with: where the signature names others, nothing is said.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from harness.data import table

SOURCE = "Kocmi et al. 2024, arXiv:2401.06760"


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One metric's fitted curve; `parts` of the signature name the settings it holds for."""

    name: str
    metric: str
    parts: tuple[str, ...]
    factor: float
    ceiling: float
    slope: float

    def at(self, difference: float) -> float:
        """Return the share, 0 to 1, of pairs so far apart on which people agreed."""
        return self.ceiling / 100 / (1 + math.exp(-self.slope * self.factor * abs(difference)))


def agreement(metric: str, signature: str, difference: float) -> float | None:
    """Return how often people agreed with a difference of this size, 0 to 1; None if unknown.

    A metric may be one of several models (`comet:NAME`): the signature decides.
    """
    kind = metric.partition(":")[0]
    for curve in curves():
        if curve.metric == kind and all(part in signature for part in curve.parts):
            return curve.at(difference)
    return None


@cache
def curves() -> tuple[Curve, ...]:
    """Return every known curve, the special settings of a metric before the usual ones."""
    made = []
    for name, row in table("world", "difference_agreement").items():
        metric, parts, factor, ceiling, slope = row.split("\t")
        made.append(
            Curve(
                name=name,
                metric=metric,
                parts=tuple(parts.split(",")),
                factor=float(factor),
                ceiling=float(ceiling),
                slope=float(slope),
            )
        )
    return tuple(made)
