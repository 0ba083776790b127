"""A line of navigation: where the page stood in its site, or a row of the site's sections.

Scrapers take the trail above a headline (`Home > News > World`) or the menu (`News | Sport |
Weather`) for a paragraph, and it is translated with the article.

Only whole lines count, made of short labels between separators; table rows, scores, sums and a
sentence with one slash are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.rules.rule import Bad, Good, Rule

_ARROW = re.compile(r"\s*(?:>{1,2}|»|›|→|&gt;|&raquo;)\s*")
_BAR = re.compile(r"\s+[|•·/\\]\s+|\s*\|\s*")
_LABEL = re.compile(r"[^\W\d_][^.!?:;\"“”«»\d]{0,40}\Z")
# The first step of a trail, in the languages that pages are most often scraped from.
_HOME = frozenset(
    [
        "home",
        "homepage",
        "startseite",
        "start",
        "accueil",
        "inicio",
        "portada",
        "início",
        "página",
        "inicial",
        "pagina",
        "iniziale",
        "hjem",
        "hem",
        "etusivu",
        "strona",
        "główna",
        "главная",
        "anasayfa",
        "ana",
        "sayfa",
        "beranda",
        "головна",
        "domů",
        "úvod",
    ]
)
_WORDS = 5


def _check(analysis: Analysis) -> Iterable[Hit]:
    for segment in analysis.segments:
        if len(segment.span) > 200:
            continue
        line = segment.span.of(analysis.text)
        steps = [part for part in _ARROW.split(line) if part]
        if len(steps) >= 2 and _is_trail(steps, line):
            yield Hit(segment.span, because="the page's place in its site", suggestion="")
            continue
        labels = _BAR.split(line)
        if len(labels) >= 4 and all(map(_is_label, labels)):
            yield Hit(segment.span, because="a row of the site's sections", suggestion="")


def _is_trail(steps: list[str], line: str) -> bool:
    if not all(map(_is_label, steps[:-1])) or len(steps[-1].split()) > 16:
        return False
    if line.startswith((">", "»", "›")) or line.endswith((".", "!", "…")):
        return False
    if steps[0].split()[0].casefold() in _HOME:
        return True
    return len(steps) >= 3 and all(map(_is_label, steps)) and all(s[:1].isupper() for s in steps)


def _is_label(part: str) -> bool:
    return _LABEL.match(part.strip()) is not None and len(part.split()) <= _WORDS


RULE = Rule(
    code="RES209",
    name="breadcrumb-line",
    family="residue",
    summary="navigation of the site taken for text",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="design/markup",
    cause=Cause.SITE,
    check=_check,
    bad=(
        Bad(marked="[[Home > News > World]]\n\nThe port is shut."),
        Bad(marked="[[Startseite » Nachrichten » Hafen zu]]\n\nDer Hafen ist zu.", language="de"),
        Bad(marked="[[News | Sport | Weather | Travel]]\n\nThe port is shut."),
        Bad(marked="[[World › Europe › Norway]]\n\nThe port is shut."),
    ),
    good=(
        Good(text="Home > away: the team lost every match on the road."),
        Good(text="He chose and/or; 3 > 2 > 1 is true."),
        Good(text="Team | P | W | 12 | 3"),
        Good(text="« Oui », dit-il. « Non », dit-elle.", language="fr"),
        Good(text="Home\n\nThe port > the road, she said."),
    ),
    doc=__doc__,
)
