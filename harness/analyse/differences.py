"""What the first reference has otherwise: each difference with what surrounds it.

Rules against the reference look here. A difference is one edit that does not say the same, with
the measure of how closely its segment follows the reference: beside an independent translation
most differences are paraphrase, and only where all around agrees does one stand out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.analyse.alignment import similarity
from harness.analyse.suspicion import PEAK, SAME, Phrase, suspicions
from harness.model.edit import Alignment, Edit, Tie
from harness.model.text import ReferenceKind, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harness.analyse import Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One edit between candidate and reference, in its surroundings.

    `candidate` and `reference` are the words, `left` and `right` whether the next words on either
    side agree. `agreement` is the share of the segment that says the same (0 to 1), `closeness`
    its mean over the document; `mended` says that the reference is a post-edit of this very
    candidate, in which every change is an error. `phrase` is the suspected error that this
    difference tells most of, None where it leads none.
    """

    edit: Edit
    segment: int
    candidate: str
    reference: str
    agreement: float
    closeness: float
    mended: bool
    left: bool
    right: bool
    phrase: Phrase | None = None
    wording: str | None = None

    @property
    def extent(self) -> Span:
        """The words that a human would mark: the phrase that it leads, else its own."""
        return self.edit.candidate if self.phrase is None else self.phrase.span

    @property
    def answer(self) -> Span:
        """The place in the reference that answers to the extent."""
        whole = self.phrase.there if self.phrase else None
        return whole or self.edit.reference

    @property
    def isolated(self) -> bool:
        """Whether the words on both sides agree: the difference stands alone."""
        return self.left and self.right

    @property
    def stands_out(self) -> bool:
        """Whether the reference follows the wording so closely that this is no paraphrase.

        Beside an independent translation fewer than half of all differences meet a human's mark
        (.43 of 3,939 insertions, .44 of 3,868 substitutions in WMT 2020 MQM zh-en).
        """
        return self.mended or (self.closeness >= _CLOSE and self.agreement >= _FOLLOWS)

    @property
    def suspect(self) -> bool:
        """Whether it leads a phrase that raters would mark, or that stands apart in its segment."""
        return self.phrase is not None

    @property
    def doubtful(self) -> bool:
        """Whether only a doubtful phrase makes it suspect.

        What by its kind says another thing, an opposite, number, name or pronoun, is not.
        """
        lone = self.phrase is not None and self.phrase.doubtful
        return lone and not self.mended and not self.stands_out and self.edit.tie not in _TELLING

    @property
    def sure(self) -> bool:
        """Whether so many raters would mark it that hardly any such phrase is right."""
        return self.phrase is not None and self.phrase.chance >= SURE


# Round trips of one text lie at .79 to .97, independent news translations at about .6.
_CLOSE = 0.75
_FOLLOWS = 0.6
_TELLING = frozenset({Tie.OPPOSITE, Tie.NUMBER, Tie.NAME, Tie.PRONOUN})
# From this share of raters on, some rater marks more than four phrases in five (.88 of 970 in
# documents of WMT 2020's news that nothing was fitted to).
SURE = 0.5


def differences(analysis: Analysis) -> tuple[Difference, ...]:
    """Return every difference from the first reference, in the order of the text."""
    if not analysis.article.document.references:
        return ()
    text, other = analysis.text, analysis.article.document.references[0]
    shares = [similarity(alignment) for alignment in analysis.alignments]
    closeness = sum(shares) / len(shares) if shares else 0.0
    mended = analysis.article.document.reference_kind is ReferenceKind.POST_EDIT
    suspected = _suspected(analysis, closeness)
    return tuple(
        found
        for alignment, agreement in zip(analysis.alignments, shares, strict=True)
        for found in _of_segment(
            alignment,
            text,
            other,
            suspected.get(alignment.segment, ()),
            agreement=agreement,
            closeness=closeness,
            mended=mended,
        )
    )


def _suspected(analysis: Analysis, closeness: float) -> Mapping[int, tuple[Phrase, ...]]:
    """Return the suspected phrases; another edition of a story differs for other reasons.

    Where the reference follows the wording throughout, any difference stands out by itself, and
    only what raters would mark adds to that.
    """
    if analysis.reference_kind is ReferenceKind.COMPARABLE:
        return {}
    least = PEAK if closeness >= _CLOSE else 0.0
    return {
        segment: tuple(phrase for phrase in phrases if phrase.chance >= least)
        for segment, phrases in suspicions(analysis).items()
    }


def _of_segment(
    alignment: Alignment,
    text: str,
    other: str,
    suspected: tuple[Phrase, ...],
    *,
    agreement: float,
    closeness: float,
    mended: bool,
) -> list[Difference]:
    edits = alignment.edits
    leads = {phrase.lead: phrase for phrase in suspected}
    found = []
    for n, edit in enumerate(edits):
        if edit.tie in SAME and not edit.moved:
            continue
        phrase = leads.get(n)
        place = edit.reference if phrase is None else phrase.there
        found.append(
            Difference(
                edit=edit,
                segment=alignment.segment,
                candidate=edit.candidate.of(text),
                reference=edit.reference.of(other),
                agreement=agreement,
                closeness=closeness,
                mended=mended,
                left=n == 0 or _holds(edits[n - 1]),
                right=n + 1 == len(edits) or _holds(edits[n + 1]),
                phrase=phrase,
                wording=None if place is None else place.of(other),
            )
        )
    return found


def _holds(edit: Edit) -> bool:
    return edit.same and not edit.moved
