"""Something that a regular expression of the user's asks for, and that is not there.

A dateline, a byline, a line of credit, a closing disclaimer: what every text of a house must have
is easily dropped by an engine or a template. A pattern is asked for once in each document, or with
`scope = "segment"` in each segment that is no heading. The place is the end of what lacks it.
Quiet where nothing was configured; a pattern that takes too long is an error.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.patterns import matches
from harness.model.finding import Confidence, Hit, Severity
from harness.model.terms import Pattern, Scope, Terms
from harness.model.text import SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule


def _check(analysis: Analysis) -> Iterable[Hit]:
    for pattern in analysis.terms.patterns:
        if pattern.required:
            for span in _places(pattern, analysis):
                if next(matches(pattern, analysis.text, span.start, span.end), None) is None:
                    yield Hit(
                        Span(span.end, span.end),
                        because=pattern.message,
                        severity=pattern.severity,
                    )


def _places(pattern: Pattern, analysis: Analysis) -> tuple[Span, ...]:
    if pattern.scope is Scope.SEGMENT:
        return tuple(
            part.span for part in analysis.segments if part.kind is not SegmentKind.HEADING
        )
    # The last segment's end, not the file's: a finding belongs to a segment.
    end = analysis.segments[-1].span.end if analysis.segments else len(analysis.text)
    return (Span(0, end),)


_DATELINE = Terms(
    patterns=(Pattern(regex=r"^[A-Z]{3,}, \d", message="it has no dateline", required=True),)
)
_CREDIT = Terms(
    patterns=(Pattern(regex=r"^Translated by \w+", message="name the translator", required=True),)
)
_NUMBERED = Terms(
    patterns=(Pattern(regex=r"^\d+\. ", message="number it", required=True, scope=Scope.SEGMENT),)
)

RULE = Rule(
    code="WOR715",
    name="required-pattern",
    family="wording",
    summary="nothing here matches a pattern that you ask for",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="style/organizational-style",
    check=_check,
    bad=(
        Bad(marked="The pool was shut on Monday.[[]]", terms=_DATELINE),
        Bad(marked="It rained.\n\nThe river rose over its banks.[[]]", terms=_CREDIT),
        Bad(
            marked="1. The pool was shut.\n\nIt will open again in May.[[]]",
            terms=_NUMBERED,
        ),
    ),
    good=(
        Good(text="The pool was shut on Monday."),
        Good(text="ELLERY, 3 May: The pool was shut on Monday.", terms=_DATELINE),
        Good(text="It rained.\n\nTranslated by Ada Lind", terms=_CREDIT),
        Good(text="1. The pool was shut.\n\n2. It opens in May.", terms=_NUMBERED),
    ),
    doc=__doc__,
)
