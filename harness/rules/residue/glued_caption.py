"""A caption, a credit line or a picture's label in the middle of a paragraph.

Where a picture stood between two paragraphs the scraper leaves its caption, its credit or the
words of its buttons (`Image copyright`, `toggle caption`), glued to the sentence before.

A caption on a line of its own, and a sentence about a photo, stay quiet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_LABEL = (
    r"(?:FILE PHOTO|File photo|Photo|Photograph|Image|Picture|Foto|Bild|Fotografía|Imagen|Immagine"
    r"|Afbeelding|Фото|Zdjęcie|Fotoğraf)"
)
_MAKER = (
    r"(?:AFP|Reuters|REUTERS|AP|Getty(?: Images)?|EPA|EFE|DPA|dpa|ANSA|TASS|Xinhua|Anadolu|PA Media"
    r"|Shutterstock|iStock|Unsplash|Pexels|Wikimedia Commons)"
)
_TWO = r"[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+)?"
_PERSON = r"(?:[A-ZÀ-Þ][\w.'’-]+\s?){1,3}+"
# A sentence has to end before it, and a colon or a maker's name to follow.
_GLUED = re.compile(
    rf"(?<=[.!?\"”’»)])\s?(?P<span>(?:©\s?[\w/ ]{{1,20}}/\s?)?{_LABEL}"
    r"(?:\s(?:credit|copyright|caption|source|by|courtesy))?"
    rf"\s?(?::|©)\s?(?:{_MAKER}(?=\s[A-ZÀ-Þ])|{_PERSON}/\s?{_MAKER}|[^\s.][^.\n!?]{{0,60}}))"
)
# "Photo by Ann Low on Unsplash", "REUTERS/Ann Low" between two sentences.
_BY = re.compile(
    r"(?<=[.!?\"”’»)])\s(?P<span>(?:Photo|Photograph|Image|Picture|Illustration)s?\sby\s"
    rf"{_PERSON}(?:(?:on|via|for|from)\s{_MAKER})?+)(?=\s?[A-ZÀ-Þ.]|\s*\Z|\n)"
    rf"|(?<=[.!?\"”’»)])\s?(?P<agency>[(\[]?(?:REUTERS|Reuters|AP Photo|AFP|EPA)/{_TWO}[)\]]?)"
)
_BRACKETED = re.compile(rf"[(\[](?:{_LABEL})\s?:\s?[^()\[\]\n]{{2,60}}[)\]]")
# "Photo: ANP Thousands came": a credit before the first sentence of a paragraph.
_LED = re.compile(
    rf"^{_LABEL}\s?[:©]\s?(?:(?:{_MAKER}|[A-Z]{{2,6}})\s|{_TWO}\s?/\s?{_MAKER}\s?)"
    r"(?=[A-ZÀ-Þ][a-zà-þ]+\s[a-zà-þ]+\s)",
    re.M,
)
_ROOM = 40
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


_PICTURES = ("hoto", "hotos", "hotograph", "hotographs", "mage", "icture", "llustration")
_FORMS = (
    (_GLUED, (":", "©")),
    (_BUTTON, ("mage", "caption", "advert", "continues", "Alt text")),
    (
        _BY,
        (
            *(f"{word} by " for word in _PICTURES),
            "REUTERS/",
            "Reuters/",
            "AP Photo/",
            "AFP/",
            "EPA/",
        ),
    ),
    (_AGENCY, ("/",)),
    (_EDITOR, ("(E", "(Re", "(Web")),
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    end = -1
    for span in sorted((*_inside(analysis), *_bracketed(analysis))):
        if span.start >= end:
            end = span.end
            yield Hit(span, because="it belongs to a picture, not here")
    for segment in analysis.segments:
        whole = segment.span.of(text) if len(segment.span) < 120 else ""
        if whole and (credit := _CREDIT.match(whole)):
            start = segment.span.start
            yield Hit(Span(start, start + credit.end()), because="it belongs to a picture")


def _inside(analysis: Analysis) -> Iterator[Span]:
    """Yield credits and labels that stand inside a paragraph, not at its head."""
    text = analysis.text
    for form, signs in _FORMS:
        if not any(sign in text for sign in signs):
            continue
        for found in form.finditer(text):
            group = "span" if found["span"] else "agency"
            start, end = found.span(group)
            segment = analysis.segment_at(start)
            if segment is not None and segment.span.start != start:
                yield Span(start, start + len(text[start:end].rstrip()))


def _bracketed(analysis: Analysis) -> Iterator[Span]:
    """Yield credits in brackets or ahead of the first sentence, where other words follow."""
    text = analysis.text
    for found in _LED.finditer(text) if ":" in text or "©" in text else ():
        yield Span(found.start(), found.start() + len(found[0].rstrip()))
    if ":" not in text or ("(" not in text and "[" not in text):
        return
    for found in _BRACKETED.finditer(text):
        segment = analysis.segment_at(found.start())
        if segment is not None and len(segment.span) - len(found[0]) > _ROOM:
            yield Span(*found.span())


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
        Bad(
            marked="It rained. [[Photo by Ann Low on Unsplash]] Boats lie. [[REUTERS/An Li]] It is."
        ),
        Bad(
            marked="[[(Photo: Harbour Museum/Handout)]]The port has been shut since the quay broke."
        ),
        Bad(
            marked="It is shut. [[© dpa/Foto: Ann Low]]\n\nIt rained. [[Foto: EFE]] The wind blew."
        ),
        Bad(marked="[[Foto: An Li/dpa]]The ribbon was cut at noon."),
        Bad(marked="[[Foto: ANP]] Thousands of boats came into the port."),
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
