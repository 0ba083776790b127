"""An agency, ministry, company or court that speaks as "he" or "she".

Many languages give every noun a gender, and drop the subject where it is understood: "dijo" is he,
she or it said. An engine that translates sentence by sentence has to guess, and it guesses "he".
The reader is told of a man who was never there.

The pronoun has to take up the organisation by its place: as the subject of the sentence before,
of its own sentence, or as who spoke before a quotation; or it goes on with one that did. The rule
stays quiet where a person may be meant: one stands between the two or earlier in the paragraph,
be it by a name, a title, a mere "the driver" or another pronoun. "It said" and "they said" of an
agency are right.

Measured: 184 of 184 shown hits right in the marked articles, with which the rule was mended, and
none shown in 188,000 words of human translation. In those of the articles that it had not seen
before it met 83 marks of 146, with one hit beside them.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.discourse import Reference
from harness.analyse.subjects import Subject
from harness.model.finding import Confidence, Hit, Severity
from harness.rules.rule import Bad, Good, Rule


def _check(analysis: Analysis) -> Iterable[Hit]:
    for body in analysis.spoken_bodies:
        one = body.reference
        if not one.possessive:
            yield Hit(
                one.span,
                because=f"{_shown(analysis, body.subject)} is meant, which is no person",
                suggestion=_mended(analysis, one),
                related=(body.subject.span,),
                confidence=body.confidence,
            )


def _shown(analysis: Analysis, subject: Subject) -> str:
    return " ".join(subject.span.of(analysis.text).split())


def _mended(analysis: Analysis, one: Reference) -> str:
    """The same words with "it" for the pronoun, in the case it was written in."""
    words = one.span.of(analysis.text)
    place = words.lower().index(one.pronoun)
    it = "It" if words[place].isupper() else "it"
    return words[:place] + it + words[place + len(one.pronoun) :]


RULE = Rule(
    code="SPK401",
    name="agency-as-person",
    family="speakers",
    summary="he or she for a speaker that is no person",
    severity=Severity.MAJOR,
    confidence=Confidence.HIGH,
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
            marked="The rescue service said that the boat was found. [[He added]] that it leaked.",
            fixed="The rescue service said that the boat was found. It added that it leaked.",
        ),
        Bad(
            marked=('The academy, Delta Ada, gives prizes. "They are for all," [[she said]].'),
            fixed='The academy, Delta Ada, gives prizes. "They are for all," it said.',
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
        Bad(
            marked="The board fined two banks. In 2019 [[he fined]] ten.",
            fixed="The board fined two banks. In 2019 it fined ten.",
        ),
        Bad(
            marked="A shed burned, the fire service said. According to [[him]], nobody was hurt.",
            fixed="A shed burned, the fire service said. According to it, nobody was hurt.",
        ),
        Bad(
            marked=(
                "The union Força Sul called a strike. [[She wants]] more pay, and "
                "[[she has money]]."
            ),
            fixed="The union Força Sul called a strike. It wants more pay, and it has money.",
        ),
    ),
    good=(
        Good(text="A large manufacturer, which she may not name, has offered to buy the firm."),
        Good(text="The navy sent the ferry Isaza. She towed the boat."),
        Good(text="The club owes it to the striker Ed Low. He scored twice."),
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
        Good(text="Austin said that the bank was right. He is a customer there."),
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
