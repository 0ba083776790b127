"""A club, company or town that owns things as "he" or "she" does: "the town and his mayor".

Where every noun has a gender its possessive has one too: "son maire", "ihr Torwart". An engine
that looks at the phrase alone has to guess whose mayor it is, and persons own more than towns do
in what it has read. The reader looks for a man who was never named.

It stays quiet where anybody may be meant: a person of that gender or of none, or a name that
nothing tells to be something else, in this paragraph or shortly before it. "Her" of a country or
a ship is an old custom and no error, and a team may be "they".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.discourse import GENDERS, Reference, sentence_of
from harness.analyse.kinds import Kind
from harness.analyse.names import Name
from harness.analyse.subjects import Subject, subject_of
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

# A possessive rarely reaches further back than this for the person it means.
_REACH = 400
_LEADING = re.compile(r"(?:In|With|For|By|At|After|According to) ")
_RELATIVE = re.compile(r" (?:that|which|who|whose|where) ")
_GENDERED = {
    "male": re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
    "female": re.compile(r"\b(?:she|hers?|herself)\b", re.IGNORECASE),
}


def _check(analysis: Analysis) -> Iterable[Hit]:
    flagged: set[int] = set()
    going_on = {body.reference.span.start: body for body in analysis.spoken_bodies}
    for one in analysis.pronoun_references:
        if one.possessive and one.span.start in going_on:
            flagged.add(one.span.start)
            yield _hit(analysis, one, going_on[one.span.start].subject, Confidence.MEDIUM)
            continue
        subject = _led_up_to(analysis, one) or one.taken_up
        if not one.possessive or subject is None or subject.kind is not Kind.ORGANISATION:
            continue
        if subject.plural or (one.pronoun == "her" and _of_a_place(analysis, subject)):
            continue
        start = one.span.start
        confidence = _sureness(analysis, one, subject, flagged)
        if confidence is Confidence.LOW and subject.span.start > one.span.start:
            confidence = Confidence.MEDIUM  # it is named right after
        if confidence is None:
            continue
        flagged.add(start)
        yield _hit(analysis, one, subject, confidence)


def _led_up_to(analysis: Analysis, one: Reference) -> Subject | None:
    """The body that follows an adverbial with the possessive: "In his statement the company"."""
    here = sentence_of(analysis, one.segment, one.span.start)
    if not one.possessive or here < 0:
        return None
    sentence = analysis.segment_sentences[one.segment][here]
    if not _LEADING.fullmatch(analysis.text, sentence.start, one.span.start):
        return None
    subject = subject_of(analysis, one.segment, Span(one.span.end, sentence.end))
    after = None if subject is None else analysis.text[one.span.end : subject.span.start]
    return subject if after in (" ", ", ") else None


def _hit(analysis: Analysis, one: Reference, subject: Subject, confidence: Confidence) -> Hit:
    start = one.span.start
    return Hit(
        Span(start, start + len(one.pronoun)),
        because=f"{' '.join(subject.span.of(analysis.text).split())} is no person",
        suggestion="Its" if analysis.text[start].isupper() else "its",
        related=(subject.span,),
        confidence=confidence,
    )


def _sureness(
    analysis: Analysis, one: Reference, subject: Subject, flagged: set[int]
) -> Confidence | None:
    """How sure it is that the body is meant; None where a person may be."""
    start = one.span.start
    paragraph = min(analysis.segments[one.segment].span.start, one.scope.start)
    if _anybody(analysis, paragraph, start, one, subject, flagged):
        return None
    if _anybody(analysis, max(0, paragraph - _REACH), paragraph, one, subject, flagged):
        return Confidence.LOW
    return Confidence.MEDIUM


def _anybody(
    analysis: Analysis,
    start: int,
    end: int,
    one: Reference,
    subject: Subject,
    flagged: set[int],
) -> bool:
    """Whether a stretch of the text speaks of somebody whom the possessive may mean."""
    gender = GENDERS[one.pronoun]
    if any(
        match.start() not in flagged
        for match in _GENDERED[gender].finditer(analysis.text, start, end)
    ):
        return True
    if any(
        person.gender in ("", gender) and not _names_it(analysis.text, subject, person.span.start)
        for person in analysis.cast.persons_between(start, end)
    ):
        return True
    return any(
        not _names_it(analysis.text, subject, name.span.start)
        and analysis.cast.of_name(name)[0] is Kind.UNKNOWN
        for name in _names(analysis, start, end)
    )


def _names(analysis: Analysis, start: int, end: int) -> tuple[Name, ...]:
    """The names that begin in a stretch of the text."""
    first = bisect_left(analysis.names, start, key=_start)
    return analysis.names[first : bisect_left(analysis.names, end, first, key=_start)]


def _start(name: Name) -> int:
    return name.span.start


def _names_it(text: str, subject: Subject, place: int) -> bool:
    """Whether a name is part of the body's own: not so in "the company that Weil owns"."""
    span = subject.span
    return span.start <= place < span.end and not _RELATIVE.search(text, span.start, place)


def _of_a_place(analysis: Analysis, subject: Subject) -> bool:
    return any(
        subject.span.covers(name.span) and analysis.cast.of_name(name)[0] is Kind.PLACE
        for name in _names(analysis, subject.span.start, subject.span.end)
    )


RULE = Rule(
    code="SPK403",
    name="body-with-personal-possessive",
    family="speakers",
    summary="his or her for what belongs to no person",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    check=_check,
    languages=("en",),
    bad=(
        Bad(
            marked="The company has closed [[his]] mill in Hull.",
            fixed="The company has closed its mill in Hull.",
        ),
        Bad(
            marked="The city of Aarhus opened a library. [[His]] council paid for it.",
            fixed="The city of Aarhus opened a library. Its council paid for it.",
        ),
        Bad(
            marked="The club won again, and [[her]] supporters sang until the morning.",
            fixed="The club won again, and its supporters sang until the morning.",
        ),
        Bad(
            marked="The court, in [[her]] decision, blamed the pilot.",
            fixed="The court, in its decision, blamed the pilot.",
        ),
        Bad(
            marked="The bank has expressed [[her]] condolences.",
            fixed="The bank has expressed its condolences.",
        ),
        Bad(
            marked="A mine was sold. In [[his]] statement the company promised a park.",
            fixed="A mine was sold. In its statement the company promised a park.",
        ),
    ),
    good=(
        Good(text="The company has closed its mill in Hull."),
        Good(text="The director left. The company has closed his mill in Hull."),
        Good(text="The company that Weil owns has closed his mill in Hull."),
        Good(text="Denmark guards her coast, and Britain her islands."),
        Good(text="The company sacked Jon Weil and took his car."),
        Good(text="The team won again, and their supporters sang."),
    ),
    doc=__doc__,
)
