"""A paragraph that ends without a stop, where the paragraphs around it have one.

Engines lose the last mark with the last token, most often beside a closing quotation mark. The
reader cannot tell whether the text goes on.

Only a paragraph of two sentences or more counts, and only in an article whose other paragraphs
of that kind end in stops. Quiet on headings, lists, captions, lines before a colon's list, and
where the next paragraph begins small; a last word that cannot end a sentence belongs to
`truncated-sentence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.speakers import reporting_forms
from harness.data import words
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Segment, SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

_STOPPED = re.compile(r"[.!?…:;][\"'”’»)\]*]*\s*\Z")
_BARE = re.compile(r"(?P<word>[^\W\d_]{2,})(?P<close>[\"”]?)\s*\Z")
_INNER = re.compile(r"[^\W\d_]{2}[.!?][\"'”’]? +[\"“'‘]?[A-ZÀ-Þ]")
_TAIL = 40
_OTHERS = 3


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    long = [
        segment
        for segment in analysis.segments
        if segment.kind is SegmentKind.PARAGRAPH
        and _INNER.search(text, segment.span.start, segment.span.end)
    ]
    open_ones = [segment for segment in long if not _STOPPED.search(_tail(text, segment))]
    if not open_ones or len(long) - len(open_ones) < _OTHERS * len(open_ones):
        return
    never = words(analysis.language, "never_capital")
    for segment in open_ones:
        tail = _tail(text, segment)
        found = _BARE.search(tail)
        if found is None or _goes_on(analysis, segment):
            continue
        if not found["close"] and (found["word"] in never or found["word"] in reporting_forms()):
            # "…, he said" at the end of a paragraph: more than a stop is missing.
            continue
        start = segment.span.end - len(tail)
        close = found["close"]
        span = Span(start + found.start("close"), start + found.end("close"))
        if not close:
            span = Span(start + found.start("word"), start + found.end("word"))
        yield Hit(
            span,
            because="every other paragraph of this text has one",
            suggestion=f".{close}" if close else f"{span.of(text)}.",
        )


def _tail(text: str, segment: Segment) -> str:
    return text[max(segment.span.start, segment.span.end - _TAIL) : segment.span.end]


def _goes_on(analysis: Analysis, segment: Segment) -> bool:
    follow = analysis.segments[segment.index + 1 : segment.index + 2]
    if not follow:
        return False
    head = analysis.text[follow[0].span.start]
    return head.islower() or (not head.isalnum() and head not in "\"'“‘«[(")


RULE = Rule(
    code="FRM115",
    name="missing-stop",
    family="form",
    summary="paragraph that ends without a stop",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/punctuation",
    languages=("en", "de", "fr", "es"),
    check=_check,
    bad=(
        Bad(
            marked=(
                "It rained. The port is shut.\n\nThe crew left. The boats wait.\n\n"
                "The tide turned. Nobody came.\n\n"
                "The mayor of the port shrugged and looked up. "
                '"I will believe in the rain when I see it[["]]\n\nIt was May.'
            ),
            fixed=(
                "It rained. The port is shut.\n\nThe crew left. The boats wait.\n\n"
                "The tide turned. Nobody came.\n\n"
                "The mayor of the port shrugged and looked up. "
                '"I will believe in the rain when I see it."\n\nIt was May.'
            ),
        ),
        Bad(
            marked=(
                "The crew left at noon and slept in the hall. "
                "The port and the old quay are still [[shut]]\n\nThe tide came. The boats wait.\n\n"
                "The tide turned. Nobody came.\n\nThe rain fell. It was May."
            ),
        ),
        Bad(
            marked=(
                "Der Wind kam. Der Hafen ist zu.\n\nDie Boote lagen dort. Die Flut stieg.\n\n"
                "Der Regen fiel. Alle gingen.\n\nDie Nacht kam und mit ihr ein kalter Wind. "
                "Keiner von ihnen blieb noch lange am [[Ufer]]"
            ),
            language="de",
        ),
    ),
    good=(
        Good(text="The crew left. The port is shut\n\nThe tide came\n\nIt rained"),
        Good(
            text=(
                "The tide came. The boats wait.\n\nThe tide turned. Nobody came.\n\n"
                "The rain fell. It was May.\n\nThey sold two things. There were nets and\n\n"
                "oars on the quay."
            )
        ),
        Good(
            text=(
                "The tide came. The boats wait.\n\nThe tide turned. Nobody came.\n\n"
                "The rain fell. It was May.\n\nBoats of the North"
            )
        ),
        Good(
            text=(
                "The tide came. The boats wait.\n\nThe tide turned. Nobody came.\n\n"
                "The rain fell. It was May.\n\nThey sold two things. There were:\n\nNets"
            )
        ),
    ),
    doc=__doc__,
)
