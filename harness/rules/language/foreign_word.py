"""A word of another language, left in the middle of a sentence: "the cadena in the world".

Engines copy what they do not know. With the source beside it the copy is seen for sure; this rule
needs only the reference, which says it in words that English has.

Told by what it is not: no list of English has the word, no letter's change makes it a common
English word, the reference does not use it, and it is small, so no name. New and technical words
are on no list either, so it counts where raters would mark the place, or where the word is written
with letters that English does not use.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.analyse.tokens import Token, fold, tokens
from harness.data.lexicon import known
from harness.model.edit import Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.form.misspelt_word import slip_of
from harness.rules.rule import Bad, Good, Rule, slight

_SHORTEST = 4
_TIES = frozenset(
    {Tie.SUBSTITUTION, Tie.INSERTION, Tie.RELATED, Tie.FUNCTION, Tie.PRONOUN, Tie.SPELLING}
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    for difference in analysis.differences:
        if difference.edit.tie not in _TIES or difference.edit.moved:
            continue
        start = difference.edit.candidate.start
        for token in tokens(difference.candidate):
            if _foreign(token) and not _there(analysis, difference, token):
                sure = not token.text.isascii()
                yield Hit(
                    Span(start + token.start, start + token.end),
                    because="no list of English has it, and the reference says it otherwise",
                    reference=difference.edit.reference,
                    confidence=Confidence.MEDIUM if sure else slight(difference),
                )


def _foreign(token: Token) -> bool:
    word = token.text
    small = token.is_word and word.isalpha() and word.islower() and len(word) >= _SHORTEST
    return small and not known(word) and not known(_plain(word)) and not slip_of(fold(word))


def _plain(word: str) -> str:
    """Return a word without its accents: English writes "façade" both ways."""
    from anyascii import anyascii

    return anyascii(word)


def _there(analysis: Analysis, difference: Difference, token: Token) -> bool:
    """Whether the segment's reference has the word, or a near one: a name, another spelling."""
    place = analysis.segments[difference.segment].references[0]
    whole = place.of(analysis.article.document.references[0]) if place else ""
    words = [other.lower for other in tokens(whole) if other.is_word]
    if token.lower in words:
        return True
    return token.text.isascii() and any(_akin(token.lower, other) for other in words)


def _akin(mine: str, theirs: str) -> bool:
    from rapidfuzz.distance import OSA

    begun = mine[: max(_SHORTEST, len(mine) - 2)]
    return theirs.startswith(begun) or OSA.distance(mine, theirs, score_cutoff=2) <= 2


RULE = Rule(
    code="LAN806",
    name="foreign-word",
    family="language",
    summary="word of another language",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/untranslated",
    needs=Needs.REFERENCE,
    languages=("en",),
    check=_check,
    bad=(
        Bad(
            marked="It is the longest mountain [[cadena]] in the world, and the highest.",
            reference="It is the longest mountain chain in the world, and the highest.",
        ),
        Bad(
            marked="That brought up the [[möglichkeit]] of a game without a crowd.",
            reference="That raised the prospect of a match without spectators.",
        ),
        Bad(
            marked="The term mite is [[oficialmente]] used for this group of small animals.",
            reference="The term mite is officially used for this group of small animals.",
        ),
    ),
    good=(
        Good(text="The façade fell into the street.", reference="The front fell on the road."),
        Good(text="The goverment fell on Friday.", reference="The government fell on Friday."),
        Good(
            text="They grow quetzalotes on the hill.",
            reference="Quetzalotes are grown on the hill.",
        ),
        Good(text="A boat came in at noon.", reference="At noon a ship came in."),
        Good(text="Zorlat came in at noon.", reference="At noon a ship came in."),
    ),
    doc=__doc__,
)
