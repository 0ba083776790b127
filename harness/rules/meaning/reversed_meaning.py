"""A word that says the opposite of what the reference says at the same place.

Translation drops or adds a prefix that carries the meaning ("de-escalation" comes back as
"escalation"), or takes the wrong one of a pair ("increase" for "decrease"). N-gram metrics see one
word; a reader is told the contrary.

Quiet where the other half of the sentence turns as well: "not safe" against "unsafe", "the fight
against corruption" against "anti-corruption", and where a whole pair of opposites is rephrased.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.analyse.polarity import turned
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule, differing, slight

# Opposites as words, hardly ever in use: a preposition follows its verb, a conjunction its clause.
_LOOSE = frozenset(
    [
        "to",
        "from",
        "in",
        "out",
        "into",
        "on",
        "off",
        "up",
        "down",
        "and",
        "nor",
        "or",
        "either",
        "neither",
        "go",
        "come",
        "going",
        "coming",
        "gone",
        "came",
    ]
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    for difference in analysis.differences:
        if difference.edit.tie is not Tie.OPPOSITE or difference.edit.moved:
            continue
        if difference.candidate.lower() in _LOOSE or difference.reference.lower() in _LOOSE:
            continue
        if not turned(analysis, difference):
            yield differing(difference, _surety(difference))


def _surety(difference: Difference) -> Confidence:
    near = difference.agreement >= 0.7 or difference.isolated
    return max(Confidence.MEDIUM if near else Confidence.LOW, slight(difference))


RULE = Rule(
    code="MEA601",
    name="reversed-meaning",
    family="meaning",
    summary="says the opposite of the reference",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    needs=Needs.REFERENCE,
    languages=("en",),
    check=_check,
    bad=(
        Bad(
            marked="Both sides called for the [[militarisation]] of the border zone.",
            fixed="Both sides called for the demilitarisation of the border zone.",
            reference="Both sides called for the demilitarisation of the border zone.",
        ),
        Bad(
            marked="Bread prices [[rose]] in all four provinces last month.",
            reference="Bread prices fell in all four provinces last month.",
        ),
        Bad(
            marked="The bridge is [[safe]] for lorries, the engineers found.",
            reference="The bridge is unsafe for lorries, the engineers found.",
        ),
        Bad(
            marked="Turnout was [[lower]] than in the previous election.",
            reference="Turnout was higher than in the previous election.",
        ),
    ),
    good=(
        Good(
            text="The bridge is not safe for lorries, the engineers found.",
            reference="The bridge is unsafe for lorries, the engineers found.",
        ),
        Good(
            text="The fight against corruption has stalled.",
            reference="The anti-corruption drive has stalled.",
        ),
        Good(
            text="The minister went into the hall.",
            reference="The minister came out of the rain and into the hall.",
        ),
        Good(
            text="Few people were not affected by the strike.",
            reference="Few people were unaffected by the strike.",
        ),
        Good(
            text="Both sides want a de-escalation of the conflict.",
            reference="Both sides want de-escalation in the conflict.",
        ),
    ),
    misses=(
        Bad(
            marked="The strike was [[legal]], the court ruled.",
            reference="The strike was unlawful, the court ruled.",
        ),
    ),
    doc=__doc__,
)
