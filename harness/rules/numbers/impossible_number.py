"""A form that no number has: "144 thousand and 385", "10 hundred", "7: 36: 23", "1-Zero".

Engines translate a number word by word or cut it at its separators: the parts of a large number
stay apart ("1 billion 300 million"), a counting unit of the source is kept ("2.3 ten thousand"),
half of a score becomes a word, a clock gets spaces, a minute gets 74 seconds, a weight a minus.

Quiet on ranges ("between 2 million and 300 thousand"), on numbers written out in full, on money
in pounds and pence, on temperatures below zero, and on two numbers that merely meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from harness.analyse import Analysis
from harness.analyse.quantities import Kind, Quantity
from harness.analyse.tokens import fold
from harness.data import has, table, words
from harness.data.lexicon import parts_of_speech
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_JOIN = re.compile(r"[ \u00a0\n]|[ \u00a0\n](?:of[ \u00a0\n])?(?:and|und|et|y)[ \u00a0\n]")
_OPEN = re.compile(
    r"\b(?:between|from|both|either|zwischen|von|entre|de|desde)[ \n](?:[^\W\d_]+[ \n])?\Z",
    re.IGNORECASE,
)
# Each is tried only where a number of the text begins, so the text is not searched again.
_SPACED_CLOCK = re.compile(
    r"(?<![\w:])\d{1,2}(?:: \d{2}){2}(?!\d)"
    r"|(?<![\w:])\d{1,2}: \d{2}(?= ?(?:[ap]\.?m\b|Uhr\b|(?:hours|minutes)\b))"
    r"|(?<=\bat )(?:[01]?\d|2[0-3]): [0-5]\d(?![\d:,]|\.\d)"
)
_OVERFULL_HOUR = re.compile(
    r"(?<![\w:.,])(?:1[0-2]|[1-9]) o ?['’] ?clock (?:and )?\d{1,2}"
    r"(?=[.,;:!?\n]|\Z| (?P<next>[a-z]+))"
)
_BY = re.compile(r"\bby (?:(?:more|less) than |about |almost |nearly |over )?\Z")
_ONE_TIME = re.compile(r"one time(?=[.,;:!?\n]|\Z| (?P<next>[a-z]+))")
_SPACED_GROUP = re.compile(r"(?<![\d,.])\d{1,3}(?:, 0\d{2})+(?![\d,]| [A-Z])")
_HALF_WORD = re.compile(
    r"(?<![\w-])(?:\d{1,2}[-\u2013](?:Zero|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)"
    r"|(?i:zero|one|two|three|four|five|six|seven|eight|nine)[-\u2013]\d{1,2})(?![\w-])",
)
_HUNDRED = re.compile(r"\d hundred\Z")
_SPELLED_HUNDRED = re.compile(r"\A(?!an? )[a-z]+ hundred\Z", re.IGNORECASE)
_COUNTED_TEN = re.compile(
    r"(?<![\w.,])\d++(?:[.,]\d++)*+[ \u00a0](?:a[ ]|ten[ ]|hundred[ ])(?:hundred|thousand|million"
    r"|billion)s?\b|(?<![\w.,])[1-9]\d*0[ \u00a0]hundred\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"(?<![\w.,-])(?P<count>\d++(?:[.,]\d++)?|two|three|four|five|six|seven|eight|nine|ten|twenty"
    r"|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ \u00a0]"
    r"(?P<word>(?:thousand|million|billion|trillion)s)\b(?! of\b)",
    re.IGNORECASE,
)
_HUNDREDS = re.compile(
    r"(?<![\w.,-])(?:two|three|four|five|six|seven|eight|nine|[2-9]) hundreds"
    r"(?= (?P<next>[a-z]{4,}s)\b)"
)
_MINUS_COUNT = re.compile(r"(?<=[a-z]: )[-\u2212]\d{1,3}(?:,\d{3})+\b")
_CARDINAL = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_NOT_BELOW_NOTHING = ("mass", "area", "volume", "speed", "data", "energy")
_SIZE = re.compile(r"\b(?:depth|height|length|width|distance|radius) of (?:about )?\Z")
# How many of the smaller unit fill the larger one they are said beside.
_PER = {
    ("h", "min"): 60, ("min", "s"): 60, ("h", "s"): 3600, ("yr", "mo"): 12, ("wk", "d"): 7,
    ("ft", "in"): 12, ("lb", "oz"): 16, ("st", "lb"): 14, ("m", "cm"): 100,
}  # fmt: skip
# How many of a unit of time another can hold at most.
_RATE = {
    ("h", "day"): 24, ("min", "hour"): 60, ("d", "week"): 7, ("mo", "year"): 12,
    ("d", "month"): 31, ("h", "week"): 168, ("wk", "year"): 53, ("s", "minute"): 60,
    ("d", "year"): 366,
}  # fmt: skip
_ORDINAL_OF = re.compile(
    r"[ \n](?P<noun>(?:second|minute|hour|day|week|month|year|metre|meter|kilometre|kilometer"
    r"|mile|time|point)s)\b"
)
_A_TIME = re.compile(r"[ \n](?:an?|per|each|every)[ \n](?P<unit>day|hour|week|year|month|minute)\b")


def _check(analysis: Analysis) -> Iterable[Hit]:
    text, language = analysis.text, analysis.language
    for one, two in pairwise(analysis.quantities):
        if one.segment == two.segment:
            yield from _apart(text, one, two)
    for quantity in analysis.quantities:
        yield from _forms(text, quantity, language)
        yield from _alone(analysis, quantity)


def _forms(text: str, quantity: Quantity, language: str) -> Iterator[Hit]:
    """Look at what is written where a number begins."""
    start, end = quantity.number.start, quantity.number.end
    if text[end : end + 2] == ": " and (found := _SPACED_CLOCK.match(text, start)):
        yield _closed_up(found, "spaces inside a time")
    elif text[end : end + 3] == ", 0" and (found := _SPACED_GROUP.match(text, start)):
        yield _closed_up(found, "spaces inside a number")
    if language != "en":
        return
    yield from _calqued(text, start)
    if found := _HALF_WORD.match(text, start):
        yield Hit(Span(*found.span()), because="half in digits, half in words")
    elif found := _COUNTED_TEN.match(text, start):
        yield Hit(Span(*found.span()), because="no English number is counted so")
    elif found := _PLURAL.match(text, start):
        yield Hit(
            Span(*found.span()),
            because=f"after a number it is “{found['word'][:-1]}”",
            suggestion=found[0][:-1],
            severity=Severity.MINOR,
        )
    elif (found := _HUNDREDS.match(text, start)) and _is_noun(found["next"]):
        yield Hit(
            Span(*found.span()),
            because="after a number it is “hundred”",
            suggestion=found[0][:-1],
            severity=Severity.MINOR,
        )
    elif quantity.value < 0 and (found := _MINUS_COUNT.match(text, quantity.span.start)):
        yield Hit(Span(*found.span()), because="a count below zero")


def _calqued(text: str, start: int) -> Iterator[Hit]:
    """Look for a clock with minutes after its "o'clock", and for growth by "one time"."""
    hour = _OVERFULL_HOUR.match(text, start)
    if hour and _ends(hour):
        yield Hit(Span(*hour.span()), because="an hour ends where its number does")
    once = _ONE_TIME.match(text, start)
    if once and _BY.search(text, max(0, start - 16), start) and _ends(once):
        yield Hit(Span(*once.span()), because="nothing grows or falls by “one time”")


def _is_noun(word: str) -> bool:
    counts = parts_of_speech(word)
    return bool(counts) and max(counts, key=lambda part: counts[part]) == "n"


def _ends(found: re.Match[str]) -> bool:
    """Whether no noun follows that what was found could belong to: "one time zone"."""
    return found["next"] is None or found["next"] in words("en", "function_words")


def _closed_up(found: re.Match[str], because: str) -> Hit:
    return Hit(Span(*found.span()), because=because, suggestion=found[0].replace(" ", ""))


def _apart(text: str, one: Quantity, two: Quantity) -> Iterator[Hit]:
    """Two numbers that are the parts of one, or a smaller unit that overflows."""
    between = text[one.span.end : two.span.start]
    if not _JOIN.fullmatch(between) or _OPEN.search(
        text, max(0, one.span.start - 24), one.span.start
    ):
        return
    largest = _multiplier(text, one)
    hundred = _SPELLED_HUNDRED if one.spelled else _HUNDRED
    hyphened = text[two.number.end : two.number.end + 1] == "-"
    if largest is None and not hyphened and two.value < 100 and hundred.search(one.number.of(text)):
        largest = 100  # "1 hundred and 20"
    rest = two.kind in _CARDINAL
    # "30 thousand of and 500" has kept a preposition of the source's.
    if largest and rest and not two.spelled and 0 < two.value < largest:
        fits = one.value + two.value
        both = two.multiplier is not None
        spaced = len(between) == 1
        digits = text[two.number.start : two.number.end]
        if (spaced or both or digits.isdigit()) and two.span.start == two.number.start:
            yield Hit(
                Span(one.number.start, two.number.end),
                because="the parts of one number stand apart",
                suggestion=f"{fits:,.0f}" if not one.readings and fits % 1 == 0 else None,
            )
        return
    limit = _PER.get((one.unit, two.unit))
    plain = not one.bound and not two.bound and one.value > 0 and one.number.end < one.span.end
    if limit and two.value >= limit and plain:
        yield Hit(
            Span(one.span.start, two.span.end),
            because=f"{two.value:g} is more than the larger unit leaves room for",
        )


def _multiplier(text: str, quantity: Quantity) -> float | None:
    """Return the size of the word ("thousand") that ends this number, or None."""
    if quantity.kind not in _CARDINAL or quantity.number != quantity.span:
        return None
    if quantity.multiplier is not None:
        word = text[quantity.multiplier.start : quantity.multiplier.end].strip()
        return quantity.step if len(word) > 3 and quantity.step >= 1000 else None
    if not quantity.spelled or quantity.step < 1000:
        return None
    ends = fold(quantity.number.of(text)).endswith(
        ("thousand", "million", "billion", "lakh", "crore")
    )
    return quantity.step if ends else None


def _alone(analysis: Analysis, quantity: Quantity) -> Iterator[Hit]:
    text = analysis.text
    start, end = quantity.span.start, quantity.span.end
    if quantity.value < 0 and quantity.kind is Kind.MEASURE:
        size = quantity.dimension == "length" and _SIZE.search(text, max(0, start - 24), start)
        if size or quantity.dimension in _NOT_BELOW_NOTHING:
            yield Hit(quantity.span, because="a measure below zero")
    ordinal = quantity.kind is Kind.ORDINAL and quantity.bound and quantity.value > 2
    if ordinal and (things := _ORDINAL_OF.match(text, end)):
        yield Hit(quantity.span, because=f"an ordinal counts no {things['noun']}")
    if quantity.dimension == "time" and quantity.number.end < end:
        rate = _A_TIME.match(text, end)
        most = _RATE.get((quantity.unit, rate["unit"])) if rate else None
        if rate and most and quantity.value > most:
            yield Hit(Span(start, rate.end()), because=f"there are at most {most}")
    if quantity.kind in (Kind.COUNT, Kind.YEAR) and has(analysis.language, "bounded_scales"):
        scales = table(analysis.language, "bounded_scales")
        before = fold(text[max(0, start - 24) : start]).split()[-3:]
        for last in (1, 2, 3):
            top = scales.get(" ".join(before[-last:]))
            if top and quantity.value > float(top):
                yield Hit(quantity.number, because=f"the scale ends at {top}")
                break


RULE = Rule(
    code="NUM501",
    name="impossible-number",
    family="numbers",
    summary="number in a form that none has",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/number",
    check=_check,
    bad=(
        Bad(
            marked="The dam holds [[144 thousand and 385]] cubic metres of mud.",
            fixed="The dam holds 144,385 cubic metres of mud.",
        ),
        Bad(marked="The firm owes [[1 billion 300 million]] won to its suppliers."),
        Bad(
            marked="She crossed the line after [[7: 36: 23]] on Sunday.",
            fixed="She crossed the line after 7:36:23 on Sunday.",
        ),
        Bad(marked="Larkby took a [[1-Zero]] win home from the coast."),
        Bad(marked="Ships of [[10 hundred]] tonnes may pass the lock again."),
        Bad(marked="The dredging cost [[2.3 ten thousand]] yuan a metre."),
        Bad(marked="He finished [[1 minute and 74 seconds]] behind the winner."),
        Bad(marked="A quake of magnitude [[17.2]] was imitated in the drill."),
        Bad(
            marked="Each boat costs [[seventy millions]] shillings.",
            fixed="Each boat costs seventy million shillings.",
        ),
        Bad(marked="The battery ran [[31 hours a day]] in our test."),
        Bad(marked="About [[tenth]] minutes are missing from the film."),
        Bad(marked="The parcel of [[minus 4 kilograms]] was lost."),
        Bad(marked="More than [[three hundreds]] boats came."),
        Bad(marked="The dome weighs [[six hundred 40]] tonnes."),
        Bad(marked="They paid [[3 hundred and 40]] euros.", fixed="They paid 340 euros."),
        Bad(marked="The shop opens at [[9: 30]] today.", fixed="The shop opens at 9:30 today."),
        Bad(marked="Rents have risen by more than [[one time]] in a year."),
        Bad(marked="It struck [[4 o' clock 72]] when they left."),
        Bad(
            marked="Some [[235, 000]] people signed.",
            fixed="Some 235,000 people signed.",
        ),
    ),
    good=(
        Good(text="The fund grew by between 2 million and 300 thousand euros a year."),
        Good(text="One hundred and forty-four thousand people and 385 dogs came."),
        Good(text="The race took 7:36:23 and the runner-up 7:41:02."),
        Good(text="Larkby won 1-0, then one-nil, then by two goals to nil."),
        Good(text="She scored three hundreds versus them and two hundreds always helps."),
        Good(text="The lake froze at minus 4 degrees and thawed at 12.30 a.m."),
        Good(text="They were 2 hours and 59 minutes late, or 5 feet 11 inches short."),
        Good(text="A quake of magnitude 7.2 shook 24 hours a day of television."),
        Good(text="In 2019, 300 people came; in 2020, 412 did."),
        Good(text="At 4 o'clock 72 people stood there, by one time clock or another."),
        Good(text="It is in Genesis 6: 14 and in part 9: 30 pages of it."),
        Good(text="Tens of millions of euros and thousands of hours were lost."),
        Good(text="The bay lies 430 metres below the sea, at -430 m."),
    ),
    doc=__doc__,
)
