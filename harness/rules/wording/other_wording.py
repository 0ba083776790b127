"""A near relative of the reference's word: synonym, broader or narrower word.

Mostly this is what two good translators do otherwise. It is kept, at low confidence, because a
terminologist wants to see where "armed fighters" became "armed combatants", and because many of
them in one text are a sign of a synonym spinner.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule, differing, slight

_TIES = {
    Tie.SYNONYM: "a synonym",
    Tie.RELATED: "a broader or narrower word",
}


def _check(analysis: Analysis) -> Iterable[Hit]:
    for difference in analysis.differences:
        edit = difference.edit
        if edit.tie in _TIES and not edit.moved:
            yield differing(
                difference,
                slight(difference),
                because=f"{_TIES[edit.tie]} of the reference's “{difference.reference}”",
            )


RULE = Rule(
    code="WOR701",
    name="other-wording",
    family="wording",
    summary="a near relative of the reference's word",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="terminology/inconsistent-with-terminology-resource",
    needs=Needs.REFERENCE,
    languages=("en",),
    check=_check,
    bad=(
        Bad(
            marked="Armed [[combatants]] held the bridge.",
            fixed="Armed fighters held the bridge.",
            reference="Armed fighters held the bridge.",
        ),
        Bad(
            marked="The strike [[expanded]] the queue at the port.",
            reference="The strike increased the queue at the port.",
        ),
        Bad(
            marked="The [[deterioration]] of the roads worries drivers.",
            reference="The worsening of the roads worries drivers.",
        ),
    ),
    good=(
        Good(text="Armed fighters held it.", reference="Armed fighters held it."),
        Good(text="The fighters held it.", reference="A fighter held it."),
        Good(text="Farmers left the camp.", reference="Farmers left the countryside."),
        Good(text="It rained on Monday.", reference="It rained on Tuesday."),
    ),
    doc=__doc__,
)
