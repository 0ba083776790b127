"""A time of day that no clock shows or nobody writes so: "22 :40", "21: 05", "04 h: 17", "20:75".

Tokenisers part a time at its colon; engines mix the manners of two languages ("6 h: 40"), drop
a nought ("14:7 Uhr") or read a digit wrong.

Quiet on verses and scores ("Genesis 6: 14"), ratios ("1 : 25"), playing times ("at 61:30") and
French times with spaces ("7 h 30").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_HOUR = r"(?:[01]?\d|2[0-4])"
_HALF = r"(?: ?[ap]\.?m\b\.?)"
# What stands before a time of day and before little else.
_BEFORE = (
    r"(?:at|from|until|till|since|around|um|ab|bis|seit|gegen|à|dès|depuis|jusqu[’']à|vers|a las"
    r"|las|desde|hasta|sobre las|von|de|alle|dalle|às)"
)
_SPACED = re.compile(
    rf"(?<![\w:.,]){_HOUR} :[0-5]\d(?![\d:]|[.,]\d)"
    rf"|(?<![\w:.,])\d{{1,2}}(?: : ?|: )[0-5]\d(?: : ?| ?: )[0-5]\d(?![\d:])"
    rf"|(?<![\w:.,])\d{{1,2}} \.[0-5]\d(?={_HALF})"
)
_AFTER_WORD = re.compile(rf"\b{_BEFORE} (?P<span>{_HOUR}: [0-5]\d)(?![\d:]|[.,]\d| ?[ap]\.?m\b)")
_TWO_MANNERS = re.compile(r"(?<![\w:.,])\d{1,2} ?h ?: ?\d{2}(?!\d)")
_OVERFULL = re.compile(
    rf"\b{_BEFORE} (?P<span>{_HOUR}:[6-9]\d)(?=[.,;)]?(?:\s*\Z|\n)|[.,;] [^\d]"
    r"|(?: on| local| in the| this| to| and| until)\b)"
    rf"|(?<![\w:.,])(?P<french>{_HOUR} ?h ?[6-9]\d)(?![\w])"
)
_ANCHOR = re.compile(r"\d ?[:h]|\d \.\d")
_REACH = 32
_BREAK = re.compile(r"[.,;)]?(?:\s*\Z|\n| [A-Z])")
_SHORT = re.compile(rf"(?<![\w:.,]){_HOUR}:\d(?= ?(?:Uhr\b|[ap]\.?m\b)|h\b)")
_RANGE = re.compile(
    rf"(?<![\w:.,]){_HOUR}:[0-5]\d (?:to|until|till|bis|à|a) (?:las )?"
    r"(?P<span>(?:2[5-9]|[3-9]\d):[0-5]\d)(?![\d:])"
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    text, english = analysis.text, analysis.language == "en"
    seen: dict[Span, Hit] = {}
    # Few digits stand beside such a sign, so only what surrounds them is searched.
    for anchor in _ANCHOR.finditer(text):
        start, end = max(0, anchor.start() - _REACH), anchor.end() + _REACH
        for hit in (*_parted(text, start, end, english), *_wrong(text, start, end, english)):
            seen.setdefault(hit.span, hit)
    yield from (seen[span] for span in sorted(seen))


def _parted(text: str, start: int, end: int, english: bool) -> Iterator[Hit]:  # noqa: FBT001
    for found in _SPACED.finditer(text, start, end):
        yield _joined(Span(*found.span()), found[0])
    for found in _AFTER_WORD.finditer(text, start, end):
        # Another rule tells "at 9: 30" in English.
        if not (english and found[0].startswith("at ") and not found["span"].startswith("24")):
            yield _joined(Span(*found.span("span")), found["span"])


def _wrong(text: str, start: int, end: int, english: bool) -> Iterator[Hit]:  # noqa: FBT001
    for found in _TWO_MANNERS.finditer(text, start, end):
        yield Hit(Span(*found.span()), because="two manners of writing it are mixed")
    for found in _OVERFULL.finditer(text, start, end):
        group = "span" if found["span"] else "french"
        if group == "span" or not english or _BREAK.match(text, found.end()):
            yield Hit(Span(*found.span(group)), because="an hour has sixty minutes")
    for found in _SHORT.finditer(text, start, end):
        yield Hit(Span(*found.span()), because="the minutes lack a digit")
    for found in _RANGE.finditer(text, start, end):
        yield Hit(Span(*found.span("span")), because="no clock shows it")


def _joined(span: Span, seen: str) -> Hit:
    return Hit(span, because="spaces inside a time", suggestion=seen.replace(" ", ""))


RULE = Rule(
    code="NUM513",
    name="broken-time",
    family="numbers",
    summary="time of day in a form that none has",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/number",
    check=_check,
    bad=(
        Bad(marked="The alarm came at [[22 :40]].", fixed="The alarm came at 22:40."),
        Bad(
            marked="It stopped at [[6: 36 : 23]] one night.",
            fixed="It stopped at 6:36:23 one night.",
        ),
        Bad(marked="It is silent from [[10 .30]] pm on.", fixed="It is silent from 10.30 pm on."),
        Bad(marked="The quake struck at [[04 h: 17]] local time."),
        Bad(marked="Kick-off is at [[20:75]]."),
        Bad(marked="They strike from 02:00 to [[25:00]] on Friday."),
        Bad(marked="Gegen [[14:7]] Uhr fuhr ein Zug.", language="de"),
        Bad(marked="El farero pulsó el botón a las [[21: 05]].", language="es"),
        Bad(marked="Il attendait depuis [[7 h 75]].", language="fr"),
    ),
    good=(
        Good(text="It is in Genesis 6: 14 and 6:14; the map is 1 : 25 and the score 3:10."),
        Good(text="He scored at 61:30, then at 20:45, and ran 2:75:10 in a dream."),
        Good(text="At 9 he came: 30 of them left at 10:05 a.m. and 7.30 pm."),
        Good(text="Le train part à 7 h 30 et arrive à 18h05.", language="fr"),
        Good(text="Er kam um 14:07 Uhr, sie gegen 9.30 Uhr.", language="de"),
    ),
    doc=__doc__,
)
