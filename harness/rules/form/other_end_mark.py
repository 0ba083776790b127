"""A segment that ends otherwise than its reference, or a sentence that ends in its middle.

The last mark gets lost with the last token, a statement comes out as a question, and a stop in
mid-sentence leaves two halves that are none. Whatever else the two say in other words, their
sentences end alike, so this needs no words that agree.

Quiet on short lines, where the reference has no final mark either, on a stop for an
exclamation mark, and on stops of abbreviations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Segment, Span
from harness.rules.rule import Bad, Good, Rule

_FINAL = frozenset(".!?…。！？؟।")
_ASKS = frozenset("?？؟")
_CLOSING = " \"'”’»)]"
# A stop before a small letter; not after an initial, nor where a quotation has just closed.
_INNER = re.compile(r"(?<=[^\W\d_]{3})[.?!](?= [^\W\d_A-ZÀ-Þ])")
_SHORTEST = 5


def _check(analysis: Analysis) -> Iterable[Hit]:
    other = analysis.article.document.references[0]
    for alignment in analysis.alignments:
        segment = analysis.segments[alignment.segment]
        place = segment.references[0]
        if place is None:
            continue
        mine, theirs = segment.span.of(analysis.text), place.of(other)
        if len(mine.split()) < _SHORTEST:
            continue
        yield from _at_the_end(segment, place, mine, theirs)
        yield from _inside(segment, place, mine, theirs)


def _at_the_end(segment: Segment, place: Span, mine: str, theirs: str) -> Iterator[Hit]:
    ends, last = mine.rstrip(_CLOSING), theirs.rstrip(_CLOSING)
    own, asked = ends[-1:], last[-1:]
    if asked not in _FINAL or own == asked or not asked:
        return
    turned = own in _FINAL and (own in _ASKS) != (asked in _ASKS)
    if not own.isalnum() and not turned:
        return
    end = segment.span.start + len(ends)
    there = place.start + len(last)
    yield Hit(
        Span(end - turned, end),
        because=f"the reference ends with “{asked}”",
        suggestion=asked,
        reference=Span(there - 1, there),
    )


def _inside(segment: Segment, place: Span, mine: str, theirs: str) -> Iterator[Hit]:
    for found in _INNER.finditer(mine):
        if _goes_on(mine, theirs, found):
            start = segment.span.start + found.start()
            yield Hit(
                Span(start, start + 1),
                because="the sentence goes on, and the reference has no stop here",
                suggestion="",
                reference=place,
            )


def _goes_on(mine: str, theirs: str, found: re.Match[str]) -> bool:
    """Whether a stop that only the candidate has is no abbreviation's."""
    mark = found[0]
    before = mine[: found.start()].rsplit(None, 1)[-1].lstrip("\"'“‘(")
    if f"{before.lower()}{mark}" in theirs.lower() or not before.isalpha():
        return False
    fewer = sum(map(theirs.count, ".?!")) < sum(map(mine.count, ".?!"))
    return fewer and (mark != "." or not _shortened(before))


def _shortened(word: str) -> bool:
    """Whether a word before a stop may be cut short: a name, or no English word."""
    from harness.data.lexicon import known

    return word[:1].isupper() or not known(word.lower())


RULE = Rule(
    code="FRM159",
    name="other-end-mark",
    family="form",
    summary="sentence that ends otherwise than in the reference",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/punctuation",
    needs=Needs.REFERENCE,
    check=_check,
    bad=(
        Bad(
            marked="The council of the town met at noon on Friday in the hall[[]]",
            fixed="The council of the town met at noon on Friday in the hall.",
            reference="On Friday at noon the town council had its meeting in the hall.",
        ),
        Bad(
            marked="Did the council of the town meet on Friday[[?]]",
            fixed="Did the council of the town meet on Friday.",
            reference="The town council had its meeting on Friday.",
        ),
        Bad(
            marked="Nobody wanted to see such a flood[[.]] in the years to come.",
            fixed="Nobody wanted to see such a flood in the years to come.",
            reference="In years to come nobody wanted a flood like that.",
        ),
    ),
    good=(
        Good(
            text="The council of the town met at noon",
            reference="The council met at noon",
        ),
        Good(
            text="They sold approx. half of it and went home.",
            reference="About half of it was sold, and they went home.",
        ),
        Good(
            text="The crowd sang until the morning came.",
            reference="Until the morning came the crowd sang!",
        ),
        Good(text="Prices up", reference="Prices rise again this year."),
        Good(
            text='"Is the boat really lost?" he asked the crew.',
            reference='He asked the crew: "Is the boat really lost?" and left.',
        ),
    ),
    doc=__doc__,
)
