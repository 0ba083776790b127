"""Who is "he" here and "she" there: a person's pronouns against each other.

Titles, nouns and given names tell few genders. Where they tell none, an article's own pronouns
do: of those that can only mean one person the rarer gender is the slip. Where both are as frequent
"he" is taken for it, which engines fall back on.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.analyse.bodies import sentences_apart
from harness.analyse.discourse import GENDERS, Reference, sentence_of
from harness.analyse.kinds import Kind
from harness.analyse.names import stem
from harness.analyse.persons import Person
from harness.analyse.subjects import Subject
from harness.data.gazetteer import folded, is_place
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis

_LEADING = re.compile(r",? (?:[\w-]+ )?")
_SAID_TO_BE = re.compile(r"(?:,| is| was) (?:an?|the|its|\d+,) (?:[a-z-]+ ){0,3}")


@dataclass(frozen=True, slots=True)
class Meant:
    """A pronoun that can only mean one person: the last word of the name, and where it stands."""

    reference: Reference
    key: str
    subject: Span


def wavering(analysis: Analysis) -> Iterator[tuple[Reference, Span]]:
    """Yield the pronouns whose gender is the rarer of one person's, and the person's mention."""
    rows: dict[str, list[Meant]] = defaultdict(list)
    for one in _meant(analysis):
        rows[one.key].append(one)
    for row in rows.values():
        # One guess in a sentence brings others along: each sentence has one voice for a gender.
        votes = Counter(gender for gender, _ in {_voice(analysis, one) for one in row})
        if len(votes) < 2:
            continue
        rarer = "female" if votes["female"] < votes["male"] else "male"
        for one in row:
            if GENDERS[one.reference.pronoun] == rarer:
                yield one.reference, one.subject


def _voice(analysis: Analysis, one: Meant) -> tuple[str, int]:
    """The gender of a pronoun and where its sentence begins."""
    reference = one.reference
    here = sentence_of(analysis, reference.segment, reference.span.start)
    start = analysis.segment_sentences[reference.segment][max(0, here)].start
    return GENDERS[reference.pronoun], start


def _meant(analysis: Analysis) -> Iterator[Meant]:
    bodies = {body.reference.span for body in analysis.spoken_bodies}
    last: Meant | None = None
    for one in analysis.pronoun_references:
        if one.span in bodies:
            last = None
            continue
        subject = one.taken_up
        meant = _by_subject(analysis, one, subject) if subject is not None else None
        if subject is None and last is not None and goes_on(analysis, last.reference, one):
            meant = Meant(one, last.key, last.subject)
        if meant is not None:
            yield meant
        last = meant


def _by_subject(analysis: Analysis, one: Reference, subject: Subject) -> Meant | None:
    """The person whom a pronoun takes up by the place it stands in, if named and alone."""
    if subject.kind is Kind.ORGANISATION or subject.plural or subject.gender:
        return None
    stretch = Span(one.scope.start, one.span.start)
    named = only_person(analysis, stretch, subject if subject.kind is Kind.PERSON else None)
    if named is None or named.gender:
        return None
    return Meant(one, _key(analysis, named), named.span)


def only_person(analysis: Analysis, stretch: Span, subject: Subject | None = None) -> Person | None:
    """The first mention of the one person whom a stretch of the text names; None for others too.

    A noun is the person's where it stands beside the name: "a retired teacher, Ada Lind". Beside
    a `subject` who is a person a mere noun does not count, nor who owns that: "Lind's assistant".
    """
    text = analysis.text
    found = [
        person
        for person in analysis.cast.persons_between(stretch.start, stretch.end)
        if not (subject is not None and _owns(text, person.span, subject.span))
    ]
    named = [person for person in found if person.span.of(text)[0].isupper()]
    owners = any(person.span.of(text).endswith(("'s", "’s")) for person in named)
    if not named or owners or len({_key(analysis, person) for person in named}) > 1:
        return None
    nouns = [person for person in found if person not in named]
    beside = [n for n in nouns if any(_beside(text, n.span, name.span) for name in named)]
    if any(n not in beside and (subject is None or n.gender) for n in nouns):
        return None
    if is_place(named[0].span.of(text)) or not (named[0].sure or beside):
        return None
    return named[0]


def _owns(text: str, person: Span, subject: Span) -> bool:
    return subject.covers(person) and person.of(text).endswith(("'s", "’s"))


def _beside(text: str, noun: Span, name: Span) -> bool:
    """Whether a noun leads up to a name, or is what the name is said to be."""
    if noun.start < name.start:
        return _LEADING.fullmatch(text[noun.end : name.start]) is not None
    return _SAID_TO_BE.fullmatch(text[name.end : noun.start]) is not None


def _key(analysis: Analysis, person: Person) -> str:
    return folded(stem(person.span.of(analysis.text)).split()[-1])


def goes_on(analysis: Analysis, last: Reference, one: Reference) -> bool:
    """Whether a pronoun goes on with the one before it: no person between, a sentence at most."""
    if last.segment != one.segment:
        return False
    between = Span(min(last.span.end, one.span.start), one.span.start)
    near = sentences_apart(analysis, one.segment, between) <= 1
    return near and not analysis.cast.persons_between(between.start, between.end)
