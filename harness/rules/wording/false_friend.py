"""A word that looks like one of another language and means something else: "assist to a meeting".

Spanish asistir, French préciser, German Chef: the engine, or the writer, takes the English word
that looks alike. A word is flagged only in company that gives it away ("the chef of the party",
"a wedding saloon"), since alone it may be meant. What natives write as well is shown at low
confidence, higher where a text holds several such phrases, calques included. Quiet where the
company is English: "the chef of the restaurant", "assist to the best of one's ability".
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.interference import FALSE_FRIENDS, literal, surety_of_literal
from harness.model.finding import Confidence, Hit, Severity
from harness.rules.rule import Bad, Good, Rule


def _check(analysis: Analysis) -> Iterable[Hit]:
    surety = surety_of_literal(analysis.text)
    for one in literal(analysis.text):
        if one.phrase.list in FALSE_FRIENDS:
            yield Hit(
                one.span,
                because=f"English: {one.phrase.instead}",
                confidence=surety if one.phrase.weak else None,
            )


RULE = Rule(
    code="WOR722",
    name="false-friend",
    family="wording",
    summary="a word that means something else in the language it looks like",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    languages=("en",),
    check=_check,
    bad=(
        Bad(marked="Forty parents [[assisted to]] the meeting."),
        Bad(marked='"It is shut," [[precised]] the clerk.'),
        Bad(marked="The [[chef of the]] party stepped down."),
        Bad(marked="It was a [[wedding saloon]] before the flood."),
        Bad(marked="The [[conductor of the truck]] was not hurt."),
        Bad(marked="She [[disputed 31 games]] for the club."),
    ),
    good=(
        Good(text="Forty parents assisted the teachers."),
        Good(text="She gave precise times, and the clerk noted them."),
        Good(text="The chef of the restaurant stepped down."),
        Good(text="The saloon on the corner shut after the wedding."),
        Good(text="The conductor of the orchestra was not hurt."),
        Good(text="She disputed the 31 counts against her."),
    ),
    doc=__doc__,
)
