"""The MQM overall quality score of the findings shown: 100 is the best.

What is left of 100 when the points of `penalty` are taken off per 100 words:
`100 × (1 − points ÷ words)`; below 0 where a text has more points than words. It goes with
`--weights mqm-core`. MQM's authors give no verdict on fewer than 1,000 words, so there it is not
measured, and a limit on it is not judged. Over findings of this tool, not of a person.
"""

from __future__ import annotations

from harness.engines.ngram import Row
from harness.metrics import penalty
from harness.metrics.metric import Metric, Options

_LEAST = 1000


def _value(row: Row, mark: str, options: Options) -> float | None:
    points, units = row
    return 100 * (1 - points / units) if units >= _LEAST else None


def _segment_value(row: Row, mark: str, options: Options) -> float | None:
    points, units = row
    return 100 * (1 - points / units) if units > 0 else None


METRIC = Metric(
    name="overall_quality",
    summary="MQM overall quality score of shown findings, from 1,000 words up",
    higher_is_better=True,
    needs_reference=False,
    counts_findings=True,
    count=penalty.METRIC.count,
    value=_value,
    segment_value=_segment_value,
    signature=penalty.METRIC.signature,
    doc=__doc__,
)
