"""A person who changes gender between the name and the pronoun.

Where a language leaves the subject out, or has one word for his and her, the engine guesses anew
in every sentence, and the guess it knows best is "he": "Ms Weir praised her defence. He has not
lost a derby." A reader takes the two for two people.

It stays quiet unless the last subject is one person whose gender a title, a noun or a given name
tells, and nobody else stands near whom the pronoun could mean: no name of that gender or of none,
no "the man", no pronoun of that gender. Singular they is right for anybody.

Where nothing tells the gender, a person's own pronouns do: the rarer is the slip, and where both
are as frequent "he", which engines fall back on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.discourse import GENDERS, Position, Reference
from harness.analyse.genders import goes_on, only_person
from harness.analyse.genders import wavering as genders_at_odds
from harness.analyse.kinds import Kind
from harness.analyse.persons import Person, end_beside
from harness.analyse.subjects import Subject
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_REACH = 300
_NAMED_AFTER = re.compile(
    r"(?:,| (?:is|was)|(?: [a-z]+){1,5},) (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3})(?![\w])"
)
# "the owner, whose wife Mary Lind bakes": the one named is not the one spoken of.
_OWNED = re.compile(r"\b(?:whose|his|her|their) (?:[a-z]+ ){1,2}\Z")
_NEWCOMER = re.compile(r"(?:an?|another|one) ", re.IGNORECASE)
_FAR = 3000  # a news page and a half
_OTHER = {"he": "she", "she": "he", "his": "her", "him": "her", "her": "his", "hers": "his"}
_PRONOUNS = {
    "male": re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
    "female": re.compile(r"\b(?:she|hers?|herself)\b", re.IGNORECASE),
}


def _check(analysis: Analysis) -> Iterable[Hit]:
    # Pronouns that mean no other person: those of an organisation, and those flagged here.
    flagged = {
        _place(analysis, one)
        for one in analysis.pronoun_references
        if one.taken_up is not None and one.taken_up.kind is Kind.ORGANISATION
    } | {_place(analysis, body.reference) for body in analysis.spoken_bodies}
    bodies = {body.reference.span for body in analysis.spoken_bodies}
    wavering = {one.span: subject for one, subject in genders_at_odds(analysis)}
    last: tuple[Reference, Span] | None = None
    for one in analysis.pronoun_references:
        if one.span in bodies:
            last = None
            continue
        mention = _flipped(analysis, one, flagged) or wavering.get(one.span)
        if mention is None and last is not None and _same_slip(analysis, last[0], one):
            mention = last[1]
        last = None if mention is None else (one, mention)
        if mention is not None:
            flagged.add(_place(analysis, one))
            yield _hit(analysis, one, mention, at_odds=one.span in wavering)


def _flipped(analysis: Analysis, one: Reference, flagged: set[int]) -> Span | None:
    """The mention of the person of the other gender whom a pronoun can only mean."""
    gender = GENDERS[one.pronoun]
    subject = _meant(analysis, one, flagged)
    if subject is None or subject.gender in ("", gender):
        return None
    if subject.span.start <= one.span.start < subject.span.end:
        return None  # "said his sister": the subject is hers, and he another
    return subject.span if _alone(analysis, one, subject, gender, flagged) else None


def _same_slip(analysis: Analysis, last: Reference, one: Reference) -> bool:
    """Whether a pronoun goes on with one that was flagged: "He said that he", of a woman."""
    same = GENDERS[last.pronoun] == GENDERS[one.pronoun]
    return same and one.taken_up is None and goes_on(analysis, last, one)


def _hit(analysis: Analysis, one: Reference, mention: Span, *, at_odds: bool) -> Hit:
    start = _place(analysis, one)
    other = _OTHER[one.pronoun]
    if one.pronoun == "her" and not one.possessive:
        other = "him"
    gender = "female" if GENDERS[one.pronoun] == "male" else "male"
    return Hit(
        Span(start, start + len(one.pronoun)),
        because=f"{' '.join(mention.of(analysis.text).split())} is {gender} elsewhere"
        if at_odds
        else f"{' '.join(mention.of(analysis.text).split())} is {gender}",
        suggestion=other.capitalize() if analysis.text[start].isupper() else other,
        related=(mention,),
    )


def _meant(analysis: Analysis, one: Reference, flagged: set[int]) -> Subject | None:
    """Return the person that a pronoun takes up; None where several or nobody can be meant.

    Where grammar names none of a known gender ("Among them was Ada Lind. He …", "the retired
    teacher said that he"), and at the head of a paragraph, it can only be the one person whom
    the text has named so far.
    """
    subject = one.taken_up
    if subject is not None and subject.kind in (Kind.THING, Kind.UNKNOWN) and not subject.plural:
        # "The case began with a letter from Ada Lind. He": the case is nobody.
        inside = one.position is not Position.STARTS
        only = only_person(analysis, Span(one.scope.start, _place(analysis, one)))
        return _as_subject(only) if inside and only is not None else None
    if subject is not None and (subject.kind is not Kind.PERSON or subject.plural):
        return None
    if subject is not None and subject.gender and one.position is not Position.STARTS:
        return subject
    if subject is not None and _NEWCOMER.match(subject.span.of(analysis.text)):
        return None
    place = _place(analysis, one)
    start = max(0, place - _FAR)
    named = [
        person
        for person in analysis.cast.persons_between(start, place)
        if analysis.text[person.span.start].isupper()
    ]
    if not named or any(person.gender != named[0].gender for person in named):
        return None
    if any(_OWNED.search(analysis.text, max(0, p.span.start - 40), p.span.start) for p in named):
        return None
    if len({person.key.rsplit(" ", 1)[-1] for person in named}) > 1:
        return None
    if not named[0].gender or _mentioned(analysis, one, Span(start, place), flagged):
        return None
    return Subject(
        span=named[-1].span if subject is None else subject.span,
        kind=Kind.PERSON,
        gender=named[-1].gender,
        plural=False,
    )


def _as_subject(person: Person) -> Subject:
    return Subject(span=person.span, kind=Kind.PERSON, gender=person.gender, plural=False)


def _place(analysis: Analysis, one: Reference) -> int:
    """Where the pronoun itself stands inside its span."""
    return one.span.start + one.span.of(analysis.text).lower().index(one.pronoun)


def _alone(
    analysis: Analysis, one: Reference, subject: Subject, gender: str, flagged: set[int]
) -> bool:
    """Whether nobody but the subject can be meant."""
    start = max(0, one.scope.start - _REACH)
    if one.position is Position.SPEAKS and _goes_on(analysis, one, subject):
        start = one.scope.start
    elif one.position is not Position.SPEAKS:
        # It takes up the subject before it, so that an earlier paragraph does not matter.
        start = max(start, min(one.scope.start, analysis.segments[one.segment].span.start))
    place = _place(analysis, one)
    if _mentioned(analysis, one, Span(start, place), flagged):
        return False
    beside = end_beside(analysis.text, subject.span.end)
    own = _words(analysis.text[subject.span.start : beside])
    return not any(
        _other(analysis, person, subject, own, gender)
        for person in analysis.cast.persons_between(start, place)
    )


def _mentioned(analysis: Analysis, one: Reference, before: Span, flagged: set[int]) -> bool:
    """Whether a pronoun of the same gender, of somebody else, stands before outside quotations."""
    pattern = _PRONOUNS[GENDERS[one.pronoun]]
    return any(
        match.start() not in flagged and not _in_quotation(analysis, match.start())
        for match in pattern.finditer(analysis.text, before.start, before.end)
    )


def _other(
    analysis: Analysis, person: Person, subject: Subject, own: set[str], gender: str
) -> bool:
    """Whether a mention may be somebody else, of the pronoun's gender."""
    if subject.span.covers(person.span) or person.gender == subject.gender:
        return False
    if person.gender == gender:
        return True
    words = person.span.of(analysis.text)
    if words[0].isupper():
        return not _words(words) & own
    # "Ana Weil, a nurse": a noun beside the name is the same person.
    beside = 0 <= person.span.start - subject.span.end < 60
    return (
        not beside
        and not _is_the_name(analysis.text, person.span.end, own)
        and not _in_quotation(analysis, person.span.start)
    )


def _is_the_name(text: str, end: int, own: set[str]) -> bool:
    """Whether a noun leads up to the subject's name: "a joiner, Ed Low,", "the winner is Ed"."""
    found = _NAMED_AFTER.match(text, end)
    return found is not None and bool(_words(found["name"]) & own)


def _goes_on(analysis: Analysis, one: Reference, subject: Subject) -> bool:
    """Whether the paragraph's last speaker, named right before, is quoted on."""
    return one.scope.start >= analysis.segments[one.segment].span.start and any(
        not speech.inside and speech.speaker.overlap(subject.span)
        for speech in analysis.speech.between(one.scope.start, one.span.start)
    )


def _in_quotation(analysis: Analysis, place: int) -> bool:
    segment = analysis.segment_at(place)
    return segment is not None and any(
        quotation.span.start <= place < quotation.span.end
        for quotation in analysis.segment_quotations[segment.index]
    )


def _words(name: str) -> set[str]:
    return {word for word in name.split() if word[0].isupper()}


def _shown(analysis: Analysis, subject: Subject) -> str:
    return " ".join(subject.span.of(analysis.text).split())


RULE = Rule(
    code="SPK402",
    name="gender-flip",
    family="speakers",
    summary="pronoun of the other gender",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    check=_check,
    languages=("en",),
    bad=(
        Bad(
            marked='"We have bread," said Ms Weil. [[He]] opened the door.',
            fixed='"We have bread," said Ms Weil. She opened the door.',
        ),
        Bad(
            marked=(
                "A spokeswoman said that the road was open. [[He]] added that the lorries "
                "were on it."
            ),
            fixed=(
                "A spokeswoman said that the road was open. She added that the lorries were on it."
            ),
        ),
        Bad(
            marked=(
                'The mill stood still. "It will not turn again," said Walter Krone, the miller. '
                "[[Her]] tools lay on the floor."
            ),
            fixed=(
                'The mill stood still. "It will not turn again," said Walter Krone, the miller. '
                "His tools lay on the floor."
            ),
        ),
        Bad(
            marked="The founder, the baker Mary Lind, sat there. [[He]] has baked for years.",
            fixed="The founder, the baker Mary Lind, sat there. She has baked for years.",
        ),
        Bad(
            marked="Among the guests was Mary Lind, 58. [[He]] burned the bread.",
            fixed="Among the guests was Mary Lind, 58. She burned the bread.",
        ),
        Bad(
            marked=(
                "A letter came from a teacher, Qadri Zolwen. [[He]] had found a coin in [[his]] "
                'bread. "I asked twice," she said.'
            ),
            fixed=(
                "A letter came from a teacher, Qadri Zolwen. She had found a coin in her "
                'bread. "I asked twice," she said.'
            ),
        ),
        Bad(
            marked="The driver, a man of 46, survived. [[She]] told the police.",
            fixed="The driver, a man of 46, survived. He told the police.",
        ),
        Bad(
            marked="The designer, Ada Lind, slept. [[He]] admitted that [[he]] was tired.",
            fixed="The designer, Ada Lind, slept. She admitted that she was tired.",
        ),
    ),
    good=(
        Good(text="A letter came from Qadri Zolwen. He wrote to the mayor. She wrote back."),
        Good(text="The owner, whose wife Mary Lind bakes, sat there. He has paid for it."),
        Good(text='"We have bread," said Ms Weil. She opened the door.'),
        Good(text="Ms Weil met the baker, Mr Krone. He opened the door."),
        Good(text="Walter Krone said that his wife was ill. She had a cold."),
        Good(text="The mayor said that the road was shut. She had seen it."),
        Good(text='Ms Weil asked for a pen. "He took it," she said.'),
        Good(text="Sam Okoye runs the mill. They said that it would turn again."),
    ),
    doc=__doc__,
)
