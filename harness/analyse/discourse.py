"""Whom a "he" or "she" in subject position can mean: what its sentence and the last one speak of.

A pronoun that opens a sentence takes up the subject of the sentence before; after a quotation it
names who spoke; in "…, and he" and "said that he" it takes up the subject of its own sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from harness.analyse.kinds import Kind
from harness.analyse.noun_phrases import reporting_forms
from harness.analyse.quotes import Quotation, around
from harness.analyse.speakers import PERSONAL
from harness.analyse.subjects import Subject, helping, subject_of
from harness.analyse.tokens import Token, fold
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis


class Position(StrEnum):
    """Where a pronoun stands, which decides what it takes up."""

    OPENS = "opens"  # a sentence inside a paragraph
    STARTS = "starts"  # a paragraph
    SPEAKS = "speaks"  # names who spoke a quotation
    REPORTS = "reports"  # names who said what its sentence says: "The road is shut, he said."
    JOINS = "joins"  # ", and he tested"
    DEPENDS = "depends"  # "said that he"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One he, she, his or her outside quotations, with the subject that it takes up.

    `him` and `her` as objects count where they open a sentence: "According to him, …".
    `span` covers pronoun and verb, a possessive and its noun, or an object alone; `scope` runs
    from the sentence that names the subject to the pronoun. `taken_up` is None where no noun
    phrase was found, and where a pronoun stands.
    """

    span: Span
    pronoun: str
    possessive: bool
    position: Position
    segment: int
    scope: Span
    taken_up: Subject | None


_GENDERED = re.compile(r"\b(?:s?he|his|hers?|him)\b(?!['’])", re.IGNORECASE)
GENDERS = {**PERSONAL, "his": "male", "her": "female", "hers": "female", "him": "male"}
# Words that open a sentence with a pronoun as their object.
_OPENING = frozenset(["for", "to", "with", "in", "by", "from"])
_RELATIVES = frozenset(["which", "whom", "whose", "where"])
_TIMES = frozenset(["last", "next", "this", "same", "later", "earlier", "then", "now", "ago"])
_LONGEST_ADVERBIAL = 6


def references(analysis: Analysis) -> tuple[Reference, ...]:
    """Return every he, she, his and her outside quotations, in order; English only."""
    if analysis.language != "en":
        return ()
    return tuple(_references(analysis))


