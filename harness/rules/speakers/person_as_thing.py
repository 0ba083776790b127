"""A person who is "it": "the referee laughed, and it waved".

Languages that leave the subject out, or that have one word for his, her and its, give an engine
nothing to tell a nurse from a boat by. Where it guesses "it", the person becomes a thing.

"It" can mean almost anything, so the sentence itself has to say that a person is meant: "it"
does something "herself", is an age old, laughs or weeps, or "its" is said of a husband or a
brother; and one person is what was spoken of last. It stays quiet where an animal, a firm or
anything else stands nearer, since animals have brothers and mothers as well. "Which" and ", that"
count right behind a noun or a title that opens the sentence; further on they may take up all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from harness.analyse import Analysis
from harness.analyse.discourse import Position, places_of, taken_up
from harness.analyse.kinds import Kind, gender_of_noun, is_plural, kind_of
from harness.analyse.noun_phrases import phrase_back, prepositions, reporting_forms
from harness.analyse.persons import SINGULAR
from harness.analyse.subjects import helping
from harness.analyse.tokens import Token, fold
from harness.data import words
from harness.data.lexicon import kind_of_noun, lemmas, parts_of_speech, verb_forms
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_IT = re.compile(r"\b[Ii]ts?\b(?!['’])")
_RELATIVE = re.compile(r"\b(?:which|that)\b")
_REFLEXIVES = {"himself": "male", "herself": "female"}
_SUBJECTS = {"he": "male", "she": "female"}
_RIGHT = {"it": {"male": "he", "female": "she"}, "its": {"male": "his", "female": "her"}}
# Nobody but a person is of these ages and said so without a unit.
_YOUNGEST, _OLDEST = 16, 110
_CLAUSE = 10
_VERBAL = frozenset({"v", "auxiliary", "modal"})


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What in its own clause makes "it" a person, whose `gender` it may tell.

    `near` says that an animal could do the same, so that the person has to stand nearest.
    """

    gender: str
    near: bool


def _check(analysis: Analysis) -> Iterable[Hit]:
    yield from _related(analysis)
    for segment, place in places_of(analysis, _IT):
        row = analysis.segment_tokens[segment]
        person = _person(analysis, segment, row, place)
        if person is not None:
            yield _hit(analysis, row[place], person)


def _related(analysis: Analysis) -> Iterable[Hit]:
    """Flag a person's relative pronoun that is a thing's: "the groom, which survived"."""
    for segment, place in places_of(analysis, _RELATIVE):
        row = analysis.segment_tokens[segment]
        starts = {sentence.start for sentence in analysis.segment_sentences[segment]}
        person = _antecedent(analysis, row, place, starts)
        if person is not None:
            yield Hit(
                Span(row[place].start, row[place].end),
                because=f"{' '.join(person.of(analysis.text).split())} is a person",
                suggestion="who",
                related=(person,),
            )


def _antecedent(
    analysis: Analysis, row: tuple[Token, ...], place: int, starts: set[int]
) -> Span | None:
    """The single person between the sentence's start and ", which" with its verb; else None.

    Further on in a sentence "which" may take up all of it: "He met a nurse, which pleased him."
    """
    if place < 2 or row[place - 1].text != "," or place + 1 >= len(row):
        return None
    last = place - 2
    if last > 1 and row[last].kind == "number" and row[last - 1].text == ",":
        last -= 2  # "Ada Lind, 58, which"
    found = phrase_back(row, last)
    if found is None or row[last].kind != "word" or not _predicates(row, place + 1):
        return None
    first = found[0]
    spoken = first > 0 and row[first - 1].text in reporting_forms()
    if (row[first].start not in starts and not spoken) or any(
        fold(token.text) in prepositions() for token in row[first:last]
    ):
        return None
    if any(_predicates(row, k) and row[k - 1].text.islower() for k in range(first + 2, last)):
        return None
    span = Span(row[first].start, row[last].end)
    return span if _one_person(analysis, row, first, last) else None


