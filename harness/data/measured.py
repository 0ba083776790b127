"""Where each rule was measured beside human marks: `harness/data/world/measured.txt`.

`mt-harness meta DATA --record FILE` writes the table; without it no rule has been measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import sqrt
from types import MappingProxyType

from harness.data import has, table
from harness.model.finding import Confidence

# Fewer findings than these tell nothing of a rule.
ENOUGH = 30
_HIGH, _MEDIUM = 0.8, 0.6
# Of the normal distribution, for an interval of 95 %.
_Z = 1.959964


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one rule found in one set at one confidence: findings judged, and how many were right.

    `lower` is the lower end of Wilson's 95 % interval of the share that was right.
    """

    where: str
    confidence: Confidence
    judged: int
    right: int
    lower: float


def measured(rule: str) -> tuple[Measured, ...]:
    """The sets that a rule was measured on, by confidence and name; none where it found nothing."""
    return _records().get(rule, ())


def earned(judged: int, right: int) -> Confidence | None:
    """Return the confidence that so many findings are worth; None where they are too few to tell.

    High: the lower end of the 95 % interval is at least .8. Medium: the share is at least .6.

    >>> earned(30, 30).label, earned(40, 24).label, earned(40, 23).label, earned(29, 29)
    ('high', 'medium', 'low', None)
    """
    if judged < ENOUGH:
        return None
    if wilson_lower(right, judged) >= _HIGH:
        return Confidence.HIGH
    return Confidence.MEDIUM if right >= _MEDIUM * judged else Confidence.LOW


def wilson_lower(right: int, judged: int) -> float:
    """Return the lower end of Wilson's 95 % interval of a share.

    >>> round(wilson_lower(30, 30), 3), round(wilson_lower(45, 50), 3)
    (0.886, 0.786)
    """
    share, square = right / judged, _Z * _Z
    centre = share + square / (2 * judged)
    spread = _Z * sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    return max(0.0, centre - spread) / (1 + square / judged)


@cache
def _records() -> Mapping[str, tuple[Measured, ...]]:
    if not has("world", "measured"):
        return MappingProxyType({})
    found: dict[str, tuple[Measured, ...]] = {}
    for key, value in sorted(table("world", "measured").items()):
        rule, confidence, where = key.split(" ", 2)
        judged, right, lower = value.split("\t")
        one = Measured(
            where=where,
            confidence=Confidence[confidence.upper()],
            judged=int(judged),
            right=int(right),
            lower=float(lower),
        )
        found[rule] = (*found.get(rule, ()), one)
    return MappingProxyType(found)
