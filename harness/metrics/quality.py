"""How good a segment is beside its reference, less what was found wrong with it: 100 is the best.

First version. Two halves: how close the candidate is to the reference (`similarity`: characters
and words in sequence, words by the typed alignment, outer form; the best of several references),
and what the shown findings take off. A finding takes off by its severity (minor 1, major 5,
critical 10) and confidence (high all of it, medium half), in proportion to the segment's length:
`100 × closeness ÷ (1 + points ÷ words)`, words at least 10. Findings on words that stand in the
reference just so take off nothing, and a text against its own reference has 100. Documents and
corpora have the mean of their segments, weighed by the reference's words.

Measured: on DEMETR (15,361 pairs of a good translation and a damaged one) the good one is above in
92.9 % of the pairs, where chrF++ has 88.2 %; on real systems' output (WMT20 Chinese to English,
4,547 pairs with different MQM scores) the order is right as often as with chrF++ (57.6 %).

A higher value is a better translation of the same segment; it is not a percentage of anything,
and values of different segments compare only roughly. Needs a reference.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse.tokens import count_words
from harness.engines.ngram import Row
from harness.metrics.closeness import Closeness
from harness.metrics.material import Material
from harness.metrics.metric import Counts, Metric, Options
from harness.metrics.pairs import Pair
from harness.metrics.rate import unspaced
from harness.model.finding import Confidence, Finding, Severity

VERSION = 1
_POINTS = {Severity.NEUTRAL: 0.0, Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 10.0}
_SURE = {Confidence.LOW: 0.25, Confidence.MEDIUM: 0.5, Confidence.HIGH: 1.0}
_SHORTEST = 10


def quality(closeness: float, points: float, words: int) -> float:
    """Return 0 to 100 from closeness (0 to 1) and the points of findings.

    >>> quality(1.0, 0.0, 20), quality(0.8, 5.0, 20)
    (100.0, 64.0)
    """
    return 100 * closeness / (1 + points / max(words, _SHORTEST))


def points(findings: Iterable[Finding]) -> float:
    """Return what the findings take off; what the reference has as well takes off nothing."""
    return sum(
        _POINTS[finding.severity] * _SURE[finding.confidence]
        for finding in findings
        if finding.reference is None or finding.reference.text != finding.text
    )


def segment_quality(pair: Pair, close: Closeness, findings: Iterable[Finding]) -> float:
    """Return the quality of one segment; the reference's own words have 100 whatever is found."""
    if close.same:
        return 100.0
    if not pair.candidate.strip():
        return 0.0
    return quality(close.value, points(findings), count_words(pair.candidate))


def _count(material: Material, options: Options) -> Counts:
    rows: list[Row | None] = [None] * len(material.report.article.segments)
    for pair in material.pairs:
        close = material.closeness[pair.index]
        worth = segment_quality(pair, close, material.shown.get(pair.index, ()))
        weight = float(max(1, count_words(pair.references[close.reference] or "")))
        rows[pair.index] = (weight * worth, weight)
    return Counts(
        rows=tuple(rows),
        mark="characters" if unspaced(material.report.article.document.language) else "words",
        references=material.reference_counts,
    )


def _value(row: Row, mark: str, options: Options) -> float | None:
    return row[0] / row[1]


def _signature(mark: str, references: frozenset[int], options: Options) -> str:
    from harness.engines.ngram import version

    number = str(next(iter(references))) if len(references) == 1 else "var"
    return f"nrefs:{number}|view:{mark}|findings:shown|sacrebleu:{version()}|v:{VERSION}"


METRIC = Metric(
    name="quality",
    summary="closeness to the reference less what shown findings take off",
    higher_is_better=True,
    needs_reference=True,
    counts_findings=True,
    engine="sacrebleu",
    count=_count,
    value=_value,
    segment_value=_value,
    signature=_signature,
    doc=__doc__,
)