def _one_person(analysis: Analysis, row: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a noun or a title tells that a phrase is a person: firms bear persons' names."""
    if any(token.text in ("and", "or", "&") for token in row[first : last + 1]):
        return False
    name = analysis.cast.name_at(row[last].start)
    if name is not None:
        if name.title is not None:
            return True
        last = next(k for k in range(first, last + 1) if row[k].start >= name.span.start) - 1
    led = last > first and (fold(row[first].text) in SINGULAR or row[first].text.endswith("'s"))
    return led and _is_person_noun(fold(row[last].text))


@lru_cache(maxsize=4096)
def _is_person_noun(word: str) -> bool:
    """Whether a word after an article is a person: "the volunteer", whatever else it may be."""
    if kind_of(word) is Kind.PERSON or gender_of_noun(word):
        return not is_plural(word)
    kinds = kind_of_noun(word)
    return "person" in kinds and not kinds & {"organisation", "place"} and not is_plural(word)


def _predicates(row: tuple[Token, ...], place: int) -> bool:
    """Whether a finite verb stands at a place."""
    word = row[place].text
    if word in helping():
        return True
    return word.islower() and any(
        base != word and word in verb_forms(base) and not word.endswith("ing")
        for base in lemmas(word)
    )


def _hit(analysis: Analysis, token: Token, person: tuple[Span, str]) -> Hit:
    span, gender = person
    right = _RIGHT[token.text.lower()].get(gender)
    if right is not None and token.text[0].isupper():
        right = right.capitalize()
    return Hit(
        Span(token.start, token.end),
        because=f"{' '.join(span.of(analysis.text).split())} is a person",
        suggestion=right,
        related=(span,),
    )


def _person(
    analysis: Analysis, segment: int, row: tuple[Token, ...], place: int
) -> tuple[Span, str] | None:
    """The person that "it" or "its" means, with the gender; None where it may be a thing."""
    evidence = _evidence(row, place)
    if evidence is None:
        return None
    found = taken_up(analysis, segment, place)
    if found is None or found[0] is Position.STARTS:
        return None
    position, scope, subject = found
    if position is Position.JOINS and not evidence.gender:
        opened = _opened(analysis, segment, row, place)
        if opened is not None:
            return opened
    if subject is None or subject.kind is not Kind.PERSON or subject.plural:
        return None
    if evidence.gender and subject.gender not in ("", evidence.gender):
        return None
    if evidence.near and _others(row, subject.span.end, row[place].start):
        return None
    if scope.start > subject.span.start or scope.end < subject.span.end:
        return None
    return subject.span, evidence.gender or subject.gender


def _evidence(row: tuple[Token, ...], place: int) -> _Evidence | None:
    if row[place].text.lower() == "its":
        return _Evidence("", near=True) if _of_kin(row, place) else None
    gender = _by_reflexive(row, place)
    if gender is not None:
        return _Evidence(gender, near=False)
    if _feels(row, place):
        return _Evidence("", near=True)
    return _Evidence("", near=False) if _aged(row, place) else None


def _opened(
    analysis: Analysis, segment: int, row: tuple[Token, ...], place: int
) -> tuple[Span, str] | None:
    """The "he" or "she" that opens the sentence of an "and it laughed", with the gender."""
    start = row[place].start
    for sentence in analysis.segment_sentences[segment]:
        if sentence.start <= start < sentence.end:
            first = next(token for token in row if token.start >= sentence.start)
            gender = _SUBJECTS.get(first.text.lower())
            if gender is not None and not _animal_pronoun(row, first, start):
                return Span(first.start, first.end), gender
    return None


def _animal_pronoun(row: tuple[Token, ...], first: Token, end: int) -> bool:
    """Whether a name stands between, which may be an animal's."""
    return any(token.text[0].isupper() for token in row if first.end <= token.start < end)


def _by_reflexive(row: tuple[Token, ...], place: int) -> str | None:
    """The gender of "it travelled there herself", where nobody else stands between."""
    after = row[place + 1 : place + 1 + _CLAUSE]
    if after and after[0].text in _REFLEXIVES:
        # "…; it himself hears": "said it himself" has a verb before.
        before = row[place - 1] if place else None
        first = before is None or before.kind == "mark" or before.text in ("and", "but", "that")
        return _REFLEXIVES[after[0].text] if first else None
    # What follows a subject is its verb: "the editor said it himself" has another.
    if not any(token.text in _REFLEXIVES for token in after[1:]):
        return None
    if _VERBAL.isdisjoint(parts_of_speech(fold(after[0].text))):
        return None
    for token in after:
        word = fold(token.text)
        if word in _REFLEXIVES:
            return _REFLEXIVES[word]
        if token.kind == "mark" or token.text[0].isupper() or word in _breaks():
            return None
        if kind_of(word) is Kind.PERSON:
            return None
    return None


def _breaks() -> frozenset[str]:
    return words("en", "conjunctions") | {"who", "which", "that", "he", "she", "him", "her"}


def _aged(row: tuple[Token, ...], place: int) -> bool:
    """Whether it "is 78 and went": a bare number, then what the person did."""
    after = row[place + 1 : place + 5]
    if len(after) < 4 or after[0].text not in ("is", "was") or after[1].kind != "number":
        return False
    number = after[1].text
    if not (number.isdigit() and _YOUNGEST <= int(number) <= _OLDEST):
        return False
    last = fold(after[3].text)
    if after[2].text != "and":
        return False
    if last in ("a", "an") and place + 5 < len(row):
        return kind_of(fold(row[place + 5].text)) is Kind.PERSON
    return set(parts_of_speech(last)) <= {"v", "auxiliary"} != set()


def _feels(row: tuple[Token, ...], place: int) -> bool:
    """Whether it does what takes a human face: laughs, weeps, shrugs."""
    if place + 1 >= len(row):
        return False
    word = row[place + 1].text
    return word.islower() and any(base in words("en", "human_gestures") for base in lemmas(word))


def _of_kin(row: tuple[Token, ...], place: int) -> bool:
    """Whether "its" is followed by a husband, or by a little brother."""
    for token in row[place + 1 : place + 4]:
        word = fold(token.text)
        if word in words("en", "kin_nouns"):
            return True
        if token.kind != "word" or "a" not in parts_of_speech(word):
            return False
    return False


def _others(row: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether a noun that is no person's stands in a stretch: "it" may be that."""
    return any(
        token.kind == "word" and start <= token.start < end and _thing(fold(token.text))
        for token in row
    )


@lru_cache(maxsize=16384)
def _thing(word: str) -> bool:
    """Whether a word is a noun, or no word that we know, and no person is called so."""
    if word in words("en", "function_words"):
        return False
    parts = parts_of_speech(word)
    other = max(parts.get("v", -1), parts.get("a", -1), parts.get("r", -1))
    return (not parts or parts.get("n", -1) > other) and kind_of(word) is not Kind.PERSON


RULE = Rule(
    code="SPK404",
    name="person-as-thing",
    family="speakers",
    summary="it for a person",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    check=_check,
    languages=("en",),
    bad=(
        Bad(
            marked='"We wait," said Nadia Weil, who led the talks. [[It]] wrote to them herself.',
            fixed='"We wait," said Nadia Weil, who led the talks. She wrote to them herself.',
        ),
        Bad(
            marked="The mayor counts the sheep. [[It]] is 78 and walked here from Hull.",
        ),
        Bad(
            marked="She dropped the cup, and [[it]] wept about the tea.",
            fixed="She dropped the cup, and she wept about the tea.",
        ),
        Bad(
            marked="Aiko Tanabe, a student, came together with [[its]] little brother.",
            fixed="Aiko Tanabe, a student, came together with her little brother.",
        ),
        Bad(
            marked="Her brother Luke sings; [[it]] himself hears nothing.",
            fixed="Her brother Luke sings; he himself hears nothing.",
        ),
        Bad(
            marked="The groom, [[which]] had eaten nothing, left early.",
            fixed="The groom, who had eaten nothing, left early.",
        ),
        Bad(
            marked="Captain Aiko Tanabe, [[that]] knows the ice, waits.",
            fixed="Captain Aiko Tanabe, who knows the ice, waits.",
        ),
        Bad(marked="The mayor feeds the sheep. [[It]] is 34 and a baker."),
    ),
    good=(
        Good(text="The mayor fed the sheep. It is 34 and a half kilos too heavy."),
        Good(text="The farmer kept a calf with its mother. It is three months old."),
        Good(text="The minister signed the letter. It said that the road was shut."),
        Good(text="The nurse saw the cat carry its little brother out of the barn."),
        Good(text="She wrote the book, and it made her known. It was 78 pages long."),
        Good(text="The mayor fed a hyena. It laughed all night."),
        Good(text="The editor is angry, and the editor said it himself."),
        Good(text="The court met the mayor, which pleased nobody."),
        Good(text="Krone, which makes cheese, and the union, which does not, met the baker."),
        Good(text="It was the mayor herself who opened the gate."),
    ),
    doc=__doc__,
)
