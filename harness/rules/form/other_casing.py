"""A word that the reference writes with other capitals.

Engines lower-case names they do not know and capitalise words that opened a line of the source.
House styles differ as well ("the Minister", headings in title case), so only a name that lost
its capital, and a capital that no sentence start explains, reach medium confidence. Where a segment
begins small, or has no capital at all, `lost-capital` says so.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import SegmentKind
from harness.rules.rule import Bad, Good, Rule, differing, slight


def _check(analysis: Analysis) -> Iterable[Hit]:
    for difference in analysis.differences:
        if difference.edit.tie is not Tie.CASE or difference.edit.moved:
            continue
        if analysis.segments[difference.segment].kind is SegmentKind.HEADING:
            continue
        yield differing(difference, _surety(analysis, difference))


def _surety(analysis: Analysis, difference: Difference) -> Confidence:
    lost = difference.reference[:1].isupper() and difference.candidate.islower()
    if not (lost and difference.stands_out and difference.isolated):
        return slight(difference)
    start = difference.edit.candidate.start
    before = analysis.text[max(0, start - 3) : start].rstrip(" \"'“‘")
    opens = not before or before[-1] in ".!?:\n"
    named = opens or _name(difference.reference)
    return max(Confidence.MEDIUM if named else Confidence.LOW, slight(difference))


def _name(word: str) -> bool:
    from harness.data.gazetteer import is_place
    from harness.data.lexicon import known

    return not known(word.lower()) or is_place(word)


RULE = Rule(
    code="FRM152",
    name="other-casing",
    family="form",
    summary="capitals other than the reference's",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/spelling/capitalization",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="Snow fell in [[grenoble]] on Monday night and in the hills around it.",
            fixed="Snow fell in Grenoble on Monday night and in the hills around it.",
            reference="Snow fell in Grenoble on Monday night and in the hills around it.",
        ),
        Bad(
            marked="The [[Minister]] spoke in the old town hall for an hour.",
            reference="The minister spoke in the old town hall for an hour.",
        ),
        Bad(
            marked="[[the]] minister spoke in the old town hall for an hour.",
            reference="The minister spoke in the old town hall for an hour.",
        ),
    ),
    good=(
        Good(text="The minister spoke.", reference="The minister spoke."),
        Good(text="Farmers Block Roads", reference="Farmers block roads"),
        Good(text="NATO met in May.", reference="NATO met in May."),
        Good(text="It rained in May.", reference="It snowed in June."),
    ),
    doc=__doc__,
)
