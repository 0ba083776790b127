"""A piece of HTML, CSS or script between the words, whole or broken.

Scrapers that cut pages with patterns keep tags, attributes and snippets of script; engines
then put spaces into them (`< / p >`) or lose a bracket. A reader sees code.

Quiet on comparisons (`x < y`), hearts, addresses in angle brackets, on a tag that the source
has at the same place, and on one that the text shows between quotation or code marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule
from harness.segment.lines import found_by

_TAGS = (
    "a|abbr|article|aside|audio|b|blockquote|body|br|button|center|cite|code|del|div|em|embed|fig"
    "|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label"
    "|li|link|main|meta|nav|noscript|object|ol|option|p|picture|pre|q|s|script|section|select"
    "|small|source|span|strong|style|sub|sup|svg|table|tbody|td|template|textarea|th|thead|time"
    "|title|tr|u|ul|video|x|g|ph|bpt|ept"
)
_TAG = re.compile(
    rf"<(?!\s[a-z]\s?>)\s?/?\s?(?:{_TAGS})(?:\s[^<>]{{0,400}})?\s?/?\s?>|<!--[^<>]{{0,400}}-->",
    re.I,
)
_BROKEN = re.compile(
    r"</\s?(?:p|div|span|a|b|i|em|strong|li|ul|ol|td|tr|h[1-6])\b(?!\s?>)"
    r"|<(?:br|hr|img|p|div|span|li)(?=[\s\n][A-Z])"
    r"|(?<![<\w])(?:br|hr)\s?/>"
)
_ATTRIBUTE = re.compile(
    r"(?<![\w<])(?:href|src|srcset|class|style|alt|target|rel|width|height|id|data-[a-z-]+)"
    r"\s?=\s?[\"'“”][^\"'“”<>\n]{0,200}[\"'“”]\s?/?>?"
)
_SCRIPT = (
    ("document.", re.compile(r"\bdocument\.(?:write|getElementById)\([^()\n]{0,120}\);?")),
    ("function", re.compile(r"\bfunction\s?\w*\([\w, ]{0,60}\)\s?\{")),
    ("window.", re.compile(r"\bwindow\.[a-z]\w+\s?=")),
    ("var ", re.compile(r"\bvar \w+ ?= ?[\w'\"\[{]")),
    ("(adsbygoogle", re.compile(r"\(adsbygoogle ?= ?[^\n;]{0,80};?")),
)
_STYLE = re.compile(r"[.#]?[a-z][\w-]{0,30}+ ?\{ ?[a-z-]+ ?: ?[^{}\n]{1,80};? ?\}")


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    end = 0
    for span in sorted(_found(text), key=lambda span: (span.start, -span.end)):
        if span.start < end or _meant(analysis, span):
            continue
        end = span.end
        yield Hit(span, because="code that a reader should not see", suggestion="")


def _found(text: str) -> Iterable[Span]:
    # A tag may go on over a line's end.
    for match in _TAG.finditer(text) if "<" in text and ">" in text else ():
        yield Span(*match.span())
    forms = (("<", _BROKEN), ("/>", _BROKEN), ("=", _ATTRIBUTE), ("{", _STYLE), *_SCRIPT)
    for sign, form in forms:
        for match in found_by(form, sign, text):
            yield Span(*match.span())


def _meant(analysis: Analysis, span: Span) -> bool:
    """Whether the text shows the code on purpose, or the source has it too."""
    text = analysis.text
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    if around in ("``", '""', "“”", "''", "‘’", "«»", "()"):
        return True
    source = analysis.article.document.source
    segment = analysis.segment_at(span.start)
    if source is None or segment is None or segment.source is None:
        return False
    return span.of(text) in segment.source.of(source)


RULE = Rule(
    code="RES202",
    name="html-tag-left",
    family="residue",
    summary="piece of HTML or script left in the text",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="design/markup",
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(marked="The port is [[<b>]]shut[[</b>]] today.", fixed="The port is shut today."),
        Bad(marked="Rain fell.[[< / p >]] Wind rose.[[<br />]]"),
        Bad(marked='See the map [[src="map.png" />]] of the harbour.'),
        Bad(marked="Rain fell. [[document.write(stamp);]] Wind rose."),
        Bad(marked="Rain fell.[[</p]] Wind rose."),
        Bad(marked="Le [[<b>]]port est <i>fermé</i>.", source="The <i>port</i>: <i>, </i>"),
    ),
    good=(
        Good(text="If x < y and y > z, then a < b > c holds no more."),
        Good(text="I <3 you; write to <ann@example.org> or <https://example.org>."),
        Good(text='The tag "<b>" makes bold text; so does `<strong>`.'),
        Good(text="The <i>port</i>", source="Der <i>Hafen</i>"),
        Good(text="She teaches a class = a lot of work; the style is hers."),
    ),
    doc=__doc__,
)
