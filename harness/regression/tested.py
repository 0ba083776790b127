"""The test of one metric in each language pair, and what the other metrics say beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from harness.metrics import METRICS
from harness.metrics.resampling import LEVEL
from harness.model.facts import Place
from harness.model.regression import Outcome, Tested, Untested
from harness.model.report import Against, Report
from harness.model.score import Score
from harness.regression.evidence import scores_of
from harness.regression.margin import margin
from harness.render.score_order import metrics_in_order
from harness.score.differences import holm
from harness.score.trial import MANY, Unit

if TYPE_CHECKING:
    from pandas import DataFrame

# What is tested where nothing else is named: the first that both runs have.
PRIMARY = ("quality", "comet", "chrf++")
# In the metric's own unit: of 100 points, and of COMET's scale, where most systems lie from .7
# to .9.
_TOLERANCE, _NEURAL_TOLERANCE = 1.0, 0.01

Names = Mapping[str | None, str | None]
Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """A system in a language pair: what it is called in both runs, and its common documents."""

    system: str | None
    then: str | None
    pair: str | None
    documents: frozenset[str]


def tested(
    report: Report, stored: Report, names: Names, common: Mapping[Key, Place], against: Against
) -> tuple[tuple[Tested, ...], tuple[Untested, ...]]:
    """Return the tests of all systems and pairs, Holm's correction over them, and what has none.

    `names` are the stored run's systems by what they are called now, `common` the documents that
    both have.
    """
    if not common:
        why = "the runs have no document in common"
        return (), (Untested(system=None, pair=None, why=why, required=True),)
    metrics = metrics_in_order(
        {score.metric for score in report.scores} & {score.metric for score in stored.scores}
    )
    now, then = scores_of(report.documents, metrics), scores_of(stored.documents, metrics)
    tests: list[Tested] = []
    untested: list[Untested] = []
    for group in _groups(names, common):
        same = [name for name in metrics if _alike(report, stored, group, name)]
        primary = _primary(same, against)
        made = [
            test
            for name in same
            if (test := _test(now, then, group, name, against, leads=name == primary))
        ]
        tests += made
        if not any(test.outcome is not None for test in made):
            untested.append(_untested(report, stored, group, primary, against))
    return _corrected(tests), tuple(untested)


def _groups(names: Names, common: Mapping[Key, Place]) -> list[_Group]:
    called = {now: then for then, now in names.items()}
    found: dict[tuple[str | None, str | None], set[str]] = {}
    for place in common.values():
        found.setdefault((place.system, place.pair), set()).add(place.document)
    return [
        _Group(system=system, then=called[system], pair=pair, documents=frozenset(own))
        for (system, pair), own in sorted(
            found.items(), key=lambda item: tuple(name or "" for name in item[0])
        )
    ]


def _score(report: Report, system: str | None, pair: str | None, metric: str) -> Score | None:
    """Return a system's score, that of its pair before that of all pairs."""
    own = [
        score
        for score in (*report.pair_scores, *report.scores)
        if score.metric == metric and score.system in (system, None) and score.pair in (pair, None)
    ]
    return own[0] if own else None


def _alike(report: Report, stored: Report, group: _Group, metric: str) -> bool:
    """Whether both runs have the metric, computed in the same way, by models that are trained."""
    now = _score(report, group.system, group.pair, metric)
    then = _score(stored, group.then, group.pair, metric)
    return (
        now is not None
        and then is not None
        and now.signature == then.signature
        and now.trusted
        and then.trusted
    )


def _primary(metrics: Iterable[str], against: Against) -> str | None:
    wanted = PRIMARY if against.metric is None else (against.metric,)
    known = set(metrics)
    return next((name for name in wanted if name in known), None)


