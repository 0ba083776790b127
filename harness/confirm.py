"""What the reference says of each finding: confirmed, refuted or silent."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from harness.analyse import Analysis
from harness.analyse.tokens import straight
from harness.model.edit import Alignment, Edit, Tie
from harness.model.finding import Cause, Confidence, Finding, Judgement, Ruling
from harness.model.text import Article, Span


def confirm(findings: Iterable[Finding], analysis: Analysis) -> Iterator[Finding]:
    """Yield each finding with the reference's word on it; refuted ones drop to low confidence.

    A finding that was itself taken from the first reference is confirmed by it. Where there are
    several, one that says the same as the candidate is enough to refute a finding. Without a
    reference findings pass unchanged.
    """
    if not any(segment.has_reference for segment in analysis.segments):
        yield from findings
        return
    others = tuple(beside(analysis))
    for finding in findings:
        own = finding.reference
        ruling = _first(finding, analysis) if own is None else own
        if ruling.verdict is not Ruling.REFUTED and finding.cause is Cause.TRANSLATION:
            ruling = next(filter(None, (_backed(finding, one) for one in others)), ruling)
        lowered = Confidence.LOW if ruling.verdict is Ruling.REFUTED else finding.confidence
        yield replace(finding, reference=ruling, confidence=lowered)


def beside(analysis: Analysis) -> Iterator[Analysis]:
    """Yield the same candidate beside each further reference, as if it were the only one."""
    document = analysis.article.document
    for number in range(1, len(document.references)):
        alone = replace(
            document,
            references=(document.references[number],),
            units=tuple(
                replace(unit, references=unit.references[number : number + 1])
                for unit in document.units
            ),
        )
        segments = tuple(
            replace(segment, references=segment.references[number : number + 1])
            for segment in analysis.segments
        )
        yield analysis.of(Article(document=alone, segments=segments))


def _backed(finding: Finding, other: Analysis) -> Judgement | None:
    """Return that a further reference says just what the candidate does; None where it does not."""
    if finding.segment is None or (alignment := other.alignment_of.get(finding.segment)) is None:
        return None
    touched = _touched(alignment.edits, finding.span, other.text)
    if not touched or any(not edit.same or edit.moved for edit in touched):
        return None
    reference = other.article.document.references[0]
    place = Span(
        min(edit.reference.start for edit in touched),
        max(edit.reference.end for edit in touched),
    )
    words = place.of(reference)
    if finding.reference is None:
        # What the text alone shows to be wrong is refuted by the same letters only.
        seen = _plain(finding.span.of(other.text))
        if not seen or seen not in _plain(words):
            return None
    return Judgement(verdict=Ruling.REFUTED, text=words)


def _first(finding: Finding, analysis: Analysis) -> Judgement:
    alignment = analysis.alignment_of.get(finding.segment) if finding.segment is not None else None
    return _ruling(finding, alignment, analysis.text, analysis.article.document.references[0])


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
