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

from harness.metrics.resampling import LEVEL, POWER, RANDOMIZATION, swap_sums

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
    worse, tolerable = _chances(np.column_stack([-sums, sums + tolerance * sizes]))
    return Margin(worse=worse, tolerable=tolerable, detectable=_DETECTABLE * error)


def _chances(columns: Numbers) -> list[float]:
    """Return for each column the chance of so large a sum where each row might have either sign."""
    import numpy as np

    real = columns.sum(0)
    if len(columns) > _MANY:
        errors = np.sqrt((columns**2).sum(0))
        return [
            1 - NormalDist().cdf(value / error if error else 0.0)
            for value, error in zip(real, errors, strict=True)
        ]
    # What is kept less what is flipped: twice what is kept, less all of it.
    drawn = 2 * swap_sums([columns])[0] - real
    least = real - _TIE * np.maximum(1.0, np.abs(real))
    more = (drawn >= least).sum(0)
    return [(int(count) + 1) / (RANDOMIZATION + 1) for count in more]
