"""Metrics: one file each; this list is what options and configuration may name.

Like the rules, the list is explicit: a metric is its own file and one line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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

__all__ = ["METRICS", "Metric"]

METRICS: Mapping[str, Metric] = MappingProxyType(
    {
        metric.name: metric
        for metric in (
            bleu.METRIC,
            chrf.METRIC,
            chrf_plus_plus.METRIC,
            ter.METRIC,
            quality.METRIC,
            penalty.METRIC,
            overall_quality.METRIC,
            density.METRIC,
        )
    }
)
