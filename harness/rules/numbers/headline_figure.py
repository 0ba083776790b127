"""A figure in the heading that its article does not bear out: 12,000 above, 120,000 below.

Headings are translated apart from their article, and an engine that loses a digit, a noughts or
their order there does not look at the first paragraph.

The heading may round ("Nearly 40" over 39), sum up or leave out; it is only flagged where its
figure stands nowhere below and a figure of the first paragraphs is the same but for a nought, a
digit or their order, and counts the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.analyse.figures import agree
from harness.analyse.quantities import Kind, Quantity
from harness.analyse.tokens import fold
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import SegmentKind
from harness.rules.rule import Bad, Good, Rule

_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.MEASURE})
_LEAD = 3
_NOUN = re.compile(r"(?:[ \n]of)?(?:[ \n](?:the|its|their))?(?P<words>(?:[ \n-][^\W\d_]+){1,2})")


def _check(analysis: Analysis) -> Iterable[Hit]:
    segments = analysis.segments
    if len(segments) < 2 or segments[0].kind is not SegmentKind.HEADING:
        return
    heads = [q for q in analysis.quantities if q.segment == 0 and q.kind in _KINDS]
    body = [q for q in analysis.quantities if q.segment]
    for head in heads:
        if head.value < 10 or any(agree(head, other) for other in body):
            continue
        yield from _confused(analysis, head, [q for q in body if (q.segment or 0) <= _LEAD])


def _confused(analysis: Analysis, head: Quantity, lead: list[Quantity]) -> Iterator[Hit]:
    for other in lead:
        if other.kind not in _KINDS or other.unit != head.unit or other.value < 10:
            continue
        same = _things(analysis.text, head) & _things(analysis.text, other)
        near = _near(head.value, other.value)
        first = other.segment == 1 and min(head.value, other.value) >= 1000
        if near and (same or first):
            yield Hit(
                head.span,
                because=f"the article says “{other.span.of(analysis.text)}”",
                suggestion=other.span.of(analysis.text),
                related=(other.span,),
            )
            return


def _near(a: float, b: float) -> bool:
    """Whether two figures differ by noughts, by the order of their digits, or by one digit more."""
    one, two = (f"{value:.10g}".replace(".", "").strip("0") for value in (a, b))
    if one == two or (len(one) > 1 and sorted(one) == sorted(two)):
        return True
    short, long = sorted((one, two), key=len)
    return (
        len(long) == len(short) + 1
        and max(a, b) >= 1000
        and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
    )


def _things(text: str, quantity: Quantity) -> set[str]:
    """The words right after a figure, as far as they can tell what is counted."""
    found = _NOUN.match(text, quantity.span.end)
    return {
        word.rstrip("s")
        for word in fold(found["words"] if found else "").replace("-", " ").split()
        if len(word) > 3 and word not in ("from", "were", "have", "with", "that", "this", "their")
    }


RULE = Rule(
    code="NUM509",
    name="headline-figure",
    family="numbers",
    summary="figure in the heading that the article does not bear out",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation/number",
    check=_check,
    bad=(
        Bad(
            marked="Storm drives [[12,000]] from their homes in Larkby\n\n"
            "Some 120,000 people left their homes on Thursday, the council said.\n",
        ),
        Bad(
            marked="Goat eats [[41]] ballot papers in hill village\n\n"
            "A court has ruled that an election must be held again because a goat ate 14 ballot "
            "papers.\n",
        ),
        Bad(
            marked="[[60,000]] people without heating after fire\n\n"
            "A fire has left 16,000 people in the town of Marn without heating.\n",
        ),
    ),
    good=(
        Good(
            text="Nearly 40 villages cut off by snow\n\n"
            "Snow has cut off 39 villages in the hills, the road office said.\n",
        ),
        Good(
            text="Council finds £1.2m for roads\n\n"
            "The council will spend £1,174,000 on its roads, it said on Friday.\n",
        ),
        Good(
            text="Court frees 12 men\n\nAfter 120 days in a cell, the men were freed on Monday.\n",
        ),
        Good(
            text="Dozens hurt as 2 trains meet\n\nIn the night 43 people were hurt near Marn.\n",
        ),
        Good(
            text="Town counts 300 owls\n\n"
            "Volunteers went out on 30 nights. They heard 142 tawny and 158 barn owls.\n",
        ),
    ),
    doc=__doc__,
)
