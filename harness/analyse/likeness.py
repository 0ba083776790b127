"""What an encoder of words says of words that differ: the nearer to the reference, the less amiss.

The engine is asked only where a model was named. It shifts what the fitted forest says of a word
that is not the reference's, on the scale of log odds, and leaves agreeing words and gaps alone:
of those it knows nothing that the forest does not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from harness.analyse.tokens import tokens
from harness.model.edit import Alignment, Edit, Tie
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis
    from harness.analyse.evidence import Place

# Ties that leave open whether a word means the same.
OPEN = frozenset(
    {
        Tie.SUBSTITUTION, Tie.INSERTION, Tie.NAME, Tie.SYNONYM, Tie.RELATED, Tie.OPPOSITE,
        Tie.SPELLING, Tie.FUNCTION, Tie.PRONOUN, Tie.NAME_VARIANT,
    }
)  # fmt: skip
# Fitted to the marks of three raters in WMT 2020 news, zh-en, with all-MiniLM-L6-v2, in two folds
# over documents, .34 to .43 and .64 to .93; docs/engines.md has what it gains. What a word unlike
# all of the reference adds to the log odds, and what one that is the same there takes off.
_FAR, _NEAR = 0.4, 0.8


def likened(
    analysis: Analysis,
    batch: Sequence[Alignment],
    rows: Sequence[Sequence[Place]],
    marked: Sequence[float],
) -> list[float]:
    """Return the chances of all places of a batch, shifted where an encoder of words was named.

    `rows` are the places of each alignment, `marked` their chances in one row, 0 to 1.
    """
    if analysis.likeness is None:
        return list(marked)
    from harness.engines.words.nearness import Side

    article = analysis.article
    pairs = []
    for alignment in batch:
        segment = analysis.segments[alignment.segment]
        there = segment.references[0]
        sides = ((analysis.text, segment.span), (article.document.references[0], there))
        mine, theirs = (
            Side("", ()) if span is None else Side(span.of(text), _words(text, span))
            for text, span in sides
        )
        pairs.append((mine, theirs))
    found: list[float] = []
    for alignment, row, near in zip(batch, rows, analysis.likeness.nearness(pairs), strict=True):
        words = analysis.segment_tokens[alignment.segment]
        of = {word.start: value for word, value in zip(words, near, strict=True)}
        for place in row:
            chance = marked[len(found)]
            found.append(
                _shifted(chance, of[place.start]) if _open(place, alignment.edits) else chance
            )
    return found


def _words(text: str, span: Span) -> tuple[tuple[int, int], ...]:
    return tuple(
        (word.start - span.start, word.end - span.start)
        for word in tokens(text, span.start, span.end)
    )


def _open(place: Place, edits: Sequence[Edit]) -> bool:
    """Whether a place is a word whose edit leaves open whether it means the same."""
    return place.end > place.start and place.edit >= 0 and edits[place.edit].tie in OPEN


def _shifted(chance: float, near: float) -> float:
    odds = math.log(chance / (1.0 - chance)) + _FAR - _NEAR * near
    return 1.0 / (1.0 + math.exp(-odds))
