"""A measure and its conversion that do not agree: "184 metres (184 yards)".

Engines translate the unit and keep the figure, lose a digit or a decimal point in one of the two,
or move the bracket to another number. A reader who knows only one of the units is misled.

Rounding is right: both figures stand for all that rounds to them, and a tenth of the value is
never called wrong. Gallons, tons and miles have several sizes, and any of them will do; a
difference of temperatures is converted without the offset. Money is only compared between
currencies that have been near each other for decades, and only when a digit is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from harness.analyse import Analysis
from harness.analyse.quantities import Kind, Quantity
from harness.analyse.units import in_first_unit
from harness.model.finding import Confidence, Hit, Severity
from harness.rules.rule import Bad, Good, Rule

# "(", or ", or": with at most three words ("an hour", "above the sea") before the bracket.
_BETWEEN = re.compile(
    r"(?:[ \n][^\W\d_]+){0,3}[ \n]?\((?:(?:about|around|nearly|roughly|some|or|=|~|≈)[ ]?){0,2}"
    r"|,? or (?:about |around |nearly )?"
)
_CLOSES = re.compile(r"[ \n]?(?:(?:an?|per)[ \n][^\W\d_]+|high|long|wide|deep|tall)?[ \n]?[);,]")
_TOLERANCE = 0.1
# A name that stands for several sizes: US, imperial, metric, nautical.
_SIZES = {
    "gal": (0.003785411784, 0.00454609),
    "ton": (907.18474, 1016.0469088, 1000.0),
    "mi": (1609.344, 1852.0),
    "bbl": (0.158987294928, 0.119240471196),
}
# What one unit is in the other that is usually set beside it; who reads a bracket with the first
# unit in both places finds the conversion, named wrongly.
_RATIOS = {
    "length": (1.609344, 3.28084, 2.54, 1.09361),
    "mass": (2.20462, 28.3495),
    "area": (2.47105, 2.58999, 10.7639),
    "volume": (3.78541, 4.54609, 2.11338, 1.75975),
    "speed": (1.609344, 3.28084, 3.6, 1.852),
}
_NEAR_PAR = frozenset({"USD", "EUR", "GBP", "CHF", "CAD", "AUD"})
_DIMENSIONS = frozenset({"length", "mass", "area", "volume", "speed", "temperature", "power"})


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    for one, two in pairwise(analysis.quantities):
        if one.segment != two.segment or not one.unit or not two.unit:
            continue
        between = text[one.span.end : two.span.start]
        if len(between) > 40 or not _BETWEEN.fullmatch(between):
            continue
        if "(" in between and not _CLOSES.match(text, two.span.end):
            continue
        if one.unit == two.unit:
            if "(" in between and _kept(one, two):
                yield Hit(
                    two.span,
                    because="the figure was converted, the unit was not",
                    related=(one.span,),
                )
            continue
        if _disagree(one, two):
            yield Hit(
                two.span,
                because=f"“{one.span.of(text)}” is {_said(one, two)}",
                related=(one.span,),
                confidence=Confidence.LOW if "(" not in between else None,
            )


def _kept(one: Quantity, two: Quantity) -> bool:
    """Whether two figures in one unit are as far apart as a unit and its usual conversion."""
    if one.dimension == "temperature":
        warmer, colder = max(one.value, two.value), min(one.value, two.value)
        return abs(colder * 9 / 5 + 32 - warmer) <= 1
    if min(one.value, two.value) <= 0 or one.value == two.value:
        return False
    apart = max(one.value, two.value) / min(one.value, two.value)
    return any(abs(apart / ratio - 1) < 0.02 for ratio in _RATIOS.get(one.dimension, ()))


def _disagree(one: Quantity, two: Quantity) -> bool:
    if one.kind is Kind.MONEY and two.kind is Kind.MONEY:
        near = {one.unit, two.unit} <= _NEAR_PAR
        return near and one.value > 0 and not 1 / 4 < two.value / one.value < 4
    dimensions = {one.dimension, two.dimension}
    if dimensions <= {"temperature", "angle"} and "temperature" in dimensions:
        return not _temperatures(one, two)
    if one.dimension != two.dimension or one.dimension not in _DIMENSIONS:
        return False
    sized = zip(_sizes(one), _sizes(two), strict=False)
    if one.value == two.value >= 10 and all(abs(a / b - 1) > 0.05 for a, b in sized):
        return True  # the figure was kept and the unit exchanged
    return not any(
        _overlap(_reach(one, a), _reach(two, b)) for a in _sizes(one) for b in _sizes(two)
    )


def _sizes(quantity: Quantity) -> tuple[float, ...]:
    return _SIZES.get(quantity.unit, (quantity.factor,))


def _reach(quantity: Quantity, factor: float) -> tuple[float, float]:
    """All that rounds to the figure, at least a twentieth to each side, in the first unit."""
    value = abs(quantity.value)
    slack = max(quantity.step / 2, value * _TOLERANCE / 2)
    return (value - slack) * factor, (value + slack) * factor


def _overlap(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _temperatures(one: Quantity, two: Quantity) -> bool:
    first, second = _scale(one, two), _scale(two, one)
    slack = 1 + (one.step + two.step) / 2
    a = in_first_unit(one.value, first, 5 / 9 if first == "°F" else 1)
    b = in_first_unit(two.value, second, 5 / 9 if second == "°F" else 1)
    if abs(a - b) <= slack:
        return True
    plain = {"°F": 5 / 9}
    difference = one.value * plain.get(first, 1) - two.value * plain.get(second, 1)
    return abs(difference) <= max(0.5, abs(one.value) * _TOLERANCE)


def _scale(quantity: Quantity, other: Quantity) -> str:
    """Return the scale; bare degrees are the other's partner: 30 degrees (86 Fahrenheit)."""
    if quantity.dimension == "temperature":
        return quantity.unit
    return "°C" if other.unit == "°F" else "°F"


