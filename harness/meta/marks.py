"""Findings against hand-made marks, one document at a time.

Marks are JSON beside the text: `{"document", "artifacts": [{"quote", "start", "end", "family",
"kind", "severity", "needs"}]}`, offsets in code points, half-open; an omission is an empty span.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from harness.errors import HarnessError
from harness.model.finding import Finding, Needs
from harness.model.text import Span

# A finding does not meet a mark by covering half the paragraph.
_LONGER = 3
_SLACK = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One place that a careful reader marked."""

    span: Span
    quote: str
    family: str
    kind: str
    severity: str
    needs: Needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Marks with and without a finding, and findings that no mark explains, of one document."""

    met: tuple[Mark, ...]
    missed: tuple[Mark, ...]
    unexplained: tuple[Finding, ...]


def read_marks(path: Path) -> tuple[Mark, ...]:
    """Return the marks of one file in the order of the text; raise H335 where they do not fit."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))["artifacts"]
        marks = tuple(
            Mark(
                span=Span(row["start"], row["end"]),
                quote=row["quote"],
                family=row["family"],
                kind=row.get("kind", row["family"]),
                severity=row["severity"],
                needs=Needs(row["needs"]),
            )
            for row in given
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise HarnessError(
            "H335", str(path), f"no file of marks ({error})", "See corpora/written/README.md."
        ) from error
    return tuple(sorted(marks, key=lambda mark: mark.span))


def agreement(marks: Iterable[Mark], findings: Iterable[Finding]) -> Agreement:
    """Return which marks are met by place, and which findings meet none."""
    marks, findings = tuple(marks), tuple(findings)
    met = tuple(mark for mark in marks if any(meets(mark, finding) for finding in findings))
    return Agreement(
        met=met,
        missed=tuple(mark for mark in marks if mark not in met),
        unexplained=tuple(f for f in findings if not any(meets(mark, f) for mark in marks)),
    )


def meets(mark: Mark, finding: Finding) -> bool:
    """Whether a finding is at the mark (a point is met by what touches it) and not much longer."""
    length = len(mark.span)
    touches = (
        finding.span.start < max(mark.span.end, mark.span.start + 1)
        and mark.span.start < max(finding.span.end, finding.span.start + 1)
    ) or (not length and finding.span.start <= mark.span.start <= finding.span.end + 1)
    return touches and len(finding.span) <= max(_LONGER * length, length + _SLACK)
