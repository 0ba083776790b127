"""Scores in one order everywhere, however documents differ in what could be measured."""

from __future__ import annotations

from collections.abc import Iterable

from harness.metrics import METRICS
from harness.model.score import Score

_RANK = {name: place for place, name in enumerate(METRICS)}


def in_order(scores: Iterable[Score]) -> tuple[Score, ...]:
    """Return the scores by system, then as the list of metrics has them."""
    return tuple(
        sorted(scores, key=lambda s: (s.system or "", _RANK.get(s.metric, len(_RANK)), s.metric))
    )


def metrics_in_order(scores: Iterable[Score]) -> tuple[str, ...]:
    """Return the metrics among the scores, each once, as the list of metrics has them."""
    return tuple(sorted({s.metric for s in scores}, key=lambda m: (_RANK.get(m, len(_RANK)), m)))
