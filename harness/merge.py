"""One error, one finding: what several rules saw at one place is told once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from harness.model.finding import Confidence, Finding, Judgement, Ruling
from harness.model.text import Span

# A finding that is much longer than another says something about the passage, not the same thing.
_LONGER = 3
_SLACK = 25
# A slip of form and what is said of the very same words are one, with a word more or less.
_WIDER = 2
_OF_FORM = frozenset({"form", "degenerate", "encoding"})
# A part of a garbled name and the whole of it are one error, however long the name.
_SAME_FAMILY = 80


def merge(findings: Iterable[Finding], rank: Mapping[str, int]) -> tuple[Finding, ...]:
    """Return the findings in text order, those of one error united under the most specific rule.

    `rank` orders rule codes from specific to general. Overlapping findings with different causes
    are two errors (a damaged entity inside a garbled name) and both stay.
    """
    last = len(rank)
    ordered = sorted(
        findings,
        key=lambda f: (
            -f.confidence if f.confidence is Confidence.LOW else -Confidence.MEDIUM,
            rank.get(f.rule, last),
            f.span,
            f.message,
            # Twins: the worse and surer one leads, whichever came first.
            -f.severity,
            -f.confidence,
            f.suggestion or "",
            f.rule,
        ),
    )
    kept: list[Finding] = []
    near = _Places()
    for finding in ordered:
        for place in near.around(finding.span):
            if _one_error(kept[place], finding, rank):
                kept[place] = _united(kept[place], finding)
                break
        else:
            near.add(finding.span, len(kept))
            kept.append(finding)
    kept.sort(key=lambda f: (f.span, rank.get(f.rule, last), f.message, f.suggestion or "", f.rule))
    return _numbered(kept)


class _Places:
    """Which findings lie near a span, found by stretches of text: merging stays linear."""

    # Few findings share so little text, even where every mark is one.
    _STRETCH = 32

    def __init__(self) -> None:
        self._stretches: dict[int, list[int]] = {}

    def add(self, span: Span, number: int) -> None:
        """Remember that finding `number` lies at `span`."""
        for stretch in self._of(span):
            self._stretches.setdefault(stretch, []).append(number)

    def around(self, span: Span) -> list[int]:
        """Return the findings that may touch `span`, in the order they were added."""
        found = {n for stretch in self._of(span) for n in self._stretches.get(stretch, ())}
        return sorted(found)

    def _of(self, span: Span) -> range:
        return range(span.start // self._STRETCH, span.end // self._STRETCH + 1)


def _one_error(a: Finding, b: Finding, rank: Mapping[str, int]) -> bool:
    """Whether two findings are about the same words, for the same reason to mend them."""
    if a.cause is not b.cause or a.span.overlap(b.span) == 0:
        return False
    short, long = sorted((len(a.span), len(b.span)))
    if _slip_within(a, b, rank) or _slip_within(b, a, rank):
        # What is written wrong and what is worded otherwise around it are two things to mend.
        return long <= _WIDER * short
    if a.family == b.family and (a.span.covers(b.span) or b.span.covers(a.span)):
        return long <= _SAME_FAMILY
    return long <= max(_LONGER * short, short + _SLACK)


def _slip_within(slip: Finding, other: Finding, rank: Mapping[str, int]) -> bool:
    """Whether a slip of form that is certain lies within a finding of another kind."""
    if slip.family not in _OF_FORM or other.family in _OF_FORM:
        return False
    sure = min(slip.confidence, other.confidence) >= Confidence.MEDIUM
    return sure and rank.get(slip.rule, len(rank)) < rank.get(other.rule, len(rank))


def _united(leader: Finding, other: Finding) -> Finding:
    """Return the leader with what the other adds; agreeing sources raise confidence."""
    if other.rule == leader.rule and other.span == leader.span:
        return leader
    confidence = max(leader.confidence, other.confidence)
    sure = min(leader.confidence, other.confidence) >= Confidence.MEDIUM
    if sure and _independent(leader, other):
        confidence = Confidence.HIGH
    return replace(
        leader,
        severity=max(leader.severity, other.severity)
        if other.confidence >= leader.confidence
        else leader.severity,
        confidence=confidence,
        suggestion=leader.suggestion if leader.suggestion is not None else _usable(other, leader),
        related=leader.related or other.related,
        corroborated_by=tuple(
            sorted({*leader.corroborated_by, *other.corroborated_by, other.rule} - {leader.rule})
        ),
        reference=_judgement(leader, other),
    )


def _judgement(leader: Finding, other: Finding) -> Judgement | None:
    """A confirmation counts for both; else the word on the leader's own span stands."""
    if other.reference and other.reference.verdict is Ruling.CONFIRMED:
        confirmed = leader.reference and leader.reference.verdict is Ruling.CONFIRMED
        return leader.reference if confirmed else other.reference
    return leader.reference or other.reference


def _independent(a: Finding, b: Finding) -> bool:
    """Whether two findings rest on different evidence: text or reference, rules or an engine."""
    return a.needs is not b.needs or _engine(a.rule) != _engine(b.rule)


def _engine(rule: str) -> str:
    """Return the engine in a code such as `LT:EN_A_VS_AN`; our own codes have none."""
    return rule.partition(":")[0] if ":" in rule else ""


def _usable(other: Finding, leader: Finding) -> str | None:
    """A suggestion replaces a span; another span's suggestion would replace the wrong words."""
    return other.suggestion if other.span == leader.span else None


def _numbered(findings: list[Finding]) -> tuple[Finding, ...]:
    """Tell findings with one fingerprint apart by order, so that each can be accepted alone."""
    seen: dict[str, int] = {}
    result = []
    for finding in findings:
        count = seen.get(finding.fingerprint, 0)
        seen[finding.fingerprint] = count + 1
        if count:
            finding = replace(finding, fingerprint=numbered(finding.fingerprint, count))
        result.append(finding)
    return tuple(result)


def numbered(fingerprint: str, count: int) -> str:
    """Return the fingerprint of the finding that has `count` like it before it in the document."""
    if not count:
        return fingerprint
    return hashlib.sha256(f"{fingerprint}\x1f{count}".encode()).hexdigest()[:16]
