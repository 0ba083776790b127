"""Which he, she, his, her or him stands for an organisation, by the place it stands in.

The pronoun has to take up the organisation as the subject of the sentence before, as that of its
own, or as who spoke before a quotation; or it goes on with a pronoun that did. Where a person may
be meant there is no such reading: one stands between the two or earlier in the paragraph, be it by
a name, a title, a mere "the driver" or another pronoun.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.analyse.discourse import GENDERS, Position, Reference, sentence_of
from harness.analyse.kinds import Kind
from harness.analyse.persons import Person
from harness.analyse.subjects import Subject
from harness.data import words
from harness.model.finding import Confidence
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis

# A pronoun rarely reaches further back than this for the person it means.
_REACH = 400
# How many pronouns back a chain of them is followed.
_CHAIN = 12
_APPOSED = re.compile(r", [A-Z][^,.;:()\n]{1,40},")
_ASIDE = re.compile(r", (?:in|for|with|on|by|at|through) ")
# Feelings and views that nobody but their owner has to express.
_EXPRESSES = re.compile(
    r" (?:has |have |also )?(?:express|voic|convey|reiterat|reaffirm)(?:e?d|es) "
)
_WORD = re.compile(r"[a-z]+")
_GENDERED = {
    "male": re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
    "female": re.compile(r"\b(?:she|hers?|herself)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Body:
    """A pronoun that stands for the organisation `subject`, and how sure that is."""

    reference: Reference
    subject: Subject
    confidence: Confidence


def bodies(analysis: Analysis) -> tuple[Body, ...]:
    """Return the pronouns of a document that stand for organisations, in order; English only."""
    return tuple(_bodies(analysis))


def _bodies(analysis: Analysis) -> Iterator[Body]:
    # The pronouns right before, each with what it stands for where that is an organisation.
    seen: deque[tuple[Reference, Body | None]] = deque(maxlen=_CHAIN)
    for one in analysis.pronoun_references:
        direct = _aside if one.possessive else _direct
        found = direct(analysis, one, seen)
        found = found or _going_on(analysis, one, seen)
        seen.append((one, found))
        if found is not None:
            yield found


def _direct(
    analysis: Analysis, one: Reference, seen: Iterable[tuple[Reference, Body | None]]
) -> Body | None:
    """The organisation that a pronoun takes up from its sentence or the one before."""
    subject = one.taken_up
    if subject is None or subject.kind is not Kind.ORGANISATION or subject.plural:
        return None
    seen = tuple(seen)
    if any(
        body is None and not earlier.possessive and one.scope.start <= earlier.span.start
        for earlier, body in seen
    ):
        return None
    own = [*_own_quotations(analysis, one), *_apposed(analysis.text, subject)]
    if one.position is Position.SPEAKS:
        own.append(subject.span)  # "the prosecutor's office"
    stretch = Span(one.scope.start, one.span.start)
    if _meant(analysis, stretch, own, GENDERS[one.pronoun]) or _aboard(analysis.text, one):
        return None
    flagged = [body.reference.span for _, body in seen if body is not None]
    confidence = _sureness(analysis, one, own, flagged)
    return None if confidence is None else Body(one, subject, confidence)


def _aside(
    analysis: Analysis, one: Reference, seen: Iterable[tuple[Reference, Body | None]]
) -> Body | None:
    """The body that a possessive between commas right after it is of, or what it expresses.

    "The court, in her decision, found": nobody else has been spoken of since.
    """
    subject = one.taken_up
    if subject is None or subject.kind is not Kind.ORGANISATION or subject.plural:
        return None
    end, start = subject.span.end, one.span.start
    if end > start:
        return None
    between = _ASIDE.fullmatch(analysis.text, end, start)
    closed = between is not None and analysis.text.startswith(",", one.span.end)
    if closed or _EXPRESSES.fullmatch(analysis.text, end, start):
        return Body(one, subject, Confidence.MEDIUM)
    return None


def _going_on(
    analysis: Analysis, one: Reference, seen: deque[tuple[Reference, Body | None]]
) -> Body | None:
    """What the pronoun before it stands for: "She added … She also said that her …"."""
    last = seen[-1][1] if seen else None
    if last is None or last.reference.segment != one.segment:
        return None
    if one.taken_up is not None and one.taken_up.span != last.subject.span:
        return None
    # "the club, he said he": the verb of one may be beside the next.
    between = Span(min(last.reference.span.end, one.span.start), one.span.start)
    if sentences_apart(analysis, one.segment, between) > 1:
        return None
    # The first pronoun may have been of the wrong gender, and this one be somebody's after all.
    start = max(last.subject.span.end, between.end - _REACH)
    since = Span(min(start, between.end), between.end)
    if _meant(analysis, since, _own_quotations(analysis, one), GENDERS[one.pronoun]):
        return None
    return Body(one, last.subject, min(last.confidence, Confidence.MEDIUM))


def _aboard(text: str, one: Reference) -> bool:
    """Whether "she" may be a ship."""
    spoken_of = text[one.scope.start : one.span.start].lower()
    return GENDERS[one.pronoun] == "female" and not words("en", "ship_nouns").isdisjoint(
        _WORD.findall(spoken_of)
    )


def sentences_apart(analysis: Analysis, segment: int, between: Span) -> int:
    """How many sentences of a segment lie between two places of it, 0 for one and the same."""
    first = sentence_of(analysis, segment, between.start)
    return sentence_of(analysis, segment, between.end) - first


def _apposed(text: str, subject: Subject) -> list[Span]:
    """The name set between commas after the organisation: "the foundation, Delta Ada, gives"."""
    found = _APPOSED.match(text, subject.span.end)
    return [Span(*found.span())] if found else []


def _own_quotations(analysis: Analysis, one: Reference) -> list[Span]:
    """What the pronoun is said to have said: whom that speaks of is not who speaks it."""
    if one.position is Position.REPORTS:
        here = sentence_of(analysis, one.segment, one.span.start)
        start = analysis.segment_sentences[one.segment][max(0, here)].start
        return [Span(start, one.span.start)] if start < one.span.start else []
    if one.position is not Position.SPEAKS:
        return []
    return [
        quotation.span
        for quotation in analysis.segment_quotations[one.segment]
        if quotation.span.start < one.span.start
    ]


def _meant(analysis: Analysis, place: Span, own: list[Span], gender: str) -> list[Person]:
    """The persons of a stretch whom a pronoun of that gender may mean."""
    return [
        person
        for person in analysis.cast.persons_between(place.start, place.end)
        if person.gender in ("", gender) and not any(span.covers(person.span) for span in own)
    ]


def _sureness(
    analysis: Analysis, one: Reference, own: list[Span], flagged: list[Span]
) -> Confidence | None:
    """How sure it is that no person of an earlier sentence is meant; None where one may be."""
    if not analysis.cast.person_before(one.scope.start):
        return Confidence.HIGH
    gender = GENDERS[one.pronoun]
    before = Span(max(0, one.scope.start - _REACH), one.scope.start)
    near = [person.span.start for person in _meant(analysis, before, own, gender)]
    near += [
        match.start()
        for match in _GENDERED[gender].finditer(analysis.text, before.start, before.end)
        # "…, he announced. The fund stressed that he": the first is none of a person either.
        if not any(span.start <= match.start() < span.end for span in flagged)
    ]
    paragraph = analysis.segments[one.segment].span.start
    if not near:
        return Confidence.LOW if one.position is Position.STARTS else Confidence.MEDIUM
    if any(place >= paragraph for place in near):
        return None
    if one.position is Position.SPEAKS and one.scope.start >= paragraph:
        return Confidence.MEDIUM
    if one.position is Position.DEPENDS and one.scope.start > paragraph:
        # The paragraph has spoken of something else since.
        return Confidence.MEDIUM
    # Only what takes up the subject right before it can mean nobody of an earlier paragraph.
    continues = one.position in (Position.OPENS, Position.JOINS)
    return Confidence.MEDIUM if continues else Confidence.LOW
