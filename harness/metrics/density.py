"""How many findings are shown per 1,000 words: 0 is the best.

Every finding counts the same, a repeated one each time. The unit is that of `penalty`.
"""

from __future__ import annotations

from collections import Counter

from harness.engines.ngram import Row
from harness.metrics.material import Material
from harness.metrics.metric import Counts, Metric, Options
from harness.metrics.rate import extent, per_1000


def _count(material: Material, options: Options) -> Counts:
    size = extent(material.report)
    found = Counter(finding.segment for finding in material.report.shown)
    return Counts(
        rows=tuple((float(found[n]), float(words)) for n, words in enumerate(size.segments)),
        rest=(float(found[None]), float(size.rest)),
        mark=size.unit,
    )


def _value(row: Row, mark: str, options: Options) -> float | None:
    return per_1000(row)


def _signature(mark: str, references: frozenset[int], options: Options) -> str:
    return f"repeats:count|unit:1000 {mark}|v:1"


METRIC = Metric(
    name="findings_per_1000",
    summary="shown findings per 1,000 words",
    higher_is_better=False,
    needs_reference=False,
    counts_findings=True,
    count=_count,
    value=_value,
    segment_value=_value,
    signature=_signature,
    doc=__doc__,
)
