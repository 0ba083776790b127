"""Metrics: one file each; this list is what options and configuration may name.

Like the rules, the list is explicit: a metric is its own file and one line here. Metrics of other
distributions, by their entry points, come after ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harness.engines.comet.choice import PREFIX, is_metric
from harness.metrics import (
    bleu,
    chrf,
    chrf_plus_plus,
    comet,
    cometkiwi,
    density,
    overall_quality,
    penalty,
    quality,
    ter,
    xcomet,
)
from harness.metrics.metric import Metric
from harness.plugins import Listed, Named

__all__ = ["METRICS", "Metric"]

OWN = (
    bleu.METRIC,
    chrf.METRIC,
    chrf_plus_plus.METRIC,
    ter.METRIC,
    quality.METRIC,
    penalty.METRIC,
    overall_quality.METRIC,
    density.METRIC,
    comet.METRIC,
    xcomet.METRIC,
    cometkiwi.METRIC,
)


class _Register(Mapping[str, Metric]):
    """All metrics by name; also those that a user names: `comet:NAME`, a further model's."""

    def __init__(self, listed: Mapping[str, Metric]) -> None:
        self._listed = listed

    def __getitem__(self, name: str) -> Metric:
        if name not in self._listed and name.startswith(PREFIX) and is_metric(name):
            return comet.another(name)
        return self._listed[name]

    def __contains__(self, name: object) -> bool:
        return name in self._listed or (isinstance(name, str) and is_metric(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)


METRICS: Mapping[str, Metric] = _Register(
    Named(
        Listed(OWN, "mt_harness.metrics", Metric, names=lambda metric: (metric.name,)),
        name=lambda metric: metric.name,
    )
)
