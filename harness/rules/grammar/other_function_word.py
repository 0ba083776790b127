"""An article, auxiliary, conjunction or preposition that the reference has otherwise or not at all.

Engines drop articles when the source has none and double auxiliaries when tenses do not map.
One such difference is mostly style, so the confidence is low; a text full of them was not
written by a native speaker. A pronoun, conjunction, quantifier or adverb that is missing is told as
an omission.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.small_words import says_something
from harness.analyse.tokens import tokens
from harness.data import words
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule, differing, slight

_TIES = frozenset({Tie.FUNCTION, Tie.SUBSTITUTION, Tie.INSERTION, Tie.DELETION})


def _check(analysis: Analysis) -> Iterable[Hit]:
    function = words(analysis.language, "function_words")
    for difference in analysis.differences:
        edit = difference.edit
        if edit.tie not in _TIES or edit.moved:
            continue
        both = [*tokens(difference.candidate), *tokens(difference.reference)]
        if not both or not all(token.is_word and token.lower in function for token in both):
            continue
        if edit.tie is Tie.DELETION and any(
            says_something(token.lower, analysis.language) for token in both
        ):
            continue
        yield differing(difference, slight(difference))


RULE = Rule(
    code="GRM202",
    name="other-function-word",
    family="grammar",
    summary="function word that the reference has otherwise",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/grammar",
    needs=Needs.REFERENCE,
    languages=("en", "de", "fr", "es"),
    check=_check,
    bad=(
        Bad(
            marked="The mayor opened [[a]] new bridge.",
            fixed="The mayor opened the new bridge.",
            reference="The mayor opened the new bridge.",
        ),
        Bad(marked="The team [[has]] won on Sunday.", reference="The team won on Sunday."),
        Bad(
            marked="Villagers fled[[]] night.",
            reference="Villagers fled by night.",
        ),
    ),
    good=(
        Good(text="The mayor spoke.", reference="The mayor spoke."),
        Good(text="The mayor spoke.", reference="The minister spoke."),
        Good(text="It rained, then it stopped.", reference="It rained; then it stopped."),
        Good(text="Three men left.", reference="Four men left."),
    ),
    doc=__doc__,
)
