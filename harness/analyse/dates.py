"""Dates and times of day in running text, possible or not: 30 February is read as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as calendar
from functools import lru_cache

from harness.analyse.tokens import fold
from harness.data import has, table
from harness.model.text import Span

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date as it was written, parts that were not given are None; `weekday` 1 is Monday.

    `swapped` says that day and month could be meant the other way round (5/6/2020).
    """

    span: Span
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    weekday_span: Span | None = None
    swapped: bool = False

    @property
    def possible(self) -> bool:
        """Whether the calendar has such a day."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        longest = _LONGEST[self.month - 1] if self.month is not None else 31
        if self.month == 2 and self.day == 29 and self.year is not None:
            return self.year % 4 == 0 and (self.year % 100 != 0 or self.year % 400 == 0)
        return 1 <= self.day <= longest

    @property
    def true_weekday(self) -> int | None:
        """The weekday that the calendar gives a full date, Monday 1; None for other dates."""
        if self.day is None or self.month is None or self.year is None or not self.possible:
            return None
        return calendar(self.year, self.month, self.day).isoweekday()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day; `half` is the part of the day that was said: 0 none, 1 morning, 2 later."""

    span: Span
    hour: int
    minute: int = 0
    second: int = 0
    half: int = 0

    @property
    def minutes(self) -> float:
        """Minutes since midnight, as far as the text tells."""
        hour = self.hour % 12 + 12 * (self.half - 1) if self.half else self.hour
        return hour * 60 + self.minute + self.second / 60

    @property
    def possible(self) -> bool:
        """Whether a clock can show it."""
        top = 24 if not self.half else 23
        return self.hour <= top and self.minute < 60 and self.second < 60


def _alternatives(names: Mapping[str, str], *, capital: bool) -> str:
    parts = []
    for name in sorted(names, key=len, reverse=True):
        body = re.escape(name)
        if capital:
            body = f"[{name[0].upper()}]{body[1:]}|{name.upper()}"
        else:
            body = f"[{name[0]}{name[0].upper()}]{body[1:]}"
        parts.append(body)
    return "(?:" + "|".join(parts) + r")(?![^\W\d_])\.?"


# Between a month and a day stand plain spaces, or the break of a wrapped line.
_S = r"[ \u00a0\u202f\n]{1,2}"
_DAY = r"(?<![\d.,:/-]){name}(?:st|nd|rd|th|er|[.º°])?(?![\d:%]|[.,]\d)"
# What begins with a digit is found far faster than what begins with a look behind.
_DIGIT = re.compile(r"\d")
_SEPARATED = re.compile(r"\d[./-]\d")
_YEAR = r"(?<!\d)(?:1\d{3}|20\d{2})(?![\d%]|[.,]\d)"


@lru_cache(maxsize=16)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str] | None, re.Pattern[str]]:
    """A quick look for a month, the dates with a month's name, and those in digits alone."""
    digits = re.compile(
        r"(?<![\w.,/-])(?:(?P<iso>\d{4})-(?P<imonth>\d{2})-(?P<iday>\d{2})"
        r"|(?P<one>\d{1,2})(?P<sep>[./-])(?P<two>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d{2}))"
        r"(?![\w/-]|[.,]\d)"
    )
    if not has(language, "months"):
        return re.compile(r"(?!)"), None, digits
    capital = language in ("en", "de")
    months = _alternatives(table(language, "months"), capital=capital)
    weekdays = "(?!)"
    if has(language, "weekdays"):
        weekdays = _alternatives(table(language, "weekdays"), capital=capital)
    small = _S + r"(?:(?:of|de|del|di|do|من)" + _S + ")?"
    link = rf"(?:[ ]?[-\u2013/][ ]?|,?{_S}(?:to|and|or|until|und|bis|et|au|y|al|a|o){_S})"
    first, second, third, fourth = (
        _DAY.replace("{name}", rf"(?P<d{n}>\d{{1,2}})") for n in (1, 2, 3, 4)
    )
    # After the month a stop ends the sentence, before it it makes the number an ordinal.
    third, fourth = (day.replace("|[.º°]", "|[º°]") for day in (third, fourth))
    named = re.compile(
        rf"(?:(?P<wd>\b{weekdays}),?{_S}(?:the{_S}|den{_S}|le{_S}|el{_S})?)?"
        rf"(?:{first}(?:{link}{second})?{small}(?P<m1>\b{months})"
        rf"(?:,?{_S}(?:(?:de|del){_S})?(?P<y1>{_YEAR}))?"
        rf"|(?P<m2>\b{months}){_S}(?:the{_S})?{third}"
        rf"(?:{link.replace('or|', '')}{fourth}(?!{_S}(?:\b{months})))?"
        rf"(?:,?{_S}(?P<y2>{_YEAR}))?"
        rf"|(?P<m3>\b{months}),?{_S}(?:(?:of|de|del){_S})?(?P<y3>{_YEAR}))"
    )
    return re.compile(rf"\b{months}"), named, digits


