"""A day or an hour that does not exist, or falls on another weekday: "31 June", "25:00".

Engines add a digit, exchange day and month, keep the year of another calendar, or translate the
weekday of one date beside the figures of another.

A weekday is only compared where the day, the month and the year stand beside it. "In February 30
people" names no day; the clock of a match or a race runs past 24.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from harness.analyse import Analysis
from harness.analyse.dates import Clock, Date
from harness.data import has, table
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

# Before a date stands such a word, after it no noun: "in February 30 people" is none.
_SURE = re.compile(
    r"\b(?:on|until|till|by|before|after|since|from|of|to|and|am|bis|vom|zum|le|du|el|al|del|dated"
    r"|day),?[ \n](?:the[ \n])?\Z",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"[ \n](?!(?:and|or|to|at|in|on|as|when|but|after|before|by|for|with|the)\b)[^\W\d_]"
)
_HOUR = re.compile(
    r"\b(?:at|until|till|by|from|before|after|um|bis|ab|à|las)[ \n]\Z", re.IGNORECASE
)
_DAY = re.compile(
    r"[ \n](?:on[ \n])?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:local )?time|today"
    r"|tomorrow)\b"
)
_FROM = re.compile(r"\b(?:from|vom|von|du|del|dal)[ \n]\Z", re.IGNORECASE)
_TO = re.compile(r"[ \n](?:to|until|bis|au|al)(?:[ \n]the)?[ \n]")
_LIFE = re.compile(r"[(\s](?P<span>(?P<born>1\d{3}|20\d{2})[-\u2013](?P<died>1\d{3}|20\d{2}))\)")
_PARTS = re.compile(r"[ \n]in[ \n]the[ \n](?P<part>morning|afternoon|evening)\b")


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    for one, two in pairwise(analysis.quantities):
        if one.date is not None and two.date is not None:
            yield from _backwards(text, one.date, two.date)
    for found in _LIFE.finditer(text):
        if int(found["born"]) > int(found["died"]):
            yield Hit(Span(*found.span("span")), because="it ends before it begins")
    for quantity in analysis.quantities:
        if quantity.date is not None:
            yield from _date(analysis, quantity.date)
        elif quantity.clock is not None:
            yield from _clock(text, quantity.clock)


def _backwards(text: str, first: Date, last: Date) -> Iterator[Hit]:
    """From 12 to 5 June: a stretch of days that ends before it begins."""
    between = text[first.span.end : last.span.start]
    begins = _FROM.search(text, max(0, first.span.start - 9), first.span.start)
    if not begins or not _TO.fullmatch(between) or first.day is None or last.day is None:
        return
    if first.day > last.day and (first.month, first.year) == (last.month, last.year):
        yield Hit(Span(first.span.start, last.span.end), because="it ends before it begins")


def _date(analysis: Analysis, date: Date) -> Iterator[Hit]:
    text = analysis.text
    if not date.possible:
        if date.swapped or not _is_date(text, date):
            return
        yield Hit(date.span, because="the calendar has no such day")
        return
    true = date.true_weekday
    if true is None or date.weekday is None or true == date.weekday or date.weekday_span is None:
        return
    name = _weekday(analysis.language, true)
    yield Hit(
        date.weekday_span,
        because=f"that day is a {name}" if name else "that day is another",
        suggestion=name,
        severity=Severity.MINOR,
    )


def _is_date(text: str, date: Date) -> bool:
    """Whether this is a date at all, and not a month beside a number of things."""
    first_day = text[date.span.start].isdigit()
    if date.year is not None or date.weekday is not None or (first_day and (date.day or 0) < 40):
        return True
    before = _SURE.search(text, max(0, date.span.start - 12), date.span.start)
    return bool(before) or not _NOUN.match(text, date.span.end)


def _weekday(language: str, number: int) -> str | None:
    if not has(language, "weekdays"):
        return None
    for name, value in table(language, "weekdays").items():
        if value.split("\t")[0] == str(number):
            return name.capitalize() if language in ("en", "de") else name
    return None


def _clock(text: str, clock: Clock) -> Iterator[Hit]:
    start, end = clock.span.start, clock.span.end
    if clock.half and (clock.hour > 23 or clock.minute > 59):
        yield Hit(clock.span, because="no clock shows it")
    elif clock.half == 1 and clock.hour > 12:
        yield Hit(clock.span, because="before noon no clock shows it")
    elif not clock.half and not clock.possible and clock.second == 0:
        dated = _DAY.match(text, end) or text[end - 3 : end] == "Uhr"
        if dated and _HOUR.search(text, max(0, start - 8), start):
            yield Hit(clock.span, because="no clock shows it")
    elif part := _PARTS.match(text, end):
        said = 1 if part["part"] == "morning" else 2
        if clock.half and clock.half != said:
            yield Hit(Span(start, part.end()), because="the two halves of the day disagree")


RULE = Rule(
    code="NUM506",
    name="impossible-date",
    family="numbers",
    summary="date or time that does not exist",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/date-time",
    check=_check,
    bad=(
        Bad(marked="It is named after Ann Low ([[1901-1889]]), a pilot."),
        Bad(marked="The fair takes place from [[12 to 5 June 2026]]."),
        Bad(marked="The shop reopens on [[31 June]], the owner said."),
        Bad(
            marked="The court ruled on [[Monday]], 8 May 2024, at noon.",
            fixed="The court ruled on Wednesday, 8 May 2024, at noon.",
        ),
        Bad(marked="Trains stand still until [[25:00]] on Friday."),
        Bad(marked="Bottles dated [[14.13.2022]] are recalled."),
        Bad(marked="The bylaw takes effect on [[February 30]]."),
        Bad(marked="They queued from [[5 p.m. in the morning]] on."),
        Bad(
            marked="Das Fest beginnt am [[Montag]], den 7. Mai 2023.",
            fixed="Das Fest beginnt am Sonntag, den 7. Mai 2023.",
            language="de",
        ),
    ),
    good=(
        Good(text="Ann Low (1889-1901) and the flight of 2019 (2301-1889) were shown."),
        Good(text="It runs from 28 May to 5 June, and from 2 to 5 June at night."),
        Good(text="In February 30 people died, in March 40 more did."),
        Good(text="It fell on Thursday, February 29, 2024, at 24:00 on the dot."),
        Good(text="The goal came at 63:27 and the final whistle at 94:10."),
        Good(text="They met on Monday, 8 May, and again on 31 July at 5 a.m."),
        Good(text="On 05/13/2024 and on 13/05/2024 the office was shut."),
        Good(text="The lake opens on Monday, 8 May 2023, at 9 in the morning."),
    ),
    doc=__doc__,
)
