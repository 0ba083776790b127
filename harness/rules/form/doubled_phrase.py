"""A phrase that says what stands right before it: "of the of the", "losses and losses".

Two words of the source that share one translation give "X and X"; overlapping output gives a
phrase twice. Both read as a slip, and the second sense is lost.

A long phrase with a word or two between its two halves, a verb that governs itself ("continue
to continue") and a noun of itself ("a price of price") are the same slip.

Quiet on "again and again", "years and years", "faster and faster" and other pairs that mean
duration, amount or degree, on names, and on chants in quotation marks.

Measured on English: 61 of 65 judged hits right (articles written with marks, eleven systems' news,
product pages and abstracts); other languages are unmeasured.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from harness.analyse import Analysis
from harness.analyse.doubles import doubles
from harness.analyse.quotes import quoted
from harness.analyse.tokens import Token
from harness.data import words_if_any
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_LONGEST = 20
# From here on figures may stand among the words.
_SURE = 4
_AND = frozenset(["and", "or", "und", "oder", "et", "ou", "y", "o"])
# "One day and one day only."
_NO_MORE = frozenset(["only", "alone", "nur", "allein", "seulement", "solo"])
_LONG = 4
_BETWEEN = 2


def _check(analysis: Analysis) -> Iterable[Hit]:
    for double in doubles(analysis.text, analysis.language):
        low = not double.sure or quoted(analysis, double.span)
        yield Hit(
            double.span,
            because=double.because,
            suggestion=double.once,
            confidence=Confidence.LOW if low else None if double.measured else Confidence.MEDIUM,
        )
    for row, lower in zip(analysis.segment_tokens, analysis.segment_small, strict=True):
        twos = list(pairwise(lower))
        # Most paragraphs end here: no two words stand in them twice.
        if len(set(twos)) < len(twos):
            yield from _runs(analysis, row, lower)
            yield from _overlaps(analysis, row, lower)


def _overlaps(analysis: Analysis, row: tuple[Token, ...], lower: tuple[str, ...]) -> Iterable[Hit]:
    """Yield a phrase of four words and more that comes again after a word or two."""
    # Nearly every paragraph ends here: no four words stand in it twice.
    fours = list(zip(lower, lower[1:], lower[2:], lower[3:], strict=False))
    if len(set(fours)) == len(fours):
        return
    language = analysis.language
    small = words_if_any(language, "function_words")
    seen: dict[tuple[str, ...], int] = {}
    done = 0
    for place, key in enumerate(fours):
        before = seen.get(key)
        seen[key] = place
        if before is None or before < done or not _LONG < place - before <= 2 * _LONG + _BETWEEN:
            continue
        if before and lower[before - 1] == lower[place - 1]:
            continue  # the end of what was told already
        length = _common(lower, before, place)
        between = row[before + length : place]
        inside = (*row[before:place], *row[place : place + length])
        if not 1 <= len(between) <= _BETWEEN or not all(token.is_word for token in inside):
            continue
        if any(token.text.casefold() in _AND for token in between):
            continue
        # "The east pays the men of the west": what differs is what the phrase leads up to.
        if lower[before + length - 1] in small:
            continue
        done = place + length
        span = Span(row[before].start, row[place + length - 1].end)
        names = sum(token.capitalised for token in row[before + 1 : before + length]) > 1
        low = names or quoted(analysis, span)
        yield Hit(
            span,
            because="the same words again",
            related=(Span(row[place].start, span.end),),
            confidence=Confidence.LOW if low else Confidence.MEDIUM,
        )


def _common(lower: tuple[str, ...], first: int, again: int) -> int:
    """Return how many words agree from the two places on, before the second one begins."""
    length = 0
    while again + length < len(lower) and first + length < again:
        if lower[first + length] != lower[again + length]:
            break
        length += 1
    return length


def _runs(analysis: Analysis, row: tuple[Token, ...], lower: tuple[str, ...]) -> Iterable[Hit]:
    """Yield stretches of two words and more that are said again at once."""
    last: dict[tuple[str, str], int] = {}
    done = 0
    for place, two in enumerate(pairwise(lower)):
        before = last.get(two, -1)
        last[two] = place
        length = place - before
        if before < done or not 2 <= length <= _LONGEST:
            continue
        # The comma between the two is a full stop after the second.
        parted = length >= _SURE and lower[place - 1] == ","
        joined = length > 2 and lower[place - 1] in _AND
        same = length - (parted or joined)
        if lower[before : before + same] != lower[place : place + same]:
            continue
        if joined and not _joins_by_mistake(analysis, lower, before, place + same):
            continue
        first, again = row[before:place], row[place : place + same]
        if _repeats_on_purpose(lower, before, length) or not _all_words(first):
            continue
        done = place + same
        span = Span(first[0].start, again[-1].end)
        names = sum(token.capitalised for token in first[1:]) * 2 >= len(first)
        yield Hit(
            span,
            because="the same words again",
            suggestion=Span(first[0].start, first[same - 1].end).of(analysis.text),
            confidence=Confidence.LOW
            if names or _chant(analysis, span, first)
            else Confidence.MEDIUM
            if joined
            else _measured(analysis),
        )


def _joins_by_mistake(analysis: Analysis, lower: tuple[str, ...], start: int, end: int) -> bool:
    """Whether "the half and the half" says a thing twice, and not "one day and one day only"."""
    small = words_if_any(analysis.language, "function_words")
    follow = lower[end] if end < len(lower) else "."
    ends = follow in small or not follow[:1].isalnum()
    return lower[start] in small and ends and follow not in _NO_MORE


def _measured(analysis: Analysis) -> Confidence | None:
    """Return the rule's own confidence in the language it was measured in, medium elsewhere."""
    return None if analysis.language == "en" else Confidence.MEDIUM


