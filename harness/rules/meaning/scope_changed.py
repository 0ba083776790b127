"""A word of amount or of force that reaches further, or less far, than the reference's.

"All" for "some", "many" for "few", "none" for "some", "must" for "may": the sentence differs by
one small word, and another thing is claimed, promised or forbidden.

Neighbours on the scale ("all" and "most", "some" and "several") are left alone, as are words with
a negation beside them ("not all" is "some") and those that answer to nothing alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.analyse.polarity import negated_near, negates_all, opposed, scope_apart
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule, differing, slight

_REACH = 3
_SENTENCE = 10
_AGREES = 0.7


def _check(analysis: Analysis) -> Iterable[Hit]:
    turned = Counter(d.segment for d in analysis.differences if opposed(d))
    for difference in analysis.differences:
        if difference.edit.moved or not scope_apart(difference.candidate, difference.reference):
            continue
        # "Never empty" is "always full": another word was turned as well.
        others = turned[difference.segment] - opposed(difference)
        if not others and not _negated(analysis, difference):
            yield differing(difference, _surety(difference))


def _negated(analysis: Analysis, difference: Difference) -> bool:
    places = (
        (analysis.text, difference.edit.candidate),
        (analysis.article.document.references[0], difference.edit.reference),
    )
    for text, span in places:
        # "Both are not good" is "neither is good".
        reach = _REACH if negates_all(span.of(text)) else _SENTENCE
        if negated_near(text, span, "en", reach=reach):
            return True
    return False


def _surety(difference: Difference) -> Confidence:
    near = difference.agreement >= _AGREES or difference.isolated
    return max(Confidence.MEDIUM if near else Confidence.LOW, slight(difference))


RULE = Rule(
    code="MEA605",
    name="scope-changed",
    family="meaning",
    summary="reaches further or less far than the reference",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    needs=Needs.REFERENCE,
    languages=("en",),
    check=_check,
    bad=(
        Bad(
            marked="[[Some]] of the mines have been shut for good.",
            reference="All of the mines have been shut for good.",
        ),
        Bad(
            marked="Pilots [[must]] carry a second radio on night flights.",
            reference="Pilots may carry a second radio on night flights.",
        ),
        Bad(
            marked="[[Many]] of the dockers came back to work on Monday.",
            reference="Few of the dockers came back to work on Monday.",
        ),
    ),
    good=(
        Good(text="Every mine has been shut.", reference="All mines have been shut."),
        Good(text="Not all of the mines were shut.", reference="Some of the mines were shut."),
        Good(text="The hall is always full.", reference="The hall is never empty."),
        Good(
            text="Both of the boats in the harbour are not safe.",
            reference="Neither of the boats in the harbour is safe.",
        ),
        Good(text="Most of the boats are new.", reference="All of the boats are new."),
        Good(text="Pilots might carry a radio.", reference="Pilots may carry a radio."),
    ),
    doc=__doc__,
)
