"""Where each rule was measured beside human marks: `harness/data/world/measured.txt`.

`mt-harness meta DATA --record FILE` writes the table; without it no rule has been measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from harness.data import has, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one rule found in one set: findings judged, how many met a mark, and the least share.

    `lower` is the lower end of Wilson's 95 % interval of the share.
    """

    where: str
    judged: int
    right: int
    lower: float


def measured(rule: str) -> tuple[Measured, ...]:
    """The sets that a rule was measured on, by name; none where it found nothing there."""
    return _records().get(rule, ())


@cache
def _records() -> Mapping[str, tuple[Measured, ...]]:
    if not has("world", "measured"):
        return MappingProxyType({})
    found: dict[str, tuple[Measured, ...]] = {}
    for key, value in sorted(table("world", "measured").items()):
        rule, _, where = key.partition(" ")
        judged, right, lower = value.split("\t")
        one = Measured(where=where, judged=int(judged), right=int(right), lower=float(lower))
        found[rule] = (*found.get(rule, ()), one)
    return MappingProxyType(found)
