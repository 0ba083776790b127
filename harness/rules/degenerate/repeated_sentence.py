"""A sentence or a paragraph that stands in the article twice.

Overlapping pieces are translated twice and joined, or a pull quote of the page is taken for a
paragraph. The second place is flagged and the first one shown beside it.

Quiet on short sentences, on refrains in quotation marks, on rows of an interface, and where the
source says it twice as well.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.tokens import fold
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

_WORDS = 6
_QUOTES = "\"“”‘’'«»„"


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    seen: dict[str, tuple[Span, int]] = {}
    number = 0
    for segment in analysis.segments:
        if segment.kind in (SegmentKind.HEADING, SegmentKind.UNIT):
            continue
        row = (segment.span,) if segment.kind is SegmentKind.LINE else None
        for sentence in row or analysis.segment_sentences[segment.index]:
            number += 1
            part = sentence.of(text)
            words = fold(part).split()
            if len(words) < _WORDS or part[0] in _QUOTES:
                continue
            key = " ".join(words)
            if key not in seen:
                seen[key] = (sentence, number)
                continue
            first, where = seen[key]
            seen[key] = (first, number)
            if not _twice_in_source(analysis, segment.index, first):
                yield Hit(
                    sentence,
                    because="it stands in the text already",
                    suggestion="" if number - where == 1 else None,
                    related=(first,),
                    confidence=Confidence.LOW if segment.kind is SegmentKind.LINE else None,
                )


def _twice_in_source(analysis: Analysis, index: int, first: Span) -> bool:
    """Whether the two answer to two places of the source that say the same."""
    source = analysis.article.document.source
    other = analysis.segment_at(first.start)
    place = analysis.segments[index].source
    if source is None or place is None or other is None or other.source is None:
        return False
    return other.index != index and place.of(source) == other.source.of(source)


RULE = Rule(
    code="DEG402",
    name="repeated-sentence",
    family="degenerate",
    summary="sentence that stands in the text twice",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/addition",
    check=_check,
    bad=(
        Bad(
            marked="The port was shut all day long. [[The port was shut all day long.]] It rained."
        ),
        Bad(
            marked=(
                "The crew slept in the old hall near the quay.\n\nIt rained.\n\n"
                "[[The crew slept in the old hall near the quay.]]"
            )
        ),
        Bad(
            marked=(
                "Le port est fermé depuis lundi matin.\n\n[[Le port est fermé depuis lundi matin.]]"
            ),
            language="fr",
        ),
    ),
    good=(
        Good(text="It rained. It rained. The port was shut. It rained."),
        Good(text='"We will not go to sea today." "We will not go to sea today."'),
        Good(
            text="The port is shut until further notice\n\nThe port is shut until further notice."
        ),
        Good(
            text="It was shut all day long.\n\nAnd then it was shut all day long again.",
        ),
    ),
    doc=__doc__,
)
