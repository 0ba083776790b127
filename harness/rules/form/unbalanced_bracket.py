"""A bracket whose other half is missing in its paragraph.

Engines drop or double brackets, or close them at another place than they opened; glossed
names and figures then run into the sentence.

Quiet on list markers (`a)`, `1)`), emoticons, intervals such as [0, 1) and brackets inside
web addresses. Less sure in lines and units, where the other half may stand in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Segment, SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

_BRACKET = re.compile(r"[()\[\]（）［］【】《》〈〉]")
_PAIRS = {")": "(", "]": "[", "）": "（", "］": "［", "】": "【", "》": "《", "〉": "〈"}
# A wide half closes a narrow one: Chinese and Japanese keyboards mix them.
_SHAPE = {"(": "(", "（": "(", "[": "[", "［": "[", "【": "【", "《": "《", "〈": "〈"}
_SPOKEN_OF = re.compile(r"[\"'“‘«`]\Z|(?:Ctrl|CTRL|Strg|STRG|Alt|Cmd)[-+]\Z")
_MARKER = re.compile(r"(?:^|[\s(;,.:])(?:[A-Za-z]|[ivxIVX]{1,4}|\d{1,3})[.]?$")
_EYES = re.compile(r"[:;=8xX][-'o^]?$")
_MOUTH = re.compile(r"[-'o^]?[:;=](?!\w)")


def _check(analysis: Analysis) -> Iterable[Hit]:
    for segment in analysis.segments:
        lone = _lone(analysis.text, segment)
        if not lone:
            continue
        loose = segment.kind in (SegmentKind.LINE, SegmentKind.UNIT) or len(lone) > 3
        for place in lone:
            character = analysis.text[place]
            yield Hit(
                Span(place, place + 1),
                because="never opened" if character in _PAIRS else "never closed",
                confidence=Confidence.LOW if loose else None,
            )


def _lone(text: str, segment: Segment) -> list[int]:
    start, end = segment.span.start, segment.span.end
    stack: list[int] = []
    orphans: list[int] = []
    for found in _BRACKET.finditer(text, start, end):
        place, character = found.start(), found[0]
        if character not in _PAIRS:
            stack.append(place)
        elif any(_SHAPE[text[k]] == _SHAPE[_PAIRS[character]] for k in stack[-3:]):
            while _SHAPE[text[stack[-1]]] != _SHAPE[_PAIRS[character]]:
                orphans.append(stack.pop())
            stack.pop()
        else:
            orphans.append(place)
    lone = sorted([*orphans, *stack])
    if len(lone) == 2 and text[lone[0]] + text[lone[1]] in ("[)", "(]"):
        # A half-open interval.
        return []
    return [k for k in lone if not _excused(text, k, start)]


def _excused(text: str, place: int, start: int) -> bool:
    before = text[max(start, place - 6) : place]
    if text[place] in ")]" and (_MARKER.search(before) or _EYES.search(before)):
        return True
    if text[place] == "(" and (_EYES.search(before) or _MOUTH.match(text, place + 1)):
        return True
    if _SPOKEN_OF.search(before) and not text[place + 1 : place + 2].isalnum():
        # The bracket itself: a key, or a sign in quotation marks.
        return True
    low = max(start, place - 200)
    return "://" in text[max(text.rfind(" ", low, place) + 1, low) : place]


RULE = Rule(
    code="FRM102",
    name="unbalanced-bracket",
    family="form",
    summary="bracket without its other half",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/punctuation",
    check=_check,
    bad=(
        Bad(marked="The port [[(]]the largest in the county is shut."),
        Bad(marked="The port, the largest in the county[[)]], is shut."),
        Bad(marked="The port (and quay) is [[[]]shut (again)."),
        Bad(marked="这个港口[[（]]最大的港口关闭了。", language="zh"),
    ),
    good=(
        Good(text="a) boats, 2) nets and iv) rope"),
        Good(text="See you there :) or not :-( he wrote (twice)."),
        Good(text='Press Ctrl-] or "[" to leave.'),
        Good(text="港口（最大的) 关闭了。", language="zh"),
        Good(text="The interval [0, 1) is half open."),
        Good(text="The port (the [old] one) is shut (again)."),
        Good(text="Le port (fermé) et 【店】《书》（好）。", language="fr"),
    ),
    doc=__doc__,
)
