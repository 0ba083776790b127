"""Who is said to say something: the subject of every verb of saying, and what kind it is.

Read from the order of the words alone: "X said", "said X", "X, a teacher, told", "according to
X", "X: …". A pronoun gets the speaker of the last attribution that named one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from harness.analyse.kinds import Kind, kind_of
from harness.analyse.noun_phrases import (
    LONGEST,
    boundaries,
    determiners,
    noun_phrase_kind,
    phrase_back,
    phrase_end,
    prepositions,
)
from harness.analyse.noun_phrases import reporting_forms as reporting_forms
from harness.analyse.quotes import around
from harness.analyse.tokens import Token, fold
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One verb of saying with its subject; `span` covers both, without what stands around them.

    `pronoun` is the subject in lower case where it is one, else empty. `kind` and `gender` are
    those of the speaker named here. `inside` says that a quotation holds it.
    """

    span: Span
    speaker: Span
    verb: Span
    lemma: str
    segment: int
    kind: Kind
    gender: str = ""
    pronoun: str = ""
    plural: bool = False
    inside: bool = False


PERSONAL = {"he": "male", "she": "female"}
_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "i",
        "we",
        "you",
        "who",
        "which",
        "someone",
        "nobody",
        "everyone",
        "him",
        "her",
        "them",
    ]
)
_ASIDE = frozenset(
    [
        "also",
        "later",
        "then",
        "once",
        "again",
        "only",
        "never",
        "always",
        "now",
        "still",
        "further",
        "repeatedly",
        "however",
    ]
)


class Speech:
    """The attributions of an article, found segment by segment as they are asked for."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._starts = [segment.span.start for segment in analysis.segments]
        self._rows: dict[int, tuple[Attribution, ...]] = {}

    def of_segment(self, segment: int) -> tuple[Attribution, ...]:
        """The attributions of a segment in the order of the text; English only, else empty."""
        if segment not in self._rows:
            self._rows[segment] = tuple(
                sorted(_in_segment(self._analysis, segment), key=_verb_start)
            )
        return self._rows[segment]

    def between(self, start: int, end: int) -> tuple[Attribution, ...]:
        """The attributions whose verb begins in a stretch of the text."""
        first = max(0, bisect_left(self._starts, start + 1) - 1)
        found: list[Attribution] = []
        for segment in range(first, bisect_left(self._starts, end)):
            # By bisection: a paragraph asks for each of its sentences.
            row = self.of_segment(segment)
            begin = bisect_left(row, start, key=_verb_start)
            found += row[begin : bisect_left(row, end, begin, key=_verb_start)]
        return tuple(found)

    def named_before(self, pronoun: Attribution) -> Attribution | None:
        """The last attribution before a pronoun's, outside quotations, that names a speaker."""
        for segment in range(pronoun.segment, -1, -1):
            for one in reversed(self.of_segment(segment)):
                named = not one.pronoun and not one.inside
                if named and one.verb.start < pronoun.verb.start:
                    return one
        return None


def _verb_start(one: Attribution) -> int:
    return one.verb.start


def _in_segment(analysis: Analysis, segment: int) -> Iterator[Attribution]:
    if analysis.language != "en":
        return
    quotations = analysis.segment_quotations[segment]
    for one in _in_row(analysis, analysis.segment_tokens[segment], segment):
        yield replace(one, inside=around(quotations, one.verb.start) is not None)


def _in_row(analysis: Analysis, row: tuple[Token, ...], segment: int) -> Iterator[Attribution]:
    forms = reporting_forms()
    for place, token in enumerate(row):
        if token.kind != "word":
            continue
        word = token.text
        if word == "to" and place and fold(row[place - 1].text) == "according":
            yield from _according(analysis, row, place, segment)
        lemma = forms.get(word)
        if lemma is None:
            continue
        subject = _before(row, place) or _after(row, place)
        if subject is not None and not _headless(row, subject):
            made = _made(analysis, row, subject, place, lemma, segment)
            if word != lemma or _agrees(row, made, place):
                yield made


def _agrees(row: tuple[Token, ...], made: Attribution, verb: int) -> bool:
    """Whether a verb without an ending can be one here: "they say", "would say", not "a claim"."""
    if made.pronoun:
        return made.pronoun not in ("he", "she", "it") or fold(row[verb - 1].text) in _helpers()
    return made.plural or fold(row[verb - 1].text) in _helpers()


def _headless(row: tuple[Token, ...], subject: tuple[int, int]) -> bool:
    """Whether a phrase is no noun phrase: "a report", where the verb itself is the noun."""
    word = fold(row[subject[1]].text)
    return word in determiners() or (word in prepositions() and subject[0] != subject[1])


