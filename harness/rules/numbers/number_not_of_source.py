"""A figure that the source does not have.

Engines lose a digit, read a unit of ten thousand as a thousand, or fill in what fits. Figures are
compared by their significant digits, so that no language's words for a million, no separators and
no unit of counting (3.5万, 35,000) matter; a figure that is nowhere in the source is flagged, and
more surely where a figure of the source is nowhere in the translation.

Figures written in words are never flagged, but they account for the source's. Converted measures,
years of another calendar and times of another clock give low confidence; list markers, parts of
names and single digits are left alone where the source writes numbers in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from harness.analyse import Analysis
from harness.analyse.language import language_of
from harness.analyse.quantities import Kind, Quantity, quantities_in
from harness.data import has
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_FIGURE = re.compile(r"\d+(?:[.,'\u2019\u00a0\u202f\u066b\u066c\uff0c\uff0e]\d+)*")
_SPACED = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
_CHINESE = re.compile(r"[零〇一二两三四五六七八九十百千万亿萬億]+")
_ONES = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_JUDGED = frozenset(
    {Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.YEAR, Kind.DATE, Kind.TIME}
)
_OWN_YEARS = frozenset({"ja", "fa", "ar", "th", "he", "am", "ne"})


@dataclass(frozen=True, slots=True)
class _Said:
    """The source's figures by their significant digits, and those the candidate has not."""

    digits: frozenset[str]
    words: frozenset[str]
    spare: tuple[str, ...]


def _check(analysis: Analysis) -> Iterable[Hit]:
    source = analysis.article.document.source
    if source is None:
        return
    rows: dict[int, list[Quantity]] = {}
    for quantity in analysis.quantities:
        rows.setdefault(quantity.segment or 0, []).append(quantity)
    for index, row in rows.items():
        place = analysis.segments[index].source
        if place is not None:
            yield from _segment(analysis, row, source, place)


def _segment(analysis: Analysis, row: list[Quantity], source: str, place: Span) -> Iterator[Hit]:
    given = (analysis.article.document.source_language or "und").split("-")[0].lower()
    language = given if given != "und" else language_of(place.of(source))
    said = _source_figures(source, place, language, row, analysis.text)
    for quantity in row:
        if quantity.spelled or quantity.kind not in _JUDGED:
            continue
        parts = _parts(quantity, analysis.text)
        missing = [part for part in parts if not _there(part, said, quantity)]
        worded = not said.spare and not has(language, "number_words")
        if not missing or worded or (not said.spare and all(len(m) < 2 for m in missing)):
            continue  # the source may well have it in words
        yield Hit(
            quantity.span,
            because="the source has no such figure"
            + (f", but {_listed(said.spare)}" if said.spare else ""),
            confidence=_surety(quantity, said, language),
        )


def _source_figures(
    source: str, place: Span, language: str, row: list[Quantity], text: str
) -> _Said:
    digits = {
        _significant(found[0]): found[0]
        for pattern in (_FIGURE, _SPACED)
        for found in pattern.finditer(source, place.start, place.end)
    }
    words = {
        _significant(f"{value:.10g}")
        for f in _CHINESE.finditer(source, place.start, place.end)
        if (value := _chinese(f[0])) is not None
    }
    for quantity in quantities_in(source, place, language):
        words |= {_significant(f"{quantity.value:.10g}")}
        if quantity.date and quantity.date.month:
            words.add(str(quantity.date.month))
    mine = {part for quantity in row for part in _all_parts(quantity, text)}
    spare = (d for d in digits if d and d not in mine and not any(_near(d, m) for m in mine))
    return _Said(frozenset(digits), frozenset(words), tuple(digits[d] for d in spare))


def _significant(figure: str) -> str:
    """Return the digits without separators, leading and closing noughts: 35 for 3.5 and 35,000."""
    return "".join(str(int(c)) for c in figure if c.isdigit()).strip("0")


def _parts(quantity: Quantity, text: str) -> list[str]:
    """The significant digits a figure shows: of a date its day and year, of a time its hour."""
    if quantity.date is not None:
        given = (quantity.date.day, quantity.date.year)
        return [_significant(str(part)) for part in given if part]
    if quantity.clock is not None:
        hour = quantity.clock.hour % 12
        minute = quantity.clock.minute
        return [_significant(str(part)) for part in (hour, minute) if part]
    found = _FIGURE.search(text, quantity.number.start, quantity.number.end)
    return [_significant(found[0])] if found else []


