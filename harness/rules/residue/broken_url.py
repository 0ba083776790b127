"""A web address that translation broke, or the address of a picture left among the words.

Tokenisers part `https://www.example.org` at its marks and nobody joins it again, so the link
leads nowhere; scrapers keep the bare address of an image where the picture was, often cut
short.

Quiet on whole addresses and on endings that are spoken of (`the .com boom`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule
from harness.segment.lines import found_by

_ENDINGS = "com|org|net|gov|edu|info|io|eu|co\\.uk|de|fr|es|it|ru|nl|ca|au|ua|tr|pl|br"
_SCHEME = re.compile(
    r"\bhttps? ?(?:: (?=/)|:/ (?=/)|(?=//)|: ?//? | :// ?|:/(?=[^/\s]))"
    r"(?:[\w-]+ ?[./] ?){0,12}[\w-]*(?:\.\w+)?(?:/[\w./?=&%#-]*)?"
)
_WWW = re.compile(r"\bwww(?: \. ?|\. )(?:[\w-]+ ?\. ?){1,6}(?:" + _ENDINGS + r")\b(?:/\S*)?", re.I)
_DOMAIN = re.compile(
    r"(?<![\w.@/-])[A-Za-z0-9][A-Za-z0-9-]*+(?: \. |\. )(?:com|org|net|gov|edu)(?![\w'’-])"
    r"(?:/[\w./?=&%#-]*)?"
)
_BARE = re.compile(r"(?<![\w:/.\\])//(?:[\w-]+\.)+[a-z]{2,}/[\w./?=&%#-]*")
_MISSPELT = re.compile(r"\b(?:htp|htpp|htttp|hhttp|ttp|htt|hxxp)s?:/+[\w.-]+(?:/[\w./?=&%#-]*)?")
_PICTURE = re.compile(
    r"(?<![\"'(=\w])(?:https?://|www\.|/)[^\s\"'<>()]{1,300}"
    r"(?:\.(?:jpe?g|png|gif|webp|svg)(?:\?\S*)?(?:\.{2,3}|…)?|/(?:wp-content|uploads)/\S*)",
    re.I,
)
_CUT = re.compile(r"https?://[^\s\"'<>()]{0,300}?(?:\.{3}|…)(?=\s|$)|https?://(?=[\s.,;]|$)")


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    end = 0
    for span, because, whole in sorted(_found(text), key=lambda one: (one[0].start, -one[0].end)):
        if span.start < end:
            continue
        end = span.end
        joined = "".join(span.of(text).split())
        yield Hit(span, because=because, suggestion=joined if whole else None)


def _found(text: str) -> Iterable[tuple[Span, str, bool]]:
    parted = "parted by spaces or marks lost"
    forms = (
        (_PICTURE, "the address of a picture, not text", False, "/"),
        (_CUT, "cut short", False, "://"),
        (_SCHEME, parted, True, "http"),
        (_WWW, parted, True, "www"),
        (_WWW, parted, True, "WWW"),
        (_MISSPELT, "its beginning is broken", False, ":/"),
        (_BARE, "its beginning is lost", False, "//"),
    )
    for form, because, whole, sign in forms:
        for match in found_by(form, sign, text):
            yield _trimmed(match), because, whole and "//" in match[0] + "//"
    for ending in (". com", ". org", ". net", ". gov", ". edu"):
        for match in found_by(_DOMAIN, ending, text):
            yield _trimmed(match), parted, True


def _trimmed(match: re.Match[str]) -> Span:
    return Span(match.start(), match.start() + len(match[0].rstrip(" ,;")))


RULE = Rule(
    code="RES204",
    name="broken-url",
    family="residue",
    summary="broken or left-over web address",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="design/markup",
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(
            marked="See [[https: //www.example.org/port]] for times.",
            fixed="See https://www.example.org/port for times.",
        ),
        Bad(marked="Ask at [[www. example. com]] today.", fixed="Ask at www.example.com today."),
        Bad(marked="They buy at [[riverbooks. com]] now.", fixed="They buy at riverbooks.com now."),
        Bad(marked="Rain fell. [[https://example.org/wp-content/quay.jpg]] Wind rose."),
        Bad(marked="More at [[https://example.org/the-ha…]]"),
        Bad(marked="Ask at [[htp:/ferry.example/status]] first."),
        Bad(marked="It was on [[//static.example.org/a/b.html]] all day."),
    ),
    good=(
        Good(text="See https://www.example.org/port, www.example.com and example.net."),
        Good(text="The .com boom made every .org jealous. Com Truise played."),
        Good(text="He left for the net. Org charts were drawn: http is a protocol."),
        Good(text="Either/or; and // or 24/7; he/she; http://example.org/a.html."),
    ),
    doc=__doc__,
)
