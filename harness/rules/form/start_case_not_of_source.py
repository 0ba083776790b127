"""A translation unit that begins small, or shouts, where its source does not.

Buttons, headings and sentences are set as the source sets them: a unit that begins small is the
middle of a sentence, and one that shouts did not in the source.

Only translation units in scripts with capitals on both sides are looked at. A single word is left
alone, as languages write nouns, days and peoples otherwise, and so is what begins with a figure, a
sign, a placeholder or a name in small letters. Where no sentence ends with a mark, a list may be
set small throughout, and the confidence is low.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Segment, SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

_FIRST = re.compile(r"\A[\s\"'“‘«„‚¿¡(\[]*(?P<word>[^\W\d_]+)")
_WORDS = 2
_ENDS = (".", "!", "?", "…", ":", '."', ".”", ".»")
_LETTERS = 8


def _check(analysis: Analysis) -> Iterable[Hit]:
    source = analysis.article.document.source
    if source is None:
        return
    for segment in analysis.segments:
        if segment.kind is not SegmentKind.UNIT or segment.source is None:
            continue
        text, other = segment.span.of(analysis.text), segment.source.of(source)
        if min(map(_letters, (text, other))) >= _LETTERS and text.isupper() != other.isupper():
            if _has_case(text) and _has_case(other):
                told = "is in capitals" if other.isupper() else "is not in capitals"
                yield Hit(segment.span, because=f"the source {told}")
        elif _phrases(analysis, segment):
            yield from _start(text, other, segment.span.start)


def _phrases(analysis: Analysis, segment: Segment) -> bool:
    """Whether both sides have several words."""
    sides = (analysis.segment_tokens[segment.index], analysis.source_tokens[segment.index])
    return all(sum(token.is_word for token in row) >= _WORDS for row in sides)


def _start(text: str, source: str, at: int) -> Iterator[Hit]:
    mine, theirs = _FIRST.match(text), _FIRST.match(source)
    if mine is None or theirs is None or not _plain(text, mine):
        return
    word = mine["word"]
    if theirs["word"][0].isupper() and word.islower():
        place = at + mine.start("word")
        yield Hit(
            Span(place, place + len(word)),
            because=f"the source begins with “{theirs['word']}”",
            suggestion=word[0].upper() + word[1:],
            confidence=None if _ends(text) and _ends(source) else Confidence.LOW,
        )


def _plain(text: str, found: re.Match[str]) -> bool:
    """Whether the first word is one: no address, no name of a file or a command."""
    return text[found.end() : found.end() + 1] in ("", " ", ",", "\u00a0", "\n", ":", "'", "’")


def _has_case(text: str) -> bool:
    """Whether all its letters have capitals; names in Latin letters stand in any script."""
    return all(c.lower() != c.upper() for c in text if c.isalpha())


def _ends(text: str) -> bool:
    return text.rstrip().endswith(_ENDS)


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
