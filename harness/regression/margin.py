"""Whether a mean fell, and whether by less than a tolerance: both by flipping signs.

Where nothing changed, each unit's difference might as well have the other sign; how often flipping
them at random gives as large a loss is the chance that the loss is luck (a randomization test, as
for systems side by side). Shifted by the tolerance, the same says whether so much was lost.
Units are segments, or documents, whose segments then keep together.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

from harness.metrics.resampling import LEVEL, POWER, RANDOMIZATION, SEED

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.floating[Any]]

# From here on the sum of so many independent signs is normal to within what can be seen: with
# 2,000 units both ways agree to two digits of the p-value, and the matrix of draws stays small.
_MANY = 2000
# A one-sided loss of so many standard errors is found four times in five.
_DETECTABLE = NormalDist().inv_cdf(1 - LEVEL) + NormalDist().inv_cdf(POWER)
# Rounding of sums: less than any difference of scores that means something.
_TIE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """Chances of the result where nothing was lost, and where the tolerance was lost.

    `detectable` is the loss that a test of this size finds four times in five.
    """

    worse: float
    tolerable: float
    detectable: float


def margin(sums: Numbers, sizes: Numbers, tolerance: float) -> Margin:
    """Return how sure a loss is; `sums` are the units' gains, `sizes` their numbers of segments.

    A gain is the score now less then, turned round where lower is better.
    """
    import numpy as np

    total = float(sizes.sum())
    mean = float(sums.sum()) / total
    spread = sums - mean * sizes
    units = len(sums)
    error = math.sqrt(float((spread**2).sum()) * units / max(units - 1, 1)) / total
    if not np.any(sums):
        # The same scores everywhere: nothing was lost, whatever the number of units.
        return Margin(worse=1.0, tolerable=0.0, detectable=0.0)
    shifted = sums + tolerance * sizes
    return Margin(
        worse=_chance(-sums),
        tolerable=_chance(shifted),
        detectable=_DETECTABLE * error,
    )


def _chance(units: Numbers) -> float:
    """Return the chance of so large a sum where each unit might have either sign."""
    import numpy as np

    real = float(units.sum())
    if len(units) > _MANY:
        return 1 - NormalDist().cdf(real / math.sqrt(float((units**2).sum())))
    rng = np.random.default_rng(SEED)
    signs = rng.integers(2, size=(RANDOMIZATION, len(units)), dtype=np.int8)
    drawn = (2.0 * signs - 1.0) @ units
    least = real - _TIE * max(1.0, abs(real))
    return (int((drawn >= least).sum()) + 1) / (RANDOMIZATION + 1)
