"""Words of the reference in another place.

A source with another word order leaves its order behind: object before verb, the adverb at the
end, the name after its title. Two good translations differ in order as well, so the confidence
is low, but for two neighbours that the reference has the other way round and that go together
badly as they stand ("have the backed bill").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from harness.analyse import Analysis
from harness.analyse.plausibility import bonds, tags
from harness.analyse.tokens import Token, tokens
from harness.data import words
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule, slight

# By how much better two neighbours have to go together once they change places (natural log).
_BETTER = 2.0


def _check(analysis: Analysis) -> Iterable[Hit]:
    swapped = tuple(_swapped(analysis)) if analysis.language == "en" else ()
    yield from swapped
    for hit in _moved(analysis):
        if not any(other.span.covers(hit.span) for other in swapped):
            yield hit


def _swapped(analysis: Analysis) -> Iterator[Hit]:
    """Yield two words that change places with the reference's, and would be better so."""
    other = analysis.article.document.references[0]
    function = words("en", "function_words")
    for alignment in analysis.alignments:
        place = analysis.segments[alignment.segment].references[0]
        if place is None or all(edit.same and not edit.moved for edit in alignment.edits):
            continue
        there = pairwise(tokens(other, place.start, place.end))
        pairs = {(left.lower, right.lower): (left, right) for left, right in there}
        row = analysis.segment_tokens[alignment.segment]
        for n, (left, right) in enumerate(pairwise(row)):
            pair = left.lower, right.lower
            if pair in pairs or pair[::-1] not in pairs or not (left.is_word and right.is_word):
                continue
            # Two words of content in another order are style: "strongly correlated".
            if (pair[0] in function) != (pair[1] in function) and _gain(row, n) >= _BETTER:
                first, second = pairs[pair[::-1]]
                yield Hit(
                    Span(left.start, right.end),
                    because=f"the reference has “{first.text} {second.text}”",
                    suggestion=f"{right.text} {left.text}",
                    reference=Span(first.start, second.end),
                )


def _gain(row: tuple[Token, ...], n: int) -> float:
    """Return how much better the words `n` and `n + 1` fit in when they change places."""
    found = tags(row)[n : n + 4]
    turned = [found[0], found[2], found[1], found[3]]
    return sum(bonds(turned)) - sum(bonds(found))


def _moved(analysis: Analysis) -> list[Hit]:
    run: list[Hit] = []
    for difference in analysis.differences:
        if not difference.edit.moved:
            continue
        here, there = difference.edit.candidate, difference.edit.reference
        last = run[-1] if run else None
        if (
            last
            and last.reference
            and _follows(last.span, here)
            and _follows(last.reference, there)
        ):
            whole = Span(last.span.start, here.end)
            run[-1] = replace(
                last,
                span=whole,
                reference=Span(last.reference.start, there.end),
                confidence=max(last.confidence or Confidence.LOW, slight(difference)),
            )
        else:
            run.append(
                Hit(
                    here,
                    because="it stands elsewhere there",
                    reference=there,
                    confidence=slight(difference),
                )
            )
    return run


def _follows(before: Span, after: Span) -> bool:
    return 0 <= after.start - before.end <= 1


RULE = Rule(
    code="GRM204",
    name="other-order",
    family="grammar",
    summary="words that the reference has in another place",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/grammar/word-order",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="[[Yesterday]] the council met in the old town hall.",
            reference="The council met in the old town hall yesterday.",
        ),
        Bad(
            marked="All of the parties have [[the backed]] bill since Monday.",
            reference="The parties have all backed the bill since Monday.",
        ),
        Bad(
            marked="The council of the valley [[yesterday]] approved the budget.",
            reference="The council of the valley approved the budget yesterday.",
        ),
        Bad(
            marked="Half of the votes [[on Monday]] were counted again in the capital.",
            reference="Half of the votes were counted again in the capital on Monday.",
        ),
    ),
    good=(
        Good(text="The council met.", reference="The council met."),
        Good(text="The council met at noon.", reference="The board met at dusk."),
        Good(text="Rain fell, and it was cold.", reference="Rain fell, and it was so cold."),
        Good(text="Many came.", reference="Many people came."),
    ),
    doc=__doc__,
)
