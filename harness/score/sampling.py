"""Samples of all systems and metrics at once: what they say of scores and of pairs of systems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING

from harness.engines.ngram import Row, total
from harness.errors import HarnessError
from harness.metrics import METRICS, Metric
from harness.metrics.metric import Options
from harness.metrics.resampling import (
    Interval,
    Paired,
    Values,
    bootstrap_sums,
    by_bootstrap,
    by_randomization,
    interval,
    swap_sums,
)
from harness.metrics.worth import values_of
from harness.score.documents import Measured
from harness.score.trial import Trial, Unit

if TYPE_CHECKING:
    from harness.metrics.resampling import Numbers

Name = str | None
Key = tuple[str, int]
Systems = Mapping[Name, Sequence[Measured]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """What resampling says: of a system's metric, and of a pair of systems in a metric.

    `apart` is the interval of the second's score less the first's.
    """

    intervals: Mapping[tuple[Name, str], Interval] = field(default_factory=dict)
    apart: Mapping[tuple[Name, Name, str], Interval] = field(default_factory=dict)
    paired: Mapping[tuple[Name, Name, str], Paired] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    """One system's counts in one metric, a row a segment or document, and what sums are worth."""

    system: Name
    metric: str
    rows: Numbers
    values: Values


def pairs(names: Sequence[Name], *, all_pairs: bool) -> tuple[tuple[Name, Name], ...]:
    """Return the pairs to compare: each with the first, or all of them.

    >>> pairs(["a", "b", "c"], all_pairs=False)
    (('a', 'b'), ('a', 'c'))
    """
    if all_pairs:
        return tuple(combinations(names, 2))
    return tuple((names[0], name) for name in names[1:])


def sampled(systems: Systems, metrics: Sequence[str], options: Options, trial: Trial) -> Sampled:
    """Return what the trial's samples say; systems, metrics and pairs share the draws.

    Raises H311 where a paired test meets systems that did not translate the same segments.
    """
    found = Sampled(intervals={}, apart={}, paired={})
    for group in _groups(systems, metrics, options, trial):
        said = [_by_draws(group, trial.samples, trial)] if trial.samples is not None else []
        if trial.randomization is not None:
            said.append(_by_swaps(group, trial.randomization, trial))
        for one in said:
            found = Sampled(
                intervals={**found.intervals, **one.intervals},
                apart={**found.apart, **one.apart},
                paired={**found.paired, **one.paired},
            )
    return found


def _by_draws(group: Sequence[_Counts], samples: int, trial: Trial) -> Sampled:
    """Return the intervals of the group's scores and, of a paired bootstrap, its tests."""
    sums = bootstrap_sums([one.rows for one in group], samples=samples, seed=trial.seed)
    scores = {
        (one.system, one.metric): one.values(part) for one, part in zip(group, sums, strict=True)
    }
    apart, paired = {}, {}
    for first, second in _within(group, trial):
        before, after = (scores[one.system, one.metric] for one in (first, second))
        key = (first.system, second.system, first.metric)
        apart[key] = interval(after - before)
        if trial.bootstrap is not None:
            real = _difference(first, second)
            test = by_bootstrap(before, after, real, ties=_ties(trial))
            paired[key] = _unless_same(test, first, second)
    intervals = {key: interval(values) for key, values in scores.items()}
    return Sampled(intervals=intervals, apart=apart, paired=paired)


def _by_swaps(group: Sequence[_Counts], trials: int, trial: Trial) -> Sampled:
    """Return the tests of the group's pairs by approximate randomization."""
    kept = swap_sums([one.rows for one in group], trials=trials, seed=trial.seed)
    sums = {(one.system, one.metric): part for one, part in zip(group, kept, strict=True)}
    paired = {}
    for first, second in _within(group, trial):
        mine, theirs = (sums[one.system, one.metric] for one in (first, second))
        # What one side gets, the other lacks.
        one = first.values(mine - theirs + second.rows.sum(0))
        other = second.values(theirs - mine + first.rows.sum(0))
        test = by_randomization(one, other, _difference(first, second), ties=_ties(trial))
        paired[first.system, second.system, first.metric] = _unless_same(test, first, second)
    return Sampled(paired=paired)


