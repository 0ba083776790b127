"""A word or phrase that is said again and again: the engine is caught in a loop.

Neural engines that lose their place repeat a few words until the line is full. Three
repetitions of a phrase, or four of a word, without anything between are counted.

Quiet on chants and laughter in quotation marks up to six times, on marks and figures, and on
text that the source repeats as often.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.quotes import quoted
from harness.analyse.tokens import Token
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_LONGEST = 12
_TIMES = 3
_TIMES_WORD = 4
_CHANT = 6


def _check(analysis: Analysis) -> Iterable[Hit]:
    rows = zip(analysis.segments, analysis.segment_tokens, analysis.segment_small, strict=True)
    for segment, row, small in rows:
        # Most paragraphs end here: what comes three times leaves few words that differ.
        if len(row) < _TIMES_WORD or len(set(small)) > len(row) - _TIMES + 1:
            continue
        for start, length, times in _loops(row, small):
            first, last = row[start], row[start + length * times - 1]
            span = Span(first.start, last.end)
            if times <= _CHANT and quoted(analysis, span):
                continue
            if _source_loops(analysis, segment.index, times):
                continue
            yield Hit(
                span,
                because=f"the same {times} times",
                suggestion=Span(first.start, row[start + length - 1].end).of(analysis.text),
            )


def _loops(row: tuple[Token, ...], lower: tuple[str, ...]) -> Iterable[tuple[int, int, int]]:
    """Yield start, length and number of the stretches that repeat, longest first at a place."""
    last: dict[str, int] = {}
    done = 0
    for place, word in enumerate(lower):
        before = last.get(word, -1)
        last[word] = place
        length = place - before
        if before < done or not 1 <= length <= _LONGEST:
            continue
        end = place
        while end < len(row) and lower[end] == lower[end - length]:
            end += 1
        times = (end - before) // length
        if times < (_TIMES if length > 1 else _TIMES_WORD):
            continue
        done = before + times * length
        words = [token for token in row[before:place] if token.kind == "word"]
        # File names and figures in a list are more marks than words.
        if len(words) * 2 < length or (len(words) == 1 and length == 2 and times < _TIMES_WORD):
            continue
        yield before, length, times


def _source_loops(analysis: Analysis, index: int, times: int) -> bool:
    source = analysis.article.document.source
    place = analysis.segments[index].source
    if source is None or place is None:
        return False
    counts = Counter(place.of(source).casefold().split())
    return bool(counts) and counts.most_common(1)[0][1] >= times


RULE = Rule(
    code="DEG401",
    name="looping-text",
    family="degenerate",
    summary="words said again and again",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/addition",
    check=_check,
    bad=(
        Bad(
            marked="The port is [[shut and shut and shut and]] closed.",
            fixed="The port is shut and closed.",
        ),
        Bad(marked="It was a [[long long long long long]] night.", fixed="It was a long night."),
        Bad(
            marked="[[The crew said, the crew said, the crew said,]] that it rained.",
            fixed="The crew said, that it rained.",
        ),
        Bad(marked="[[la la la la]]", source="Das Boot fährt."),
    ),
    good=(
        Good(text="It was a long, long, long way to the port."),
        Good(text='They sang "row row row row your boat" all day.'),
        Good(text="Boats, nets, rope, boats, nets, oars; 0 0 0 0 0 and * * * * *"),
        Good(text="na na na na", source="na na na na"),
    ),
    doc=__doc__,
)
