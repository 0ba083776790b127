"""A line of the site around the article: a comment form, a cookie notice, a button, a count.

Scrapers that take all text of a page take its furniture too, and it is translated into
whatever the target language makes of it. Whole lines and whole sentences are compared with a
packaged list in nine languages, whatever the article's own language is, since furniture often
stays behind. So is a short line in which a site speaks of what is its own ("our newsletter")
or asks its reader to do something with the page ("print this page"), and one without a stop whose
words are those of furniture ("Copy URL Copied!", "Last updated 2 hours ago").

A sentence about comments, cookies or advertising is no such line; a single word such as
"Share" or "Related" counts only where other furniture stands near it or the text ends with
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from harness.analyse import Analysis
from harness.analyse.furniture import is_label, talks
from harness.analyse.tokens import fold
from harness.data import languages, words
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_EDGES = ' \t\r\n.!?…:»›>→+|•-–—*“”"()[]'
_LEAD_IN = re.compile(r"(?P<head>[^:|–—]{3,30})[:|–—]\s?\S")
# What is sold around an article; no article heads a part of itself so.
_SOLD = re.compile(
    r"\W*(?:sponsored (?:link|content|post|ad|by)|advertisement|werbung|anzeige|publicité"
    r"|publicidad|pubblicità|publicidade|реклама|reklam|reclame|reklama)s?\W*\Z",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[·•|]\s+")
_STAMP = re.compile(
    r"(?:(?:last )?(?:updated|published|posted|modified|aktualisiert|publié|actualizado)"
    r"(?: on| at| le| el| am)?:? )?(?:0[0:./ ,-]*|today|yesterday)(?: ?[ap]\.?m\.?| [a-z]{3,4})?\Z"
)
_NEAR = 2
# A heading of one or two words may well be an article's own subheading.
_SHORT = 3
# "Don't miss out! Get our app now."
_TWO = 8


@cache
def _lines() -> tuple[frozenset[str], tuple[str, ...]]:
    listed = [
        entry
        for code in languages("boilerplate_lines")
        for entry in words(code, "boilerplate_lines")
    ]
    whole = frozenset(entry.strip(_EDGES) for entry in listed if not entry.endswith("*"))
    return whole, tuple(sorted({entry[:-1] for entry in listed if entry.endswith("*")}))


@cache
def _first_words() -> frozenset[str]:
    whole, openings = _lines()
    return frozenset(entry.split()[0].strip(_EDGES + ",") for entry in (*whole, *openings))


def _check(analysis: Analysis) -> Iterable[Hit]:
    if analysis.segments and analysis.segments[0].kind in (SegmentKind.LINE, SegmentKind.UNIT):
        # Rows of an interface are furniture by right.
        return
    found = [
        (segment.index, span)
        for segment in analysis.segments
        for span in _furniture(analysis, segment.index)
    ]
    places = {index for index, _ in found}
    last = len(analysis.segments) - 1
    for index, span in found:
        short = len(span.of(analysis.text).split()) < _SHORT
        company = any(
            near in places for near in range(index - _NEAR, index + _NEAR + 1) if near != index
        )
        sold = _SOLD.match(span.of(analysis.text)) is not None
        listed = short and not is_label(span.of(analysis.text))
        alone = listed and not company and index != last and not sold
        yield Hit(
            span,
            because="it belongs to the site, not to the article",
            suggestion="",
            confidence=Confidence.LOW if alone else None,
        )


def _furniture(analysis: Analysis, index: int) -> Iterable[Span]:
    """Yield the parts of one paragraph that are furniture: all of it, or whole sentences."""
    text = analysis.text
    span = analysis.segments[index].span
    whole = span.of(text)
    alone = len(analysis.segment_sentences[index]) < 2
    if (colon := whole.find(": ", 0, 40)) > 0 and _headed(analysis, index, whole[colon + 2 :]):
        yield span
        return
    brief = alone or len(whole.split()) <= _TWO
    apart = alone and (index > 0 or " | " in whole) and is_label(whole)
    if _is_furniture(whole) or apart or (brief and talks(whole)):
        yield span
        return
    if len(span) < 40:
        return
    for sentence in analysis.segment_sentences[index]:
        part = sentence.of(text)
        counted = sentence.end == span.end and part[-1:].isdigit()
        if (len(part.split()) >= _SHORT or counted) and (
            _is_furniture(part)
            or (sentence.end == span.end and part[-1:] not in ".?!" and is_label(part))
        ):
            yield sentence


def _headed(analysis: Analysis, index: int, rest: str) -> bool:
    """Whether what follows a colon is another paragraph whole: "You are reading: the headline"."""
    near = analysis.segments[index + 1 : index + 3]
    return len(rest.split()) >= _SHORT and any(one.span.of(analysis.text) == rest for one in near)


def _is_furniture(line: str) -> bool:
    if len(line) > 400:
        return False
    first = line.split(maxsplit=1)[0].strip(_EDGES + ",").casefold() if line.strip() else ""
    if first not in _first_words() and not first[:1].isdigit():
        return False
    whole, openings = _lines()
    quoted = line.lstrip()[:1] in '"“'
    plain = _FIGURES.sub("0", fold(line)).strip(_EDGES)
    # A count stands on either side of what is counted: "0 comments", "comment 0".
    what = plain.removesuffix(" 0")
    if plain in whole or (what != plain and not {f"0 {what}", f"0 {what}s"}.isdisjoint(whole)):
        return True
    if len(plain.split()) <= 45 and not quoted and plain.startswith(openings):
        return True
    return _is_composed(plain, whole)


def _is_composed(plain: str, whole: frozenset[str]) -> bool:
    """Whether two listed lines are joined, or one leads in a link: "Read also: Ten tips"."""
    pieces = _PARTS.split(plain)
    known = [piece in whole or _STAMP.match(piece) for piece in pieces]
    if len(pieces) > 1 and all(known) and any(piece in whole for piece in pieces):
        return True
    parts = plain.split()
    if len(parts) <= 8 and any(
        " ".join(parts[:k]) in whole and " ".join(parts[k:]) in whole for k in range(1, len(parts))
    ):
        return True
    lead = _LEAD_IN.match(plain)
    if not lead or len(parts) > 24:
        return False
    head = lead["head"].strip()
    return head in whole and (len(head.split()) > 1 or head in ("related", "advertisement"))


RULE = Rule(
    code="RES206",
    name="site-boilerplate",
    family="residue",
    summary="line of the site around the article",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="design/markup",
    cause=Cause.SITE,
    check=_check,
    bad=(
        Bad(marked="The port is shut.\n\n[[Please enter your comment!]]"),
        Bad(marked="The port is shut.\n\n[[We use cookies to mend it.]]\n\n[[Accept all]]"),
        Bad(marked="[[12 Kommentare]]\n\n[[Artikel teilen]]\n\nDer Hafen ist zu.", language="de"),
        Bad(
            marked="Le port est fermé depuis lundi. [[Abonnez-vous à notre newsletter !]]",
            language="fr",
        ),
        Bad(marked="It is shut.\n\n[[READ ALSO: Ten ports of the north]]\n\nIt rained."),
        Bad(marked="It is shut.\n\n[[Sponsored Link]]\n\nIt rained all day on the quay."),
        Bad(
            marked=(
                "The port is shut, they said at noon, and nobody ever came to open it again, "
                "for it rained all day. [[Comment 0]]"
            )
        ),
        Bad(marked="It is shut.\n\n[[Leave a Reply Cancel reply]]"),
        Bad(marked="El puerto está cerrado.\n\n[[Lea también]]", language="es"),
        Bad(
            marked="The port is shut.\n\n[[Join our new Telegram channel for more from the quay.]]"
        ),
        Bad(
            marked="[[By Li - 12.03.2025 09:41]]\n\nIt has rained since noon. [[Read full story…]]"
        ),
        Bad(
            marked="[[Sie lesen: Der Hafen ist zu]]\n\nDer Hafen ist zu\n\nEs regnet.",
            language="de",
        ),
        Bad(marked="It rained.\n\n[[Don’t miss out! Get our app now.]]\n\n[[Tagged port, rain]]"),
        Bad(marked="It rained all day.\n\n[[#port #rain]]"),
        Bad(marked="[[9 min read · Updated 14:02]]\n\nThe port is shut.\n\n[[>> Video: the port]]"),
        Bad(marked="The port is shut.\n\n[[Este conteúdo não pode ser visto no seu país]]"),
        Bad(marked="The port is shut.\n\n[[Tutti i diritti riservati]]"),
    ),
    good=(
        Good(text="The tool has no cookies and shows no advertising.\n\nWe use them at noon."),
        Good(text="The notice said that the site used cookies. Nobody had read it."),
        Good(text='"Please enter your comment," the form said, and she did.'),
        Good(
            text="The harbour told its readers of a newsletter.\n\nThis page of history is closed."
        ),
        Good(text="“Stay informed and rate this page,” he said.\n\nAbout us they said nothing."),
        Good(text="Share prices fell again.\n\nComments on the plan are due in May."),
        Good(text="Read more books, he told them, and they did."),
    ),
    doc=__doc__,
)
