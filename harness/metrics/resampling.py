"""How sure a score is, and whether two systems differ: by resampling counts, never texts.

Bootstrap (Koehn, 2004) draws segments with replacement; approximate randomization (Riezler and
Maxwell, 2005) swaps the two systems' segments at random. Draws, order of operations, rounding
(sums of the bootstrap in single precision) and the p-value's `(c + 1) / (n + 1)` follow
sacreBLEU 2.6, so that the same seed gives its p-values. All systems and metrics share the draws,
which are made in blocks: memory does not grow with their number.

In two places sacreBLEU finds a difference where there can be none, and we do not follow: a system
against itself has p 1 (there: the least p), and where whole documents are drawn, samples that
differ exactly as much as the systems count as well (`ties`), since few documents can be swapped
in few ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.floating[Any]]

Values = Callable[["Numbers"], "Numbers"]

SEED = 12345
BOOTSTRAP, RANDOMIZATION = 1000, 10000
# Less than any difference of scores that means something, more than single precision leaves open.
_TIE = 1e-4
# Numbers drawn at once: 32 MB as double precision. Of the bits for swaps 32 come at a time, so a
# block of a multiple of them leaves none over, and the blocks are what one draw would be.
_BLOCK, _BITS = 4_000_000, 32
# A difference this many times its standard error is found at the 5 % level in 80 % of the tries.
POWER, LEVEL = 0.8, 0.05
_DETECTABLE = NormalDist().inv_cdf(1 - LEVEL / 2) + NormalDist().inv_cdf(POWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The mean of the resampled scores, and half the width of the middle 95 % of them."""

    mean: float
    half_width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """A system beside another: the chance of such a difference between equals.

    `detectable` is the least difference that a test of this size finds four times in five.
    """

    p_value: float
    detectable: float


def bootstrap_sums(
    rows: Sequence[Numbers], *, samples: int = BOOTSTRAP, seed: int | None = SEED
) -> list[Numbers]:
    """Return, for each matrix of counts (segments × counts), its sums in each sample.

    All matrices have the same number of rows and share the draws; sums are in single precision,
    as sacreBLEU has them.
    """
    import numpy as np

    length = len(rows[0])
    rng = np.random.default_rng(seed)
    together = np.hstack(rows)
    made = []
    for count in _blocks(samples, length):
        draws = rng.choice(length, size=(count, length), replace=True)
        flat = (draws + length * np.arange(count)[:, None]).ravel()
        times = np.bincount(flat, minlength=count * length).reshape(count, length)
        made.append((times.astype(float) @ together).astype(np.float32))
    return _apart(np.vstack(made), rows)


def swap_sums(
    rows: Sequence[Numbers], *, trials: int = RANDOMIZATION, seed: int | None = SEED
) -> list[Numbers]:
    """Return, for each matrix of counts, the sums of the segments that are kept in each trial.

    What is kept of one system and swapped of another makes a pseudo system: its sums are
    `kept(a) + total(b) - kept(b)`.
    """
    import numpy as np

    length = len(rows[0])
    rng = np.random.default_rng(seed)
    together = np.hstack(rows)
    made = []
    for count in _blocks(trials, length):
        keep = rng.integers(2, size=(count, length), dtype=bool)
        made.append(keep.astype(float) @ together)
    return _apart(np.vstack(made), rows)


def interval(scores: Numbers) -> Interval:
    """Return the 95 % confidence interval of a score from its bootstrap samples.

    Samples without a value (no words were drawn) are left out.
    """
    import numpy as np

    ordered = np.sort(scores[np.isfinite(scores)])
    cut = len(ordered) // 40
    low, high = ordered[cut], ordered[len(ordered) - cut - 1]
    return Interval(mean=float(ordered.mean()), half_width=float(0.5 * (high - low)))


def by_bootstrap(baseline: Numbers, system: Numbers, real: float, *, ties: bool = False) -> Paired:
    """Return the p-value of a difference from both systems' scores in the same samples."""
    import numpy as np

    apart = np.abs(system - baseline)
    apart = apart[np.isfinite(apart)]
    spread = _spread(system - baseline)
    return Paired(
        p_value=_p_value(apart - apart.mean(), real, ties=ties), detectable=_DETECTABLE * spread
    )


def by_randomization(first: Numbers, second: Numbers, real: float, *, ties: bool = False) -> Paired:
    """Return the p-value of a difference from the scores of both pseudo systems in each trial."""
    import numpy as np

    apart = np.abs(first - second)
    return Paired(
        p_value=_p_value(apart[np.isfinite(apart)], real, ties=ties),
        detectable=_DETECTABLE * _spread(first - second),
    )


def _blocks(samples: int, length: int) -> Iterator[int]:
    size = max(_BITS, _BLOCK // max(length, 1) // _BITS * _BITS)
    for start in range(0, samples, size):
        yield min(size, samples - start)


def _apart(sums: Numbers, rows: Sequence[Numbers]) -> list[Numbers]:
    import numpy as np

    edges = np.cumsum([matrix.shape[1] for matrix in rows])[:-1]
    # Each its own memory, row by row: added up in the same order however many stand side by side.
    return [np.ascontiguousarray(part) for part in np.split(sums, edges, axis=1)]


def _spread(differences: Numbers) -> float:
    import numpy as np

    return float(differences[np.isfinite(differences)].astype(float).std())


def _p_value(apart: Numbers, real: float, *, ties: bool) -> float:
    least = real - _TIE if ties else real
    return (int((apart > least).sum()) + 1) / (len(apart) + 1)
