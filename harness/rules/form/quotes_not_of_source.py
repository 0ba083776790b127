"""Words in quotation marks that the source does not quote, or a quotation that is lost.

Who says something is told by the marks around it: without them the words become the paper's own,
and with them a plain report becomes somebody's words.

Only whether a segment quotes at all is compared, with the marks of every script; a title in 《》,
an Italian or Spanish speech after a dash and single quotes count as quotations, and a quotation
that goes on from one segment to the next is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_DOUBLE = re.compile(r"[\"“”„«»「」『』〝〞＂‟]|''|``")
# What stands for quotation marks in one language and by other means in the next.
_LOOSE = re.compile(
    r"[《》〈〉‹›‘‚‛`]|(?<!\w)['’](?=[^\s'’])|(?:\A|\n)\s*[-–—]|[*_]\w|</?(?:i|em|q|cite|b)\b|[′″]|\d[\"”]"
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    source = analysis.article.document.source
    if source is None:
        return
    for segment in analysis.segments:
        if segment.source is None:
            continue
        text, other = segment.span.of(analysis.text), segment.source.of(source)
        mine, theirs = (list(_DOUBLE.finditer(side)) for side in (text, other))
        if len(mine) >= 2 and not theirs and not _LOOSE.search(other):
            start = segment.span.start
            span = Span(start + mine[0].start(), start + mine[1].end())
            yield Hit(span, because="the source quotes nothing here")
        elif len(theirs) >= 2 and not mine and not _LOOSE.search(text):
            quoted = other[theirs[0].start() : theirs[1].end()]
            end = segment.span.end
            yield Hit(Span(end, end), because=f"the source quotes {_short(quoted)}")


def _short(quoted: str) -> str:
    return quoted if len(quoted) <= _LONGEST else f"{quoted[:_LONGEST]}…"


_LONGEST = 60

RULE = Rule(
    code="FRM155",
    name="quotes-not-of-source",
    family="form",
    summary="quotation that only one of segment and source has",
    severity=Severity.MINOR,
    confidence=Confidence.LOW,
    mqm="fluency/punctuation",
    needs=Needs.SOURCE,
    check=_check,
    bad=(
        Bad(
            marked="The mayor called it a shame for the town.[[]]",
            source="El alcalde lo llamó «una vergüenza para el pueblo».",
        ),
        Bad(
            marked="The boat was [[“lost at sea”]], the family said.",
            source="Das Boot sei auf See verloren, sagte die Familie.",
        ),
        Bad(
            marked="He said the well was dry and left.[[]]",
            source="他说：“井已经干了。”然后离开了。",
        ),
    ),
    good=(
        Good(text="He called it “a shame”.", source="Lo llamó «una vergüenza»."),
        Good(text="He called it 'a shame'.", source="Er nannte es „eine Schande“."),
        Good(text="She read “The Mill” twice.", source="她把《磨坊》读了两遍。"),
        Good(text="“It is dry,” he said.", source="—Está seco —dijo."),
        Good(text="The door is 36″ wide.", source="Die Tür ist 36″ breit."),
    ),
    doc=__doc__,
)
