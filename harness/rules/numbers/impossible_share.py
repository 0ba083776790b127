"""A part that is larger than its whole: "15 of 11 drones", "fell by 115 per cent".

Engines swap the two numbers of "y de los x", read a digit too many or lose one, and nothing in
the sentence adds up any more.

Growth may be any percentage, and so may a ratio to something else (debt to output, today to last
year). A number after "of whom", "of them" or "among them" is only compared with the largest
number that stands before it in the sentence; points out of matches are no parts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from harness.analyse import Analysis
from harness.analyse.quantities import Kind, Quantity
from harness.analyse.tokens import fold
from harness.data import has, words
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_OF = re.compile(
    r"[ \n](?:(?P<noun>[a-z]+)[ \n])?(?:(?P<out>out[ \n]of)|of)[ \n]"
    r"(?P<whose>(?:the|its|their|his|her|all)[ \n])?"
)
_PART_AFTER = re.compile(r"[ \n](?:of[ \n](?:them|whom|which|these|those)|are[ \n]among them)\b")
_PART_BEFORE = re.compile(
    r"(?:\bof (?:whom|which|them) (?:only |some |about |nearly )?|\bamong (?:them|whom) )\Z"
)
_INCLUDED = re.compile(r"\b(?:crew|group|team|party|staff|fleet|total|panel|squad) of \Z")
_INCLUDING = re.compile(r"[ \n](?:that |which |who )?(?:included|comprised)[ \n]")
_NOUN = re.compile(r"[ \n](?:the[ \n])?(?P<noun>[a-z]+)")
_PLAIN = frozenset({Kind.COUNT})


def _check(analysis: Analysis) -> Iterable[Hit]:
    if analysis.language != "en":
        return
    for quantity in analysis.quantities:
        if quantity.kind is Kind.PERCENT and quantity.value > 100:
            yield from _over_whole(analysis, quantity)
    for one, two in pairwise(analysis.quantities):
        if one.segment == two.segment and {one.kind, two.kind} <= _PLAIN:
            yield from _swapped(analysis.text, one, two)
    yield from _parts(analysis)


def _over_whole(analysis: Analysis, quantity: Quantity) -> Iterator[Hit]:
    """Nothing falls by more than all of itself, and no more than all people of a group do."""
    text, start, end = analysis.text, quantity.span.start, quantity.span.end
    if not has("en", "decrease_verbs"):
        return
    before = fold(text[max(0, start - 40) : start]).split()
    verbs = words("en", "decrease_verbs")
    if before[-1:] == ["by"] and any(word in verbs for word in before[-4:-1]):
        yield Hit(quantity.span, because="nothing becomes smaller by more than all of it")
        return
    found = _NOUN.match(text, end + 3) if text[end : end + 3] == " of" else None
    if found and _people(found["noun"]):
        yield Hit(quantity.span, because="more than all of them")


def _people(noun: str) -> bool:
    from harness.data.lexicon import kind_of_noun

    return noun in ("people", "those", "them") or (
        noun.endswith("s") and "person" in kind_of_noun(noun)
    )


def _swapped(text: str, one: Quantity, two: Quantity) -> Iterator[Hit]:
    """15 of 11 drones; seven points out of five."""
    found = _OF.fullmatch(text, one.span.end, two.span.start)
    if not found or one.value <= two.value or one.approximate or two.bound == "over":
        return
    tail = text[two.span.end : two.span.end + 2]
    if found["noun"] and (not found["out"] or tail[:1] not in ".,;:)!?"):
        return  # six points out of four games
    if tail[:1] in "-\u2010\u2011\u2013%" or tail[:1].isalnum():
        return
    if one.value < 2 or two.value < 2 or text[max(0, one.span.start - 2) : one.span.start] == "a ":
        return
    yield Hit(
        Span(one.span.start, two.span.end),
        because=f"{one.value:g} is more than {two.value:g}",
    )


def _parts(analysis: Analysis) -> Iterator[Hit]:
    """A crew of 24 included 26 engineers; 212 voters, of whom 230 took part."""
    text, quantities = analysis.text, analysis.quantities
    starts = [quantity.span.start for quantity in quantities]
    for number, part in enumerate(quantities):
        if part.kind is not Kind.COUNT or part.approximate or part.segment is None:
            continue
        before = text[max(0, part.span.start - 28) : part.span.start].replace("\n", " ")
        after = _PART_AFTER.match(text, part.span.end)
        inside = _PART_BEFORE.search(before)
        if after or inside:
            sentence = _sentence(analysis, part)
            first = bisect_left(starts, sentence.start)
            wholes = [q for q in quantities[first:number] if q.kind is Kind.COUNT]
            exact = wholes and not any(q.bound in ("over", "about") for q in wholes)
            largest = max(wholes, key=lambda q: q.value) if exact else None
            if largest is not None and 1 < largest.value < part.value:
                yield _more(part, largest)
        elif number and (whole := quantities[number - 1]).kind is Kind.COUNT:
            between = text[whole.span.end : part.span.start]
            lead = text[max(0, whole.span.start - 14) : whole.span.start]
            if (
                _INCLUDING.fullmatch(between)
                and _INCLUDED.search(lead)
                and whole.value < part.value
            ):
                yield _more(part, whole)


def _more(part: Quantity, whole: Quantity) -> Hit:
    return Hit(
        part.span,
        because=f"{part.value:,g} is more than the {whole.value:,g} it is a part of",
        related=(whole.span,),
    )


def _sentence(analysis: Analysis, quantity: Quantity) -> Span:
    for sentence in analysis.segment_sentences[quantity.segment or 0]:
        if sentence.covers(quantity.number):
            return sentence
    return quantity.span


RULE = Rule(
    code="NUM504",
    name="impossible-share",
    family="numbers",
    summary="part larger than its whole",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/number",
    languages=("en",),
    check=_check,
    bad=(
        Bad(marked="Air defence shot down [[15 of 11]] drones over the region."),
        Bad(marked="The olive harvest is expected to fall by [[115 per cent]] this year."),
        Bad(marked="The village has 212 voters, of whom [[230]] took part in June."),
        Bad(marked="Three men were held in May, and [[five]] of them are still in prison."),
        Bad(marked="She gave the phone [[seven points out of five]]."),
        Bad(marked="The crew of 24 included [[26]] engineers from the coast."),
        Bad(marked="The poll found that [[130 per cent]] of residents were in favour."),
        Bad(marked="The maker is shutting down [[three of its two]] furnaces."),
    ),
    good=(
        Good(text="Profit rose by 150 per cent; debt is 120 per cent of output."),
        Good(text="Nine of the 12 boats sank; 11 of 15 drones were shot down."),
        Good(text="They took six points out of four games and ten from the next 3."),
        Good(text="The club has 3 coaches and 200 members, 40 of them women."),
        Good(text="More than a dozen villages burned and 40 of them were rebuilt."),
        Good(text="She won 200 of 1-litre bottles; one of 3 prizes is hers."),
        Good(text="Wages fell by 15 per cent to 115 per cent of the old minimum."),
        Good(text="The crew of 24 included 4 engineers; 300 boats came."),
    ),
    doc=__doc__,
)
