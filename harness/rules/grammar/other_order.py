"""Words of the reference in another place.

A source with another word order leaves its order behind: object before verb, the adverb at the
end, the name after its title. Two good translations differ in order as well, so the confidence
is low.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule, slight


def _check(analysis: Analysis) -> Iterable[Hit]:
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
    yield from run


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
