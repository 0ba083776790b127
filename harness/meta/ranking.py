"""How well each metric orders systems and their segments, beside how people score them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.meta.agreement import (
    Calibrated,
    calibrated_accuracy,
    clusters,
    kendall,
    pairwise_accuracy,
    pearson,
    soft_pairwise_accuracy,
)
from harness.meta.flagged import Answer
from harness.meta.judged import Judged

if TYPE_CHECKING:
    from harness.meta.agreement import Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """One metric on one set: item by item, and over whole systems.

    `soft` is soft pairwise accuracy and `rank` the cluster by it; `pairwise`, `tau` and `r` are
    over the systems' means; `segment_tau` over all segments of all systems.
    """

    metric: str
    items: Calibrated
    soft: float
    rank: int
    pairwise: float
    tau: float
    r: float
    segment_tau: float


def rankings(cases: Iterable[tuple[Judged, Answer]]) -> tuple[Ranking, ...]:
    """Return each metric's agreement with the scores of one set, best soft accuracy first.

    Only machine's segments with a human score count. Empty where fewer than three systems have
    any: two systems have a single order.
    """
    scored = [(j, a) for j, a in cases if j.score is not None and not j.human and a.scores]
    systems = sorted({judged.system for judged, _ in scored})
    if len(systems) < 3:
        return ()
    names = sorted({name for _, answer in scored for name in answer.scores})
    items = {item: n for n, item in enumerate(dict.fromkeys(_item(j) for j, _ in scored))}
    human = _matrix(scored, items, systems, None)
    metrics = {name: _matrix(scored, items, systems, name) for name in names}
    ranks = clusters(metrics, human)
    found = [_ranking(name, scores, human, ranks[name]) for name, scores in metrics.items()]
    return tuple(sorted(found, key=lambda one: (-one.soft, one.metric)))


def _ranking(name: str, scores: Matrix, human: Matrix, rank: int) -> Ranking:
    import numpy as np

    ours, theirs = np.nanmean(scores, axis=0), np.nanmean(human, axis=0)
    both = ~np.isnan(scores) & ~np.isnan(human)
    return Ranking(
        metric=name,
        items=calibrated_accuracy(scores, human),
        soft=soft_pairwise_accuracy(scores, human),
        rank=rank,
        pairwise=pairwise_accuracy(scores, human),
        tau=kendall(ours.tolist(), theirs.tolist()),
        r=pearson(ours.tolist(), theirs.tolist()),
        segment_tau=kendall(scores[both].tolist(), human[both].tolist()),
    )


def _item(judged: Judged) -> tuple[str, str]:
    return judged.document, judged.segment


def _matrix(
    scored: list[tuple[Judged, Answer]],
    items: dict[tuple[str, str], int],
    systems: list[str],
    metric: str | None,
) -> Matrix:
    """Return scores, a row an item and a column a system; the human ones where metric is None."""
    import numpy as np

    made = np.full((len(items), len(systems)), np.nan)
    column = {system: n for n, system in enumerate(systems)}
    for judged, answer in scored:
        value = judged.score if metric is None else answer.scores.get(metric)
        if value is not None:
            made[items[_item(judged)], column[judged.system]] = value
    return made
