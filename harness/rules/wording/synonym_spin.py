"""A word exchanged for a synonym of another of its meanings: "the house aspect" for the home side.

Pages that copy others pass them through a spinner, and so do some chains of translation: each word
gives way to a near one, whatever phrase it stands in. What is left are fixed phrases with a wrong
member ("site visitors jam"), a verb where only a noun can stand ("hit the publish"), scores with a
word in them ("1-Zero"). Phrases that natives write as well are shown at low confidence, higher
beside others: two different ones and at least one in 1,000 words, which one of 558 human
documents reaches. Quiet where the words are at home: "visitors to the site", "six toes".
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.interference import misplaced, spun, surety_of_spun
from harness.model.finding import Confidence, Hit, Severity
from harness.rules.rule import Bad, Good, Rule


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    surety = surety_of_spun(text)
    phrases = spun(text)
    for one in phrases:
        yield Hit(
            one.span,
            because=f"English: {one.phrase.instead}",
            confidence=surety if one.phrase.weak else None,
        )
    for span in misplaced(text):
        if not any(one.span.overlap(span) for one in phrases):
            score = text[span.start].isdigit()
            why = "a score with a word in it" if score else "a verb in a noun's place"
            yield Hit(span, because=why)


RULE = Rule(
    code="WOR723",
    name="synonym-spin",
    family="wording",
    summary="a synonym that does not belong in its phrase",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    languages=("en",),
    check=_check,
    bad=(
        Bad(marked="[[The determine]] beat what the bank had said."),
        Bad(marked="A [[1-Zero]] win took them to the top."),
        Bad(marked="The [[house aspect]] are two points clear."),
        Bad(marked="He left the pitch with a [[knee damage]]."),
        Bad(marked="The pier is [[longer than six toes]]."),
        Bad(marked="A [[site visitors jam]] held up the [[hearth brigade]]."),
        Bad(marked="The firm sells [[photo voltaic panels]] and [[counterfeit consciousness]]."),
    ),
    good=(
        Good(text="The figure beat what the bank had said."),
        Good(text="A 1-0 win, a two-one defeat and a Boeing 737-800."),
        Good(text="The house is home to both sides, an aspect we like."),
        Good(text="The knee was damaged; she lost six toes to frost."),
        Good(text="Visitors to the site met a jam near the fire brigade."),
        Good(text="The read was good, the build was quick, and a rethink followed."),
    ),
    doc=__doc__,
)
