"""How good a segment is beside its reference, and in itself: 100 is the best.

Five views of the text and what was found wrong with it, weighed together. Beside the reference:
characters and words in sequence (chrF++ with white space, so that spacing counts), words by the
typed alignment (an inflected word is nearly right, an opposite is not), the outer form (first
capital, closing mark), and how much shorter it is. By itself: how well its words follow one
another beside how well the reference's do (English; other languages are judged without it). Shown
findings take off by their severity (minor 1, major 5, critical 10) and confidence (high all of
it, medium half) in proportion to the segment's length; those that rest on the reference alone
only where they are sure, since the other views have seen the same difference. Several references:
the one that the segment stands best beside.

The weights are fitted on DEMETR's pairs of a good translation and a damaged one, each kind of
damage alike (`make fit` writes `data/world/quality_weights.txt`), and `100 × exp(sum)` is the
number. A text against its own reference has 100. Documents and corpora have the mean of their
segments, weighed by the reference's words.

A higher value is a better translation of the same segment; it is not a percentage of anything,
and values of different segments compare only roughly. Needs a reference.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from harness.analyse.tokens import count_words
from harness.engines.ngram import Row
from harness.metrics.closeness import Closeness, weights
from harness.metrics.material import Material
from harness.metrics.metric import Counts, Metric, Options
from harness.metrics.pairs import Pair
from harness.metrics.rate import unspaced
from harness.model.finding import Confidence, Finding, Needs, Severity

VERSION = 2
_POINTS = {Severity.NEUTRAL: 0.0, Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 10.0}
_SURE = {Confidence.LOW: 0.0, Confidence.MEDIUM: 0.5, Confidence.HIGH: 1.0}
_SHORTEST = 10


def points(findings: Iterable[Finding]) -> tuple[float, float]:
    """Return the points of findings on the text alone, and of sure ones against the reference.

    What the reference has as well takes off nothing.
    """
    alone = beside = 0.0
    for finding in findings:
        if finding.reference is not None and finding.reference.text == finding.text:
            continue
        if finding.needs is not Needs.REFERENCE:
            alone += _POINTS[finding.severity] * _SURE[finding.confidence]
        elif finding.confidence is Confidence.HIGH:
            beside += _POINTS[finding.severity]
    return alone, beside


def taken_off(findings: Iterable[Finding], words: int) -> tuple[float, float]:
    """Return both kinds of points as parts of the sum, unweighed: 0 or less."""
    alone, beside = points(findings)
    length = max(words, _SHORTEST)
    return -math.log1p(alone / length), -math.log1p(beside / length)


def segment_quality(pair: Pair, close: Closeness, findings: Iterable[Finding]) -> float:
    """Return the quality of one segment; the reference's own words have 100 whatever is found."""
    if close.same:
        return 100.0
    if not pair.candidate.strip():
        return 0.0
    alone, beside = taken_off(findings, count_words(pair.candidate))
    weight = weights()
    return 100 * math.exp(
        close.worth + weight["findings"] * alone + weight["sure_differences"] * beside
    )


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
    summary="closeness to the reference and fluency, less what findings take off",
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