def _all_parts(quantity: Quantity, text: str) -> set[str]:
    parts = set(_parts(quantity, text)) | {_significant(f"{quantity.value:.10g}")}
    if quantity.date is not None and quantity.date.month:
        parts.add(_significant(str(quantity.date.month)))
    if quantity.clock is not None:
        parts |= {_significant(str(h)) for h in (quantity.clock.hour, quantity.clock.hour + 12)}
    return parts


def _there(part: str, said: _Said, quantity: Quantity) -> bool:
    known = said.digits | said.words
    if not part or part in known:
        return True
    if quantity.clock is not None:
        return str(int(part) + 12) in known or part in {str(int(k or 0) % 12) for k in known}
    if quantity.kind is Kind.YEAR or quantity.date is not None:
        least = 1 if quantity.unit == "decade" else 2
        return any(len(k) >= least and part.endswith(k) for k in known)
    return any(_near(part, k) for k in known)


def _near(a: str, b: str) -> bool:
    """Whether one is the other, rounded: 1,174 and 12, 3.93 and 4."""
    short, long = sorted((a, b), key=len)
    if not short or len(long) - len(short) < 1 or len(short) < 2:
        return False
    head = int(long[: len(short)])
    return int(short) in (head, head + 1) and (int(short) == head) == (long[len(short)] < "5")


def _chinese(word: str) -> float | None:
    """Return the value of a Chinese number; None for a lone unit.

    >>> _chinese("三千万"), _chinese("十二"), _chinese("二〇一九")
    (30000000.0, 12.0, 2019.0)
    """
    if all(c in _ONES for c in word):
        return float("".join(str(_ONES[c]) for c in word))
    total = section = ones = 0
    for c in word:
        if c in _ONES:
            ones = _ONES[c]
        elif c in _TENS:
            section, ones = section + (ones or 1) * _TENS[c], 0
        else:
            section += ones
            if not section and not total:
                return None
            total, section, ones = (total + section) * _MYRIADS[c], 0, 0
    return float(total + section + ones)


def _surety(quantity: Quantity, said: _Said, language: str) -> Confidence:
    converted = quantity.kind in (Kind.MEASURE, Kind.MONEY) and quantity.dimension != "time"
    calendar = language in _OWN_YEARS and quantity.kind in (Kind.YEAR, Kind.DATE)
    if converted or calendar or not said.spare or quantity.kind is Kind.TIME:
        return Confidence.LOW
    return Confidence.MEDIUM


def _listed(spare: tuple[str, ...]) -> str:
    return " and ".join(f"“{part}”" for part in spare[:2])


RULE = Rule(
    code="NUM531",
    name="number-not-of-source",
    family="numbers",
    summary="number that the source does not have",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/number",
    needs=Needs.SOURCE,
    check=_check,
    bad=(
        Bad(
            marked="The clinic will have [[240]] beds and 12 doctors.",
            source="La clínica tendrá 420 camas y 12 médicos.",
        ),
        Bad(
            marked="In May the city checked [[2,400]] shops.",
            source="今年五月，全市市场监管部门共检查各类商铺4200余家。",
        ),
        Bad(
            marked="The school was founded in [[1997]] by two nuns.",
            source="Die Schule wurde 1979 von zwei Nonnen gegründet.",
        ),
    ),
    good=(
        Good(
            text="The clinic will have 420 beds and 12 doctors.",
            source="La clínica tendrá 420 camas y doce médicos.",
        ),
        Good(text="Some 35,000 came on July 24.", source="7月24日，全市约有3.5万人到场观看比赛。"),
        Good(text="It cost 1.2 million euros.", source="Das kostete 1.174.000 Euro."),
        Good(
            text="They met at 3:40 p.m. in the 1990s.",
            source="90年代的一天，他们两人下午15时40分在火车站前见面。",
        ),
        Good(text="Twelve men walked 30 km.", source="Douze hommes ont marché trente km."),
    ),
    doc=__doc__,
)
