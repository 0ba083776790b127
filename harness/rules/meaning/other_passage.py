"""A passage that the reference words quite otherwise, at a place that a reader would mark.

Not one word in a wrong sense but a stretch that came out otherwise: an idiom taken literally, a
clause that lost its thread, words of the source rendered one by one. That a passage is worded
otherwise is no error by itself; it is told only where what surrounds it, how the words go
together and how common they are make raters mark such places.

A single word that does not mean what the reference says is the business of another rule, as are
names, numbers, opposites, missing and added words.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.analyse.suspicion import PEAK, Phrase
from harness.analyse.tokens import tokens
from harness.data import words_if_any
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.form.misspelt_word import not_a_word
from harness.rules.meaning.wrong_word import another_sense
from harness.rules.rule import Bad, Good, Rule, differing, slight

_TIES = frozenset({Tie.SUBSTITUTION, Tie.NAME_VARIANT, Tie.SPELLING, Tie.NAME, Tie.OPPOSITE})
# From this many differences on, a phrase was worded anew as a whole.
_SEVERAL = 3


def _check(analysis: Analysis) -> Iterable[Hit]:
    for difference in analysis.differences:
        if difference.phrase is None or not _spoken(analysis, difference.extent):
            continue
        marked = difference.phrase.chance >= PEAK
        several = marked and len(difference.phrase.edits) >= _SEVERAL
        if several or _left_over(analysis, difference):
            yield differing(difference, slight(difference), severity=_severity(difference.phrase))


def _left_over(analysis: Analysis, difference: Difference) -> bool:
    """Whether it is a stretch of words that no rule on single words speaks of."""
    edit = difference.edit
    one_slip = edit.tie is Tie.SPELLING and difference.candidate.islower()
    other = another_sense(analysis, difference) or one_slip or not_a_word(analysis, difference)
    return edit.tie in _TIES and not edit.moved and not other and not _emptied(analysis, difference)


def _emptied(analysis: Analysis, difference: Difference) -> bool:
    """Whether only small words stand for what the reference says: that is missing."""
    function = words_if_any(analysis.language, "function_words")
    mine, theirs = (
        any(token.kind != "mark" and token.lower not in function for token in tokens(words))
        for words in (difference.candidate, difference.reference)
    )
    return bool(function) and theirs and not mine


def _spoken(analysis: Analysis, span: Span) -> bool:
    return any(character.isalpha() for character in span.of(analysis.text))


def _severity(phrase: Phrase) -> Severity:
    """What only stands apart may be a matter of taste."""
    return Severity.MAJOR if phrase.chance >= PEAK else Severity.MINOR


RULE = Rule(
    code="MEA604",
    name="other-passage",
    family="meaning",
    summary="passage that the reference words quite otherwise",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="He [[made of the guts heart and presented himself]] to the police.",
            fixed="He plucked up courage and went to the police.",
            reference="He plucked up courage and went to the police.",
        ),
        Bad(
            marked="She [[does not have a hair in the language]], her voters say.",
            reference="She speaks her mind, her voters say.",
        ),
        Bad(
            marked="The ministry [[gave long to the affair of the pensions of the miners]].",
            reference="The ministry delayed a decision on the miners' pensions.",
        ),
    ),
    good=(
        Good(
            text="The ferry sank after it hit the pier.",
            reference="The ferry went down after striking the pier.",
        ),
        Good(
            text="The court will hear the case in June.",
            reference="The case comes before the court in June.",
        ),
        Good(
            text="Rain fell in the north on Friday night.",
            reference="On Friday night it rained in the north.",
        ),
        Good(
            text="The mayor put it off until Friday.",
            reference="The mayor postponed it until Friday.",
        ),
    ),
    doc=__doc__,
)