def _said(one: Quantity, two: Quantity) -> str:
    """The right figure in the second's unit, as round as the second is."""
    if one.kind is Kind.MONEY:
        return "not so far from it"
    if "temperature" in (one.dimension, two.dimension):
        target = _scale(two, one)
        celsius = in_first_unit(one.value, _scale(one, two), 5 / 9)
        value = celsius * 9 / 5 + 32 if target == "°F" else celsius
        return f"about {value:.0f} {target}"
    value = one.value * one.factor / two.factor
    return f"about {value:,.0f} {two.unit}" if value >= 20 else f"about {value:.2g} {two.unit}"


RULE = Rule(
    code="NUM502",
    name="wrong-conversion",
    family="numbers",
    summary="conversion that does not agree with its measure",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/number",
    check=_check,
    bad=(
        Bad(marked="The net is 45 metres ([[148 metres]]) long and kept at 4°C ([[39°C]])."),
        Bad(marked="The hall is 184 metres ([[184 yards]]) long."),
        Bad(marked="The car hung at a height of 70 meters ([[23 feet]]) all night."),
        Bad(marked="It was minus 31 degrees Celsius ([[minus 42 Fahrenheit]]) at dawn."),
        Bad(marked="Gusts of 160 kilometers ([[260 miles]]) an hour were measured."),
        Bad(marked="The new motor costs €3,000 ([[$300]])."),
        Bad(marked="The field covers two hectares ([[12 acres]])."),
    ),
    good=(
        Good(
            text="It weighs 600 kg (612 kg with oars) and is 45 metres (60 metres with its mast)."
        ),
        Good(text="The road is 130 km (81 miles) long and the village 4 km (two miles) away."),
        Good(text="It was 20C (68F), then 30 degrees (86 Fahrenheit)."),
        Good(text="Seas warmed by 1.5 degrees Celsius (2.7 Fahrenheit) in a century."),
        Good(text="It weighs 400 tonnes (440 tons) and holds 35 litres (nine US gallons)."),
        Good(text="A 100-kilometre (60-mile) stretch was shut."),
        Good(text="The fine is $220,000 (£170,000), not 3 million won ($2,200)."),
        Good(text="Gusts of 160 kilometers (100 miles) an hour were measured."),
        Good(text="She was 3 minutes (12 seconds in the lap) ahead."),
    ),
    doc=__doc__,
)
