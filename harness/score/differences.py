"""What differs between two systems, corrected for how many were compared, and who ranks where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harness.metrics.resampling import LEVEL, Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One metric of two systems: `value` is the second's score less the first's.

    `p_value` is the chance of such a difference between equals, `adjusted` the same after Holm's
    correction over all pairs of the metric; `detectable` the least difference that this set would
    show four times in five. `agreement` is how often people agreed with a difference of this
    size, 0 to 1. None: not tested, or not known.
    """

    metric: str
    first: str
    second: str
    value: float
    higher_is_better: bool
    interval: Interval | None = None
    p_value: float | None = None
    adjusted: float | None = None
    detectable: float | None = None
    agreement: float | None = None

    @property
    def significant(self) -> bool:
        """Whether the corrected p-value is below 5 %."""
        return self.adjusted is not None and self.adjusted < LEVEL

    @property
    def better(self) -> str | None:
        """The system that scores better; None where both score the same."""
        if not self.value:
            return None
        return self.second if (self.value > 0) is self.higher_is_better else self.first


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """One metric's clusters of systems, the best first.

    Every system of a cluster is significantly better than every system of the later ones.
    """

    metric: str
    clusters: tuple[tuple[str, ...], ...]


def corrected(differences: Sequence[Difference]) -> tuple[Difference, ...]:
    """Return the differences with Holm's correction, each metric's pairs a family of its own."""
    made: dict[int, Difference] = {}
    for metric in dict.fromkeys(one.metric for one in differences):
        family = [
            (one.p_value, place)
            for place, one in enumerate(differences)
            if one.metric == metric and one.p_value is not None
        ]
        places = [place for _, place in family]
        for place, value in zip(places, holm([p for p, _ in family]), strict=True):
            made[place] = replace(differences[place], adjusted=value)
    return tuple(made.get(place, one) for place, one in enumerate(differences))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return p-values corrected by Holm's step-down method, in the order given.

    S. Holm (1979), A simple sequentially rejective multiple test procedure.

    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    count = len(p_values)
    made = [0.0] * count
    least = 0.0
    for rank, place in enumerate(sorted(range(count), key=lambda n: p_values[n])):
        least = max(least, min(1.0, (count - rank) * p_values[place]))
        made[place] = least
    return tuple(made)


def ranking(
    metric: str, scores: Sequence[tuple[str, float]], differences: Sequence[Difference]
) -> Ranking:
    """Return the clusters of systems; `differences` holds every pair of them in this metric."""
    higher = all(one.higher_is_better for one in differences)
    order = [name for name, _ in sorted(scores, key=lambda s: -s[1] if higher else s[1])]
    won = {
        (one.better, one.first if one.better == one.second else one.second)
        for one in differences
        if one.significant
    }
    clusters: list[list[str]] = []
    for place, name in enumerate(order):
        above, below = order[:place], order[place:]
        if not clusters or all((a, b) in won for a in above for b in below):
            clusters.append([])
        clusters[-1].append(name)
    return Ranking(metric=metric, clusters=tuple(tuple(cluster) for cluster in clusters))
