"""What one finding costs: what its segment gains when it takes the reference's words there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from harness.engines.ngram import Ngram
from harness.metrics.closeness import beside, characters
from harness.metrics.material import Material
from harness.metrics.metric import Options
from harness.metrics.pairs import Pair, one_line
from harness.metrics.quality import segment_quality
from harness.model.edit import Edit, Tie
from harness.model.finding import Finding, Judgement
from harness.model.text import Span

Gain = Callable[[Pair, Finding, Judgement], float | None]


def with_impact(
    material: Material, names: tuple[str, ...], options: Options
) -> tuple[Finding, ...]:
    """Return the findings, those shown that have a place in the reference with their impact.

    Measured in chrf++ and quality, as far as `names` has them; quality only where the reference
    that the finding was judged by is the one that the segment is closest to.
    """
    report = material.report
    every: dict[str, Gain] = {
        "chrf++": _in_chrf(material, options),
        "quality": _in_quality(material),
    }
    gains = {name: gain for name, gain in every.items() if name in names}
    pairs = {pair.index: pair for pair in material.pairs}
    found = []
    for finding in report.findings:
        judged = finding.reference
        pair = pairs.get(finding.segment) if finding.segment is not None else None
        placed = judged is not None and judged.span is not None
        if gains and pair and judged and placed and finding.shown(report.shown_from):
            found_gains = ((name, gain(pair, finding, judged)) for name, gain in gains.items())
            impact = tuple((name, value) for name, value in found_gains if value is not None)
            finding = replace(finding, reference=replace(judged, impact=impact))
        found.append(finding)
    return tuple(found)


def mended(text: str, segment: Span, span: Span, words: str) -> str:
    """Return the segment with `words` in place of the span, set apart as words are.

    >>> mended("They left the as a suspect.", Span(0, 27), Span(14, 14), "court")
    'They left the court as a suspect.'
    """
    start, end = max(span.start, segment.start), max(span.start, min(span.end, segment.end))
    before, after = text[segment.start : start], text[end : segment.end]
    left = " " if before and words and before[-1].isalnum() and words[0].isalnum() else ""
    right = " " if after and words and after[0].isalnum() and words[-1].isalnum() else ""
    return before + left + words + right + after


def _line(material: Material, finding: Finding, judged: Judgement) -> str:
    article = material.report.article
    segment = article.segments[finding.segment or 0].span
    return one_line(mended(article.text, segment, finding.span, judged.text))


def _in_chrf(material: Material, options: Options) -> Gain:
    door = Ngram("chrf++", options.ngram)

    def gain(pair: Pair, finding: Finding, judged: Judgement) -> float:
        now = material.ngram_rows("chrf++", options.ngram)[pair.index]
        then = door.rows([_line(material, finding, judged)], [pair.references])[0]
        return door.segment_score(then) - (door.segment_score(now) if now else 0.0)

    return gain


def _in_quality(material: Material) -> Gain:
    def gain(pair: Pair, finding: Finding, judged: Judgement) -> float | None:
        close = material.closeness[pair.index]
        findings = material.shown.get(pair.index, ())
        now = segment_quality(pair, close, findings)
        reference = pair.references[0]
        # The judgement's place is in the first reference; another one knows nothing of it.
        if close.reference != 0 or reference is None or judged.span is None:
            return None
        line = _line(material, finding, judged)
        edits = _with(material.edits(pair.index, 0), finding.span, judged.span)
        document = material.report.article.document
        then = beside(document, 0, line, reference, edits, characters([(line, reference)])[0])
        others = [other for other in findings if other is not finding]
        return segment_quality(replace(pair, candidate=line), then, others) - now

    return gain


def _with(edits: tuple[Edit, ...], span: Span, place: Span) -> tuple[Edit, ...]:
    """Return the edits once the span has the reference's words: what it touched is equal."""
    return tuple(
        Edit(Tie.EQUAL, edit.candidate, edit.reference)
        if edit.candidate.overlap(span) and place.covers(edit.reference)
        else edit
        for edit in edits
    )
