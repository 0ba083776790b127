"""How sure a score is, and whether two systems differ: by resampling counts, never texts.

Bootstrap (Koehn, 2004) draws segments with replacement; approximate randomization (Riezler and
Maxwell, 2005) swaps the two systems' segments at random. Draws, order of operations, rounding
(sums of the bootstrap in single precision) and the p-value's `(c + 1) / (n + 1)` follow
sacreBLEU 2.6, so that the same seed gives its p-values; all samples are worked out at once.

In two places sacreBLEU finds a difference where there can be none, and we do not follow: a system
against itself has p 1 (there: the least p), and where whole documents are drawn, samples that
differ exactly as much as the systems count as well (`ties`), since few documents can be swapped
in few ways.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from harness.engines.ngram import Row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.floating[Any]]

Values = Callable[["Numbers"], "Numbers"]

SEED = 12345
BOOTSTRAP, RANDOMIZATION = 1000, 10000
# Less than any difference of scores that means something, more than single precision leaves open.
_TIE = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The mean of the resampled scores, and half the width of the middle 95 % of them."""

    mean: float
    half_width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """A system beside the baseline: the chance of such a difference between equals."""

    p_value: float
    interval: Interval | None


def interval(
    rows: Sequence[Row], values: Values, *, samples: int = BOOTSTRAP, seed: int | None = SEED
) -> Interval:
    """Return the 95 % confidence interval of a score by bootstrap over `rows`."""
    import numpy as np

    rng = np.random.default_rng(seed)
    return _interval(values(_drawn(rows, _draws(rng, len(rows), samples))))


def paired_bootstrap(
    baseline: Sequence[Row],
    system: Sequence[Row],
    values: Values,
    *,
    samples: int = BOOTSTRAP,
    seed: int | None = SEED,
    ties: bool = False,
) -> Paired:
    """Return p-value and interval of a system against the baseline, segment by segment."""
    import numpy as np

    draws = _draws(np.random.default_rng(seed), len(system), samples)
    scores = values(_drawn(system, draws))
    apart = np.abs(scores - values(_drawn(baseline, draws)))
    real = _difference(baseline, system, values)
    p_value = _p_value(apart - apart.mean(), real, ties=ties)
    same = list(baseline) == list(system)
    return Paired(p_value=1.0 if same else p_value, interval=_interval(scores))


def paired_randomization(
    baseline: Sequence[Row],
    system: Sequence[Row],
    values: Values,
    *,
    trials: int = RANDOMIZATION,
    seed: int | None = SEED,
    ties: bool = False,
) -> Paired:
    """Return the p-value of a system against the baseline; it has no interval of its own."""
    import numpy as np

    rng = np.random.default_rng(seed)
    keep = rng.integers(2, size=(trials, len(system)), dtype=bool)
    a, b = np.array(baseline, dtype=float), np.array(system, dtype=float)
    # One product instead of four: what one side gets, the other lacks.
    first = keep.astype(float) @ (a - b) + b.sum(0)
    second = (a + b).sum(0) - first
    apart = np.abs(values(first) - values(second))
    real = _difference(baseline, system, values)
    same = list(baseline) == list(system)
    return Paired(p_value=1.0 if same else _p_value(apart, real, ties=ties), interval=None)


def _draws(rng: np.random.Generator, length: int, samples: int) -> NDArray[np.int64]:
    return rng.choice(length, size=(samples, length), replace=True)


def _drawn(rows: Sequence[Row], draws: NDArray[np.int64]) -> Numbers:
    """Return the sums of the drawn rows, in single precision as sacreBLEU has them."""
    import numpy as np

    samples, length = draws.shape
    flat = (draws + length * np.arange(samples)[:, None]).ravel()
    times = np.bincount(flat, minlength=samples * length).reshape(samples, length)
    sums: Numbers = (times.astype(float) @ np.array(rows, dtype=float)).astype(np.float32)
    return sums


def _interval(scores: Numbers) -> Interval:
    import numpy as np

    ordered = np.sort(scores)
    cut = len(ordered) // 40
    low, high = ordered[cut], ordered[len(ordered) - cut - 1]
    return Interval(mean=float(ordered.mean()), half_width=float(0.5 * (high - low)))


def _difference(baseline: Sequence[Row], system: Sequence[Row], values: Values) -> float:
    import numpy as np

    sums = np.array([np.array(rows, dtype=float).sum(0) for rows in (baseline, system)])
    one, other = values(sums)
    return float(abs(one - other))


def _p_value(apart: Numbers, real: float, *, ties: bool) -> float:
    least = real - _TIE if ties else real
    return (int((apart > least).sum()) + 1) / (len(apart) + 1)
