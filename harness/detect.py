"""Rules on an analysis: findings, signed and placed, and what could not be looked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.analyse.tokens import fold
from harness.model.finding import Finding, Hit, Judgement, Needs, Related, Ruling, Skipped
from harness.rules.rule import Rule

_CONTEXT = 24


def detect(analysis: Analysis, rules: Iterable[Rule]) -> Iterator[Finding | Skipped]:
    """Yield what each rule found, or that it could not run and why; never drop either."""
    for rule in rules:
        why = cannot_run(rule, analysis)
        if why:
            yield Skipped(what=rule.code, why=why)
            continue
        for hit in rule.check(analysis):
            yield _signed(hit, rule, analysis)


def cannot_run(rule: Rule, analysis: Analysis) -> str | None:
    """Return why the rule has nothing to look at in this document, or None where it has."""
    if rule.needs is Needs.REFERENCE and not any(s.has_reference for s in analysis.segments):
        return "no reference"
    if rule.needs is Needs.SOURCE and not any(s.source for s in analysis.segments):
        return "no source"
    if rule.languages and analysis.language not in rule.languages:
        return f"no data for language {analysis.language}"
    return rule.lacks(analysis) if rule.lacks else None


def _signed(hit: Hit, rule: Rule, analysis: Analysis) -> Finding:
    text = hit.span.of(analysis.text)
    segment = analysis.segment_at(hit.span.start)
    lowest = hit.severity if hit.severity is not None else rule.severity
    surety = hit.confidence if hit.confidence is not None else rule.confidence
    return Finding(
        document=analysis.article.document.id,
        segment=segment.index if segment else None,
        segment_span=segment.span if segment else None,
        rule=rule.code,
        name=rule.name,
        family=rule.family,
        severity=min(rule.severity, lowest),
        confidence=min(rule.confidence, surety),
        mqm=rule.mqm,
        cause=rule.cause,
        needs=rule.needs,
        span=hit.span,
        text=text,
        message=f"{rule.summary}: {hit.because}" if hit.because else rule.summary,
        suggestion=hit.suggestion,
        related=tuple(Related(span=span, text=span.of(analysis.text)) for span in hit.related),
        group=_digest(rule.code, fold(text), hit.suggestion or ""),
        fingerprint=_fingerprint(hit, rule, analysis),
        reference=_compared(hit, analysis),
    )


def _compared(hit: Hit, analysis: Analysis) -> Judgement | None:
    """What a rule took from the reference is confirmed by it, at the place it named."""
    if hit.reference is None:
        return None
    text = hit.reference.of(analysis.article.document.references[0])
    return Judgement(verdict=Ruling.CONFIRMED, span=hit.reference, text=text)


def _fingerprint(hit: Hit, rule: Rule, analysis: Analysis) -> str:
    """Identify a finding by rule, words and their neighbours, so that edits elsewhere keep it."""
    segment = analysis.segment_at(hit.span.start)
    start, end = (segment.span.start, segment.span.end) if segment else (0, len(analysis.text))
    before = analysis.text[max(start, hit.span.start - _CONTEXT) : hit.span.start]
    after = analysis.text[hit.span.end : min(max(end, hit.span.end), hit.span.end + _CONTEXT)]
    return _digest(
        rule.code,
        *(" ".join(fold(part).split()) for part in (before, hit.span.of(analysis.text), after)),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
