"""A caption, a credit line or a picture's label in the middle of a paragraph.

Where a picture stood between two paragraphs the scraper leaves its caption, its credit or the
words of its buttons (`Image copyright`, `toggle caption`), glued to the sentence before.

A caption on a line of its own, and a sentence about a photo, stay quiet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_LABEL = (
    r"(?:FILE PHOTO|File photo|Photo|Photograph|Image|Picture|Foto|Bild|Fotografía|Imagen|Immagine"
    r"|Afbeelding|Фото|Zdjęcie|Fotoğraf)"
)
# A sentence has to end before it, and a colon or a maker's name to follow.
_GLUED = re.compile(
    rf"(?<=[.!?\"”’»)])\s?(?P<span>{_LABEL}(?:\s(?:credit|copyright|caption|source|by|courtesy))?"
    r"\s?(?::|©)\s?[^\s.][^.\n!?]{0,60})"
)
_BUTTON = re.compile(
    r"(?P<span>Image (?:copyright|source|caption)(?=[\s,]+[A-Z])|(?:Hide|toggle|Toggle) caption"
    r"|Enlarge this image|Click to enlarge|Skip advertisement|Advertisement - scroll to continue"
    r"|Story continues below|Article continues (?:below|after) (?:this )?ad\w*|Alt text:)"
)
_CREDIT = re.compile(
    rf"(?<!\S)(?P<span>{_LABEL}\s(?:credit|copyright|caption|courtesy)s?\s?[:©][^\n]{{1,80}})\Z"
)
_EDITOR = re.compile(
    r"(?P<span>\((?:Editor|Editing|Reporter|Web editor)s?: [^()\n]{1,50}\))\s*$", re.M
)
_AGENCY = re.compile(
    r"(?<=[.!?\"”])\s?(?P<span>[(\[]?(?:[A-Z][\w.'’-]+\s){1,3}/\s?(?:AFP|Reuters|REUTERS|AP|Getty"
    r"(?: Images)?|EPA|DPA|dpa|ANSA|EFE|TASS|Xinhua|Anadolu)[)\]]?)"
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    for form, sign in (
        (_GLUED, ":"),
        (_GLUED, "©"),
        (_BUTTON, "a"),
        (_AGENCY, "/"),
        (_EDITOR, "(E"),
    ):
        if sign not in text:
            continue
        for found in form.finditer(text):
            segment = analysis.segment_at(found.start("span"))
            if segment is None or segment.span.start == found.start("span"):
                continue
            if sign in ":©" and sign not in found["span"]:
                continue
            yield Hit(Span(*found.span("span")), because="it belongs to a picture, not here")
    for segment in analysis.segments:
        whole = segment.span.of(text) if len(segment.span) < 120 else ""
        if whole and (credit := _CREDIT.match(whole)):
            start = segment.span.start
            yield Hit(Span(start, start + credit.end()), because="it belongs to a picture")


RULE = Rule(
    code="RES208",
    name="glued-caption",
    family="residue",
    summary="caption or credit inside a paragraph",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="design/markup",
    cause=Cause.SITE,
    check=_check,
    bad=(
        Bad(marked="The port is shut.[[Photo: Ann Low]]"),
        Bad(marked="The port is shut. [[Image copyright]] Getty Images Two boats lie in the mud."),
        Bad(marked="The port is shut. [[Enlarge this image]] Two boats lie in the mud."),
        Bad(marked="It is shut.\n\n[[Photo credit: Ann Low / Harbour]]\n\nIt rained."),
        Bad(marked="The port is shut. [[(Editor: Li)]]"),
        Bad(marked='"It is shut." [[Ann Low / AFP]] Two boats lie in the mud.'),
    ),
    good=(
        Good(text="Photo: Ann Low"),
        Good(text="The photo: a boat in the mud. The picture is hers."),
        Good(text="He said of the image copyright that it was his."),
        Good(text="The port is shut. Photographs by Ann Low hang in the hall."),
    ),
    doc=__doc__,
)
