"""A figure of the source with another unit or in another currency.

Engines keep the figure and take the unit or the money that their reader is used to: "5 millas"
becomes "5 km", 350 万欧元 becomes "$3.5 million".

A figure is looked at only where the source has the same one, so that what was converted is left
alone, and only in languages whose words for units and currencies are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.analyse.quantities import Quantity
from harness.analyse.source_figures import shown_parts, source_language
from harness.analyse.source_units import Counted, countable, counted_in
from harness.analyse.units import MONEY
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

# Names of one thing, or of things that texts do not keep apart.
_ALIKE = (
    {"t", "ton"}, {"°", "°C"}, {"°", "°F"}, {"mi", "nmi"}, {"lb", "GBP"}, {"JPY", "CNY"},
    {"USD", "HKD", "AUD", "CAD", "NZD", "SGD", "MXN"}, {"m", "min"}, {"m", "mi"},
)  # fmt: skip


def _check(analysis: Analysis) -> Iterable[Hit]:
    source = analysis.article.document.source
    if source is None:
        return
    rows: dict[int, list[Quantity]] = {}
    for quantity in analysis.quantities:
        if quantity.unit and not quantity.spelled and quantity.segment is not None:
            rows.setdefault(quantity.segment, []).append(quantity)
    for index, row in rows.items():
        place = analysis.segments[index].source
        if place is not None:
            language = source_language(analysis, place)
            if countable(language):
                yield from _segment(analysis.text, row, source, place, language)


def _segment(
    text: str, row: list[Quantity], source: str, place: Span, language: str
) -> Iterator[Hit]:
    theirs = tuple(counted_in(source, place, language))
    mine = {quantity.unit for quantity in row}
    for quantity in row:
        if any(_alike(quantity.unit, one.unit) for one in theirs):
            continue
        other = _answer(quantity, text, theirs, mine)
        if other is not None:
            yield Hit(
                quantity.span,
                because=f"the source has “{other.written}”",
                confidence=None if quantity.dimension == other.dimension else Confidence.LOW,
                severity=_severity(quantity),
            )


def _answer(
    quantity: Quantity, text: str, theirs: tuple[Counted, ...], mine: set[str]
) -> Counted | None:
    """Return the source's same figure that is counted in what nothing here is counted in."""
    digits = shown_parts(quantity, text)
    return next(
        (
            one
            for one in theirs
            if one.digits in digits and not any(_alike(one.unit, unit) for unit in mine)
        ),
        None,
    )


def _alike(one: str, other: str) -> bool:
    return one == other or any({one, other} <= names for names in _ALIKE)


def _severity(quantity: Quantity) -> Severity:
    return Severity.CRITICAL if quantity.dimension == MONEY else Severity.MAJOR


RULE = Rule(
    code="NUM532",
    name="unit-not-of-source",
    family="numbers",
    summary="figure of the source with another unit or currency",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/unit-conversion",
    needs=Needs.SOURCE,
    check=_check,
    bad=(
        Bad(
            marked="The new road is [[35 km]] long.",
            source="La nueva carretera que pasa por el valle mide 35 millas.",
        ),
        Bad(
            marked="The mill was sold for [[$3.5 million]].",
            source="磨坊以350万欧元的价格售出。",
        ),
        Bad(
            marked="He will be away for [[18 years]].",
            source="Его не будет дома 18 месяцев, сказала она.",
        ),
        Bad(
            marked="The bell weighs [[240 pounds]].",
            source="La cloche de l'église pèse 240 kilos depuis toujours.",
        ),
    ),
    good=(
        Good(
            text="The new road is 35 miles long.",
            source="La nueva carretera que pasa por el valle mide 35 millas.",
        ),
        Good(
            text="The new road is 56 km long.",
            source="La nueva carretera que pasa por el valle mide 35 millas.",
        ),
        Good(text="The mill was sold for €3.5 million.", source="磨坊以350万欧元的价格售出。"),
        Good(
            text="About 20 percent of the 300 tons was lost.",
            source="Rund 20 Prozent der 300 Tonnen gingen verloren.",
        ),
        Good(text="He waited 24 hours.", source="انتظر 24 ساعة أمام الباب."),
    ),
    doc=__doc__,
)
