"""Noun phrases by the order of the words: where one begins and ends, and what it stands for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from harness.analyse.kinds import Kind, is_plural, kind_of
from harness.analyse.names import stem
from harness.analyse.tokens import Token, fold

if TYPE_CHECKING:
    from harness.analyse import Analysis

LONGEST = 14
_RELATIVES = ("that", "which", "who", "whose", "where")


def phrase_back(row: tuple[Token, ...], last: int) -> tuple[int, int] | None:
    """The noun phrase that ends at a place, its prepositional phrases included."""
    first = last
    while first > 0 and last - first < LONGEST:
        token = row[first - 1]
        word = fold(token.text)
        if token.kind == "mark" and not (
            first >= 2 and (_abbreviated(row, first - 1) or owned(row, first - 1))
        ):
            break
        if word in boundaries() or (
            token.text in reporting_forms() and not token.text[0].isupper()
        ):
            break
        first -= 1
    while first < last and fold(row[first].text) in prepositions():
        # "On Friday the mayor said": the adverbial ends where the last phrase begins.
        starts = [
            place for place in range(first + 1, last + 1) if fold(row[place].text) in determiners()
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


def phrase_end(row: tuple[Token, ...], first: int) -> int:
    """The last place of the noun phrase that begins at a place; one less where none does."""
    place = first
    while place < len(row) and place - first < LONGEST:
        token = row[place]
        word = fold(token.text)
        if word in boundaries() or (
            token.kind == "mark" and token.text != "." and not owned(row, place)
        ):
            break
        if token.text == "." and (place + 1 >= len(row) or not _abbreviated(row, place)):
            break
        if place > first and (word in prepositions() and word not in ("of", "for")):
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
        if fold(row[place].text) in prepositions() or row[place].text in _RELATIVES:
            end = place - 1
            break
    joined = any(fold(row[place].text) in ("and", "&") for place in range(first, end + 1))
    while end > first and fold(row[end].text) in ("itself", "himself", "herself", "themselves"):
        end -= 1
    name = cast.name_at(row[end].start)
    if _named_body(row, first, end):
        return Kind.ORGANISATION, "", joined
    if name is not None:
        kind, gender = cast.of_name(name)
        if kind is Kind.PLACE:
            # "Moscow said": its government; "Austin said": a person called so, for all we know.
            kind = Kind.ORGANISATION if cast.speaks_as_place(name) else Kind.UNKNOWN
        return kind, gender, joined
    if first == end and row[end].text[0].isupper() and cast.leads_body(row[end].text):
        return Kind.ORGANISATION, "", joined
    head = fold(stem(row[end].text))
    gender = _titles().get(head, "")
    kind = kind_of(head)
    if kind is Kind.UNKNOWN and head in _titles():
        kind = Kind.PERSON
    if kind is Kind.PLACE:
        kind = Kind.ORGANISATION  # "the village asked": those who govern it
    return kind, gender, joined or is_plural(head)


def _named_body(row: tuple[Token, ...], first: int, end: int) -> bool:
    """Whether a body's noun leads up to its name, or a name to it: "the union Força Sul"."""
    if fold(row[first].text) not in determiners():
        return False
    if row[end].text in _listed("organisation_heads") and row[end - 1].text[0].isupper():
        return end - 1 > first  # "the Civil Rescue service"
    return any(
        row[place].text.islower()
        and row[place + 1].text[0].isupper()
        and fold(row[place + 1].text) not in _titles()
        and (
            kind_of(row[place].text) is Kind.ORGANISATION
            or row[place].text in _listed("organisation_heads")
        )
        for place in range(first + 1, end)
    )


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


def prepositions() -> frozenset[str]:
    """The prepositions of English."""
    return _listed("prepositions")


def determiners() -> frozenset[str]:
    """The articles and other determiners of English."""
    return _listed("determiners")


@cache
def _titles() -> dict[str, str]:
    from harness.data import table

    return dict(table("en", "titles"))


@cache
def boundaries() -> frozenset[str]:
    """What no noun phrase holds: conjunctions between clauses, subjects, helpers of verbs."""
    return (
        (_listed("conjunctions") - {"and", "or", "&", "for"})
        | _listed("auxiliaries")
        | _listed("modals")
        | {"he", "she", "it", "they", "i", "we", "you", "who", "which", "whose", "that", "when"}
        | {"where", "there", "here", "because", "not", "to"}
    )
