"""A number with the separators of another language: "2,5 million", "3.500 people", "59,-90".

Engines copy the figure as it stands in the source. The reader takes 3.500 for three and a half,
or stumbles over the comma.

Only figures that plainly count or measure something are flagged: with a multiplier, a unit, a
currency or a noun behind them. Lists ("rooms 4,5 and 6"), versions, figures of clocks and true
decimals with three places ("1.609 km") are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.analyse.quantities import Kind, Quantity
from harness.data import has, table, words
from harness.data.lexicon import kind_of_noun
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_DASH = re.compile(r"(?<![\w.,])\d++(?:[.,]\d++)*+,[-\u2013\u2014](?:\d{2})?(?!\d)")
_PEOPLE = re.compile(r"[ \u00a0\n](?:people|men|women|children)\b")
_NOUN = re.compile(r"[ \u00a0\n](?P<noun>[a-z]{3,})\b")
_POINTS = re.compile(r"\.\d00|(?:\.\d{3}){2}")
_COMMAS = re.compile(r",\d00|(?:,\d{3}){2}")
_LONG_NOUN = re.compile(r"[ \u00a0\n][^\W\d_]{3,}")
_SPACED = re.compile(r"\d \d")


def _check(analysis: Analysis) -> Iterable[Hit]:
    language = analysis.language
    if not has(language, "number_separators"):
        return
    text = analysis.text
    if ",-" in text or ",\u2013" in text or ",\u2014" in text:
        for found in _DASH.finditer(text):
            if language == "en":
                yield Hit(Span(*found.span()), because="a dash for the cents is not English")
    mixed = language == "es" and (len(_styles(analysis)) > 1 or _two_groupings(analysis))
    grouped = any("," in q.number.of(text) for q in analysis.quantities) and language == "en"
    for quantity in analysis.quantities:
        if quantity.kind in (Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT):
            yield from _number(analysis, quantity, mixed=mixed, grouped=grouped)


def _styles(analysis: Analysis) -> set[str]:
    """The signs that part the tens from the ones: decimal commas, decimal points."""
    return {
        quantity.separator or ","
        for quantity in analysis.quantities
        if quantity.separator == "."
        or ("," in quantity.number.of(analysis.text) and not quantity.readings)
    }


def _two_groupings(analysis: Analysis) -> bool:
    """Whether the text groups digits by points and by commas."""
    numbers = [quantity.number.of(analysis.text) for quantity in analysis.quantities]
    return any(map(_POINTS.search, numbers)) and any(map(_COMMAS.search, numbers))


def _number(analysis: Analysis, quantity: Quantity, *, mixed: bool, grouped: bool) -> Iterator[Hit]:
    text, raw = analysis.text, quantity.number.of(analysis.text)
    digits = re.match(r"[\d.,' \u00a0\u202f\u2009]*\d", raw)
    if digits is None or text[quantity.number.end : quantity.number.end + 2] == ",-":
        return
    place = Span(quantity.number.start, quantity.number.start + digits.end())
    backed = quantity.unit or quantity.multiplier
    if quantity.separator and quantity.separator != " ":
        if analysis.language == "es" and not mixed:
            return  # Mexico writes 2,318 and 2.5, Spain 2.318 and 2,5
        if backed or len(set(re.findall(r"[.,]", digits[0]))) == 2:
            yield _hit(analysis, place, digits[0], quantity)
        return
    if analysis.language != "en":
        sure = analysis.language != "es" or mixed  # Mexico writes 1,100
        if sure and backed and quantity.readings and re.fullmatch(r"\d{1,3},\d00", digits[0]):
            sign = table(analysis.language, "number_separators")["group"]
            yield Hit(
                place,
                because="here the comma parts decimals",
                suggestion=digits[0].replace(",", sign),
            )
        return
    if quantity.readings and "." in digits[0] and _counts(text, quantity):
        yield Hit(
            place,
            because="in English the point parts decimals",
            suggestion=digits[0].replace(".", ","),
        )
    elif grouped and _SPACED.search(digits[0]) and (backed or _LONG_NOUN.match(text, place.end)):
        yield Hit(
            place,
            because="elsewhere the text groups digits with commas",
            suggestion=digits[0].replace(" ", ","),
            severity=Severity.MINOR,
        )


def _counts(text: str, quantity: Quantity) -> bool:
    """Whether "3.500" counts things: nobody has 3.500 people, nor gives a tonne three noughts."""
    if quantity.multiplier or quantity.kind is Kind.PERCENT:
        return False
    if quantity.unit:
        return quantity.kind is Kind.MEASURE and quantity.number.of(text).endswith("00")
    lead = text[max(0, quantity.span.start - 20) : quantity.span.start].split()
    if lead and (lead[-1][0].isupper() or lead[-1].endswith("version")):
        return False
    if _PEOPLE.match(text, quantity.span.end):
        return True
    noun = _NOUN.match(text, quantity.span.end)
    if noun is None or noun["noun"] in words("en", "function_words"):
        return False
    figure = quantity.number.of(text)
    if "person" in kind_of_noun(noun["noun"]) or figure.endswith("000"):
        return True
    return figure.endswith("00") and noun["noun"].endswith("s") and not noun["noun"].endswith("ss")


def _hit(analysis: Analysis, place: Span, raw: str, quantity: Quantity) -> Hit:
    signs = table(analysis.language, "number_separators")
    decimal, group = signs["decimal"], signs["group"]
    if quantity.separator == decimal:
        mended = raw.replace(decimal, group)
    else:
        head, _, tail = raw.rpartition(quantity.separator)
        clean = re.sub(r"\D", "", head)
        whole = f"{int(clean):,}".replace(",", group) if clean else head
        mended = f"{whole}{decimal}{tail}"
    return Hit(
        place,
        because=f"“{quantity.separator}” is another language's sign here",
        suggestion=mended,
    )


RULE = Rule(
    code="NUM507",
    name="foreign-separator",
    family="numbers",
    summary="number written as in another language",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="locale-convention/number-format",
    check=_check,
    bad=(
        Bad(
            marked="Experts value it at [[2,5]] million euros.",
            fixed="Experts value it at 2.5 million euros.",
        ),
        Bad(
            marked="A ship with [[3.500]] tons of flour docked.",
            fixed="A ship with 3,500 tons of flour docked.",
        ),
        Bad(marked="A berth costs [[59,-90]] euros, a cabin twice that."),
        Bad(
            marked="The debt is €[[1.234,50]] now.",
            fixed="The debt is €1,234.50 now.",
        ),
        Bad(
            marked="The roof has 9,000 panels and gives [[1 250]] megawatts.",
            fixed="The roof has 9,000 panels and gives 1,250 megawatts.",
        ),
        Bad(
            marked="They sang for [[14.320]] fans and [[30.000]] sheep.",
            fixed="They sang for 14,320 fans and 30,000 sheep.",
        ),
        Bad(
            marked="Der Schaden liegt bei [[15,000]] Euro.",
            fixed="Der Schaden liegt bei 15.000 Euro.",
            language="de",
        ),
        Bad(
            marked="Costó [[1,250,000]] euros y vinieron 2.000 personas.",
            fixed="Costó 1.250.000 euros y vinieron 2.000 personas.",
            language="es",
        ),
        Bad(
            marked="Der Umbau kostet [[3.5]] Millionen Euro.",
            fixed="Der Umbau kostet 3,5 Millionen Euro.",
            language="de",
        ),
    ),
    good=(
        Good(text="A mile is 1.609 km; the pitcher has 2.305 points a game."),
        Good(text="She bats 1.000 against them, and he has 1.250 goals a game."),
        Good(text="Rooms 4,5 and 6 are shut, rooms 7,8 open."),
        Good(text="Version 2.500 runs on 12,345 machines and costs $2.50."),
        Good(text="Der Umbau kostet 3,5 Millionen Euro für 2.400 Plätze.", language="de"),
        Good(text="Cubrió 1,100 hectáreas de maíz.", language="es"),
        Good(text="Cuesta 2,318 pesos, o 2.5 millones en total.", language="es"),
        Good(text="Environ 12 345 personnes, soit 3,5 % des voix.", language="fr"),
    ),
    doc=__doc__,
)