def _untested(
    report: Report, stored: Report, group: _Group, primary: str | None, against: Against
) -> Untested:
    """Say why there is no test; it is missed where either run has what would be tested."""
    wanted = PRIMARY if against.metric is None else (against.metric,)
    here = [m for m in wanted if _score(report, group.system, group.pair, m)]
    there = [m for m in wanted if _score(stored, group.then, group.pair, m)]
    both = [name for name in here if name in there]
    if primary is not None:
        why = f"no segment has {primary} in both runs"
    elif both:
        why = f"{both[0]} was not computed in the same way in both runs (see the signatures)"
    elif here or there:
        run = "the stored run" if here else "this run"
        why = f"{run} has no {(here or there)[0]}"
    else:
        why = f"neither run has {' or '.join(wanted)}"
    needed = against.metric is not None or bool(here) or (bool(there) and bool(report.scores))
    return Untested(system=group.system, pair=group.pair, why=why, required=needed)


def _test(
    now: DataFrame,
    then: DataFrame,
    group: _Group,
    metric: str,
    against: Against,
    *,
    leads: bool,
) -> Tested | None:
    """Return the metric over the segments of both runs; None where there is none."""
    both = _joined(
        _part(now, group.system, group.documents, metric),
        _part(then, group.then, group.documents, metric),
    )
    if both.empty:
        return None
    higher = METRICS[metric].higher_is_better
    documents = int(both["document"].nunique())
    made = Tested(
        metric=metric,
        system=group.system,
        pair=group.pair,
        higher_is_better=higher,
        before=float(both["value_then"].mean()),
        after=float(both["value"].mean()),
        segments=len(both),
        documents=documents,
    )
    if not leads:
        return made
    tolerance = against.tolerance
    if tolerance is None:
        neural = METRICS[metric].engine == "comet"
        tolerance = _NEURAL_TOLERANCE if neural else _TOLERANCE
    both["gain"] = (both["value"] - both["value_then"]) * (1 if higher else -1)
    drawn = Unit.DOCUMENT if documents >= MANY else Unit.SEGMENT
    units = both["document"] if drawn is Unit.DOCUMENT else both.index
    gains = both.groupby(units)["gain"]
    sums, sizes = gains.sum().to_numpy(float), gains.size().astype(float).to_numpy(float)
    sure = margin(sums, sizes, tolerance)
    return replace(
        made,
        outcome=Outcome.INCONCLUSIVE,
        tolerance=tolerance,
        worse=sure.worse,
        tolerable=sure.tolerable,
        detectable=sure.detectable,
        drawn=drawn.value,
    )


def _part(
    table: DataFrame, system: str | None, documents: frozenset[str], metric: str
) -> DataFrame:
    """Return the segments of some documents that have a value, the same text's in their order."""
    own = table["system"].isna() if system is None else table["system"] == system
    part = table[own & table["document"].isin(documents)]
    part = part[["document", "segment", "text", metric]].rename(columns={metric: "value"})
    part = part.assign(nth=part.groupby(["document", "text"], dropna=False).cumcount())
    return part[part["value"].notna()]


def _joined(now: DataFrame, then: DataFrame) -> DataFrame:
    """Return the segments that both have: those that translate the same text of a document.

    Two systems may cut an article differently, so a segment's number says little. Where either
    report keeps no text there is nothing else to go by.
    """
    told = now["text"].notna().all() and then["text"].notna().all()
    keys = ["document", "text", "nth"] if told else ["document", "segment"]
    joined: Any = now.merge(then, on=keys, suffixes=("", "_then"))
    found: DataFrame = joined
    return found


def _corrected(tests: list[Tested]) -> tuple[Tested, ...]:
    """Return the tests with what each ends with.

    Holm's correction is over the question whether anything is worse, so that of twenty pairs that
    are as good as before one in twenty gates fails, not two in three. That a loss is tolerable has
    to hold for all of them together, so each is asked at the full level.
    """
    places = [n for n, test in enumerate(tests) if test.worse is not None]
    made = list(tests)
    for place, worse in zip(places, holm([tests[n].worse or 0.0 for n in places]), strict=True):
        test = tests[place]
        assert test.tolerable is not None
        outcome = Outcome.INCONCLUSIVE
        if test.tolerable < LEVEL:
            outcome = Outcome.NOT_WORSE
        elif worse < LEVEL:
            outcome = Outcome.WORSE
        made[place] = replace(test, worse=worse, outcome=outcome)
    return tuple(made)
