"""Digits and signs that make no number: "17 .5", "12 ,000", "18.5.2 billion", "61th", "$$ 620".

Tokenisers part a figure at its point and nobody joins it again; engines copy a separator into
the wrong place, keep the ending of another ordinal, say a sign twice, or leave the cents bare.

Quiet on calibres (a .22 rifle), versions, sections and dates, on lists of figures ("4,5,6 km"),
on Indian grouping, and on a weight in stones ("11st").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from harness.analyse import Analysis
from harness.analyse.numerals import numeral, vocabulary
from harness.analyse.quantities import Kind, Quantity
from harness.analyse.units import currency_before, unit_after
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_PARTED = re.compile(
    r"\d{1,3}(?:(?:[.,]\d{3})* [.,]\d{1,2}|(?: [.,]\d{3})+)(?![\w:/-]|[.,]\d)"
    r"(?! ?(?:[ap]\.?m\b|cal|rifle|pistol|revolver|round|bullet))"
)
_PARTED_AFTER = re.compile(
    r"(?P<span>\d{1,2}[.,] \d{1,2})(?=[ \u00a0]?%|[ \u00a0](?P<word>[^\W\d_]+))"
)
_RUN = re.compile(r"(?<![\w.,:/-])\d++(?:[.,]\d++){2,}+(?![\w/-]|[.,:]\d)")
_BOTH = re.compile(r"\d{1,3}(?:\.\d{2},|,\d{2}\.)00(?![\d.,])")
_UNIT_INSIDE = re.compile(r"\d{1,3} (?P<unit>[^\W\d_]{1,12}),\d{1,2}(?![\d,.:/]\d|\d)")
_ORDINAL = re.compile(r"(?P<figure>\d{1,6})(?P<end>st|nd|rd|th)(?![\w-])")
_TWICE = re.compile(r"(?P<sign>[$€£¥]) ?(?P=sign)(?= ?\d)|(?<=\d)(?P<gap> ?)% ?%")
_DOUBLED = tuple(f"{sign}{gap}{sign}" for sign in "$€£¥%" for gap in ("", " "))
_AFTER_REST = re.compile(
    r"[.,;)]?(?:\s*\Z|\n)|[.,;)] |,? (?:instead|for|a|per|from|in|on|at|and)\b"
)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_SHARES = frozenset(["percent", "per", "prozent", "pour", "por"])


def _check(analysis: Analysis) -> Iterable[Hit]:
    yield from _parted(analysis)
    yield from _misplaced(analysis)
    yield from _said_twice(analysis.text)
    for one, two in pairwise(analysis.quantities):
        yield from _written_twice(analysis.text, one, two)
        if _is_bare_rest(analysis.text, one, two):
            yield Hit(Span(one.span.start, two.span.end), because="the smaller coin is not named")
    if analysis.language == "en":
        yield from _ordinals(analysis.text)


def _parted(analysis: Analysis) -> Iterator[Hit]:
    """Yield figures with a space before or behind their separator."""
    text = analysis.text
    if " ." in text or " ," in text:
        for found in _PARTED.finditer(text):
            if not _glued(text, found):
                yield _closed(Span(*found.span()), found[0])
    for found in _PARTED_AFTER.finditer(text):
        lead = text[max(0, found.start() - 2) : found.start()]
        if not (lead[:1].islower() and lead[1:] == " "):
            continue
        if found["word"] is None or _counts(analysis.language, found["word"].casefold()):
            yield _closed(Span(*found.span("span")), found["span"])


def _misplaced(analysis: Analysis) -> Iterator[Hit]:
    """Yield figures whose separators, or whose unit, stand where none can."""
    text = analysis.text
    for found in _RUN.finditer(text):
        if not _BOTH.match(found[0]) and _no_number(analysis, found):
            yield Hit(Span(*found.span()), because="its separators make no number")
    for found in _BOTH.finditer(text):
        if not _glued(text, found):
            yield Hit(Span(*found.span()), because="its separators make no number")
    for found in _UNIT_INSIDE.finditer(text):
        if not _glued(text, found) and unit_after(
            text, found.start("unit") - 1, found.end("unit"), analysis.language
        ):
            yield Hit(Span(*found.span()), because="the unit stands inside the figure")


def _glued(text: str, found: re.Match[str]) -> bool:
    """Whether the figure goes on to the left: part of a code, an address or a longer figure."""
    before = text[max(0, found.start() - 1) : found.start()]
    return before.isalnum() or (before != "" and before in "_.,:/-")


def _is_bare_rest(text: str, one: Quantity, two: Quantity) -> bool:
    """Whether the cents of an amount stand bare behind it: "2 euro and 90"."""
    if one.kind is not Kind.MONEY or two.kind is not Kind.COUNT or two.spelled or one.spelled:
        return False
    after = _AFTER_REST.match(text, two.span.end)
    return one.number.end < one.span.end and 10 <= two.value < 100 and after is not None


def _written_twice(text: str, one: Quantity, two: Quantity) -> Iterator[Hit]:
    """A number in words and another in the bracket behind it: "eighty-four (48)"."""
    if (
        one.kind is two.kind is Kind.COUNT
        and one.spelled
        and not two.spelled
        and text[one.span.end : two.span.start] == " ("
        and text[two.span.end : two.span.end + 1] == ")"
        and one.value > 9
        and one.value != two.value
    ):
        yield Hit(
            Span(one.span.start, two.span.end + 1),
            because="words and digits are two numbers",
        )


def _closed(span: Span, seen: str) -> Hit:
    return Hit(span, because="a space inside the figure", suggestion=seen.replace(" ", ""))


def _counts(language: str, word: str) -> bool:
    """Whether a word multiplies the figure before it, or makes a share of it."""
    known = vocabulary(language)
    entry = known.words.get(word)
    return word in _SHARES or (entry is not None and entry.kind == "multiplier")


def _no_number(analysis: Analysis, found: re.Match[str]) -> bool:
    """Whether the run counts something and yet is none: no list, version, section or date."""
    text, language = analysis.text, analysis.language
    segment = analysis.segment_at(found.start())
    if segment is None or numeral(found[0], language).value is not None:
        return False
    parts = re.split(r"[.,]", found[0])
    if "." not in found[0] and [int(part) for part in parts] == sorted({int(p) for p in parts}):
        return False
    floor, stop = segment.span.start, segment.span.end
    after = re.compile(r"[ \u00a0]([^\W\d_]+)").match(text, found.end(), stop)
    return bool(
        currency_before(text, floor, found.start(), language)
        or unit_after(text, found.end(), stop, language)
        or (after and _counts(language, after[1].casefold()))
    )


def _said_twice(text: str) -> Iterator[Hit]:
    if not any(sign in text for sign in _DOUBLED):
        return
    for found in _TWICE.finditer(text):
        sign = found["sign"] or f"{found['gap']}%"
        yield Hit(
            Span(*found.span()),
            because="the sign stands twice",
            suggestion=sign,
            severity=Severity.MINOR,
        )


def _ordinals(text: str) -> Iterator[Hit]:
    for found in _ORDINAL.finditer(text):
        value = int(found["figure"])
        right = "th" if value % 100 in (11, 12, 13) else _ENDINGS.get(value % 10, "th")
        stones = found["end"] == "st" and not text.endswith("the ", 0, found.start())
        if right != found["end"] and not stones and not _glued(text, found):
            yield Hit(
                Span(*found.span()),
                because=f"the ordinal of {value} ends in {right}",
                suggestion=f"{value}{right}",
                severity=Severity.MINOR,
            )


RULE = Rule(
    code="NUM512",
    name="broken-number",
    family="numbers",
    summary="digits and signs that make no number",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/number",
    check=_check,
    bad=(
        Bad(marked="In the end it was [[eighty-four (48)]] men."),
        Bad(marked="A ticket will cost [[2 euros and 90]] instead of 2.10."),
        Bad(marked="The ship brought [[17 .5]] tonnes.", fixed="The ship brought 17.5 tonnes."),
        Bad(marked="Some [[12 ,000]] people came.", fixed="Some 12,000 people came."),
        Bad(marked="The lake holds [[18.5.2]] billion litres."),
        Bad(marked="It costs [[2,50,00]] dollars a month."),
        Bad(marked="The queue was [[7 kilometres,5]] long and cost kr [[212.50,00]] in all."),
        Bad(marked="Prices rose by [[3. 5]] per cent.", fixed="Prices rose by 3.5 per cent."),
        Bad(
            marked="He came [[61th]] and left on the [[22th]].",
            fixed="He came 61st and left on the 22nd.",
        ),
        Bad(marked="A ticket is [[$$]] 620, 5[[%%]] more.", fixed="A ticket is $ 620, 5% more."),
        Bad(marked="Der Umbau kostet [[4,2,5]] Millionen Euro.", language="de"),
    ),
    good=(
        Good(text="It was eighty-four (84) men, two (3) a boat, forty (5 of them old)."),
        Good(text="They asked 5 euros and 90 cents, 2 dollars and 40 boats, 3 pounds 50 pence."),
        Good(text="He had 2 .22 rifles and a 12 .45 pistol; .5 was his average."),
        Good(text="Version 18.5.2 came on 3.5.2019 from 10.0.0.1, see 4.2.1."),
        Good(text="The runs are 4,5,6 km long; 2,50,000 rupees were paid, 1,250,000 in all."),
        Good(text="The 11th, 12th, 13th, 21st, 22nd, 23rd and 101st came; he weighs 12st."),
        Good(text="They were born in 2019. 5 per cent of them left in 3 years."),
        Good(text="Il a payé 3 500,50 euros et 12 000 francs, soit 5 %.", language="fr"),
    ),
    doc=__doc__,
)
