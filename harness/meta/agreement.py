"""How far a metric agrees with people: over systems, and item by item.

Scores stand in matrices, a row an item (segment) and a column a system, NaN where there is none;
higher is better on both sides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.floating[Any]]

SEED = 20
PERMUTATIONS = 1000
# Of metrics' scores, for the clusters: each asks for all systems' p-values anew.
SWAPS = 200
LEVEL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """The share of pairs ordered as people order them, and the difference up to which it is a tie.

    `pairs` counts pairs of systems on one item; `ties` is the share that people hold equal.
    """

    accuracy: float
    epsilon: float
    pairs: int
    ties: float


def pearson(a: Sequence[float], b: Sequence[float]) -> float:
    """Return Pearson's correlation; NaN where one side does not vary.

    >>> round(pearson([1, 2, 3], [1, 2, 4]), 4)
    0.982
    """
    import numpy as np

    x, y = np.asarray(a, float), np.asarray(b, float)
    x, y = x - x.mean(), y - y.mean()
    spread = float(np.sqrt((x * x).sum() * (y * y).sum()))
    return float((x * y).sum() / spread) if spread else float("nan")


def kendall(a: Sequence[float], b: Sequence[float]) -> float:
    """Return Kendall's tau-b, which takes ties out of both sides; NaN where one does not vary.

    >>> round(kendall([1, 2, 3, 4], [1, 3, 2, 4]), 4)
    0.6667
    """
    import numpy as np

    x, y = np.asarray(a, float), np.asarray(b, float)
    agreed = in_a = in_b = 0.0
    for place in range(1, len(x)):
        one, other = np.sign(x[place] - x[:place]), np.sign(y[place] - y[:place])
        agreed += float((one * other).sum())
        in_a += float(np.abs(one).sum())
        in_b += float(np.abs(other).sum())
    spread = float(np.sqrt(in_a * in_b))
    return agreed / spread if spread else float("nan")


def pairwise_accuracy(metric: Matrix, human: Matrix) -> float:
    """Return the share of system pairs that both order alike (Kocmi et al. 2021).

    A pair that either side holds equal is right only where both do.
    """
    import numpy as np

    ours, theirs = np.nanmean(metric, axis=0), np.nanmean(human, axis=0)
    pairs = list(combinations(range(len(ours)), 2))
    agreed = sum(
        bool(np.sign(ours[i] - ours[j]) == np.sign(theirs[i] - theirs[j])) for i, j in pairs
    )
    return agreed / len(pairs)


def soft_pairwise_accuracy(metric: Matrix, human: Matrix, *, seed: int = SEED) -> float:
    """Return 1 less the mean distance of both sides' p-values (Thompson et al. 2024; WMT 2024).

    A p-value is the share of PERMUTATIONS random exchanges of two systems' scores, item by item,
    after which the first is ahead by at least as much as it was.
    """
    import numpy as np

    signs = _signs(len(human), seed)
    ours, theirs = _p_values(metric, signs), _p_values(human, signs)
    return float(1 - np.abs(ours - theirs).mean())


def clusters(
    metrics: Mapping[str, Matrix], human: Matrix, *, seed: int = SEED, swaps: int = SWAPS
) -> dict[str, int]:
    """Return each metric's rank: 1 for the best and all that no test sets apart from them.

    Two metrics are compared by exchanging their standardised scores at random, item by item
    (Deutsch et al. 2021), and asking in what share of `swaps` soft pairwise accuracy is as far
    apart. From the best downwards, a metric that is worse than one of its rank opens the next.
    """
    values = {
        name: soft_pairwise_accuracy(scores, human, seed=seed) for name, scores in metrics.items()
    }
    order = sorted(values, key=lambda name: (-values[name], name))
    ranks: dict[str, int] = {}
    rank, members = 1, list[str]()
    for name in order:
        worse = any(
            _difference(metrics[other], metrics[name], human, seed=seed, swaps=swaps) < LEVEL
            for other in members
        )
        if worse:
            rank, members = rank + 1, []
        members.append(name)
        ranks[name] = rank
    return ranks


def calibrated_accuracy(metric: Matrix, human: Matrix) -> Calibrated:
    """Return item-wise pairwise accuracy with the best threshold for ties (Deutsch et al. 2023).

    Systems are compared on one item at a time. Two scores of the metric up to `epsilon` apart
    count as a tie; a pair is right where both sides order it alike or both hold it equal. Every
    item weighs the same, and `epsilon` is the one with which most is right, the least of several.
    """
    import numpy as np

    ours, theirs, weights = _pairs(metric, human)
    if not len(ours):
        raise ValueError("no item has scores of two systems")
    distance = np.abs(ours)
    order = np.argsort(distance, kind="stable")
    tied = theirs == 0
    agreed = (np.sign(ours) == np.sign(theirs)) & ~tied
    left = np.concatenate([[0.0], np.cumsum((weights * tied)[order])])
    right = float((weights * agreed).sum()) - np.concatenate(
        [[0.0], np.cumsum((weights * agreed)[order])]
    )
    ranked = distance[order]
    # Only between different distances can a threshold lie; at 0 equal scores are ties already.
    cuts = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True)) + 1
    epsilons = ranked[cuts - 1]
    if ranked[0] > 0:
        cuts, epsilons = np.append(0, cuts), np.append(0.0, epsilons)
    shares = (left + right)[cuts] / weights.sum()
    best = int(np.argmax(shares))
    return Calibrated(
        accuracy=float(shares[best]),
        epsilon=float(epsilons[best]),
        pairs=len(ours),
        ties=float((weights * tied).sum() / weights.sum()),
    )


def _pairs(metric: Matrix, human: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """Return the differences of every two systems on every item, and what each pair weighs."""
    import numpy as np

    ours, theirs, items = [], [], []
    known = ~np.isnan(metric) & ~np.isnan(human)
    for i, j in combinations(range(metric.shape[1]), 2):
        both = np.flatnonzero(known[:, i] & known[:, j])
        ours.append(metric[both, i] - metric[both, j])
        theirs.append(human[both, i] - human[both, j])
        items.append(both)
    if not ours:
        return np.empty(0), np.empty(0), np.empty(0)
    item = np.concatenate(items)
    counts = np.bincount(item, minlength=len(metric))
    return np.concatenate(ours), np.concatenate(theirs), 1.0 / counts[item]


def _signs(items: int, seed: int) -> Matrix:
    import numpy as np

    made = np.random.default_rng(seed).integers(0, 2, (PERMUTATIONS, items), dtype=np.int8)
    return (2 * made - 1).astype(np.float32)


def _p_values(scores: Matrix, signs: Matrix) -> Matrix:
    """Return one p-value for each pair of systems, columns in order."""
    import numpy as np

    pairs = list(combinations(range(scores.shape[1]), 2))
    apart = np.stack([scores[:, i] - scores[:, j] for i, j in pairs], axis=1)
    apart = np.nan_to_num(apart).astype(np.float32)
    observed = apart.sum(axis=0, dtype=np.float64)
    # Sums in single precision leave this much open.
    slack = 1e-4 * np.maximum(1.0, np.abs(apart).sum(axis=0))
    return np.asarray((signs @ apart >= observed - slack).mean(axis=0))


def _difference(a: Matrix, b: Matrix, human: Matrix, *, seed: int, swaps: int) -> float:
    """Return the p-value of a metric being ahead of another in soft pairwise accuracy."""
    import numpy as np

    signs = _signs(len(human), seed)
    theirs = _p_values(human, signs)
    one, other = _standard(a), _standard(b)

    def accuracy(scores: Matrix) -> float:
        return float(1 - np.abs(_p_values(scores, signs) - theirs).mean())

    observed = accuracy(one) - accuracy(other)
    draws = np.random.default_rng(seed + 1)
    as_far = 0
    for _ in range(swaps):
        swapped = draws.integers(0, 2, (len(human), 1)).astype(bool)
        left, right = np.where(swapped, other, one), np.where(swapped, one, other)
        as_far += accuracy(left) - accuracy(right) >= observed
    return (as_far + 1) / (swaps + 1)


def _standard(scores: Matrix) -> Matrix:
    import numpy as np

    spread = float(np.nanstd(scores)) or 1.0
    return (scores - np.nanmean(scores)) / spread
