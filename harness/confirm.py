"""What the reference says of each finding: confirmed, refuted or silent."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from harness.analyse import Analysis
from harness.analyse.tokens import fold
from harness.model.edit import Alignment, Edit, Tie
from harness.model.finding import Cause, Confidence, Finding, Judgement, Ruling
from harness.model.text import Span


def confirm(findings: Iterable[Finding], analysis: Analysis) -> Iterator[Finding]:
    """Yield each finding with the reference's word on it; refuted ones drop to low confidence.

    A finding that was itself taken from the reference is confirmed by it. Without a reference
    findings pass unchanged.
    """
    if not any(segment.has_reference for segment in analysis.segments):
        yield from findings
        return
    reference = analysis.article.document.references[0]
    for finding in findings:
        if finding.reference is not None:
            yield finding
            continue
        alignment = (
            analysis.alignment_of.get(finding.segment) if finding.segment is not None else None
        )
        ruling = _ruling(finding, alignment, analysis.text, reference)
        lowered = Confidence.LOW if ruling.verdict is Ruling.REFUTED else finding.confidence
        yield replace(finding, reference=ruling, confidence=lowered)


def _ruling(finding: Finding, alignment: Alignment | None, text: str, reference: str) -> Judgement:
    if alignment is None:
        return Judgement(verdict=Ruling.SILENT)
    touched = _touched(alignment.edits, finding.span)
    if not touched:
        return Judgement(verdict=Ruling.SILENT)
    place = Span(
        min(edit.reference.start for edit in touched),
        max(edit.reference.end for edit in touched),
    )
    words = place.of(reference)
    if _same(finding.span.of(text), words, touched):
        # What a pipeline left behind may be in the reference as well, without being right there.
        verdict = Ruling.REFUTED if finding.cause is Cause.TRANSLATION else Ruling.SILENT
    elif any(not edit.same or edit.moved for edit in touched):
        verdict = Ruling.CONFIRMED
    else:
        verdict = Ruling.SILENT
    return Judgement(verdict=verdict, span=place, text=words)


def _same(candidate: str, reference: str, touched: list[Edit]) -> bool:
    """Whether the reference has the very words there, in this order."""
    return all(
        edit.tie in (Tie.EQUAL, Tie.CASE) and not edit.moved for edit in touched
    ) and " ".join(fold(candidate).split()) in " ".join(fold(reference).split())


def _touched(edits: tuple[Edit, ...], span: Span) -> list[Edit]:
    """Return the edits that share a code point with `span`, found by bisection."""
    starts = [edit.candidate.start for edit in edits]
    first = max(0, bisect_left(starts, span.start) - 1)
    found = []
    for edit in edits[first:]:
        if edit.candidate.start > span.end:
            break
        if edit.candidate.overlap(span) > 0:
            found.append(edit)
    return found
