"""What thousands of sums of counts are worth at once: the formulas of the metrics, vectorised.

Only resampling needs them; the score itself comes from sacreBLEU. The order of operations is
sacreBLEU's, so that a sample has the same value to the last digits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.engines.ngram import Row
from harness.metrics.metric import Metric, Options
from harness.metrics.resampling import Values

if TYPE_CHECKING:
    from harness.metrics.resampling import Numbers

_ORDERS = 4
_FLOOR = -9999999999


def values_of(metric: Metric, mark: str, options: Options) -> Values:
    """Return the function from sums (samples × counts) to scores."""
    if metric.name == "ter":
        return _ter
    if metric.name.startswith("chrf") and not options.ngram.eps_smoothing:
        return lambda sums: _chrf(sums, options.ngram.beta)
    if metric.name == "bleu" and options.ngram.smooth_method == "exp":
        return _bleu

    def one_by_one(sums: Numbers) -> Numbers:
        import numpy as np

        found = [worth_of(metric, tuple(map(float, row)), mark, options) for row in sums]
        return np.array([np.nan if value is None else value for value in found])

    return one_by_one


def worth_of(metric: Metric, row: Row, mark: str, options: Options) -> float | None:
    """Return a sum's score; where the metric has none for so little text, the segment's formula.

    A sample may be smaller than the least that a corpus score is given for.
    """
    value = metric.value(row, mark, options)
    return metric.segment_value(row, mark, options) if value is None else value


def _bleu(sums: Numbers) -> Numbers:
    """BLEU with exponential smoothing: each order without a match halves what it is given."""
    import numpy as np

    length, other = np.trunc(sums[:, 0].astype(float)), np.trunc(sums[:, 1].astype(float))
    right, total = sums[:, 2 : 2 + _ORDERS], sums[:, 2 + _ORDERS : 2 + 2 * _ORDERS]
    with np.errstate(divide="ignore", invalid="ignore"):
        brevity = np.where(length < other, np.exp(1 - other / length), 1.0)
        brevity = np.where(length > 0, brevity, 0.0)
        unmatched = (right == 0) & (total > 0)
        halved = (2.0 ** np.cumsum(unmatched, axis=1)).astype(sums.dtype)
        precision = np.where(right == 0, 100.0 / (halved * total), 100.0 * right / total)
        # Beyond the first order without any n-gram nothing is counted.
        counted = np.cumprod(total > 0, axis=1).astype(bool)
        logs = np.where(counted, np.log(precision.astype(float)), _FLOOR)
    return np.where(right.any(axis=1), brevity * np.exp(logs.sum(axis=1) / _ORDERS), 0.0)


def _chrf(sums: Numbers, beta: int) -> Numbers:
    import numpy as np

    mine, theirs, both = sums[:, 0::3], sums[:, 1::3], sums[:, 2::3]
    there = (mine > 0) & (theirs > 0)
    orders = np.maximum(there.sum(axis=1), 1).astype(sums.dtype)
    with np.errstate(divide="ignore", invalid="ignore"):
        precision = _mean(np.where(there, both / mine, 0), orders)
        recall = _mean(np.where(there, both / theirs, 0), orders)
        factor = beta**2
        score = (1 + factor) * precision * recall / (factor * precision + recall)
    return np.where(precision + recall > 0, 100 * score, 0.0)


def _mean(parts: Numbers, orders: Numbers) -> Numbers:
    """Add up from left to right, as a loop does: numpy's own sum adds in pairs."""
    total = parts[:, 0].copy()
    for column in range(1, parts.shape[1]):
        total += parts[:, column]
    made: Numbers = total / orders
    return made


def _ter(sums: Numbers) -> Numbers:
    import numpy as np

    edits, length = sums[:, 0], sums[:, 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        empty = (edits > 0).astype(sums.dtype)
        made: Numbers = np.asarray(100 * np.where(length > 0, edits / length, empty), sums.dtype)
    return made
