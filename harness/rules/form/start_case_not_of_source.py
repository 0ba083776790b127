"""A translation unit that begins small, or shouts, where its source does not.

Buttons, headings and sentences are set as the source sets them: a unit that begins small is the
middle of a sentence, and one that shouts did not in the source.

Only translation units in scripts with capitals on both sides are looked at. A single word is left
alone, as languages write nouns, days and peoples otherwise, and so is what begins with a figure, a
sign, a placeholder or a name in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.tokens import tokens
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

_FIRST = re.compile(r"\A[\s\"'“‘«„‚¿¡(\[]*(?P<word>[^\W\d_]+)")
_WORDS = 2
_LETTERS = 8


def _check(analysis: Analysis) -> Iterable[Hit]:
    source = analysis.article.document.source
    if source is None:
        return
    for segment, row in zip(analysis.segments, analysis.segment_tokens, strict=True):
        if segment.kind is not SegmentKind.UNIT or segment.source is None:
            continue
        text, other = segment.span.of(analysis.text), segment.source.of(source)
        if _shouts(text) != _shouts(other) and min(map(_letters, (text, other))) >= _LETTERS:
            if _has_case(text) and _has_case(other):
                told = "is in capitals" if _shouts(other) else "is not in capitals"
                yield Hit(segment.span, because=f"the source {told}")
            continue
        mine, theirs = _FIRST.match(text), _FIRST.match(other)
        if mine is None or theirs is None or sum(token.is_word for token in row) < _WORDS:
            continue
        words = list(tokens(source, segment.source.start, segment.source.end))
        if len([token for token in words if token.is_word]) < _WORDS:
            continue
        if theirs["word"][0].isupper() and mine["word"].islower() and _plain(text, mine):
            at = segment.span.start + mine.start("word")
            word = mine["word"]
            yield Hit(
                Span(at, at + len(word)),
                because=f"the source begins with “{theirs['word']}”",
                suggestion=word[0].upper() + word[1:],
            )


def _plain(text: str, found: re.Match[str]) -> bool:
    """Whether the first word is one: no address, no name of a file or a command."""
    return text[found.end() : found.end() + 1] in ("", " ", ",", "\u00a0", "\n", ":", "'", "’")


def _shouts(text: str) -> bool:
    return text.isupper()


def _has_case(text: str) -> bool:
    """Whether it is written in a script with capitals, not only with names of such a one in it."""
    cased = sum(character.lower() != character.upper() for character in text)
    return 2 * cased > _letters(text)


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


RULE = Rule(
    code="FRM158",
    name="start-case-not-of-source",
    family="form",
    summary="capitals that are not as in the source",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/spelling/capitalization",
    needs=Needs.SOURCE,
    check=_check,
    bad=(
        Bad(
            marked="[[open]] the harbour map",
            fixed="Open the harbour map",
            source="Abrir el mapa del puerto",
            unit=True,
        ),
        Bad(
            marked="[[the]] list is empty.",
            fixed="The list is empty.",
            source="Список пуст, увы.",
            unit=True,
        ),
        Bad(marked="[[DELETE ALL ENTRIES]]", source="Supprimer toutes les entrées", unit=True),
        Bad(marked="[[No entry here]]", source="ZUTRITT VERBOTEN", unit=True),
    ),
    good=(
        Good(text="Open the map", source="Abrir el mapa", unit=True),
        Good(text="boat", source="Boot", unit=True),
        Good(text="Open this map", source="打开这张地图", unit=True),
        Good(text="rsync.conf is missing", source="Falta rsync.conf aquí", unit=True),
        Good(text="the old boat", source="das alte Boot", unit=True),
        Good(text="{n} boats left", source="Quedan {n} barcos", unit=True),
    ),
    doc=__doc__,
)
