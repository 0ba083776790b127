"""Where each rule was measured beside human marks: `harness/data/world/measured.txt`.

`mt-harness meta DATA --record FILE` writes the table; without it no rule has been measured.

Two people who mark the same text agree on part of it only, so what one of them left unmarked is
not certainly right. Sets are therefore of three kinds: in a *complete* one every error was marked
by whoever made it; where *several* raters marked, their own agreement says what share of right
findings a mark can be expected for; beside *one* rater nothing of the kind is known, and such a
set is printed and not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
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
_SET = "set"


class Marking(StrEnum):
    """How much the marks of a set say."""

    COMPLETE = "complete"
    SEVERAL = "several"
    ONE = "one"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSet:
    """A set of marked texts; `agreement` is the share of a rater's marks that another's meet."""

    name: str
    marking: Marking
    agreement: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one rule found in one set at one confidence: findings judged, and how many were right.

    `lower` is the lower end of Wilson's 95 % interval of the share that was right.
    """

    where: MarkedSet
    confidence: Confidence
    judged: int
    right: int
    lower: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What a rule's findings showed to be worth: None where they are too few to tell.

    `share` is the share that was right, with the allowance for raters who overlook errors.
    """

    judged: int
    right: int
    share: float
    confidence: Confidence | None


def measured(rule: str) -> tuple[Measured, ...]:
    """The sets that a rule was measured on, by confidence and name; none where it found nothing."""
    return _records().get(rule, ())


def worth(rows: Iterable[Measured], stated: Confidence) -> Worth:
    """Return what findings that are called `stated` are worth; where too few are, all up to it.

    High: of at least 30 the lower end of the 95 % interval is .8, without any allowance. Medium:
    the share is .6, where several raters marked in proportion to how often they meet each other.
    """
    asked = [one for one in rows if one.where.marking is not Marking.ONE]
    own = [one for one in asked if one.confidence is stated]
    if sum(one.judged for one in own) < ENOUGH:
        own = [one for one in asked if one.confidence <= stated]
    judged, right = sum(one.judged for one in own), sum(one.right for one in own)
    allowed = sum(min(one.judged, one.right / one.where.agreement) for one in own)
    share = allowed / judged if judged else 0.0
    return Worth(judged=judged, right=right, share=share, confidence=_earned(judged, right, share))


def _earned(judged: int, right: int, share: float) -> Confidence | None:
    if judged < ENOUGH:
        return None
    if wilson_lower(right, judged) >= _HIGH:
        return Confidence.HIGH
    return Confidence.MEDIUM if share >= _MEDIUM else Confidence.LOW


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
    return parsed(table("world", "measured"))


def parsed(given: Mapping[str, str]) -> Mapping[str, tuple[Measured, ...]]:
    """Return by rule what a table holds: rows of sets, and rows of rules in them."""
    sets: dict[str, MarkedSet] = {}
    for key, value in given.items():
        word, _, name = key.partition(" ")
        if word == _SET:
            marking, agreement = value.split("\t")
            made = MarkedSet(name=name, marking=Marking(marking), agreement=float(agreement))
            sets[name] = made
    found: dict[str, tuple[Measured, ...]] = {}
    for key, value in sorted(given.items()):
        rule, _, rest = key.partition(" ")
        if rule == _SET:
            continue
        confidence, _, where = rest.partition(" ")
        judged, right, lower = value.split("\t")
        one = Measured(
            where=sets[where],
            confidence=Confidence[confidence.upper()],
            judged=int(judged),
            right=int(right),
            lower=float(lower),
        )
        found[rule] = (*found.get(rule, ()), one)
    return MappingProxyType(found)
