"""One figure with its unit twice: "61 % percent", "€11 euros", "$300 ($300)".

Engines translate the sign into a word and keep the sign, or copy a figure into the bracket that
was meant for its conversion.

Quiet on money whose country is named after the sign ("$20 Canadian dollars", "£5 sterling"),
on compound units ("kilowatt hours", "foot pounds") and on amounts that are merely equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from harness.analyse import Analysis
from harness.analyse.quantities import Kind, Quantity
from harness.analyse.units import MONEY, unit_after
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_BRACKET = re.compile(r"[ \n]?\((?:about |some |or )?")
# "$30 millions of dollars": the number is over, and the word of the sign follows.
_OF = re.compile(r"(?:[ \n](?:thousand|million|billion|trillion)s?)?[ \n]of(?=[ \n])")
_DANGLING = re.compile(r"\)[ \n]?(?=[^\W\d_€$£%])")


def _check(analysis: Analysis) -> Iterable[Hit]:
    for quantity in analysis.quantities:
        if quantity.unit and quantity.kind is not Kind.YEAR:
            yield from _again(analysis, quantity)
    for one, two in pairwise(analysis.quantities):
        if one.segment == two.segment and one.unit and one.unit == two.unit:
            yield from _copied(analysis.text, one, two)


def _again(analysis: Analysis, quantity: Quantity) -> Iterator[Hit]:
    text, end = analysis.text, quantity.span.end
    segment = analysis.segment_at(quantity.span.start)
    stop = segment.span.end if segment else len(text)
    of = None
    if quantity.kind is Kind.MONEY and (of := _OF.match(text, end, stop)):
        end = of.end()
    bracket = _DANGLING.match(text, end, stop)
    after = unit_after(text, bracket.end() - 1 if bracket else end, stop, analysis.language)
    if after is None:
        return
    unit, last = after
    if bracket:
        if quantity.kind is Kind.MONEY and unit.dimension == MONEY:
            begin = bracket.end()
            yield Hit(Span(begin, last), because="a unit without a figure", suggestion="")
        return
    # "pounds" alone are a weight, after a sign they are money.
    same = unit.name == quantity.unit or (of is not None and unit.name == "lb")
    before = quantity.span.start < quantity.number.start
    named = " " in text[end + 1 : last] or (before and not same) or "sterling" in text[end:last]
    if (same or (quantity.kind is Kind.MONEY and unit.dimension == MONEY)) and not named:
        words = text[end:last].strip(" -\u00a0")
        if of and words.endswith(("dollar", "euro", "pound")):
            return  # "$2 million of dollar debt"
        said = quantity.span.of(text).endswith(f" {words}") and words.islower()
        if said or (of and not before):
            return  # the same word twice: no business of units
        # "$30 millions of dollars" says $30 million.
        size = of[0].rpartition(" of")[0].rstrip("s") if of else ""
        code = before and (words.isupper() or text[quantity.span.start].isupper())
        yield Hit(
            Span(quantity.span.start, last),
            because=f"“{quantity.span.of(text)}” has its unit already",
            suggestion=quantity.span.of(text) + size,
            # "$959 USD" and "RMB 3,000 yuan" are met in careful English as well.
            confidence=Confidence.LOW if code else None,
        )


def _copied(text: str, one: Quantity, two: Quantity) -> Iterator[Hit]:
    between = text[one.span.end : two.span.start]
    if (
        one.value == two.value
        and _BRACKET.fullmatch(between)
        and text[two.span.end : two.span.end + 1] == ")"
    ):
        yield Hit(
            Span(one.span.start, two.span.end + 1),
            because="the bracket repeats the figure that it should convert",
            suggestion=one.span.of(text),
        )


RULE = Rule(
    code="NUM503",
    name="two-units",
    family="numbers",
    summary="figure with its unit twice",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/addition",
    check=_check,
    bad=(
        Bad(marked="Das kann [[6 Wochen Wochen]] dauern.", language="de"),
        Bad(
            marked="It is insured for [[$30 millions of dollars]].",
            fixed="It is insured for $30 million.",
        ),
        Bad(
            marked="About [[61 % percent]] of tenants own a pet.",
            fixed="About 61 % of tenants own a pet.",
        ),
        Bad(
            marked="Couriers earn between €9 and [[€11 euros]] an hour.",
            fixed="Couriers earn between €9 and €11 an hour.",
        ),
        Bad(
            marked="Landlords may ask for a deposit of [[$300 ($300)]] at most.",
            fixed="Landlords may ask for a deposit of $300 at most.",
        ),
        Bad(marked="Teachers get 38 euros a night ($41) [[euros]] from May."),
        Bad(
            marked="The share closed at [[3.18 yuan Yuan]] in the south.",
            fixed="The share closed at 3.18 yuan in the south.",
        ),
    ),
    good=(
        Good(
            text="They paid 5 euros of 20 euros, and $30 of the $40 due; $2 million of dollar debt."
        ),
        Good(text="It cost $20 Canadian dollars, £5 sterling and 3 million Turkish liras."),
        Good(text="The plant makes 40 kilowatt hours, the wrench 12 foot pounds."),
        Good(text="Rates rose 2 percentage points, or 3 %, in 5 day steps."),
        Good(text="They paid $300 (€270) and then $300 again."),
        Good(text="A fine of 40 euros ($44) was due; euros only, please."),
    ),
    doc=__doc__,
)
