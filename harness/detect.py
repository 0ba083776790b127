"""Rules on an analysis: findings, signed and placed, and what could not be looked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Protocol

from harness.analyse import Analysis
from harness.analyse.tokens import fold
from harness.model.finding import (
    Cause,
    Confidence,
    Finding,
    Hit,
    Judgement,
    Needs,
    Related,
    Ruling,
    Severity,
    Skipped,
)
from harness.rules.rule import Rule

_CONTEXT = 24


class Signer(Protocol):
    """What a finding takes from whoever saw it: a rule of ours, or a rule of an engine."""

    @property
    def code(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def family(self) -> str: ...  # noqa: D102
    @property
    def summary(self) -> str: ...  # noqa: D102
    @property
    def severity(self) -> Severity: ...  # noqa: D102
    @property
    def confidence(self) -> Confidence: ...  # noqa: D102
    @property
    def mqm(self) -> str: ...  # noqa: D102
    @property
    def cause(self) -> Cause: ...  # noqa: D102
    @property
    def needs(self) -> Needs: ...  # noqa: D102


def detect(analysis: Analysis, rules: Iterable[Rule]) -> Iterator[Finding | Skipped]:
    """Yield what each rule found, or that it could not run and why; never drop either."""
    for rule in rules:
        why = cannot_run(rule, analysis)
        if why:
            yield Skipped(what=rule.code, why=why)
            continue
        for hit in rule.check(analysis):
            # The marks and gaps inside `&#39 ;` are its own debris, told by the rule on entities.
            if rule.family == "form" and analysis.in_damage(hit.span):
                continue
            yield sign(hit, rule, analysis)


def cannot_run(rule: Rule, analysis: Analysis) -> str | None:
    """Return why the rule has nothing to look at in this document, or None where it has."""
    if rule.needs is Needs.REFERENCE and not any(s.has_reference for s in analysis.segments):
        return "no reference"
    if rule.needs is Needs.SOURCE and not any(s.source for s in analysis.segments):
        return "no source"
    if rule.languages and analysis.language not in rule.languages:
        return f"no data for language {analysis.language}"
    return rule.lacks(analysis) if rule.lacks else None


def sign(hit: Hit, rule: Signer, analysis: Analysis) -> Finding:
    """Return the hit as a finding of `rule`, placed in its segment, at most as grave and sure."""
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


def _fingerprint(hit: Hit, rule: Signer, analysis: Analysis) -> str:
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
    # JSON can carry a lone surrogate, which is no reason to lose the document.
    joined = "\x1f".join(parts).encode(errors="surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]