def dates(text: str, span: Span, language: str) -> Iterator[Date]:
    """Yield the dates inside `span`; "12 and 25 December" is two, each with its own place."""
    quick, named, digits = _patterns(language)
    if named is not None and quick.search(text, span.start, span.end):
        for found in named.finditer(text, span.start, span.end):
            yield from _named(found, language)
    if _SEPARATED.search(text, span.start, span.end):
        for found in digits.finditer(text, span.start, span.end):
            yield _numeric(found, language)


def _number(found: re.Match[str], *names: str) -> int | None:
    for name in names:
        if found[name] is not None:
            return int(found[name])
    return None


def _named(found: re.Match[str], language: str) -> Iterator[Date]:
    months = table(language, "months")
    name = found["m1"] or found["m2"] or found["m3"]
    month = int(months[fold(name.rstrip("."))].split("\t")[0])
    year = _number(found, "y1", "y2", "y3")
    first, second = _number(found, "d1", "d3"), _number(found, "d2", "d4")
    weekday = None
    place = None
    if found["wd"]:
        rows = table(language, "weekdays")
        weekday = int(rows[fold(found["wd"].rstrip("."))].split("\t")[0])
        place = Span(*found.span("wd"))
    start, end = found.start(), found.end()
    if second is None:
        yield Date(
            span=Span(start, end),
            day=first,
            month=month,
            year=year,
            weekday=weekday,
            weekday_span=place,
        )
        return
    group = "d2" if found["d2"] is not None else "d4"
    head = found.end("d1") if group == "d2" else found.end("d3")
    yield Date(
        span=Span(start, head),
        day=first,
        month=month,
        year=year,
        weekday=weekday,
        weekday_span=place,
    )
    yield Date(span=Span(found.start(group), end), day=second, month=month, year=year)


def _numeric(found: re.Match[str], language: str) -> Date:
    span = Span(*found.span())
    if found["iso"]:
        return Date(
            span=span,
            year=int(found["iso"]),
            month=int(found["imonth"]),
            day=int(found["iday"]),
        )
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    american = language == "en" and found["sep"] == "/"
    month, day = (one, two) if american else (two, one)
    if month > 12 >= day and found["sep"] == "/":
        month, day = day, month
    return Date(
        span=span, day=day, month=month, year=year, swapped=one <= 12 and two <= 12 and one != two
    )


_HALVES = r"(?P<am>a\.m\.|a\.m\b|am\b|AM\b|A\.M\.)|(?P<pm>p\.m\.|p\.m\b|pm\b|PM\b|P\.M\.)"
_TIME = re.compile(
    r"(?<![\w.,:/-])(?P<hour>\d{1,2})(?:"
    r"(?P<sep>[:h])(?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?![\d:]|[.,]\d)"
    rf"(?:[ \u00a0\n]?(?:{_HALVES}))?"
    r"|(?:\.(?P<minute2>\d{2})(?!\d))?[ \u00a0\n]?(?:"
    rf"{_HALVES.replace('am>', 'am2>').replace('pm>', 'pm2>')}"
    r"|(?P<clock>o['\u2019]clock\b|Uhr\b|(?<=\.\d\d[ \u00a0\n])(?:horas|heures)\b)))"
)


def clocks(text: str, span: Span) -> Iterator[Clock]:
    """Yield the times written in digits inside `span`: 7:36, 15h30, 5 a.m., 7.30 Uhr."""
    if not _DIGIT.search(text, span.start, span.end):
        return
    for found in _TIME.finditer(text, span.start, span.end):
        minute = found["minute"] or found["minute2"] or "0"
        half = 1 if found["am"] or found["am2"] else 2 if found["pm"] or found["pm2"] else 0
        yield Clock(
            span=Span(*found.span()),
            hour=int(found["hour"]),
            minute=int(minute),
            second=int(found["second"] or 0),
            half=half,
        )
