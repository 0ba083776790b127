"""A figure that the reference does not have.

Engines and language models fill in figures that fit: a year, a count, an age.

Small numbers in words, ordinals, vague numbers and parts of names come and go in good
translations and are left alone. Beside an independent translation the confidence is low.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.quantities import Kind, Quantity
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.rules.rule import Bad, Good, Rule

_SAID = frozenset(
    {Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.DATE, Kind.TIME, Kind.YEAR}
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    shares = {d.segment: d for d in analysis.differences}
    for pair in analysis.figures:
        found = pair.candidate
        if found is None or pair.reference is not None or not _said(found):
            continue
        near = shares.get(pair.segment)
        close = near is not None and near.agreement >= 0.6
        yield Hit(
            found.span,
            because="the reference has no such figure here",
            confidence=Confidence.MEDIUM if close and not found.spelled else Confidence.LOW,
        )


def _said(quantity: Quantity) -> bool:
    """Whether a figure says something that a good translation would not add."""
    return quantity.kind in _SAID and not (quantity.spelled and abs(quantity.value) <= 3)


RULE = Rule(
    code="NUM525",
    name="number-added",
    family="numbers",
    summary="number that the reference does not have",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/addition",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="The fire destroyed [[40]] homes.",
            reference="The fire destroyed homes.",
        ),
        Bad(
            marked="The bridge was closed in [[2019]] after the flood.",
            reference="The bridge was closed after the flood.",
        ),
        Bad(
            marked="The bank lent him [[€30,000]] to buy a boat.",
            reference="The bank lent him money to buy a boat.",
        ),
    ),
    good=(
        Good(text="The fire destroyed 40 homes.", reference="The fire destroyed forty homes."),
        Good(text="One man left.", reference="A man left."),
        Good(text="The two sisters came 1st.", reference="Both sisters came first."),
        Good(text="They sold 50 per cent of them.", reference="They sold half of them."),
    ),
    doc=__doc__,
)
