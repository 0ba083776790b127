"""A phrase rendered word for word, as no one says it in English: "since two years", "in change".

Engines, and people who write in a second language, carry over how another language says it: the
article before a weekday, the age that one has, the idiom. The phrases are kept by the language that
shines through, so the finding says which one it may be. What hardly anybody writes stands for
itself: three such phrases stood in 209,000 words of human English. What natives write as well is
shown at low confidence, higher where several different ones come together: a weight of two, a weak
one counting half, and at least one in 1,000 words, which one of 558 human documents reached. Quiet
where what follows makes it English ("since two years ago", "the past Friday night").
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.interference import CALQUES, literal, surety_of_literal
from harness.analyse.phrases import Met
from harness.model.finding import Confidence, Hit, Severity
from harness.rules.rule import Bad, Good, Rule

_FROM = {
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "pt": "Portuguese",
    "de": "German",
    "ru": "Russian",
    "pl": "Polish",
    "tr": "Turkish",
    "ar": "Arabic",
    "zh": "Chinese",
}


def _check(analysis: Analysis) -> Iterable[Hit]:
    surety = surety_of_literal(analysis.text)
    for one in literal(analysis.text):
        if one.phrase.list in CALQUES:
            yield Hit(
                one.span,
                because=_because(one),
                confidence=surety if one.phrase.weak else None,
            )


def _because(one: Met) -> str:
    origin = _FROM.get(one.phrase.language)
    said = f"as in {origin}" if origin else "as other languages have it"
    return f"{said}; English: {one.phrase.instead}"


RULE = Rule(
    code="WOR721",
    name="literal-calque",
    family="wording",
    summary="a phrase rendered word for word",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="style/unidiomatic-style",
    languages=("en",),
    check=_check,
    bad=(
        Bad(marked="He has lived in the valley [[since two years]]."),
        Bad(marked="They met [[the past Monday]], in the town hall."),
        Bad(marked="The baker [[has 34 years]] and two sons."),
        Bad(marked="[[In change,]] the union wants a vote."),
        Bad(marked="The flat was sold [[in the frame of the]] reform."),
        Bad(marked="He called it a gift [[on the backdrop of]] the crisis."),
        Bad(marked="She [[explained them that]] the well was dry."),
        Bad(marked="The fire began on [[3 of May of 2019]] at dusk."),
        Bad(marked="It was [[the own]] president who opened the door."),
        Bad(marked="More than [[3 million of]] people left."),
    ),
    good=(
        Good(text="He moved here two years ago and has been happy since."),
        Good(text="It has cost more since two years ago."),
        Good(text="They met on the Friday before the vote."),
        Good(text="The past Monday night crowd was larger."),
        Good(text="The baker has 34 years of experience."),
        Good(text="He carried four coins in change."),
        Good(text="The picture hung in its frame."),
        Good(text="She explained to them that the well was dry."),
        Good(text="On their own they won, and the own goal did not matter."),
        Good(text="A million of them left, three million of its shares were sold."),
    ),
    doc=__doc__,
)
