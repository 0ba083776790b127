"""What the reference says of each finding: confirmed, refuted or silent."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from harness.analyse import Analysis
from harness.analyse.tokens import straight
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
    touched = _touched(alignment.edits, finding.span, text)
    if not touched:
        return Judgement(verdict=Ruling.SILENT)
    place = Span(
        min(edit.reference.start for edit in touched),
        max(edit.reference.end for edit in touched),
    )
    words = place.of(reference)
    if _mends(finding, touched, text, words):
        verdict = Ruling.CONFIRMED
    else:
        verdict = _verdict(finding, _plain(finding.span.of(text)), _plain(words), touched)
    return Judgement(verdict=verdict, span=place, text=words)


def _mends(finding: Finding, touched: list[Edit], text: str, words: str) -> bool:
    """Whether the suggestion makes the place read as the reference does, and it did not before."""
    if finding.suggestion is None:
        return False
    start = min(finding.span.start, *(edit.candidate.start for edit in touched))
    end = max(finding.span.end, *(edit.candidate.end for edit in touched))
    mended = text[start : finding.span.start] + finding.suggestion + text[finding.span.end : end]
    return _plain(mended) == _plain(words) != _plain(text[start:end])


def _verdict(finding: Finding, seen: str, there: str, touched: list[Edit]) -> Ruling:
    alike = all(edit.tie in (Tie.EQUAL, Tie.CASE) and not edit.moved for edit in touched)
    if alike and seen.casefold() in there.casefold():
        about_case = finding.suggestion is not None and (
            _plain(finding.suggestion).casefold() == seen.casefold()
        )
        if about_case and seen not in there:
            return Ruling.SILENT
        # What a pipeline left behind may be in the reference as well, without being right there.
        return Ruling.REFUTED if finding.cause is Cause.TRANSLATION else Ruling.SILENT
    if any(not edit.same or edit.moved for edit in touched):
        return Ruling.CONFIRMED
    return Ruling.SILENT


def _plain(text: str) -> str:
    """Return the text with its own case, but apostrophes, hyphens and white space of one kind."""
    return " ".join(straight(text).split())


def _touched(edits: tuple[Edit, ...], span: Span, text: str) -> list[Edit]:
    """Return the edits that share a code point with `span`, found by bisection.

    What is missing at the very edge of some words is not about them. What is missing at a point
    may have been placed before or after the white space there.
    """
    low, high = span.start, span.end
    if not len(span):
        while low and text[low - 1].isspace():
            low -= 1
        while high < len(text) and text[high].isspace():
            high += 1
    first = max(0, bisect_left(edits, low, key=lambda edit: edit.candidate.start) - 1)
    found = []
    for edit in edits[first:]:
        start, end = edit.candidate.start, edit.candidate.end
        if start > high:
            break
        at_a_point = not len(span) and end >= low
        if at_a_point or (start < high and end > low):
            found.append(edit)
    return found
