"""A sentence or a paragraph that stands in the article twice.

Overlapping pieces are translated twice and joined, or a pull quote of the page is taken for a
paragraph. The second place is flagged and the first one shown beside it.

A sentence that says the one before it again with one word exchanged for its synonym, or that
carries its whole clause along, is the same slip.

Quiet on short sentences, on refrains in quotation marks, on rows of an interface, and where the
source says it twice as well. Less sure far from the first place: instructions are repeated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.tokens import fold
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Segment, SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

_WORDS = 6
_QUOTES = "\"“”‘’'«»„"
# So many words in a row are said twice only by mistake.
_CLAUSE = 8
_NEAR = 4
_LONG = 14


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    seen: dict[str, tuple[Span, int]] = {}
    number = 0
    last: tuple[Span, list[str]] | None = None
    times: Counter[str] = Counter()
    english = analysis.language == "en"
    for segment in analysis.segments:
        if segment.kind in (SegmentKind.HEADING, SegmentKind.UNIT):
            continue
        row = (segment.span,) if segment.kind is SegmentKind.LINE else None
        for sentence in row or analysis.segment_sentences[segment.index]:
            number += 1
            part = sentence.of(text)
            words = fold(part).split()
            before, last = last, (sentence, words)
            if not part or part[0] in _QUOTES:
                continue
            key = " ".join(words)
            if key not in seen:
                if row is None and before and english and _says_again(analysis, before, words):
                    yield Hit(
                        sentence,
                        because="it says again what stands before it",
                        related=(before[0],),
                    )
                if len(words) >= _WORDS:
                    seen[key] = (sentence, number)
                continue
            first, where = seen[key]
            times[key] += 1
            seen[key] = (first, number)
            if not _twice_in_source(analysis, segment.index, first):
                yield Hit(
                    sentence,
                    because="it stands in the text already",
                    suggestion="" if number - where == 1 else None,
                    related=(first,),
                    confidence=_surety(segment, words, number - where, times[key]),
                )


def _surety(segment: Segment, words: list[str], distance: int, times: int) -> Confidence | None:
    """Low for rows, lead-ins, records, refrains, and a short sentence far from the first place."""
    far = distance > _NEAR and len(words) < _LONG
    refrain = times > 1 and distance > 1
    record = sum(any(map(str.isdigit, word)) for word in words) * 3 > len(words)
    lead_in = words[-1][-1] in ":;"
    low = segment.kind is SegmentKind.LINE or far or refrain or record or lead_in
    return Confidence.LOW if low else None


def _says_again(analysis: Analysis, before: tuple[Span, list[str]], words: list[str]) -> bool:
    """Whether it is the sentence before it but for a synonym, or with a clause of it whole."""
    earlier = before[1]
    if len(earlier) == len(words) >= 4:
        other = [(a, b) for a, b in zip(earlier, words, strict=True) if a != b]
        return len(other) == 1 and _synonyms(*other[0])
    clause = words[-_CLAUSE:]
    return (
        min(len(earlier), len(words)) > _CLAUSE
        and clause == earlier[-_CLAUSE:]
        and min(len(earlier), len(words)) < 2 * _CLAUSE
        and not any(map(str.isdigit, "".join(clause)))
    )


def _synonyms(one: str, other: str) -> bool:
    from harness.data.lexicon import Relation, relation

    one, other = one.strip(".,;:!?"), other.strip(".,;:!?")
    return one.isalpha() and other.isalpha() and relation(one, other) is Relation.SYNONYM


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
        Bad(
            marked="The mate was later sent home. [[The mate was afterwards sent home.]] Rain fell."
        ),
        Bad(
            marked=(
                "The fleet waits, since it had to stay in port for a week. "
                "[[The mayor said they wait, since it had to stay in port for a week.]]"
            )
        ),
    ),
    good=(
        Good(text="The mate was sent home. The cook was sent home. The mate was sent out."),
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
