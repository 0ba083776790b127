"""Something the candidate says and the reference does not.

Engines repeat, explain and make up; sites glue captions and links into sentences. The finding
covers the words that nothing in the reference answers to.

Words that stand elsewhere in the reference are moved, not added; function words alone are the
business of another rule; beside an independent translation the confidence is low.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.analyse.tokens import tokens
from harness.data import words_if_any
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.form.misspelt_word import not_a_word
from harness.rules.names.name_not_of_reference import names_another
from harness.rules.rule import Bad, Good, Rule, differing, slight, surety

# So many words add a claim, though all but one of them are small: ", among them the minister".
_PHRASE = 4


def _check(analysis: Analysis) -> Iterable[Hit]:
    language = analysis.language
    function = words_if_any(language, "function_words")
    for difference in analysis.differences:
        if difference.edit.tie is not Tie.INSERTION or not_a_word(analysis, difference):
            continue
        said = [
            token
            for token in tokens(difference.candidate)
            if token.kind != "mark" and token.lower not in function
        ]
        # A name that is added is told as such.
        if not said or len(said) == len(names_another(analysis, difference)):
            continue
        phrase = len(difference.candidate.split()) >= _PHRASE
        heavy = len(said) > 1 or said[0].kind == "number" or phrase
        yield differing(
            difference,
            _surety(difference, heavy=heavy),
            because=None if difference.wording else "nothing in the reference answers to it",
            severity=Severity.MAJOR if heavy else Severity.MINOR,
        )


def _surety(difference: Difference, *, heavy: bool) -> Confidence:
    alone = heavy and (difference.left or difference.right)
    return surety(difference) if alone else slight(difference)


RULE = Rule(
    code="COV902",
    name="added-words",
    family="coverage",
    summary="words that the reference does not have",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/addition",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="Rescuers reached the village [[and its flooded school]] on Sunday.",
            reference="Rescuers reached the village on Sunday.",
        ),
        Bad(
            marked="The [[military]] court heard the case.",
            reference="The court heard the case.",
        ),
        Bad(marked="The fire destroyed [[40]] homes.", reference="The fire destroyed homes."),
    ),
    good=(
        Good(text="The court heard the case.", reference="The court heard the case."),
        Good(text="The court heard the case.", reference="Court heard case."),
        Good(text="On Sunday rescuers came.", reference="Rescuers came on Sunday."),
        Good(text="The fire destroyed 40 homes.", reference="The fire destroyed forty homes."),
    ),
    doc=__doc__,
)
