"""Numbers by value, with unit, currency, date or time: what rules about figures look at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from harness.analyse.dates import Clock, Date, clocks, dates
from harness.analyse.numerals import DIGITS, Vocabulary, numeral, spelled, vocabulary
from harness.analyse.units import MONEY, Unit, currency_before, unit_after
from harness.data import has, table
from harness.model.text import Span

if TYPE_CHECKING:
    from harness.analyse import Analysis


class Kind(StrEnum):
    """What a number counts; a label is part of a name or a code (A320, No. 10)."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    MEASURE = "measure"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    VAGUE = "vague"
    YEAR = "year"
    DATE = "date"
    TIME = "time"
    SCORE = "score"
    LABEL = "label"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number of the text. `span` takes in its unit and currency, `number` does not.

    `value` is the number as written, multiplied out ("3.5 million" is 3,500,000) and not
    converted; of a time it is minutes since midnight, of a date the day. `factor` turns it into
    the first unit of its `dimension`. `step` is one in its last significant digit; `bound` is
    empty, or what the words before say: about, over, under. `readings` are other values the
    same signs can have; `separator` is a sign of another language's numbers.
    """

    span: Span
    number: Span
    value: float
    kind: Kind
    unit: str = ""
    dimension: str = ""
    factor: float = 1.0
    step: float = 1.0
    bound: str = ""
    spelled: bool = False
    multiplier: Span | None = None
    separator: str = ""
    readings: tuple[float, ...] = ()
    date: Date | None = None
    clock: Clock | None = None
    segment: int | None = None

    @property
    def approximate(self) -> bool:
        """Whether the text says that the number is not exact."""
        return bool(self.bound) or self.kind is Kind.VAGUE


def quantities(analysis: Analysis) -> tuple[Quantity, ...]:
    """Return the quantities of all segments, in the order of the text."""
    text, language = analysis.text, analysis.language
    # The digits of a damaged "& # 39;" are markup, not a number.
    spans = [entity.span for entity in analysis.entities]
    markup = {at for span in spans for at in range(span.start, span.end)}
    return tuple(
        replace(found, segment=segment.index)
        for segment in analysis.segments
        for found in quantities_in(text, segment.span, language)
        if found.number.start not in markup
    )


def quantities_in(text: str, span: Span, language: str) -> tuple[Quantity, ...]:
    """Return the quantities inside `span` of any text (reference, source), in order.

    >>> [(q.value, q.unit) for q in quantities_in("$3.5bn, 12 km", Span(0, 13), "en")]
    [(3500000000.0, 'USD'), (12.0, 'km')]
    """
    known = vocabulary(language)
    if known.anchor.search(text, span.start, span.end) is None:
        return ()
    taken = _taken(text, span, language)
    found: list[Quantity] = [_moment(place) for place in taken]
    ends = {place.span.start: place.span.end for place in taken}
    stops = sorted(ends)
    at = span.start
    while anchor := known.anchor.search(text, at, span.end):
        start = anchor.start()
        following = bisect_right(stops, start)
        if following and start < ends[stops[following - 1]]:
            at = ends[stops[following - 1]]
            continue
        limit = stops[following] if following < len(stops) else span.end
        quantity = _at(text, start, Span(span.start, limit), language, known)
        if quantity is None:
            at = anchor.end()
            continue
        found.append(quantity)
        at = max(quantity.span.end, anchor.end())
    found.sort(key=lambda q: q.span)
    return tuple(_ranges(text, found))


def _taken(text: str, span: Span, language: str) -> list[Date | Clock]:
    """Return dates and times, which are read before the numbers in them can be."""
    days = sorted(dates(text, span, language), key=_place)
    found: list[Date | Clock] = list(days)
    for clock in clocks(text, span):
        following = bisect_left(days, clock.span, key=_place)
        beside = days[max(0, following - 1) : following + 1]
        if all(clock.span.overlap(day.span) == 0 for day in beside):
            found.append(clock)
    return found


def _place(found: Date) -> Span:
    return found.span


def _moment(found: Date | Clock) -> Quantity:
    if isinstance(found, Clock):
        return Quantity(
            span=found.span,
            number=found.span,
            value=found.minutes,
            kind=Kind.TIME,
            clock=found,
        )
    value = next((v for v in (found.day, found.month, found.year) if v is not None), 0)
    return Quantity(
        span=found.span, number=found.span, value=float(value), kind=Kind.DATE, date=found
    )


def _at(text: str, start: int, span: Span, language: str, known: Vocabulary) -> Quantity | None:
    if text[start].isdigit():
        return _in_digits(text, start, span, language, known)
    return _in_words(text, start, span, language, known)


_LABEL_BEFORE = re.compile(
    r"(?:[^\W\d_]|[A-Z][^\W_]*[-\u2011]|[#/_@%]|\bNo\. ?|\b[nN]º ?|\bNr\. ?)\Z"
)
_LAST_WORD = re.compile(r"([^\W\d_]+)[ \u00a0\n]\Z")
_OCLOCK = re.compile(r"[ \u00a0\n]o['\u2019]clock\b")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_LETTERS_AFTER = re.compile(r"[^\W\d_]+")
_DECADE = re.compile(r"['\u2019]?s\b")
_PLURAL = re.compile(r"[ \u00a0\n][a-z]+(?<!s)s\b|[ \u00a0\n](?:people|men|women|children)\b")
_SLASH = re.compile(r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])")


def _in_digits(
    text: str, start: int, span: Span, language: str, known: Vocabulary
) -> Quantity | None:
    found = DIGITS.match(text, start, span.end)
    if found is None:
        return None
    raw, end = found[0], found.end()
    number = numeral(raw, language)
    if number.value is None:
        return _broken(text, start, end, raw, language)
    if slash := _SLASH.match(text, start, span.end):
        return _slashed(slash)
    if _LABEL_BEFORE.search(text, max(span.start, start - 12), start) or _lists(
        text, span.start, start, end
    ):
        return _label(start, end, number.value)
    made = Quantity(
        span=Span(start, end),
        number=Span(start, end),
        value=number.value,
        kind=Kind.COUNT,
        step=number.step,
        separator=number.separator,
        readings=number.readings,
    )
    made = _followed(text, made, span.end, language, known)
    if made.kind is Kind.LABEL:
        return made
    sign = _sign(text, span.start, start, known)
    made = _with_unit(text, made, span, language)
    if made.unit and made.readings == (number.value,):
        # "1.2m pounds": where a unit follows, the m was no metre.
        made = replace(made, readings=())
    if sign is not None and made.kind not in (Kind.ORDINAL, Kind.YEAR):
        made = replace(made, value=-made.value, span=Span(sign, made.span.end))
    return _dressed(text, made, span, language, raw)


def _lists(text: str, floor: int, start: int, end: int) -> bool:
    """Whether the digits number an item: "1) …; 2) …", or "1. …" at the head of a paragraph."""
    if end - start > 2:
        return False
    if start == floor and text[end : end + 2] in (". ", ") "):
        return True
    return text[end : end + 2] == ") " and "(" not in text[max(floor, start - 60) : start]


def _followed(text: str, made: Quantity, end: int, language: str, known: Vocabulary) -> Quantity:
    """Take in what is attached to the digits: an ordinal's letters, a multiplier, a decade's s."""
    start, stop = made.span.start, made.span.end
    if ordinal := _ORDINAL.match(text, stop, end):
        place = Span(start, ordinal.end())
        return replace(made, span=place, number=place, kind=Kind.ORDINAL)
    if scaled := _factor(text, stop, end, language, known):
        factor, after, sure = scaled
        readings = tuple(r * factor for r in made.readings) if sure else (made.value,)
        return replace(
            made,
            span=Span(start, after),
            number=Span(start, after),
            value=made.value * factor,
            step=made.step * factor,
            multiplier=Span(stop, after),
            readings=readings,
        )
    if stop - start in (2, 4) and (decade := _DECADE.match(text, stop, end)):
        return replace(made, span=Span(start, decade.end()), kind=Kind.YEAR, unit="decade")
    if _LETTERS_AFTER.match(text, stop, end) and not unit_after(text, stop, end, language):
        return _label(start, stop, made.value)
    return made


def _label(start: int, end: int, value: float) -> Quantity:
    return Quantity(span=Span(start, end), number=Span(start, end), value=value, kind=Kind.LABEL)


def _broken(text: str, start: int, end: int, raw: str, language: str) -> Quantity:
    """A run that is no one number: a list keeps its first, anything else is a label."""
    if "," in raw:
        first = raw.split(",")[0]
        number = numeral(first, language)
        if number.value is not None:
            place = Span(start, start + len(first))
            return Quantity(
                span=place, number=place, value=number.value, kind=Kind.COUNT, step=number.step
            )
    return _label(start, end, float(re.split(r"\D", raw)[0]))


def _slashed(found: re.Match[str]) -> Quantity:
    above, below = int(found[1]), int(found[2])
    place = Span(*found.span())
    if above < below <= 10:
        return Quantity(span=place, number=place, value=above / below, kind=Kind.FRACTION)
    return Quantity(
        span=place,
        number=place,
        value=float(above),
        kind=Kind.LABEL,
        readings=(float(below),),
    )


def _factor(
    text: str, at: int, end: int, language: str, known: Vocabulary
) -> tuple[float, int, bool] | None:
    """Return a multiplier right after digits, its end, and whether it can mean nothing else."""
    gap = 1 if text[at : at + 1] in (" ", "\u00a0", "\u202f", "-", "\n") and at < end else 0
    word = _LETTERS_AFTER.match(text, at + gap, end)
    if word is None:
        return None
    name = word[0].casefold()
    entry = known.words.get(name)
    if entry is not None and entry.kind == "multiplier":
        return entry.value, word.end(), True
    if name in known.factors and (len(name) > 1 or not gap):
        metres = len(name) == 1 and unit_after(text, at, end, language) is not None
        return known.factors[name], word.end(), not metres and name not in ("k", "mn")
    return None


def _sign(text: str, floor: int, start: int, known: Vocabulary) -> int | None:
    """Return where a minus before the number stands, or None."""
    before = text[max(floor, start - 9) : start]
    if before[-1:] in ("-", "\u2212", "\u2013"):
        other = before[-2:-1]
        range_of = before[:-1].rstrip()[-1:]  # "15% -26%" goes from one to the other
        minus = (not other or other in " (\n") and not (range_of.isdigit() or range_of in "%°")
        return start - 1 if minus or not range_of else None
    word = _LAST_WORD.search(before)
    if word and known.roles.get(word[1].casefold()) == "minus":
        return start - len(before) + word.start()
    return None


def _in_words(
    text: str, start: int, span: Span, language: str, known: Vocabulary
) -> Quantity | None:
    if start and text[start - 1] in "-\u2011'\u2019" and span.start < start:
        hyphened = text[start - 1] in "-\u2011" and text[start - 2 : start - 1].isalpha()
        if hyphened or text[start - 1] in "'\u2019":
            return None
    found = spelled(text, start, span.end, language)
    if found is None:
        return None
    if clock := _OCLOCK.match(text, found.end, span.end):
        return _moment(Clock(span=Span(start, clock.end()), hour=int(found.value)))
    kinds = {
        "ordinal": Kind.ORDINAL,
        "fraction": Kind.FRACTION,
        "vague": Kind.VAGUE,
    }
    begin, value, end = _article(text, start, span.start, known), found.value, found.end
    first = known.words.get(_LETTERS_AFTER.match(text, start)[0].casefold())  # type: ignore[index]
    if first and first.kind != "multiplier":
        begin = start
    kind = kinds.get(found.kind, Kind.COUNT)
    made = Quantity(
        span=Span(begin, end),
        number=Span(begin, end),
        value=value,
        kind=kind,
        step=found.step,
        spelled=True,
    )
    if kind is Kind.FRACTION:
        made = _fraction_of(text, made, span, language, known)
    elif kind is Kind.COUNT:
        made = _fraction_after(text, made, span, known)
    made = _with_unit(text, made, span, language)
    return _dressed(text, made, span, language, "")


def _article(text: str, start: int, floor: int, known: Vocabulary) -> int:
    """Return where "a" before "hundred" begins, or `start`."""
    before = text[max(floor, start - 6) : start]
    word = _LAST_WORD.search(before)
    if word and known.roles.get(word[1].casefold()) == "one":
        return start - len(before) + word.start()
    return start


_HALF_A = re.compile(r"[ \n-](?:an?[ \n])?(?P<word>[^\W\d_]+)")
_AND_HALF = re.compile(
    r"[ \n-]and[ \n-](?:a[ \n-])?(?P<part>half|(?:one|three)[ -]quarters?|a quarter)\b"
    r"(?:[ \n](?P<word>[^\W\d_]+))?"
)


def _fraction_of(
    text: str, made: Quantity, span: Span, language: str, known: Vocabulary
) -> Quantity:
    """Half a million is 500,000."""
    found = _HALF_A.match(text, made.span.end, span.end)
    entry = known.words.get(found["word"].casefold()) if found else None
    if not found or entry is None or entry.kind != "multiplier":
        return made
    place = Span(made.span.start, found.end())
    return replace(
        made,
        span=place,
        number=place,
        kind=Kind.COUNT,
        value=made.value * entry.value,
        step=entry.value / 2,
    )


def _fraction_after(text: str, made: Quantity, span: Span, known: Vocabulary) -> Quantity:
    """Two and a half million is 2,500,000."""
    if text[made.span.end : made.span.end + 4][1:] != "and":
        return made
    found = _AND_HALF.match(text, made.span.end, span.end)
    if not found:
        return made
    part = 0.75 if "three" in found["part"] else 0.25 if "quarter" in found["part"] else 0.5
    entry = known.words.get(found["word"].casefold()) if found["word"] else None
    scale, end = 1.0, found.end("part")
    if entry is not None and entry.kind == "multiplier":
        scale, end = entry.value, found.end()
    place = Span(made.span.start, end)
    return replace(
        made, span=place, number=place, value=(made.value + part) * scale, step=scale / 2
    )


def _with_unit(text: str, made: Quantity, span: Span, language: str) -> Quantity:
    if made.kind in (Kind.VAGUE, Kind.YEAR):
        return made
    start, end = made.span.start, made.span.end
    unit: Unit | None = None
    before = currency_before(text, span.start, start, language)
    if before is not None:
        unit, start = before
    elif made.kind is Kind.ORDINAL:
        return made
    elif after := unit_after(text, end, span.end, language):
        unit, end = after
    if unit is None:
        return made
    kind = (
        Kind.MONEY
        if unit.dimension == MONEY
        else Kind.PERCENT
        if unit.name == "%"
        else Kind.MEASURE
    )
    return replace(
        made,
        span=Span(start, end),
        kind=kind,
        unit=unit.name,
        dimension=unit.dimension,
        factor=unit.factor,
    )


def _dressed(text: str, made: Quantity, span: Span, language: str, raw: str) -> Quantity:
    """Add what the words around say: that the number is about right, or a year."""
    bound = _bound(text, span.start, made.span.start, language)
    if bound:
        return replace(made, bound=bound)
    if (
        made.kind is Kind.COUNT
        and len(raw) == 4
        and 1100 <= made.value < 2100
        and made.multiplier is None
        and raw.isdigit()
        and not _PLURAL.match(text, made.span.end, span.end)
    ):
        return replace(made, kind=Kind.YEAR)
    return made


@lru_cache(maxsize=16)
def _approximators(language: str) -> dict[str, str]:
    return dict(table(language, "approximators")) if has(language, "approximators") else {}


def _bound(text: str, floor: int, start: int, language: str) -> str:
    known = _approximators(language)
    if not known:
        return ""
    last = text[max(floor, start - 24) : start].casefold().split()[-3:]
    if last and last[-1] in ("a", "an", "the"):
        last.pop()
    for size in (3, 2, 1):
        if len(last) >= size and (found := known.get(" ".join(last[-size:]))):
            return found
    return ""


_LINK = re.compile(
    r"[ \u00a0]?[-\u2013\u2014][ \u00a0]?|[ \n](?:to|and|or|bis|und|à|et|ou|y|a|o)[ \n]"
)
_SCORE_DASH = re.compile(r"[-\u2013:]")


def _ranges(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Give the first of "20 to 30 km" the unit of the second, and tell a score from a range."""
    pending: Quantity | None = None
    for quantity in found:
        if pending is not None:
            between = text[pending.span.end : quantity.span.start]
            pending, quantity = _linked(between, pending, quantity)
            yield pending
        pending = quantity
    if pending is not None:
        yield pending


def _linked(between: str, one: Quantity, two: Quantity) -> tuple[Quantity, Quantity]:
    plain = one.kind is Kind.COUNT and not one.spelled
    score = plain and two.kind is Kind.COUNT and _SCORE_DASH.fullmatch(between)
    if score and (between == ":" or one.value >= two.value):
        return replace(one, kind=Kind.SCORE), replace(two, kind=Kind.SCORE)
    if (
        one.kind is Kind.COUNT
        and two.unit
        and not one.unit
        and two.kind in (Kind.MONEY, Kind.PERCENT, Kind.MEASURE)
        and _LINK.fullmatch(between)
        and two.span.start == two.number.start
    ):
        unit = replace(
            one, kind=two.kind, unit=two.unit, dimension=two.dimension, factor=two.factor
        )
        return unit, two
    return one, two
