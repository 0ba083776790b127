"""A pronoun that points to another person or thing than the reference's.

Languages that drop the subject ("dijo") give the engine nothing to choose by, so an agency
becomes "he"; languages with grammatical gender make a table "she". The sentence is fluent and
speaks of somebody else.

The wrong form of the right pronoun ("insert they own code") is minor; between words that agree it
is certain. "they" for one person, relative pronouns and possessives that agree in number are quiet
or low.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.analyse.tokens import fold
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule, differing, slight

_KINDS = {
    "male": "he him his himself",
    "female": "she her hers herself",
    "thing": "it its itself",
    "several": "they them their theirs themselves",
    "speaker": "i me my mine myself",
    "speakers": "we us our ours ourselves",
    "addressed": "you your yours yourself yourselves",
}
_KIND = {word: kind for kind, listed in _KINDS.items() for word in listed.split()}
# Where less agrees, the sentence is built otherwise and the form with it.
_AGREES = 0.6
_GENDERED = frozenset({"male", "female", "thing"})


def _check(analysis: Analysis) -> Iterable[Hit]:
    for difference in analysis.differences:
        if difference.edit.moved or difference.edit.tie not in (Tie.PRONOUN, Tie.OPPOSITE):
            continue
        mine = _KIND.get(fold(difference.candidate))
        theirs = _KIND.get(fold(difference.reference))
        if mine is None or theirs is None:
            continue
        if mine == theirs:
            if difference.isolated and difference.agreement >= _AGREES:
                yield differing(difference, Confidence.MEDIUM, severity=Severity.MINOR)
            continue
        flipped = {mine, theirs} <= _GENDERED
        yield differing(
            difference,
            _surety(difference, flipped=flipped),
            severity=Severity.MAJOR if flipped else Severity.MINOR,
        )


def _surety(difference: Difference, *, flipped: bool) -> Confidence:
    sure = difference.stands_out or (
        flipped and difference.isolated and difference.agreement >= 0.7
    )
    return max(Confidence.MEDIUM if sure else Confidence.LOW, slight(difference))


RULE = Rule(
    code="SPK451",
    name="other-pronoun",
    family="speakers",
    summary="pronoun that points elsewhere than the reference's",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    needs=Needs.REFERENCE,
    languages=("en",),
    check=_check,
    bad=(
        Bad(
            marked='"The roads are shut," [[he]] said.',
            fixed='"The roads are shut," it said.',
            reference='"The roads are shut," it said.',
        ),
        Bad(
            marked="The singer sold [[his]] house in May.",
            fixed="The singer sold her house in May.",
            reference="The singer sold her house in May.",
        ),
        Bad(
            marked="The two put [[they]] own stamp on the plan.",
            fixed="The two put their own stamp on the plan.",
            reference="The two put their own stamp on the plan.",
        ),
        Bad(
            marked="The town lost [[their]] only doctor.",
            fixed="The town lost its only doctor.",
            reference="The town lost its only doctor.",
        ),
    ),
    good=(
        Good(text="She gave it to him.", reference="She gave him it."),
        Good(text="The man who spoke left.", reference="The man that spoke left."),
        Good(text="They went home.", reference="They went home."),
        Good(text="He hurt himself.", reference="He hurt his leg himself."),
    ),
    doc=__doc__,
)
