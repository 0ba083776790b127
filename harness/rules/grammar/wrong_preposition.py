"""A preposition other than the reference's between words that agree.

Prepositions follow their verb and noun, and each language has its own: Spanish *de* is of, from
and by at once, so "seized from the rebels" comes back as "seized of the rebels" and
"dead on both sides" as "dead of both sides". The words around it are right, which is why only
the reference shows it.

Where the words around differ too, the phrase was built otherwise and the preposition with it.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.tokens import fold
from harness.data import words
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule, differing, slight, surety

# Pairs that say the same beside most nouns and verbs.
_ALIKE = (
    frozenset(("on", "upon")),
    frozenset(("among", "amongst")),
    frozenset(("amid", "amidst")),
    frozenset(("towards", "toward")),
    frozenset(("in", "within")),
    frozenset(("in", "inside")),
    frozenset(("beside", "besides")),
    frozenset(("until", "till")),
    frozenset(("around", "about")),
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    prepositions = words("en", "prepositions")
    for difference in analysis.differences:
        edit = difference.edit
        if edit.tie not in (Tie.FUNCTION, Tie.SUBSTITUTION, Tie.OPPOSITE) or edit.moved:
            continue
        mine, theirs = fold(difference.candidate), fold(difference.reference)
        if mine == theirs or not {mine, theirs} <= prepositions or {mine, theirs} in _ALIKE:
            continue
        if not difference.right:
            continue
        sure = difference.isolated and difference.agreement >= 0.6
        yield differing(difference, surety(difference) if sure else slight(difference))


RULE = Rule(
    code="GRM201",
    name="wrong-preposition",
    family="grammar",
    summary="preposition other than the reference's between the same words",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/grammar",
    needs=Needs.REFERENCE,
    languages=("en",),
    check=_check,
    bad=(
        Bad(
            marked="The army took three villages [[of]] the rebels.",
            fixed="The army took three villages from the rebels.",
            reference="The army took three villages from the rebels.",
        ),
        Bad(
            marked="The clashes left dozens dead [[of]] both sides.",
            fixed="The clashes left dozens dead on both sides.",
            reference="The clashes left dozens dead on both sides.",
        ),
        Bad(
            marked="The report depends [[of]] the figures of the ministry.",
            fixed="The report depends on the figures of the ministry.",
            reference="The report depends on the figures of the ministry.",
        ),
    ),
    good=(
        Good(text="He put it upon the table.", reference="He put it on the table."),
        Good(text="The walk to school is long.", reference="The walk to school is long."),
        Good(text="She spoke about her plans.", reference="She spoke of what comes next."),
        Good(text="Rain fell in the north.", reference="Rain fell within the north."),
    ),
    doc=__doc__,
)
