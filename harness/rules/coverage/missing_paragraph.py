"""A paragraph of the reference that nothing in the article answers to.

Scrapers cut at an advertisement, engines at a length limit, and editors leave a paragraph out.
The finding is an empty span at the place where the paragraph would stand.

Where the reference is another edition of the story (cut, merged, reordered) a missing paragraph is
a difference and not an omission: then the confidence is low.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import ReferenceKind, Span
from harness.rules.rule import Bad, Good, Rule

_QUOTED = 60


def _check(analysis: Analysis) -> Iterable[Hit]:
    other = analysis.article.document.references[0]
    comparable = analysis.reference_kind is ReferenceKind.COMPARABLE
    for lost in analysis.article.unaligned:
        text = " ".join(lost.of(other).split())
        short = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
        yield Hit(
            _place(analysis, lost),
            because=f"“{short}”",
            reference=lost,
            confidence=Confidence.LOW if comparable else Confidence.MEDIUM,
        )


def _place(analysis: Analysis, lost: Span) -> Span:
    """Return the end of the last segment whose place in the reference lies before."""
    end = 0
    for segment in analysis.segments:
        place = segment.references[0] if segment.references else None
        if place is not None and place.start < lost.start:
            end = segment.span.end
    return Span(end, end)


RULE = Rule(
    code="COV903",
    name="missing-paragraph",
    family="coverage",
    summary="paragraph of the reference is missing",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/omission",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="The river rose overnight.[[]]\n\nSchools stay shut until Monday.",
            reference="The river rose overnight.\n\nTwo bridges were swept away near the mill.\n\n"
            "Schools stay shut until Monday.",
        ),
        Bad(
            marked="Voters in the valley chose a new mayor.[[]]",
            reference="Voters in the valley chose a new mayor.\n\n"
            "Karin Holm, a baker, won by nine ballots.",
        ),
        Bad(
            marked="[[]]The strike ended at noon, the union said.",
            reference="Dockers return to work\n\nThe strike ended at noon, the union said.",
        ),
    ),
    good=(
        Good(text="The river rose.\n\nSchools shut.", reference="The river rose.\n\nSchools shut."),
        Good(
            text="The river rose overnight. Two bridges were swept away near the mill.",
            reference="The river rose overnight.\n\nTwo bridges were swept away near the mill.",
        ),
        Good(
            text="Advertisement\n\nThe strike ended at noon.",
            reference="The strike ended at noon.",
        ),
        Good(text="The strike ended.", reference="The strike was over."),
    ),
    doc=__doc__,
)
