"""A long figure without the separators that the text's other figures have: 35000 beside 12,400.

Engines drop the separator they do not know, or copy a figure of the source that had none.

Only figures of five digits and more that count or measure something are flagged, and only where
at least two others are grouped: numbers of houses, laws and telephones have no separators.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.quantities import Kind
from harness.data import has, table
from harness.model.finding import Confidence, Hit, Severity
from harness.rules.rule import Bad, Good, Rule

_THINGS = re.compile(r"[ \u00a0\n](?:people|men|women|children|[^\W\d_A-Z]{3,}s)\b")
_NOUNS = re.compile(r"[ \u00a0\n][A-ZÄÖÜ][^\W\d_]{3,}[nes]\b")
_GROUPED = re.compile(r"\d{1,3}(?:[.,' \u00a0\u202f\u2009]\d{3})+(?!\d)")


def _check(analysis: Analysis) -> Iterable[Hit]:
    text, language = analysis.text, analysis.language
    if not has(language, "number_separators"):
        return
    grouped = 0
    bare = []
    for quantity in analysis.quantities:
        if quantity.kind not in (Kind.COUNT, Kind.MONEY, Kind.MEASURE) or quantity.spelled:
            continue
        figure = quantity.number.of(text)
        grouped += bool(_GROUPED.match(figure)) and not quantity.separator
        things = _NOUNS if language == "de" else _THINGS
        counts = quantity.unit or things.match(text, quantity.span.end)
        if figure.isdigit() and 5 <= len(figure) <= 9 and figure[0] != "0" and counts:
            bare.append(quantity)
    if grouped < 2 or len(bare) > grouped:
        return
    sign = table(language, "number_separators")["group"]
    for quantity in bare:
        yield Hit(
            quantity.number,
            because="the text's other long figures are grouped",
            suggestion=f"{int(quantity.number.of(text)):,}".replace(",", sign),
        )


RULE = Rule(
    code="NUM511",
    name="lost-digit-grouping",
    family="numbers",
    summary="long figure without separators among others that have them",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="locale-convention/number-format",
    check=_check,
    bad=(
        Bad(
            marked="Of 12,400 homes 3,100 burned, and [[35000]] people fled.",
            fixed="Of 12,400 homes 3,100 burned, and 35,000 people fled.",
        ),
        Bad(
            marked="It sold 1,200 boats, 14,000 oars and [[250000]] tonnes of rope.",
            fixed="It sold 1,200 boats, 14,000 oars and 250,000 tonnes of rope.",
        ),
        Bad(
            marked="Von 12.400 Häusern brannten 3.100, und [[35000]] Personen flohen.",
            fixed="Von 12.400 Häusern brannten 3.100, und 35.000 Personen flohen.",
            language="de",
        ),
    ),
    good=(
        Good(text="Of 12,400 homes 3,100 burned; ring 35000 for help, or write to 90210 Larkby."),
        Good(text="35000 people fled and 12400 homes burned."),
        Good(text="In 2019 it sold 1,200 boats, 14,000 oars and 1500 tonnes of rope."),
        Good(text="Of 12,400 homes 3,100 burned under law 35000 of 1999."),
    ),
    doc=__doc__,
)
