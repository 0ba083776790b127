"""A change whose two figures say the contrary: "£412 million, up from £515 million".

Engines swap the old figure and the new one, or lose a digit of one of them, and the word beside
them no longer fits.

Quiet on ranks and places (a rise from fifth to third), on times and scores, on figures in
different units, on ranges and approximate figures that could go either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from harness.analyse import Analysis
from harness.analyse.quantities import Kind, Quantity
from harness.analyse.tokens import fold
from harness.data import words
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_THEN_FROM = re.compile(r"(?:[ \n][a-z]+){0,2},?[ \n](?P<way>up|down)[ \n]from[ \n]")
_FROM_TO = re.compile(r"(?:[ \n][a-z]+){0,2}[ \n]to[ \n](?:about |just |around )?")
_NUMBERS = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT})


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    for one, two in pairwise(analysis.quantities):
        if one.segment != two.segment or one.kind is not two.kind or one.unit != two.unit:
            continue
        if one.kind not in _NUMBERS or one.value == two.value or one.span.end > two.span.start:
            continue
        way = _way(text, one, two)
        if way:
            yield Hit(
                Span(one.span.start, two.span.end),
                because=f"from {_figure(*_order(text, one, two))} is not “{way}”",
            )


def _order(text: str, one: Quantity, two: Quantity) -> tuple[Quantity, Quantity]:
    """Return the old figure and the new one."""
    return (two, one) if _THEN_FROM.fullmatch(text, one.span.end, two.span.start) else (one, two)


def _figure(old: Quantity, new: Quantity) -> str:
    return f"{old.value:,g} to {new.value:,g}"


def _way(text: str, one: Quantity, two: Quantity) -> str | None:
    """Return the word of change where the figures go the other way."""
    if found := _THEN_FROM.fullmatch(text, one.span.end, two.span.start):
        rises = one.value > two.value
        return found["way"] if (found["way"] == "up") is not rises else None
    if not _FROM_TO.fullmatch(text, one.span.end, two.span.start):
        return None
    before = fold(text[max(0, one.span.start - 48) : one.span.start]).split()
    if before[-1:] != ["from"]:
        return None
    near = before[-3:-1]
    for verb in near:
        if verb in words("en", "increase_verbs") and two.value < one.value:
            return verb
        if verb in words("en", "decrease_verbs") and two.value > one.value:
            return verb
    return None


RULE = Rule(
    code="NUM505",
    name="contradictory-change",
    family="numbers",
    summary="change that its own figures contradict",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/number",
    languages=("en",),
    check=_check,
    bad=(
        Bad(marked="Profit came in at [[£412 million, up from £515 million]] a year earlier."),
        Bad(marked="The jobless rate fell from [[3.1 per cent to 4.2 per cent]] in May."),
        Bad(marked="The herd grew from [[840 to 84]] in ten years."),
        Bad(marked="Sales reached [[9,000, down from 7,500]] in spring."),
    ),
    good=(
        Good(text="Profit was £515 million, up from £412 million a year earlier."),
        Good(text="The rate fell from 4.2 per cent to 3.1 per cent in May."),
        Good(text="She rose from 12th to 3rd and he climbed from number 9 to number 4."),
        Good(text="Output fell from 3 million to 2.9 million tonnes."),
        Good(text="Prices rose from £9 to €8 in the two shops."),
        Good(text="The bus from 14 to 3 Mill Lane climbs up from 3 to 20 metres."),
    ),
    doc=__doc__,
)
