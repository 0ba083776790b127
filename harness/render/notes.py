"""What a page says of each finding: numbered in the order of the text, ready to be laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harness.model.finding import Finding, Ruling, Severity
from harness.model.report import DocumentReport
from harness.model.text import Segment
from harness.render.finding_words import short
from harness.render.visible import in_attribute

# Gains of chrF++ below this are within what a rewording of one function word moves a paragraph.
UNNOTICED = 2.0
LEADING = "chrf++"
# Words of an answer tell people what it is about; the fingerprint tells the harness.
_KEPT = 200
_RULINGS = {
    Ruling.CONFIRMED: "The reference says otherwise here",
    Ruling.REFUTED: "The reference says the same here",
    Ruling.SILENT: "The reference is silent on it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A related place: the paragraph it is in, and its anchor on the page."""

    anchor: str
    text: str
    paragraph: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One finding with its number on the page; `same_as` is the first finding of its group."""

    number: int
    finding: Finding
    same_as: int | None
    related: tuple[Place, ...]

    @property
    def impact(self) -> float | None:
        """What chrF++ of the segment gains when this is mended; None where it was not measured."""
        return dict(self.gains).get(LEADING)

    @property
    def gains(self) -> tuple[tuple[str, float], ...]:
        """The gain by metric."""
        judged = self.finding.reference
        return judged.impact or () if judged else ()

    @property
    def unnoticed(self) -> bool:
        """Whether the error is critical and no metric noticed it."""
        small = self.impact is not None and self.impact < UNNOTICED
        return small and self.finding.severity is Severity.CRITICAL

    @property
    def ruling(self) -> str:
        """What the reference says of it, in words; empty without a reference."""
        return _RULINGS[self.finding.reference.verdict] if self.finding.reference else ""

    @property
    def marked(self) -> bool:
        """Whether the place of the finding can be seen in a segment."""
        whole = self.finding.segment_span
        return whole is not None and whole.overlap(self.finding.span) > 0

    @property
    def record(self) -> str:
        """What an answer to it is kept under: fingerprint, rule and words (cut), as JSON."""
        finding = self.finding
        return in_attribute([finding.fingerprint, finding.rule, short(finding.text, _KEPT)])

    @property
    def quotes_reference(self) -> bool:
        """Whether the reference's words are news to a reader of the suggestion."""
        judged = self.finding.reference
        return (
            judged is not None
            and judged.verdict is Ruling.CONFIRMED
            and bool(judged.text)
            and judged.text != self.finding.suggestion
        )


def notes(document: DocumentReport) -> tuple[Note, ...]:
    """Return a note for every finding that nobody accepted, numbered from 1, those shown first."""
    hidden = [
        finding
        for finding in document.findings
        if finding.accepted is None and not finding.shown(document.shown_from)
    ]
    first: dict[str, int] = {}
    made = []
    for number, finding in enumerate((*document.shown, *hidden), 1):
        leader = first.setdefault(finding.group, number)
        made.append(
            Note(
                number=number,
                finding=finding,
                same_as=None if leader == number else leader,
                related=_related(number, finding, document.article.segments),
            )
        )
    return tuple(made)


def by_weight(shown: Sequence[Note]) -> tuple[Note, ...]:
    """Return the notes by impact, then severity, then place."""
    return tuple(
        sorted(shown, key=lambda note: (-(note.impact or 0.0), -note.finding.severity, note.number))
    )


def _related(number: int, finding: Finding, segments: Sequence[Segment]) -> tuple[Place, ...]:
    places = []
    for k, other in enumerate(finding.related):
        inside = next((s.index + 1 for s in segments if s.span.overlap(other.span)), None)
        places.append(Place(anchor=f"r{number}-{k}", text=other.text, paragraph=inside))
    return tuple(places)
