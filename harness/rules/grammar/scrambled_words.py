"""Words of the reference in no order at all: "Presence regions flag was all of which".

A decoder that lost its way, or a pipeline that sorted what it should have kept, leaves the right
words in a heap. Word by word nothing is wrong, so metrics that count words are kind to it.

Told by the neighbours: how well each two go together in sound English is known from counts, and
here they go together so badly, beside a reference of which most words are there, that nobody
wrote the sentence so. Each stretch is marked whose words are no neighbours in the reference either.
Lists, tables and bad grammar alone do not come near.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from harness.analyse import Analysis
from harness.analyse.plausibility import bonds, tags
from harness.analyse.tokens import Token, tokens
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_SHORTEST = 12
# The mean bond of sound sentences lies at .6, of scrambled ones at -.9. With these bounds 26 of 32
# scrambled sentences of DEMETR are told and none of 2,960 others, systems' output in the main.
_LOOSE = -0.2
_FALL = 0.8
_SHARED = 0.5
_KEPT = 0.2
_FEWEST = 2


def _check(analysis: Analysis) -> Iterable[Hit]:
    other = analysis.article.document.references[0]
    for alignment in analysis.alignments:
        place = analysis.segments[alignment.segment].references[0]
        row = analysis.segment_tokens[alignment.segment]
        if place is None or len(row) < _SHORTEST:
            continue
        mean = _mean(row)
        if mean > _LOOSE:
            continue
        there = tokens(other, place.start, place.end)
        if _mean(there) - mean < _FALL or _shared(row, there) < _SHARED:
            continue
        if _kept(row, there) > _KEPT:
            continue
        for run in _loose(row, there):
            yield Hit(
                Span(run[0].start, run[-1].end),
                because="the reference has them in another order",
                reference=place,
            )


def _mean(row: tuple[Token, ...]) -> float:
    found = bonds(tags(row))
    return sum(found) / len(found)


def _shared(row: tuple[Token, ...], there: tuple[Token, ...]) -> float:
    words = [token.lower for token in row if token.is_word]
    have = {token.lower for token in there}
    return sum(word in have for word in words) / max(1, len(words))


def _kept(row: tuple[Token, ...], there: tuple[Token, ...]) -> float:
    """Return the share of the neighbours that are neighbours in the reference as well."""
    pairs = [(left.lower, right.lower) for left, right in pairwise(row)]
    have = set(pairwise(token.lower for token in there))
    return sum(pair in have for pair in pairs) / len(pairs)


def _loose(row: tuple[Token, ...], there: tuple[Token, ...]) -> Iterator[list[Token]]:
    """Yield stretches of words of which no two neighbours are neighbours in the reference."""
    kept = set(pairwise(token.lower for token in there))
    run = [row[0]]
    for left, right in pairwise(row):
        if right.kind == "mark" or (left.lower, right.lower) in kept:
            if len(run) >= _FEWEST:
                yield run
            run = []
        if right.kind != "mark":
            run.append(right)
    if len(run) >= _FEWEST:
        yield run


RULE = Rule(
    code="GRM206",
    name="scrambled-words",
    family="grammar",
    summary="words in no order",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/grammar/word-order",
    needs=Needs.REFERENCE,
    languages=("en",),
    check=_check,
    bad=(
        Bad(
            marked="[[Which harbour was flag all the apparently that of encompasses it the is]].",
            reference="It was apparently the flag of the harbour, which encompasses all that is.",
        ),
        Bad(
            marked="[[Sea the he of in to spent is winters have said by two the]].",
            reference="He is said to have spent two winters by the sea in the north of it.",
        ),
        Bad(
            marked="[[Mill foot a of was and the at]], [[hill left old the to river of]].",
            reference="At the foot of a hill and to the left of the river was the old mill.",
        ),
    ),
    good=(
        Good(
            text="The flag of the harbour was apparently the one that encompasses all there is.",
            reference="It was apparently the flag of the harbour, which encompasses all that is.",
        ),
        Good(text="To of the in and at a by.", reference="To of the in and at a by."),
        Good(
            text="Boats 12, nets 40, oars 9, ropes 33, sails 2, hooks 80, floats 61, buoys 7.",
            reference="Boats 12, nets 40, oars 9, ropes 33, sails 2, hooks 80, floats 61, buoys 7.",
        ),
        Good(text="Of the in to.", reference="In the town of Marn it rained all day long."),
    ),
    doc=__doc__,
)
