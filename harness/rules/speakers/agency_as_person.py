"""An agency, ministry, company or court that speaks as "he" or "she".

Many languages give every noun a gender, and drop the subject where it is understood: "dijo" is he,
she or it said. An engine that translates sentence by sentence has to guess, and it guesses "he".
The reader is told of a man who was never there.

It stays quiet where a person may be meant: one was introduced since the agency last spoke, or
stands within the last few sentences, be it by a name, a title or a mere "the driver". "It said"
and "they said" of an agency are right.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.cast import Kind
from harness.analyse.speakers import PERSONAL, Attribution
from harness.model.finding import Confidence, Hit, Severity
from harness.rules.rule import Bad, Good, Rule

# A pronoun rarely reaches further back than this for the person it means.
_REACH = 400


def _check(analysis: Analysis) -> Iterable[Hit]:
    told = analysis.attributions
    for one in told:
        if one.pronoun not in PERSONAL or one.inside or one.antecedent is None:
            continue
        speaker = told[one.antecedent]
        if speaker.kind is not Kind.ORGANISATION or speaker.plural:
            continue
        confidence = _sureness(analysis, speaker, one)
        if confidence is not None:
            yield Hit(
                one.span,
                because=f"the last speaker is {_shown(analysis, speaker)}, not a person",
                suggestion=_mended(analysis, one),
                related=(speaker.speaker,),
                confidence=confidence,
            )


def _sureness(analysis: Analysis, speaker: Attribution, one: Attribution) -> Confidence | None:
    """How sure we are that no person is meant; None where one has been introduced since."""
    own = [q.span for q in analysis.quotations if q.level == 0 and q.segment == one.segment]
    nearest = -1
    persons = analysis.cast.persons
    for place in reversed(persons[: bisect_left(persons, one.span.start)]):
        # Whom a quotation speaks of is not who speaks it.
        if not any(span.start <= place < span.end for span in own):
            nearest = place
            break
    if nearest >= speaker.speaker.start:
        return None
    if nearest >= one.span.start - _REACH:
        return Confidence.LOW
    return Confidence.MEDIUM if nearest >= 0 else Confidence.HIGH


def _shown(analysis: Analysis, speaker: Attribution) -> str:
    return " ".join(speaker.speaker.of(analysis.text).split())


def _mended(analysis: Analysis, one: Attribution) -> str:
    """The same words with "it" for the pronoun, in the case it was written in."""
    text, start = analysis.text, one.span.start
    pronoun = one.speaker.of(text)
    it = "It" if pronoun[0].isupper() else "it"
    before = text[start : one.speaker.start]
    return before + it + text[one.speaker.end : one.span.end]


RULE = Rule(
    code="SPK401",
    name="agency-as-person",
    family="speakers",
    summary="he or she for a speaker that is no person",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    check=_check,
    languages=("en",),
    bad=(
        Bad(
            marked=(
                "The flood has reached four districts, the aid agency Tarik said on Friday.\n\n"
                '"The wells are under water," [[he said]].'
            ),
            fixed=(
                "The flood has reached four districts, the aid agency Tarik said on Friday.\n\n"
                '"The wells are under water," it said.'
            ),
        ),
        Bad(
            marked=(
                "According to UNICEF, half of the schools are shut. "
                "[[She added]] that the rest would follow."
            ),
            fixed=(
                "According to UNICEF, half of the schools are shut. "
                "It added that the rest would follow."
            ),
        ),
        Bad(
            marked=(
                "The Ministry of Health announced a curfew on Monday.\n\n"
                '"Nobody may leave after ten," [[said he]].'
            ),
            fixed=(
                "The Ministry of Health announced a curfew on Monday.\n\n"
                '"Nobody may leave after ten," said it.'
            ),
        ),
        Bad(
            marked=(
                "The company has denied the charge. [[He has also warned]] that the plant "
                "may close."
            ),
            fixed=(
                "The company has denied the charge. It has also warned that the plant may close."
            ),
        ),
    ),
    good=(
        Good(
            text=(
                "The ministry said that the road was shut. Its spokeswoman, Ana Weil, spoke to "
                'reporters. "It will open soon," she said.'
            )
        ),
        Good(
            text='The agency said that it was ready. "We have the lorries," it said.',
        ),
        Good(
            text=(
                "The court said that the case was closed. A clerk stood at the door. "
                '"Go home," he said.'
            )
        ),
        Good(
            text=(
                "The ministry said that the school would shut. Maha Lind, who runs it, was "
                'not asked. "Over my dead body," she said.'
            )
        ),
        Good(text='Ruud Barclay said that the bank was right. "I am a customer," he said.'),
        Good(
            text=(
                'UNICEF said that wells were dry. "A man told us: he said he had no water," '
                "it added."
            )
        ),
    ),
    doc=__doc__,
)
