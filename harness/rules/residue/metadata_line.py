"""A line of the page's record, not of its text: a key with a date, a slug, tags or a stamp.

Content systems print fields above and below an article (`date 2019-12-27`, `slug:
port-shut`), and scrapers that drop the layout keep them as words. What is machine-made about
them is seen: a key in lower case without a sentence around it, an ISO date, a time stamp.

Quiet on what newspapers print for readers: a byline, a dateline, "Published: 3 May".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_STAMP = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})"
    r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
    r"(?:\s?Z|\s?(?:UTC|GMT)?[+-]\d{2}:?\d{2}|\s?[ap]m)?"
)
_KEY = (
    r"(?:pub(?:lish(?:ed)?)?|post(?:ed)?|updated?|creat(?:ed|ion)|modified|last)?[_ -]?"
    r"(?:date|datetime|time|timestamp|published|posted|updated|created|modified|at|on)"
    r"|datum|fecha|data|veröffentlicht|publi[ée]|publicado|aktualisiert|дата|tarih|tanggal"
)
_DATED = re.compile(rf"(?:{_KEY})\s?[:=|]?\s?{_STAMP}", re.IGNORECASE)
_STAMPED = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?")
_FIELD = re.compile(
    r"(?:slug|permalink|post[_ -]?id|article[_ -]?id|guid|uuid|layout|thumbnail|featured[_ -]image"
    r"|meta[_ -]?description|og:\w+|tags?|categor(?:y|ies)|keywords?|seo[_ -]title|word[_ -]?count"
    r"|reading[_ -]time|canonical)\s?[:=]\s?\S[^\n]{0,160}"
    r"|(?:Tags|Keywords|Categories):\s[^.\n]{3,120}"
)
_REST = re.compile(r"(?:\s|%[A-Z][A-Z_]*[0-9a-f]*%|\{\{[^{}]*\}\}|[|•·,;-]|&nbsp;)*\Z")
_EDGE = 3


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    last = len(analysis.segments) - 1
    for segment in analysis.segments:
        start, end = segment.span.start, segment.span.end
        edge = segment.index < _EDGE or segment.index > last - _EDGE
        for form, sure in ((_DATED, True), (_STAMPED, True), (_FIELD, False)):
            found = form.match(text, start, min(end, start + 300))
            if not found or (not sure and not (edge and len(found[0].split()) < 25)):
                continue
            if _REST.match(text, found.end(), end) if sure else "\n" not in text[start:end]:
                span = Span(*found.span())
                yield Hit(span, because="a field of the page's record", suggestion="")
                break


RULE = Rule(
    code="RES207",
    name="metadata-line",
    family="residue",
    summary="line of the page's record taken for text",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="design/markup",
    cause=Cause.SITE,
    check=_check,
    bad=(
        Bad(marked=" [[date 2021-03-04]] %AD_TOP%\n\nThe port is shut."),
        Bad(marked="[[published_at: 2021-03-04T10:15:00Z]]\n\nThe port is shut."),
        Bad(marked="The port is shut.\n\n[[slug: port-shut-again]]"),
        Bad(marked="The port is shut.\n\n[[tags: port, weather, fish]]"),
        Bad(marked="[[fecha 04/03/2021 10:15]]\n\nEl puerto está cerrado.", language="es"),
    ),
    good=(
        Good(text="Date night in the capital is a costly thing."),
        Good(text="December 27, 2019\n\nBy Ann Low\n\nThe port is shut."),
        Good(text="Published: 3 May\n\nThe port is shut."),
        Good(text="Date: 2019-12-27 was a Friday, and the port was shut."),
        Good(text="On 2019-12-27 the port was shut.\n\nTags are sewn into every coat: they last."),
    ),
    doc=__doc__,
)
