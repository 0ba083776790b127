"""A word whose letters changed beside the reference's, so that it is a word no more.

A slip of one or two letters ("goverment"), or a word broken in the pipeline. Only where the two
stand at the same place and one of them is no word of the language, or where the reference says
it in other words and a lone English word is on no list; a spelling of another variant ("colour",
"color") is right.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule, slight

_SHORTEST = 4


def _check(analysis: Analysis) -> Iterable[Hit]:
    for difference in analysis.differences:
        mine, theirs = difference.candidate, difference.reference
        if difference.edit.tie is not Tie.SPELLING and not_a_word(analysis, difference):
            yield Hit(
                difference.edit.candidate,
                because="no list of English has it",
                reference=difference.edit.reference,
                confidence=slight(difference),
            )
            continue
        if difference.edit.tie is not Tie.SPELLING or not mine[:1].isalpha():
            continue
        if mine[:1].isupper() and theirs[:1].isupper():
            continue
        if analysis.language == "en" and _known(mine):
            continue
        yield Hit(
            difference.edit.candidate,
            because=f"the reference has “{theirs}”",
            suggestion=theirs,
            reference=difference.edit.reference,
        )


def not_a_word(analysis: Analysis, difference: Difference) -> bool:
    """Whether raters would mark one lower-case word that no list of English has.

    The reference may say it in other words; then nothing there is close in spelling.
    """
    word = difference.candidate
    lone = difference.suspect and word.isalpha() and word.islower() and len(word) >= _SHORTEST
    tied = difference.edit.tie in (Tie.SUBSTITUTION, Tie.INSERTION, Tie.SPELLING)
    return analysis.language == "en" and lone and tied and not _known(word) and _slip(word)


def _slip(word: str) -> bool:
    """Whether one letter more, less, changed or swapped makes it a word: else it is foreign."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    for head, tail in cuts:
        near = [head + letter + tail for letter in letters]
        near += [head + letter + tail[1:] for letter in letters if tail]
        near += [head + tail[1:], head + tail[1:2] + tail[:1] + tail[2:]]
        if any(_known(form) for form in near):
            return True
    return False


def _known(word: str) -> bool:
    from harness.data.lexicon import known

    return known(word)


RULE = Rule(
    code="FRM151",
    name="misspelt-word",
    family="form",
    summary="misspelt beside the reference",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/spelling",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="The [[goverment]] fell on Friday.",
            fixed="The government fell on Friday.",
            reference="The government fell on Friday.",
        ),
        Bad(
            marked="Prices [[incresaed]] again.",
            fixed="Prices increased again.",
            reference="Prices increased again.",
        ),
        Bad(
            marked="It was an [[unforgetable]] night.",
            fixed="It was an unforgettable night.",
            reference="It was an unforgettable night.",
        ),
        Bad(
            marked="The council will repair the [[brigde]] before winter.",
            reference="The council means to mend the crossing before winter.",
        ),
    ),
    good=(
        Good(text="The colour faded.", reference="The color faded."),
        Good(text="He went from here.", reference="He went to the form."),
        Good(text="They trailed by two.", reference="They trained by two."),
        Good(text="Saraqib fell.", reference="Saraqeb fell."),
    ),
    doc=__doc__,
)
