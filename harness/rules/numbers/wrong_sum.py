"""Figures that do not add up to the total beside them.

"57 dogs, 22 cats and one goat, 70 animals altogether"; "23 votes to 19, out of 40 members"; "nine
rounds … 12 wins, two draws and two losses". Engines change one figure and leave its neighbours,
and the sentence's own arithmetic shows it.

A total is only compared with the list that leads up to it, in one sentence; approximate figures
and parts that need not be all of the whole (fewer votes than members) are right.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.analyse.quantities import Kind, Quantity
from harness.model.finding import Confidence, Hit, Severity
from harness.rules.rule import Bad, Good, Rule

_TOTAL = re.compile(r"(?:[ \n][a-z]+){0,2}[ \n](?:altogether|in all|in total)\b")
_NEXT = re.compile(r"(?:[ \n][a-z-]+){1,3}(?:, (?:and )?|[ \n]and[ \n])|, ")
_TO = re.compile(r"(?:[ \n]votes?)?[ \n]to[ \n]|[-\u2013]")
_OUT_OF = re.compile(r"(?:[ \n][a-z]+){0,2},?[ \n]out[ \n]of[ \n](?:the[ \n])?")
_OUTCOME = re.compile(r"[ \n](?P<outcome>wins?|victor(?:y|ies)|draws?|ties|loss(?:es)?|defeats?)\b")
_PLAYED = re.compile(r"[ \n](?:[a-z]+[ \n])?(?:games|matches|rounds|fixtures|races)\b")


def _check(analysis: Analysis) -> Iterable[Hit]:
    quantities = analysis.quantities
    for number, quantity in enumerate(quantities):
        if quantity.kind in (Kind.COUNT, Kind.MONEY) and number > 1 and not quantity.bound:
            yield from _total(analysis.text, quantities, number)
            yield from _votes(analysis.text, quantities[number - 2 : number + 1])
    if "wins" in analysis.text or "draws" in analysis.text:
        yield from _outcomes(analysis)


def _total(text: str, quantities: tuple[Quantity, ...], number: int) -> Iterator[Hit]:
    total = quantities[number]
    if not _TOTAL.match(text, total.span.end):
        return
    parts: list[Quantity] = []
    after = total
    for part in reversed(quantities[:number]):
        between = text[part.span.end : after.span.start]
        if part.unit != total.unit or part.kind is not total.kind or not _NEXT.fullmatch(between):
            break
        parts.append(part)
        after = part
    if len(parts) < 2 or any(part.bound for part in parts):
        return
    added = sum(part.value for part in parts)
    if abs(added - total.value) > sum(part.step for part in parts if part.step < 1):
        yield Hit(
            total.span,
            because=f"the parts add up to {added:,g}",
            related=tuple(part.span for part in reversed(parts)),
        )


def _votes(text: str, three: tuple[Quantity, ...]) -> Iterator[Hit]:
    one, two, whole = three
    if _TO.fullmatch(text, one.span.end, two.span.start) and _OUT_OF.fullmatch(
        text, two.span.end, whole.span.start
    ):
        added = one.value + two.value
        if added > whole.value:
            yield Hit(
                whole.span,
                because=f"the votes add up to {added:,g}",
                related=(one.span, two.span),
            )


def _outcomes(analysis: Analysis) -> Iterator[Hit]:
    """Wins, draws and losses in a row are no more than the games that the passage names."""
    text, quantities = analysis.text, analysis.quantities
    starts = [quantity.span.start for quantity in quantities]
    for segment in analysis.segments:
        first = bisect_left(starts, segment.span.start)
        last = bisect_left(starts, segment.span.end)
        row = quantities[first:last]
        kinds = {
            found["outcome"].rstrip("s")[:3]: q
            for q in row
            if (found := _OUTCOME.match(text, q.span.end))
        }
        games = [q for q in row if _PLAYED.match(text, q.span.end) and q.kind is Kind.COUNT]
        if len(kinds) < 3 or len(games) != 1:
            continue
        counted = list(kinds.values())
        added = sum(q.value for q in counted)
        if added > games[0].value:
            worst = max(counted, key=lambda q: q.value)
            yield Hit(
                worst.span,
                because=f"the results add up to {added:g}, not {games[0].value:g}",
                related=(games[0].span,),
            )


RULE = Rule(
    code="NUM508",
    name="wrong-sum",
    family="numbers",
    summary="figures that do not add up",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/number",
    languages=("en",),
    check=_check,
    bad=(
        Bad(marked="It has 57 dogs, 22 cats and one goat, [[70]] animals altogether."),
        Bad(marked="The budget passed by 23 votes to 19, out of [[40]] members."),
        Bad(marked="She played nine rounds, with [[12]] wins, two draws and two losses."),
        Bad(marked="They sold $40 in tea, $25 in cake and $5 in pins, [[$80]] in total."),
    ),
    good=(
        Good(text="It has 57 dogs, 22 cats and one goat, 80 animals altogether."),
        Good(text="The budget passed by 23 votes to 15, out of 40 members."),
        Good(text="She played nine rounds, with five wins, two draws and two losses."),
        Good(text="In May 12 came, in June 40 more, about 60 in all."),
        Good(text="Nine dogs lived there, 70 animals in all, with cats and two goats."),
    ),
    doc=__doc__,
)
