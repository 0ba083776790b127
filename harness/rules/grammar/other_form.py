"""Another form of the reference's word: tense, number, case, degree or part of speech.

"The fighting that directly affects" for "that will directly affect": the lemma is right, the
form is not the reference's. A change of tense can move an event from the future into the past, and
a noun for its verb leaves a clause without one ("the engineers estimation that"); mostly it is
style, so the confidence is low.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule, differing, slight


def _check(analysis: Analysis) -> Iterable[Hit]:
    for difference in analysis.differences:
        edit = difference.edit
        if edit.tie is Tie.INFLECTION or (edit.tie is Tie.DERIVATION and not edit.moved):
            yield differing(difference, slight(difference))


RULE = Rule(
    code="GRM203",
    name="other-form",
    family="grammar",
    summary="another form of the reference's word",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/grammar",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="The ferry [[leave]] at noon.",
            fixed="The ferry left at noon.",
            reference="The ferry left at noon.",
        ),
        Bad(
            marked="Two [[witness]] spoke to the court.",
            reference="Two witnesses spoke to the court.",
        ),
        Bad(
            marked="The engineers [[estimation]] that the dam would hold.",
            fixed="The engineers estimated that the dam would hold.",
            reference="The engineers estimated that the dam would hold.",
        ),
        Bad(
            marked="It was the [[heavier]] rain in years.",
            reference="It was the heaviest rain in years.",
        ),
    ),
    good=(
        Good(text="The ferry left at noon.", reference="The ferry left at noon."),
        Good(text="The ferry left.", reference="The boat left."),
        Good(text="Leaves fell on the road.", reference="Leaves fell on the road."),
        Good(text="He saw the saw.", reference="He saw the saw."),
    ),
    doc=__doc__,
)