def _made(
    analysis: Analysis,
    row: tuple[Token, ...],
    subject: tuple[int, int],
    verb: int,
    lemma: str,
    segment: int,
) -> Attribution:
    first, last = subject
    kind, gender, plural = noun_phrase_kind(analysis, row, first, last)
    if kind in (Kind.UNKNOWN, Kind.THING) and _speaking_body(row, first, last):
        kind = Kind.ORGANISATION
    head = fold(row[first].text)
    pronoun = head if first == last and head in _PRONOUNS else ""
    ends = sorted((row[first].start, row[last].end, row[verb].start, row[verb].end))
    return Attribution(
        span=Span(ends[0], ends[-1]),
        speaker=Span(row[first].start, row[last].end),
        verb=Span(row[verb].start, row[verb].end),
        lemma=lemma,
        segment=segment,
        kind=Kind.UNKNOWN if pronoun else kind,
        gender=PERSONAL.get(pronoun, gender),
        pronoun=pronoun,
        plural=plural,
    )


def _speaking_body(row: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a noun that can be much else is a body where it speaks: "the rescue service said"."""
    end = next(
        (k - 1 for k in range(first + 1, last + 1) if fold(row[k].text) in prepositions()), last
    )
    if fold(row[first].text) not in determiners():
        return False
    word = fold(row[end].text)
    return word in _listed("organisation_heads") or (
        row[end].text[0].isupper() and kind_of(word) in (Kind.ORGANISATION, Kind.PLACE)
    )


def _according(
    analysis: Analysis, row: tuple[Token, ...], place: int, segment: int
) -> Iterator[Attribution]:
    last = phrase_end(row, place + 1)
    if last > place:
        made = _made(analysis, row, (place + 1, last), place, "according", segment)
        yield replace(
            made,
            span=Span(row[place - 1].start, row[last].end),
            verb=Span(row[place - 1].start, row[place].end),
        )


def _before(row: tuple[Token, ...], verb: int) -> tuple[int, int] | None:
    """Return the first and last place of the subject before a verb, or None."""
    place, passive, helped = verb - 1, False, False
    while place >= 0:
        word = fold(row[place].text)
        if word in _be():
            passive = True
        elif word in _helpers():
            helped = True
        elif not (word in _ASIDE or (word.endswith("ly") and row[place].kind == "word")):
            break
        place -= 1
    if place < 0 or passive:
        return None
    token = row[place]
    word = fold(token.text)
    if token.kind != "word":
        return _around_apposition(row, place) if token.text == "," else None
    if word in ("who", "which"):
        return _relative(row, place)
    if word in _PRONOUNS:
        return place, place
    if (
        word in ("and", "or")
        or word in boundaries()
        or word in prepositions()
        or (token.text == "to" and not helped)
    ):
        return None
    return phrase_back(row, place)


def _relative(row: tuple[Token, ...], place: int) -> tuple[int, int] | None:
    """The phrase that "who" or "which" stands for: what comes right before it."""
    before = place - 1
    if before >= 0 and row[before].text == ",":
        before -= 1
    return phrase_back(row, before) if before >= 0 and row[before].kind == "word" else None


def _around_apposition(row: tuple[Token, ...], comma: int) -> tuple[int, int] | None:
    """The subject of "X, a teacher from Hull, told": what stands before the earlier comma."""
    for place in range(comma - 1, max(-1, comma - LONGEST), -1):
        text = row[place].text
        if text == ",":
            inner = fold(row[place + 1].text)
            if place == 0 or row[place - 1].kind != "word" or place + 1 == comma:
                return None
            if inner in prepositions() or inner in boundaries() - {"who", "which", "whose"}:
                return None
            return phrase_back(row, place - 1)
        if row[place].kind == "mark" and text not in "-'’.":
            return None
    return None


def _after(row: tuple[Token, ...], verb: int) -> tuple[int, int] | None:
    """The subject after a verb, as in `"Yes," said the driver`; only after a mark."""
    if verb == 0 or row[verb - 1].kind != "mark" or row[verb - 1].text in ".(":
        return None
    first = verb + 1
    if first >= len(row) or row[first].kind != "word":
        return None
    word = fold(row[first].text)
    if word in _PRONOUNS:
        return first, first
    if not (row[first].text[0].isupper() or word in determiners()):
        return None
    last = phrase_end(row, first)
    return (first, last) if last >= first else None


@cache
def _be() -> frozenset[str]:
    return frozenset(["is", "are", "was", "were", "be", "been", "being", "am"])


@cache
def _helpers() -> frozenset[str]:
    """Auxiliaries, modals and negators that may stand between a subject and its verb."""
    return (_listed("auxiliaries") | _listed("modals") | _listed("negators")) - _be() - {
        "no", "nobody", "none", "neither", "nothing", "without", "to",
    }  # fmt: skip


@cache
def _listed(name: str) -> frozenset[str]:
    from harness.data import words

    return words("en", name)