def places_of(analysis: Analysis, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the segment and the token of every whole word that matches a pattern, in order."""
    for match in pattern.finditer(analysis.text):
        segment = analysis.segment_at(match.start())
        if segment is None:
            continue
        row = analysis.segment_tokens[segment.index]
        place = bisect_left(row, match.start(), key=_start)
        if place < len(row) and (row[place].start, row[place].text) == (match.start(), match[0]):
            yield segment.index, place


def _start(token: Token) -> int:
    return token.start


def _references(analysis: Analysis) -> Iterator[Reference]:
    for segment, place in places_of(analysis, _GENDERED):
        row = analysis.segment_tokens[segment]
        token = row[place]
        found = taken_up(analysis, segment, place)
        verb = _verb(row, place) if found is not None else None
        addressed = verb is None and found is not None and _addressed(row, place, found[0])
        if found is None or (verb is None and not addressed):
            continue
        verb = verb or token
        position, scope, subject = found
        yield Reference(
            span=Span(min(token.start, verb.start), max(token.end, verb.end)),
            pronoun=token.text.lower(),
            possessive=not addressed and token.text.lower() not in PERSONAL,
            position=position,
            segment=segment,
            scope=scope,
            taken_up=subject,
        )


def taken_up(
    analysis: Analysis, segment: int, place: int
) -> tuple[Position, Span, Subject | None] | None:
    """Return where the pronoun at a token of a segment stands, its scope and what it takes up.

    None inside quotations. English only.
    """
    row = analysis.segment_tokens[segment]
    start = row[place].start
    quotations = analysis.segment_quotations[segment]
    if around(quotations, start) is not None:
        return None
    sentences = analysis.segment_sentences[segment]
    here = bisect_right(sentences, start, key=_begins) - 1
    if here < 0 or start >= sentences[here].end:
        return None
    position = _position(analysis, row, place, sentences[here], quotations)
    return position, *_taken_up(analysis, segment, here, position, start)


def sentence_of(analysis: Analysis, segment: int, place: int) -> int:
    """The sentence of a segment that holds a place: its number, -1 for none before the first."""
    return bisect_right(analysis.segment_sentences[segment], place, key=_begins) - 1


def _begins(span: Span) -> int:
    return span.start


def _ends(quotation: Quotation) -> int:
    return quotation.span.end


def _addressed(row: tuple[Token, ...], place: int, position: Position) -> bool:
    """Whether him or her is the object that a sentence opens with: "For her, …"."""
    return position is Position.OPENS and place + 1 < len(row) and row[place + 1].text == ","


def _verb(row: tuple[Token, ...], place: int) -> Token | None:
    """The last word of the verb that belongs to a pronoun; None where none stands beside it."""
    if row[place].text.lower() == "him":
        return None
    if row[place].text.lower() not in PERSONAL:
        following = row[place + 1] if place + 1 < len(row) else None
        if following is None or following.kind != "word":
            return None
        # "saw her and left": not every her owns something.
        return following if fold(following.text) not in _no_nouns() else None
    if place >= 2 and row[place - 1].text in reporting_forms() and row[place - 2].kind == "mark":
        return row[place - 1]
    found = None
    for token in row[place + 1 : place + 6]:
        if token.kind != "word" or not token.text[0].islower():
            break
        found = token
        word = fold(token.text)
        if word not in helping() and not word.endswith("ly"):
            break
    return found


@cache
def _no_nouns() -> frozenset[str]:
    return _listed("function_words") - {"own", "first", "second", "two", "three", "other"}


def _position(
    analysis: Analysis,
    row: tuple[Token, ...],
    place: int,
    sentence: Span,
    quotations: Sequence[Quotation],
) -> Position:
    before = place - 1
    inverted = before >= 1 and row[before - 1].kind == "mark"
    if inverted and row[before].text in reporting_forms():
        before -= 1  # "…," said he
    if before < 0:
        return Position.STARTS
    start = row[before + 1].start
    last = bisect_right(quotations, start, key=_ends) - 1
    ended = last >= 0 and start - quotations[last].span.end <= 3
    if ended and not _complete(analysis.text, quotations[last].span, row[place]):
        return Position.SPEAKS
    if row[place].start == sentence.start or ended or _after_adverbial(row, place, sentence):
        return Position.OPENS
    if row[before].text == "," and _closes(row, place):
        return Position.REPORTS
    if row[before].text in ",;:" or fold(row[before].text) in ("and", "but", "so", "or", "then"):
        return Position.JOINS
    return Position.DEPENDS


def _after_adverbial(row: tuple[Token, ...], place: int, sentence: Span) -> bool:
    """Whether a time or a preposition alone opens the sentence: "In 2019 he", "For him,"."""
    first = place
    while first > 0 and row[first - 1].start >= sentence.start:
        first -= 1
        if place - first > _LONGEST_ADVERBIAL:
            return False
    opening = [fold(token.text) for token in row[first:place]]
    if opening in (["according", "to"], *([word] for word in _OPENING)):
        return row[place].text.lower() in ("him", "her", "his")
    return all(map(_of_time, opening)) and bool(opening)


@lru_cache(maxsize=4096)
def _of_time(word: str) -> bool:
    """Whether a word can be part of a time: "on the same day", "in March 2019"."""
    from harness.data.lexicon import kind_of_noun

    if word in _TIMES or word.replace(",", "").isdigit():
        return True
    listed = ("prepositions", "determiners", "months", "weekdays")
    return any(word in _listed(name) for name in listed) or "time" in kind_of_noun(word)


def _closes(row: tuple[Token, ...], place: int) -> bool:
    """Whether "he said" or "said he" is all that is left of a sentence."""
    verb = place - 1 if row[place - 1].text in reporting_forms() else place + 1
    stop = max(place, verb) + 1
    return (
        verb < len(row)
        and row[verb].text in reporting_forms()
        and (stop == len(row) or row[stop].text in (".", "!"))
    )


def _complete(text: str, quotation: Span, pronoun: Token) -> bool:
    """Whether a quotation ended its sentence, so that what follows is the next one."""
    inner = quotation.of(text).rstrip("\"”’'»“ ;")
    return pronoun.text[0].isupper() and inner.endswith(".")


def _taken_up(
    analysis: Analysis, segment: int, here: int, position: Position, pronoun: int
) -> tuple[Span, Subject | None]:
    """Return the scope of a pronoun and the subject that it takes up."""
    sentences = analysis.segment_sentences[segment]
    own = sentences[here]
    if position is Position.DEPENDS and _in_relative(analysis, segment, own, pronoun):
        return Span(own.start, pronoun), None
    if position in (Position.JOINS, Position.DEPENDS):
        # What stands before a semicolon, or before the "and", is a clause of its own.
        subject = subject_of(analysis, segment, Span(own.start, pronoun))
        if subject is not None or position is Position.DEPENDS:
            return Span(own.start, pronoun), subject
    if position is Position.REPORTS:
        subject = subject_of(analysis, segment, Span(own.start, pronoun))
        if subject is not None and subject.kind is Kind.ORGANISATION:
            return Span(own.start, pronoun), subject
    opening = own.start
    quotations = analysis.segment_quotations[segment]
    first = bisect_left(quotations, own.start, key=_ends)
    if first < len(quotations) and quotations[first].span.start < pronoun:
        opening = min(opening, quotations[first].span.start)
    before = bisect_left(sentences, opening, key=_begins)
    if not before:
        segment = _paragraph_before(analysis, segment)
        sentences = analysis.segment_sentences[segment] if segment >= 0 else ()
        before = len(sentences)
    if not before:
        return Span(own.start, pronoun), None
    last = _whole(analysis, segment, sentences[before - 1])
    return Span(last.start, pronoun), subject_of(analysis, segment, last)


def _in_relative(analysis: Analysis, segment: int, own: Span, pronoun: int) -> bool:
    """Whether "which" or "whom" stands right before: "a firm, which she may not name"."""
    row = analysis.segment_tokens[segment]
    place = bisect_left(row, pronoun, key=_start)
    return place > 0 and row[place - 1].start >= own.start and row[place - 1].text in _RELATIVES


def _whole(analysis: Analysis, segment: int, sentence: Span) -> Span:
    """The sentence with the rest of a quotation that it ends."""
    quotation = around(analysis.segment_quotations[segment], sentence.start)
    if quotation is None or quotation.span.start == sentence.start:
        return sentence
    return Span(quotation.span.start, sentence.end)


def _paragraph_before(analysis: Analysis, segment: int) -> int:
    from harness.model.text import SegmentKind

    for place in range(segment - 1, max(-1, segment - 3), -1):
        if analysis.segments[place].kind is not SegmentKind.HEADING:
            return place
    return -1


@cache
def _listed(name: str) -> frozenset[str]:
    from harness.data import words

    return words("en", name)
