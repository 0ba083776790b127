"""Metrics: one file each; this list is what options and configuration may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric's name, direction and needs."""

    name: str
    higher_is_better: bool
    needs_reference: bool


METRICS: Mapping[str, Metric] = MappingProxyType(
    {
        metric.name: metric
        for metric in (
            Metric(name="bleu", higher_is_better=True, needs_reference=True),
            Metric(name="chrf", higher_is_better=True, needs_reference=True),
            Metric(name="chrf++", higher_is_better=True, needs_reference=True),
            Metric(name="ter", higher_is_better=False, needs_reference=True),
            Metric(name="quality", higher_is_better=True, needs_reference=True),
            Metric(name="penalty", higher_is_better=False, needs_reference=False),
            Metric(name="findings_per_1000", higher_is_better=False, needs_reference=False),
        )
    }
)
