"""Something the reference says and the candidate does not.

Engines lose clauses in long sentences and nouns they do not know ("into the as a suspect"). The
finding is an empty span at the place where the words are missing.

Words that stand elsewhere in the segment are moved, not missing. Articles, prepositions and
auxiliaries alone are form and the business of another rule; a pronoun, conjunction, quantifier or
adverb says something. Beside an independent translation the confidence is low.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.analyse.small_words import says_something
from harness.analyse.tokens import Token, tokens
from harness.data import words_if_any
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule, differing, slight, surety


def _check(analysis: Analysis) -> Iterable[Hit]:
    language = analysis.language
    function = words_if_any(language, "function_words")
    for difference in analysis.differences:
        if difference.edit.tie is not Tie.DELETION and not _emptied(difference, function):
            continue
        there = tokens(difference.reference)
        lost = [t for t in there if _says(t, function)]
        if not lost and not any(t.is_word and says_something(t.lower, language) for t in there):
            continue
        heavy = len(lost) > 1 or any(t.kind == "number" or t.capitalised for t in lost)
        yield differing(
            difference,
            _surety(difference, heavy=heavy),
            severity=Severity.MAJOR if heavy else Severity.MINOR,
        )


def _emptied(difference: Difference, function: frozenset[str]) -> bool:
    """Whether only small words stand where the reference says something: "the, such as"."""
    return difference.edit.tie is Tie.SUBSTITUTION and not any(
        _says(token, function) for token in tokens(difference.candidate)
    )


def _says(token: Token, function: frozenset[str]) -> bool:
    return token.kind != "mark" and token.lower not in function


def _surety(difference: Difference, *, heavy: bool) -> Confidence:
    alone = heavy and (difference.left or difference.right)
    return surety(difference) if alone else slight(difference)


RULE = Rule(
    code="COV901",
    name="omitted-words",
    family="coverage",
    summary="words of the reference are missing",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/omission",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="Rescuers reached the village[[]] on Sunday.",
            reference="Rescuers reached the village and its flooded school on Sunday.",
        ),
        Bad(
            marked="The[[]] court heard the case.",
            reference="The Supreme court heard the case.",
        ),
        Bad(marked="The fire destroyed[[]] homes.", reference="The fire destroyed 40 homes."),
        Bad(
            marked="He said in May that[[]] expects a dry summer.",
            reference="He said in May that he expects a dry summer.",
        ),
    ),
    good=(
        Good(text="The court heard the case.", reference="The court heard the case."),
        Good(text="The court heard case.", reference="The court heard the case."),
        Good(text="On Sunday rescuers came.", reference="Rescuers came on Sunday."),
        Good(text="The fire destroyed forty homes.", reference="The fire destroyed 40 homes."),
    ),
    doc=__doc__,
)