def _chant(analysis: Analysis, span: Span, row: tuple[Token, ...]) -> bool:
    """Whether it is "and so on and so on", or a quoted cry without any small word."""
    if row[0].text.casefold() in _AND and len(row) <= 3:
        return True
    language = analysis.language
    small = words_if_any(language, "function_words")
    # "Screws and gaskets, screws and gaskets," he laughed.
    cried = row[-1].text == "," or not any(token.text in small for token in row)
    return cried and quoted(analysis, span)


def _all_words(row: tuple[Token, ...]) -> bool:
    """Whether words alone are repeated; a longer stretch may hold figures and end in a comma."""
    inner = row[:-1] if len(row) > 3 and row[-1].text == "," else row
    if len(inner) > _SURE and sum(token.is_word for token in inner) >= _SURE:
        return all(token.kind in ("word", "number") for token in inner)
    return all(token.is_word for token in inner) and any(len(token.text) > 1 for token in inner)


def _repeats_on_purpose(lower: tuple[str, ...], start: int, length: int) -> bool:
    """Whether it is "again and again and again", or goes on as a loop."""
    if set(lower[start : start + length]) & _AND and length == 2:
        return True
    one = lower[start : start + length]
    follow = lower[start + 2 * length : start + 3 * length]
    # "day after day after day"
    chain = follow[:1] == one[:1] or (start > 0 and lower[start - 1] == one[1])
    return follow == one or len(set(one)) == 1 or (length == 2 and chain)


RULE = Rule(
    code="FRM107",
    name="doubled-phrase",
    family="form",
    summary="phrase said twice",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/duplication",
    check=_check,
    bad=(
        Bad(
            marked="She sent her [[condolences and condolences]] to the crew.",
            fixed="She sent her condolences to the crew.",
        ),
        Bad(
            marked="I ask for [[understanding and understanding]]. Bring [[aid and help and aid]].",
            fixed="I ask for understanding. Bring aid and help.",
        ),
        Bad(
            marked="[[By noon 2,100 fish had been brought, by noon 2,100 fish had been brought]].",
            fixed="By noon 2,100 fish had been brought.",
        ),
        Bad(marked="He works [[at the at]] same bank.", fixed="He works at the same bank."),
        Bad(
            marked="I sign [[for ten years, for ten years]]. It is [[the half and the half]] of it."
        ),
        Bad(marked="The end [[of the of the]] pier fell.", fixed="The end of the pier fell."),
        Bad(
            marked="Boats wait [[in the old harbour in the old harbour]] today.",
            fixed="Boats wait in the old harbour today.",
        ),
        Bad(marked="It [[is one of the four boats is one of the four]] that left."),
        Bad(
            marked="Work will [[continue to continue]] in May.", fixed="Work will continue in May."
        ),
        Bad(marked="They sell rope at a [[price of price]] 2 euros."),
        Bad(marked="The bill [[amounted to the amount of]] two boats."),
        Bad(marked="Il est [[sur le quai sur le quai]].", language="fr"),
    ),
    good=(
        Good(text="Again and again, for years and years, they waited and waited."),
        Good(text="The waves got larger and larger, and the boats smaller and smaller."),
        Good(text="It grew faster and faster, again and again and again."),
        Good(text="They walk and talk and walk, and on and on and on; rain and more rain."),
        Good(text="It is one day and one day only, for the rich and the rich alone."),
        Good(text="In New York, New York is king; day after day after day."),
        Good(text="Day by day and step by step, thousands and thousands came."),
        Good(text="They went face to face, and learned part of part two of the list of lists."),
        Good(text="The men of the east pay the men of the west the price of price controls."),
        Good(text="He is one of the best, she is one of the best, and so it goes."),
        Good(text="It is what it is. What it was, it was."),
    ),
    doc=__doc__,
)
