"""Metrics: one file each; this list is what options and configuration may name.

Like the rules, the list is explicit: a metric is its own file and one line here. Metrics of other
distributions, by their entry points, come after ours.
"""

from __future__ import annotations

from collections.abc import Mapping

from harness.metrics import (
    bleu,
    chrf,
    chrf_plus_plus,
    density,
    overall_quality,
    penalty,
    quality,
    ter,
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
)

METRICS: Mapping[str, Metric] = Named(
    Listed(OWN, "mt_harness.metrics", Metric, names=lambda metric: (metric.name,)),
    name=lambda metric: metric.name,
)