def _ties(trial: Trial) -> bool:
    return trial.unit is Unit.DOCUMENT


def _difference(first: _Counts, second: _Counts) -> float:
    one, other = (counts.values(counts.rows.sum(0)[None, :])[0] for counts in (first, second))
    return float(abs(one - other))


def _unless_same(test: Paired, first: _Counts, second: _Counts) -> Paired:
    same = bool((first.rows == second.rows).all())
    return replace(test, p_value=1.0) if same else test


def _within(group: Sequence[_Counts], trial: Trial) -> list[tuple[_Counts, _Counts]]:
    """Return the pairs of one metric's counts that are to be compared."""
    found: list[tuple[_Counts, _Counts]] = []
    if not trial.paired:
        return found
    for metric in dict.fromkeys(one.metric for one in group):
        own = {one.system: one for one in group if one.metric == metric}
        names = tuple(own)
        if len(names) > 1:
            both = pairs(names, all_pairs=trial.all_pairs)
            found += [(own[one], own[other]) for one, other in both]
    return found


def _groups(
    systems: Systems, metrics: Sequence[str], options: Options, trial: Trial
) -> Iterable[list[_Counts]]:
    """Return the counts of systems and metrics, together where they count the same segments."""
    import numpy as np

    groups: dict[tuple[Key, ...], list[_Counts]] = {}
    for name in metrics:
        metric = METRICS[name]
        rows = {system: _rows(own, metric, trial) for system, own in systems.items()}
        rows = {system: own for system, own in rows.items() if own}
        if trial.paired:
            rows = _same_keys(rows)
        for system, own in rows.items():
            counts = _Counts(
                system=system,
                metric=name,
                rows=np.array(list(own.values()), dtype=float),
                values=values_of(metric, _mark(systems[system], name), options),
            )
            groups.setdefault(tuple(own), []).append(counts)
    return groups.values()


def _rows(own: Sequence[Measured], metric: Metric, trial: Trial) -> dict[Key, Row]:
    """Return what is drawn: the counts of segments, or their sums by document.

    What belongs to no segment of a document is drawn like one more segment.
    """
    found: dict[Key, Row] = {}
    for one in own:
        name = one.report.article.document.id
        counts = dict(one.counts).get(metric.name)
        if counts is None:
            continue
        rows = {(name, n): row for n, row in enumerate(counts.rows) if row is not None}
        if counts.rest is not None and any(counts.rest):
            rows[(name, -1)] = counts.rest
        if trial.unit is Unit.DOCUMENT and rows:
            rows = {(name, 0): total(list(rows.values()))}
        found |= rows
    return found


def _mark(own: Sequence[Measured], metric: str) -> str:
    return next((t.mark for one in own for t in one.tallies if t.metric == metric), "")


def _same_keys(rows: Mapping[Name, dict[Key, Row]]) -> dict[Name, dict[Key, Row]]:
    """Return the rows with the same keys in the same order for every system.

    Findings about a document as a whole: none is a count of zero.
    """
    first = next(iter(rows.values()), {})
    for system, own in rows.items():
        differing = sorted(key for key in first.keys() ^ own.keys() if key[1] >= 0)
        if differing:
            name, number = differing[0]
            raise HarnessError(
                "H311",
                f"{name}, segment {number}",
                f'only one of the baseline and "{system}" has it',
                "A paired test needs the same segments from every system.",
            )
    keys = dict.fromkeys(key for own in rows.values() for key in own)
    width = len(next(iter(first.values()), ()))
    return {
        system: {key: own.get(key, (0.0,) * width) for key in keys} for system, own in rows.items()
    }
