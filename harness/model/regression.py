"""A run beside a stored one: what came and went, and whether its scores are worse."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What a test of a system in a language pair ends with."""

    WORSE = "worse"
    NOT_WORSE = "not worse"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Findings of one rule in one document that only one of the runs has."""

    document: str
    system: str | None
    rule: str
    new: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """One metric over the segments that both runs have: `value` is the mean now less then.

    `outcome` is there for the primary metric alone; others inform. `worse` is the chance of such
    a loss where nothing was lost, corrected over all tests of the gate; `tolerable` the chance of
    such a result where the tolerance was lost. `detectable` is the loss that a test of this size
    finds four times in five. All three are None for what informs. `drawn` is what was compared as
    one: segments, or documents.
    """

    metric: str
    system: str | None
    pair: str | None
    higher_is_better: bool
    before: float
    after: float
    segments: int
    documents: int
    outcome: Outcome | None = None
    tolerance: float | None = None
    worse: float | None = None
    tolerable: float | None = None
    detectable: float | None = None
    drawn: str | None = None

    @property
    def value(self) -> float:
        """What was gained, in the metric's own unit; less than nothing where it fell."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Untested:
    """A system in a language pair whose scores could not be compared, and why.

    `required`: whether there is no verdict without it.
    """

    system: str | None
    pair: str | None
    why: str
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression:
    """A run beside the stored run at `against`.

    `new`, `gone` and `changes` are of the `common` documents, counting repeats, the most new
    findings first; `of_added` and `of_removed` are the findings of the other documents.
    """

    against: str
    common: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    new: int
    gone: int
    of_added: int
    of_removed: int
    changes: tuple[Change, ...]
    tests: tuple[Tested, ...]
    untested: tuple[Untested, ...]
