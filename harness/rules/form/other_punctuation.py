"""A mark that the reference has otherwise, or one that only one of the two has.

Question marks get lost with the word order that carried the question; stops fall off with the
last token; quotation marks move. Style differs between houses (a comma inside or outside the
quotation mark), so only a lost or changed final mark reaches medium confidence.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.analyse.tokens import tokens
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import SegmentKind
from harness.rules.rule import Bad, Good, Rule, differing, slight

_TIES = frozenset({Tie.SUBSTITUTION, Tie.INSERTION, Tie.DELETION})
_FINAL = frozenset(".!?…。！？؟।")


def _check(analysis: Analysis) -> Iterable[Hit]:
    for difference in analysis.differences:
        if difference.edit.tie not in _TIES or difference.edit.moved:
            continue
        marks = [*tokens(difference.candidate), *tokens(difference.reference)]
        if not marks or any(token.kind != "mark" for token in marks):
            continue
        yield differing(difference, _surety(analysis, difference))


def _surety(analysis: Analysis, difference: Difference) -> Confidence:
    """A final mark that is missing or another one; what stands around it agrees."""
    segment = analysis.segments[difference.segment]
    last = analysis.text[difference.edit.candidate.end : segment.span.end].strip(" \"'”’»)")
    final = not last and set(difference.reference) & _FINAL
    sure = final and difference.left and segment.kind is not SegmentKind.HEADING
    return max(Confidence.MEDIUM if sure else Confidence.LOW, slight(difference))


RULE = Rule(
    code="FRM153",
    name="other-punctuation",
    family="form",
    summary="mark other than the reference's",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/punctuation",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="Who will pay for the new bridge[[.]]",
            fixed="Who will pay for the new bridge?",
            reference="Who will pay for the new bridge?",
        ),
        Bad(
            marked="The council of the small town met at noon on Friday in the hall[[]]",
            fixed="The council of the small town met at noon on Friday in the hall.",
            reference="The council of the small town met at noon on Friday in the hall.",
        ),
        Bad(marked="The mayor[[,]] spoke first.", reference="The mayor spoke first."),
    ),
    good=(
        Good(text="The mayor spoke.", reference="The mayor spoke."),
        Good(text="“The end,” he said.", reference='"The end," he said.'),
        Good(text="The mayor spoke.", reference="The minister spoke."),
        Good(text="It rained – again.", reference="It rained — again."),
    ),
    doc=__doc__,
)
