"""What a sentence is about: its speaker where it has one, else its first noun phrase."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from harness.analyse.kinds import Kind, kind_of
from harness.analyse.noun_phrases import determiners, noun_phrase_kind, owned, prepositions
from harness.analyse.speakers import PERSONAL
from harness.analyse.tokens import Token, fold
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a sentence is about: its speaker where it has one, else its first noun phrase."""

    span: Span
    kind: Kind
    gender: str
    plural: bool


def subject_of(analysis: Analysis, segment: int, sentence: Span) -> Subject | None:
    """Return what a sentence is about; None where it begins with no noun phrase."""
    speakers = reversed(analysis.speech.between(sentence.start, sentence.end))
    speaker = next((one for one in speakers if not one.inside), None)
    if speaker is not None and speaker.pronoun == "it":
        speaker = analysis.speech.named_before(speaker) or speaker
    if speaker is not None:
        if speaker.pronoun:
            return None
        return _gendered(
            analysis,
            Subject(
                span=speaker.speaker,
                kind=speaker.kind,
                gender=speaker.gender,
                plural=speaker.plural,
            ),
        )
    tokens = analysis.segment_tokens[segment]
    first = bisect_left(tokens, sentence.start, key=_start)
    row = tokens[first : bisect_left(tokens, sentence.end, first, key=_start)]
    subject = (
        _closing_clause(analysis, row) or _first_phrase(analysis, row) or _last_named(analysis, row)
    )
    if subject is None or subject.kind is not Kind.PERSON:
        subject = _inverted_clause(analysis, row) or subject
    return None if subject is None else _gendered(analysis, subject)


# What stands before the name in ", the insurer Tarik,".
_APPOSED_BODY = re.compile(r", (?:the |an? )?(?:[a-z-]+ ){0,2}(?=[A-Z])")


def _start(token: Token) -> int:
    return token.start


def _gendered(analysis: Analysis, subject: Subject) -> Subject:
    """The subject with the gender of the name that stands beside it: "the owner, Ada Lind,"."""
    if subject.kind not in (Kind.PERSON, Kind.UNKNOWN) or subject.gender:
        return subject
    named = _APPOSED_BODY.match(analysis.text, subject.span.end)
    apposed = None if named is None else analysis.cast.name_at(named.end())
    if apposed is not None and analysis.cast.of_name(apposed)[0] is Kind.ORGANISATION:
        return replace(subject, kind=Kind.ORGANISATION)  # "the sponsor, the insurer Tarik,"
    gender = analysis.cast.gender_beside(subject.span)
    # A noun that no list knows is a person's where one is named beside it.
    return replace(subject, gender=gender, kind=Kind.PERSON) if gender else subject


def _closing_clause(analysis: Analysis, row: tuple[Token, ...]) -> Subject | None:
    """The subject of ", the court found." at the end of a sentence."""
    end = len(row) - 1
    while end >= 0 and row[end].kind == "mark":
        end -= 1
    comma = next((k for k in range(end, max(-1, end - 8), -1) if row[k].text == ","), None)
    if comma is None or end - comma < 3 or fold(row[comma + 1].text) not in determiners():
        return None
    # "…, a day later,": an adverb alone is no verb.
    if row[end].text in helping() or not _verbal(row, end):
        return None
    if any(_verbal(row, k) for k in range(comma + 2, end)):
        return None
    kind, gender, plural = noun_phrase_kind(analysis, row, comma + 1, end - 1)
    span = Span(row[comma + 1].start, row[end - 1].end)
    return Subject(span=span, kind=kind, gender=gender, plural=plural)


def _inverted_clause(analysis: Analysis, row: tuple[Token, ...]) -> Subject | None:
    """The organisation of ", specified the prefecture." at the end of a sentence.

    Any verb in the past tense will do, since an engine rarely finds the usual one.
    """
    end = len(row) - 1
    while end >= 0 and row[end].kind == "mark":
        end -= 1
    comma = next((k for k in range(end, max(-1, end - 9), -1) if row[k].text == ","), None)
    if comma is None or end - comma < 3 or not _past(row[comma + 1].text):
        return None
    first = comma + 2
    if fold(row[first].text) not in determiners() or any(
        _verbal(row, place) for place in range(first + 1, end + 1)
    ):
        return None
    kind, gender, plural = noun_phrase_kind(analysis, row, first, end)
    if kind is not Kind.ORGANISATION or plural:
        return None
    span = Span(row[first].start, row[end].end)
    return Subject(span=span, kind=kind, gender=gender, plural=plural)


