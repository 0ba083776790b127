"""A verb in another tense or aspect than the reference's: "will announce" for "announced".

Languages without tense leave the engine to guess when something happened. A plan becomes a deed,
a deed a habit. Taken word by word this looks like an auxiliary too many and another ending; here
the verb is taken with its auxiliaries, so that it is one error and says what it is.

Future for past, or the reverse, is hardly ever a matter of style. Present for past is ("says",
"said"), and so is one perfect for another; they count where raters would mark them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from harness.analyse import Analysis
from harness.analyse.differences import Difference
from harness.analyse.tokens import Token, tokens
from harness.analyse.verb_groups import Group, Tense, group_at
from harness.model.edit import Alignment, Edit, Tie
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule, slight

_TIES = frozenset({Tie.EQUAL, Tie.INFLECTION})


def _check(analysis: Analysis) -> Iterable[Hit]:
    other = analysis.article.document.references[0]
    for segment, row in groupby(analysis.differences, lambda found: found.segment):
        place = analysis.segments[segment].references[0]
        if place is None:
            continue
        mine = analysis.segment_tokens[segment]
        theirs = tokens(other, place.start, place.end)
        yield from _of_segment(analysis.alignment_of[segment], tuple(row), mine, theirs)


def _of_segment(
    alignment: Alignment,
    found: tuple[Difference, ...],
    mine: tuple[Token, ...],
    theirs: tuple[Token, ...],
) -> Iterable[Hit]:
    here = {token.start: n for n, token in enumerate(mine)}
    there = {token.start: n for n, token in enumerate(theirs)}
    for edit in alignment.edits:
        if edit.tie not in _TIES or not _single(edit, here, there):
            continue
        own = group_at(mine, here[edit.candidate.start])
        theirs_ = group_at(theirs, there[edit.reference.start])
        if own is None or theirs_ is None or not _apart(own, theirs_):
            continue
        touching = [d for d in found if own.span.overlap(d.edit.candidate)]
        if not touching:
            continue
        yield Hit(
            own.span,
            because=f"{_said(own)}, and {_said(theirs_)} in the reference",
            reference=theirs_.span,
            confidence=max(
                Confidence.MEDIUM if _strange(own, theirs_) else Confidence.LOW,
                *map(slight, touching),
            ),
        )


def _single(edit: Edit, here: dict[int, int], there: dict[int, int]) -> bool:
    """Whether an edit is of one word with one word, in place."""
    return not edit.moved and edit.candidate.start in here and edit.reference.start in there


def _apart(a: Group, b: Group) -> bool:
    return (a.tense, a.progressive, a.perfect) != (b.tense, b.progressive, b.perfect)


def _strange(a: Group, b: Group) -> bool:
    """Whether two groups differ in more than style."""
    return {a.tense, b.tense} == {Tense.PAST, Tense.FUTURE} or (
        a.tense is b.tense and a.progressive != b.progressive
    )


def _said(group: Group) -> str:
    aspects = (("going on", group.progressive), ("done", group.perfect))
    return " ".join([group.tense.value, *(name for name, holds in aspects if holds)])


RULE = Rule(
    code="GRM207",
    name="other-tense",
    family="grammar",
    summary="verb in another tense than the reference's",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/grammar",
    needs=Needs.REFERENCE,
    languages=("en",),
    check=_check,
    bad=(
        Bad(
            marked="The airline [[will announce]] on Monday that it had cancelled flights.",
            reference="The airline announced on Monday that it had cancelled flights.",
        ),
        Bad(
            marked="In 1956 she [[was moving]] to Sweden and found work there.",
            reference="In 1956 she moved to Sweden and found work there.",
        ),
        Bad(
            marked="The envoy [[arrived]] next week, the ministry says.",
            reference="The envoy will arrive next week, the ministry says.",
        ),
    ),
    good=(
        Good(text="She moved to Sweden.", reference="She moved to Sweden."),
        Good(text="She wants to leave.", reference="She wants out."),
        Good(text="The boats will sail at noon.", reference="The ships will sail at midday."),
        Good(text="They could sail at noon.", reference="They would sail at noon."),
    ),
    doc=__doc__,
)
