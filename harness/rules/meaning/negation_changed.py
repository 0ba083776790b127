"""A negation that only one of candidate and reference has.

"not", "never", "no" and their kin are short, and an engine that drops or adds one turns a
sentence over at the price of one word.

Quiet where the other side says it with an opposite word ("not safe", "unsafe"), a prefix, a
reversing verb ("failed to") or another negator in the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.analyse.polarity import adds, hints, implies, negates, opposed
from harness.analyse.tokens import Token, fold, tokens
from harness.data import words_if_any
from harness.model.edit import Alignment, Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule, slight

_AGREES = 0.7
# Two negators this near to each other, in characters, may be one negation said otherwise.
_APART = 30
_ONE_SIDED = frozenset({Tie.DELETION, Tie.INSERTION})


def _check(analysis: Analysis) -> Iterable[Hit]:
    other = analysis.article.document.references[0]
    by_segment: dict[int, list[Difference]] = {}
    for difference in analysis.differences:
        by_segment.setdefault(difference.segment, []).append(difference)
    for alignment in analysis.alignments:
        found = by_segment.get(alignment.segment, [])
        mine = list(_loose(found, analysis, analysis.text, of_candidate=True))
        theirs = list(_loose(found, analysis, other, of_candidate=False))
        if len(mine) + len(theirs) > 1:
            yield from _several(analysis, mine, theirs)
            continue
        if not (mine or theirs):
            continue
        if any(d.edit.tie is Tie.OPPOSITE and opposed(d) for d in found) or _made_up_for(
            found, analysis.language, in_candidate=bool(mine)
        ):
            continue
        token, difference = (mine or theirs)[0]
        span = (
            Span(token.start, token.end)
            if mine
            else _place(difference, alignment, other, token, analysis.language)
        )
        yield Hit(
            span,
            because=f"“{token.text}” stands only in the {'candidate' if mine else 'reference'}",
            reference=difference.edit.reference,
            confidence=max(
                Confidence.MEDIUM if difference.agreement >= _AGREES else Confidence.LOW,
                slight(difference),
            ),
        )


def _several(
    analysis: Analysis,
    mine: list[tuple[Token, Difference]],
    theirs: list[tuple[Token, Difference]],
) -> Iterator[Hit]:
    """Yield negations where several differ: only suspected ones, with no other near to undo it."""
    places = [difference.edit.candidate.start for _, difference in (*mine, *theirs)]
    for rows, side in ((mine, "candidate"), (theirs, "reference")):
        for token, difference in rows:
            at = difference.edit.candidate.start
            near = sum(abs(place - at) < _APART for place in places)
            if slight(difference) is Confidence.LOW or near > 1:
                continue
            own = Span(token.start, token.end)
            yield Hit(
                own if side == "candidate" else difference.extent,
                because=f"“{token.text}” stands only in the {side}",
                reference=difference.edit.reference,
                severity=Severity.MAJOR,
                confidence=slight(difference),
            )


def _loose(
    found: list[Difference], analysis: Analysis, text: str, *, of_candidate: bool
) -> Iterator[tuple[Token, Difference]]:
    """Yield the negators that answer to nothing on the other side."""
    correlated = False
    for difference in found:
        if difference.edit.moved or difference.edit.same:
            continue
        span = difference.edit.candidate if of_candidate else difference.edit.reference
        for token in tokens(text, span.start, span.end):
            if adds(token, text, analysis.language):
                continue
            # "Neither … nor" is one negation.
            if token.lower == "nor" and correlated:
                continue
            correlated = correlated or token.lower == "neither"
            if negates(token, analysis.language) or (
                difference.edit.tie in _ONE_SIDED and implies(token, text, analysis.language)
            ):
                yield token, difference


def _made_up_for(found: list[Difference], language: str, *, in_candidate: bool) -> bool:
    """Whether the side without the negator says it in another way."""
    words = [
        fold(word)
        for difference in found
        if not difference.edit.same
        for word in (difference.reference if in_candidate else difference.candidate).split()
    ]
    return any(hints(word, language) for word in (word.strip(".,;:\"'“”‘’()") for word in words))


def _place(
    difference: Difference, alignment: Alignment, other: str, token: Token, language: str
) -> Span:
    """Return the candidate's words that stand where the reference negates."""
    span = difference.edit.candidate
    if len(span):
        return span
    following = next(
        (e for e in alignment.edits if e.candidate.start >= span.end and len(e.candidate)), None
    )
    if following is None:
        return span
    # "Should swim" for "should not swim": the verb with its auxiliary.
    helper = next(
        (e for e in alignment.edits if e.same and e.reference.end + 1 == token.start), None
    )
    helps = helper is not None and fold(helper.reference.of(other)) in _auxiliaries(language)
    if helper is None or not helps or helper.candidate.end > following.candidate.start:
        return following.candidate
    return Span(helper.candidate.start, following.candidate.end)


def _auxiliaries(language: str) -> frozenset[str]:
    return words_if_any(language, "auxiliaries") | words_if_any(language, "modals")


RULE = Rule(
    code="MEA602",
    name="negation-changed",
    family="meaning",
    summary="negation that only one of candidate and reference has",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    needs=Needs.REFERENCE,
    languages=("en", "de", "fr", "es"),
    check=_check,
    bad=(
        Bad(
            marked="The court did [[not]] accept the appeal on Monday.",
            reference="The court did accept the appeal on Monday.",
        ),
        Bad(
            marked="The airline said it [[would refund]] passengers for the delay.",
            reference="The airline said it would not refund passengers for the delay.",
        ),
        Bad(
            marked="He had [[never]] met the ambassador before the talks.",
            reference="He had met the ambassador before the talks.",
        ),
        Bad(
            marked="The dispute over the well [[is over]].",
            reference="The dispute over the well is far from over.",
        ),
        Bad(
            marked="The villagers [[have water]] this summer.",
            reference="The villagers have no water this summer.",
        ),
    ),
    good=(
        Good(
            text="The bridge is not safe for lorries.",
            reference="The bridge is unsafe for lorries.",
        ),
        Good(
            text="The firm did not pay its staff.",
            reference="The firm failed to pay its staff.",
        ),
        Good(
            text="Besides the port, the hotels were hit by the strike.",
            reference="Not only the port but the hotels were hit by the strike.",
        ),
        Good(text="No one was hurt in the fire.", reference="There were no injuries in the fire."),
        Good(
            text="They couldn't reach the village.",
            reference="They could not reach the village.",
        ),
        Good(
            text="It is not without risk, she said.",
            reference="It is a little risky, she said.",
        ),
    ),
    doc=__doc__,
)