def _last_named(analysis: Analysis, row: tuple[Token, ...]) -> Subject | None:
    """The person of "Among them was Ada Lind, 58.": a name that the sentence leads up to."""
    if not row or fold(row[0].text) not in prepositions():
        return None
    place = next((k for k, token in enumerate(row) if token.text in ("was", "is")), len(row))
    name = analysis.cast.name_at(row[place + 1].start) if place + 1 < len(row) else None
    if name is None or any(token.text == "," for token in row[:place]):
        return None
    kind, gender = analysis.cast.of_name(name)
    if kind is not Kind.PERSON:
        return None
    return Subject(span=name.span, kind=kind, gender=gender, plural=False)


def _past(word: str) -> bool:
    return word.islower() and (word.endswith("ed") or _inflected_verb(word))


def _first_phrase(analysis: Analysis, row: tuple[Token, ...]) -> Subject | None:
    first = _beginning(row)
    if first is None:
        return None
    last = first
    while last + 1 < len(row) and last - first < 14:
        token = row[last + 1]
        if token.kind == "mark" and not (
            owned(row, last + 1) or (token.text == "." and len(row[last].text) <= 3)
        ):
            break
        if token.kind == "word" and _verbal(row, last + 1):
            break
        last += 1
    if last > first and row[last].kind == "number":
        last -= 1  # "the association Campus 31"
    if last + 1 >= len(row) or row[last].kind != "word":
        return None
    kind, gender, plural = noun_phrase_kind(analysis, row, first, last)
    if kind is Kind.UNKNOWN and row[last + 1].text == "(":
        kind = _bracketed(row, last + 1)
    return Subject(
        span=Span(row[first].start, row[last].end), kind=kind, gender=gender, plural=plural
    )


def _bracketed(row: tuple[Token, ...], bracket: int) -> Kind:
    """What brackets after a noun say that it is: "the representation (works council)"."""
    for place in range(bracket + 1, min(len(row), bracket + 6)):
        if row[place].text == ")":
            return kind_of(fold(row[place - 1].text))
    return Kind.UNKNOWN


def _beginning(row: tuple[Token, ...]) -> int | None:
    """Where the first noun phrase begins: past an adverbial and its comma."""
    first = next((place for place, token in enumerate(row) if token.kind != "mark"), None)
    if first is None:
        return None
    word = fold(row[first].text)
    if word in prepositions() or word in _subordinators() or word.endswith("ly"):
        comma = next((k for k in range(first, min(len(row), 16)) if row[k].text == ","), None)
        if comma is None or comma + 1 >= len(row):
            return None
        if word in _subordinators():
            return None
        first = comma + 1
        word = fold(row[first].text)
    if word in PERSONAL or row[first].kind != "word" or word in _subordinators():
        return None
    return first


def _verbal(row: tuple[Token, ...], place: int) -> bool:
    """Whether a word after a noun begins the verb."""
    word = row[place].text
    if word in helping():
        return True
    if not word.islower() or fold(row[place - 1].text) in determiners():
        return False
    return _inflected_verb(word)


@cache
def _inflected_verb(word: str) -> bool:
    from harness.data.lexicon import lemmas, parts_of_speech, verb_forms

    parts = parts_of_speech(word)
    if "v" not in parts or word.endswith("ing"):
        return False
    if parts.get("a", 0) > parts["v"] or (parts.get("n", 0) > 2 * parts["v"]):
        return False
    return any(base != word and word in verb_forms(base) for base in lemmas(word)) or (
        parts["v"] > 2 * parts.get("n", 0)
    )


@cache
def _listed(name: str) -> frozenset[str]:
    from harness.data import words

    return words("en", name)


@cache
def _subordinators() -> frozenset[str]:
    """What begins a clause that has its own subject, or no subject at all."""
    return _listed("conjunctions") | {"asked", "there", "when", "where", "and", "but", "so"}


@cache
def helping() -> frozenset[str]:
    """Auxiliaries, modals, negators and small adverbs inside a verb."""
    return (
        _listed("auxiliaries")
        | _listed("modals")
        | {"not", "never", "also", "then", "now", "still", "already", "later", "again", "once"}
        | {"has", "have", "had", "is", "was", "does", "did", "will", "would", "be", "been"}
        | {"only", "even", "just", "often", "always", "soon"}
    )
