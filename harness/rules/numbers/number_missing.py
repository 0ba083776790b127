"""A figure of the reference that the candidate does not have.

Engines drop figures with the clause around them, or replace them by "some" and "several".

Small numbers in words, ordinals, vague numbers and parts of names come and go in good
translations and are left alone. Beside an independent translation the confidence is low.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.quantities import Kind, Quantity
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_SAID = frozenset(
    {Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.DATE, Kind.TIME, Kind.YEAR}
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    other = (analysis.article.document.references or ("",))[0]
    text = analysis.text
    shares = {d.segment: d for d in analysis.differences}
    for pair in analysis.figures:
        lost = pair.reference
        if lost is None or pair.candidate is not None or not _said(lost):
            continue
        near = shares.get(pair.segment)
        close = near is not None and near.agreement >= 0.6
        yield Hit(
            _before(text, pair.place),
            because=f"the reference has “{lost.span.of(other)}” here",
            reference=lost.span,
            confidence=Confidence.MEDIUM if close and not lost.spelled else Confidence.LOW,
        )


def _said(quantity: Quantity) -> bool:
    """Whether a figure says something that a good translation would not leave out."""
    return quantity.kind in _SAID and not (quantity.spelled and abs(quantity.value) <= 3)


def _before(text: str, place: Span) -> Span:
    """Put the empty place behind the word before it, as other omissions are."""
    at = place.start
    while at and text[at - 1] == " ":
        at -= 1
    return Span(at, at)


RULE = Rule(
    code="NUM524",
    name="number-missing",
    family="numbers",
    summary="number of the reference is missing",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/omission",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="The fire destroyed[[]] homes.",
            reference="The fire destroyed 40 homes.",
        ),
        Bad(
            marked="The bridge was closed[[]] after the flood.",
            reference="The bridge was closed in 2019 after the flood.",
        ),
        Bad(
            marked="The bank lent him[[]] to buy a boat.",
            reference="The bank lent him €30,000 to buy a boat.",
        ),
    ),
    good=(
        Good(text="The fire destroyed forty homes.", reference="The fire destroyed 40 homes."),
        Good(text="A man left.", reference="One man left."),
        Good(text="Both sisters came first.", reference="The two sisters came 1st."),
        Good(text="Half of them left.", reference="50 per cent of them left."),
    ),
    doc=__doc__,
)
