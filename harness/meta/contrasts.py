"""Challenge sets: how often a score puts the good text first, and whether the change is seen."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from harness.meta.flagged import Answer, Flag
from harness.meta.judged import Contrast, HumanMark

# A finding that is to name a change may stand a character away and be so much longer.
_NEAR, _LONGER = 1, 25
_LOUD = ("major", "critical")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One contrast: which metrics preferred the good text, and what the findings say.

    `located` and `named` are None where no place is marked; `alarms` counts shown findings of
    major or worse in the good text. `found` are the findings in the bad text, each with whether it
    is at the change; none where no place is marked.
    """

    kind: str
    item: str
    preferred: tuple[tuple[str, bool], ...]
    located: bool | None
    named: bool | None
    alarms: int
    found: tuple[tuple[Flag, bool], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Shares over contrasts, 0 to 1; `located` and `named` None where nothing was marked."""

    items: int
    preferred: tuple[tuple[str, float], ...]
    located: float | None
    named: float | None


def outcome(contrast: Contrast, better: Answer, worse: Answer) -> Outcome:
    """Return what came of one contrast; equal scores are wrong, and so is a missing one."""
    located = named = None
    if contrast.marks:
        hits = [flag for flag in worse.flags if any(_near(flag, mark) for mark in contrast.marks)]
        allowed = naming_families().get(contrast.kind, frozenset())
        located, named = bool(hits), any(flag.family in allowed for flag in hits)
    return Outcome(
        kind=contrast.kind,
        item=contrast.item,
        preferred=tuple(
            (metric, metric in worse.scores and score > worse.scores[metric])
            for metric, score in better.scores.items()
        ),
        located=located,
        named=named,
        alarms=sum(flag.severity in _LOUD for flag in better.flags),
        found=tuple(
            (flag, any(_near(flag, mark) for mark in contrast.marks))
            for flag in (worse.flags if contrast.marks else ())
        ),
    )


def shares(outcomes: Iterable[Outcome]) -> Shares:
    """Return the shares over all outcomes; raise ValueError where there is none."""
    given = tuple(outcomes)
    if not given:
        raise ValueError("no contrasts")
    won: defaultdict[str, int] = defaultdict(int)
    for one in given:
        for metric, better in one.preferred:
            won[metric] += better
    return Shares(
        items=len(given),
        preferred=tuple((metric, count / len(given)) for metric, count in won.items()),
        located=_mean(one.located for one in given),
        named=_mean(one.named for one in given),
    )


def alarms(outcomes: Iterable[Outcome]) -> float:
    """Return the loud findings per good text, each text counted once."""
    by_item = {one.item: one.alarms for one in outcomes}
    return sum(by_item.values()) / len(by_item)


@cache
def naming_families() -> dict[str, frozenset[str]]:
    """Return which families of findings name a kind of change (`harness/meta/families.csv`)."""
    text = (files("harness.meta") / "families.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["kind"]: frozenset(row["families"].split()) for row in rows}


def _near(flag: Flag, mark: HumanMark) -> bool:
    return (
        flag.start <= mark.end + _NEAR
        and mark.start <= flag.end + _NEAR
        and flag.end - flag.start <= mark.end - mark.start + _LONGER
    )


def _mean(given: Iterable[bool | None]) -> float | None:
    known = [value for value in given if value is not None]
    return sum(known) / len(known) if known else None
