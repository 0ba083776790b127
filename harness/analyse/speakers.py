"""Who is said to say something: the subject of every verb of saying, and what kind it is.

Read from the order of the words alone: "X said", "said X", "X, a teacher, told", "according to
X", "X: …". A pronoun gets the speaker of the last attribution that named one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from harness.analyse.cast import Kind, is_plural, kind_of
from harness.analyse.names import stem
from harness.analyse.tokens import Token, fold
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One verb of saying with its subject; `span` covers both, without what stands around them.

    `pronoun` is the subject in lower case where it is one, else empty; `antecedent` is then the
    place of the last attribution, in the order of the document, that names a speaker. `kind`
    and `gender` are those of the speaker named here. `inside` says that a quotation holds it.
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
    antecedent: int | None = None


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
_LONGEST = 14


def attributions(analysis: Analysis) -> tuple[Attribution, ...]:
    """Return every attribution in the order of the text; English only, else empty."""
    if analysis.language != "en":
        return ()
    quoted = _quoted(analysis)
    found: list[Attribution] = []
    named: int | None = None
    for segment in analysis.segments:
        row = analysis.segment_tokens[segment.index]
        for one in _in_row(analysis, row, segment.index):
            one = replace(one, inside=quoted.holds(one.verb.start))
            if one.pronoun:
                one = replace(one, antecedent=named)
            elif not one.inside:
                named = len(found)
            found.append(one)
    return tuple(found)


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
    return word in _determiners() or (word in _prepositions() and subject[0] != subject[1])


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


def _according(
    analysis: Analysis, row: tuple[Token, ...], place: int, segment: int
) -> Iterator[Attribution]:
    last = _phrase_end(row, place + 1)
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
    if word in _boundaries() or word in _prepositions() or (token.text == "to" and not helped):
        return None
    return _phrase_back(row, place)


def _relative(row: tuple[Token, ...], place: int) -> tuple[int, int] | None:
    """The phrase that "who" or "which" stands for: what comes right before it."""
    before = place - 1
    if before >= 0 and row[before].text == ",":
        before -= 1
    return _phrase_back(row, before) if before >= 0 and row[before].kind == "word" else None


def _around_apposition(row: tuple[Token, ...], comma: int) -> tuple[int, int] | None:
    """The subject of "X, a teacher from Hull, told": what stands before the earlier comma."""
    for place in range(comma - 1, max(-1, comma - _LONGEST), -1):
        text = row[place].text
        if text == ",":
            inner = fold(row[place + 1].text)
            if place == 0 or row[place - 1].kind != "word" or place + 1 == comma:
                return None
            if inner in _prepositions() or inner in _boundaries() - {"who", "which", "whose"}:
                return None
            return _phrase_back(row, place - 1)
        if row[place].kind == "mark" and text not in "-'’.":
            return None
    return None


def _phrase_back(row: tuple[Token, ...], last: int) -> tuple[int, int] | None:
    """The noun phrase that ends at a place, its prepositional phrases included."""
    first = last
    while first > 0 and last - first < _LONGEST:
        token = row[first - 1]
        word = fold(token.text)
        if token.kind == "mark" and not (
            first >= 2 and (_abbreviated(row, first - 1) or owned(row, first - 1))
        ):
            break
        if word in _boundaries() or (
            token.text in reporting_forms() and not token.text[0].isupper()
        ):
            break
        first -= 1
    while first < last and fold(row[first].text) in _prepositions():
        # "On Friday the mayor said": the adverbial ends where the last phrase begins.
        starts = [
            place for place in range(first + 1, last + 1) if fold(row[place].text) in _determiners()
        ]
        first = starts[-1] if starts else last
    return (first, last) if row[first].kind == "word" else None


def _abbreviated(row: tuple[Token, ...], stop: int) -> bool:
    """Whether a mark is the full stop of an initial or a title: "J.", "Dr."."""
    word = row[stop - 1].text
    short = len(word) == 1 or (len(word) <= 4 and fold(word) in _titles())
    return row[stop].text == "." and short and word[0].isupper()


def owned(row: tuple[Token, ...], mark: int) -> bool:
    """Whether a mark is the apostrophe of a plural that owns what follows: "the pilots' union"."""
    if row[mark].text not in ("'", "’") or not 0 < mark < len(row) - 1:
        return False
    before, after = row[mark - 1], row[mark + 1]
    return (
        before.end == row[mark].start
        and before.text.endswith("s")
        and after.kind == "word"
        and after.start > row[mark].end
    )


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
    if not (row[first].text[0].isupper() or word in _determiners()):
        return None
    last = _phrase_end(row, first)
    return (first, last) if last >= first else None


def _phrase_end(row: tuple[Token, ...], first: int) -> int:
    """The last place of the noun phrase that begins at a place; one less where none does."""
    place = first
    while place < len(row) and place - first < _LONGEST:
        token = row[place]
        word = fold(token.text)
        if word in _boundaries() or (
            token.kind == "mark" and token.text != "." and not owned(row, place)
        ):
            break
        if token.text == "." and (place + 1 >= len(row) or not _abbreviated(row, place)):
            break
        if place > first and (word in _prepositions() and word not in ("of", "for")):
            break
        place += 1
    return place - 1


def noun_phrase_kind(
    analysis: Analysis, row: tuple[Token, ...], first: int, last: int
) -> tuple[Kind, str, bool]:
    """Return what a noun phrase stands for, its gender, and whether it is plural."""
    cast = analysis.cast
    end = last
    for place in range(first + 1, last + 1):
        if fold(row[place].text) in _prepositions():
            end = place - 1
            break
    joined = any(fold(row[place].text) in ("and", "&") for place in range(first, end + 1))
    while end > first and fold(row[end].text) in ("itself", "himself", "herself", "themselves"):
        end -= 1
    name = cast.name_at(row[end].start)
    if name is not None:
        kind, gender = cast.of_name(name)
        if kind is Kind.PLACE:
            kind = Kind.ORGANISATION  # "Moscow said": its government
        return kind, gender, joined
    head = fold(stem(row[end].text))
    gender = _titles().get(head, "")
    kind = kind_of(head)
    if kind is Kind.UNKNOWN and head in _titles():
        kind = Kind.PERSON
    if kind is Kind.PLACE:
        kind = Kind.ORGANISATION  # "the village asked": those who govern it
    return kind, gender, joined or is_plural(head)


class _Quoted:
    """Whether a place lies inside a quotation, by bisection."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]

    def holds(self, offset: int) -> bool:
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and offset < self._spans[place].end


def _quoted(analysis: Analysis) -> _Quoted:
    return _Quoted([one.span for one in analysis.quotations if one.level == 0])


@cache
def reporting_forms() -> dict[str, str]:
    """Finite forms of the verbs of saying, to their base form."""
    from harness.data import table
    from harness.data.lexicon import verb_forms

    return {
        form: base
        for base in table("en", "reporting_verbs")
        for form in sorted(verb_forms(base))
        if not form.endswith("ing")
    }


@cache
def _listed(name: str) -> frozenset[str]:
    from harness.data import words

    return words("en", name)


def _prepositions() -> frozenset[str]:
    return _listed("prepositions")


def _determiners() -> frozenset[str]:
    return _listed("determiners")


@cache
def _titles() -> dict[str, str]:
    from harness.data import table

    return dict(table("en", "titles"))


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
def _boundaries() -> frozenset[str]:
    """What no noun phrase holds: conjunctions between clauses, subjects, helpers of verbs."""
    return (
        (_listed("conjunctions") - {"and", "or", "&", "for"})
        | _listed("auxiliaries")
        | _listed("modals")
        | {"he", "she", "it", "they", "i", "we", "you", "who", "which", "whose", "that", "when"}
        | {"where", "there", "here", "because", "not", "to"}
    )
