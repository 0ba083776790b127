"""Scores in one order everywhere, however documents differ in what could be measured."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from harness.metrics import METRICS
from harness.model.score import Score


@cache
def _ranks() -> dict[str, int]:
    # Only when asked: the list may have to look for other distributions' metrics.
    return {name: place for place, name in enumerate(METRICS)}


def _rank(metric: str) -> tuple[int, str]:
    ranks = _ranks()
    return ranks.get(metric, len(ranks)), metric


def in_order(scores: Iterable[Score]) -> tuple[Score, ...]:
    """Return the scores by system, then as the list of metrics has them."""
    return tuple(sorted(scores, key=lambda s: (s.system or "", *_rank(s.metric))))


def metrics_in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of metrics, each once, as the list of metrics has them."""
    return tuple(sorted(set(names), key=_rank))
