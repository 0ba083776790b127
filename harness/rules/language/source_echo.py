"""A segment that was not translated: it says what the source says, in the source's words.

Engines that give up copy their input, and a copy scores well with any metric that compares
letters.

Quiet on names, figures, addresses and code, which are the same in both languages, also inside a
sentence of another script, and on segments of fewer than four words that are not names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.tokens import Token
from harness.data import words_if_any
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule

_WORDS = 4
_NEARLY = 0.85


def _check(analysis: Analysis) -> Iterable[Hit]:
    target = analysis.language
    own = words_if_any(target, "function_words")
    for segment, row, answer in zip(
        analysis.segments, analysis.segment_tokens, analysis.source_tokens, strict=True
    ):
        mine = _small(row) if answer else []
        if len(mine) < _WORDS or not _much(mine, segment.span.of(analysis.text)):
            continue
        theirs = _small(answer)
        shared = sum((Counter(mine) & Counter(theirs)).values())
        if shared < _NEARLY * max(len(mine), len(theirs)):
            continue
        # Where both are in the target's own words the source was in that language already.
        if own and sum(word in own for word in mine) > 0.25 * len(mine):
            continue
        yield Hit(
            segment.span,
            because="the source says it in the same words",
            confidence=None if mine == theirs else Confidence.MEDIUM,
        )


def _much(words: list[str], text: str) -> bool:
    """Whether the words are much of a text: a command stands in Chinese as it is."""
    return 3 * sum(map(len, words)) > sum(map(str.isalpha, text))


def _small(row: tuple[Token, ...]) -> list[str]:
    """Return the words that are written small: neither names nor figures."""
    return [t.text for t in row if t.is_word and t.text.islower() and len(t.text) > 1]


RULE = Rule(
    code="LAN804",
    name="source-echo",
    family="language",
    summary="segment left as it is in the source",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/untranslated",
    needs=Needs.SOURCE,
    check=_check,
    bad=(
        Bad(
            marked="[[Der Hafen ist seit Montag geschlossen, die Boote warten.]]",
            source="Der Hafen ist seit Montag geschlossen, die Boote warten.",
        ),
        Bad(
            marked="[[El puerto está cerrado y los barcos esperan.]]",
            source="El puerto está cerrado y los barcos esperan.",
        ),
        Bad(
            marked="[[Le port est fermé depuis lundi matin à Brest]]",
            source="Le port est fermé depuis lundi matin à Brest.",
        ),
    ),
    good=(
        Good(text="Anna Low, Brest, 12 May 2019", source="Anna Low, Brest, 12 May 2019"),
        Good(text="The port is shut today.", source="Der Hafen ist heute zu."),
        Good(text="https://example.org/a", source="https://example.org/a"),
        Good(
            text="The port is shut and the boats are in the mud.",
            source="The port is shut and the boats are in the mud.",
        ),
    ),
    doc=__doc__,
)
