"""Points for the findings shown, per 1,000 words: 0 is the best, and there is no upper end.

An MQM-style count over what this tool found; it is not a human MQM score. Each finding weighs
what the profile gives its severity (`--weights`): `wmt` (minor 1, major 5, critical 5, minor
punctuation 0.1, a segment that is no translation 25), `mqm-core` (1, 5, 25), `xcomet` (1, 5, 10,
at most 25 a segment), or a file. The same error repeated in a document counts once, where it
first stands, unless repeats are counted. The profile with all its numbers, the cap, the unit and
the way of counting repeats stand in the signature. Where words are not written apart, the rate is
per 1,000 words of the source, or without one per 1,000 characters.
"""

from __future__ import annotations

from collections import defaultdict

from harness.engines.ngram import Row
from harness.metrics.material import Material
from harness.metrics.metric import Counts, Metric, Options
from harness.metrics.rate import extent, per_1000
from harness.metrics.weights import Weights
from harness.model.finding import Finding, Severity
from harness.model.report import DocumentReport


def counted(report: DocumentReport, *, once: bool) -> tuple[Finding, ...]:
    """Return the shown findings, of each group only the first where repeats count once."""
    if not once:
        return report.shown
    first: dict[str, Finding] = {}
    for finding in report.shown:
        first.setdefault(finding.group, finding)
    return tuple(first.values())


def points(finding: Finding, weights: Weights) -> float:
    """Return what one finding costs; a segment that is no translation at all costs `whole`."""
    if weights.whole is not None and _no_translation(finding):
        return weights.whole
    return weights.of(finding.severity, finding.mqm)


def _no_translation(finding: Finding) -> bool:
    place = finding.segment_span
    return (
        place is not None
        and finding.severity >= Severity.MAJOR
        and finding.mqm.split("/")[-1] in ("untranslated", "non-translation")
        and len(finding.span) >= 0.9 * len(place)
    )


def _count(material: Material, options: Options) -> Counts:
    report, weights = material.report, options.weights
    size = extent(report)
    cost: defaultdict[int | None, float] = defaultdict(float)
    for finding in counted(report, once=options.repeats_once):
        cost[finding.segment] += points(finding, weights)
    capped = {
        segment: min(total, weights.cap) if weights.cap is not None else total
        for segment, total in cost.items()
    }
    return Counts(
        rows=tuple(
            (capped.get(index, 0.0), float(words)) for index, words in enumerate(size.segments)
        ),
        rest=(capped.get(None, 0.0), float(size.rest)),
        mark=size.unit,
    )


def _value(row: Row, mark: str, options: Options) -> float | None:
    return per_1000(row)


def _signature(mark: str, references: frozenset[int], options: Options) -> str:
    repeats = "once" if options.repeats_once else "count"
    return f"{options.weights.signature}|repeats:{repeats}|unit:1000 {mark}|v:1"


METRIC = Metric(
    name="penalty",
    summary="points for shown findings by severity, per 1,000 words",
    higher_is_better=False,
    needs_reference=False,
    counts_findings=True,
    count=_count,
    value=_value,
    segment_value=_value,
    signature=_signature,
    doc=__doc__,
)
