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
from harness.analyse.tokens import fold
from harness.data import languages, table, words
from harness.data.expressions import by_role, heads
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
# Signs that lead on to something else, and never begin a paragraph of an article.
_LEADS_ON = re.compile(r"(?:>>|▶|►|➤|⇒|👉|→)\s?\S")
_QUOTE = re.compile('["“”„«»]')
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*){2,}\Z")
_BYLINE = re.compile(
    r"[^\n:]{2,50}[-–|,•·]\s?\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}(?:,|\s[-–|])?\s\d{1,2}:\d{2}\Z"
)
_PARTS = re.compile(r"\s+[·•|]\s+")
_STAMP = re.compile(
    r"(?:(?:last )?(?:updated|published|posted|modified|aktualisiert|publié|actualizado)"
    r"(?: on| at| le| el| am)?:? )?(?:0[0:./ ,-]*|today|yesterday)(?: ?[ap]\.?m\.?| [a-z]{3,4})?\Z"
)
_TALK = 22
# What nobody sets around a heading, and what ends a sentence.
_SHOWY = re.compile(r"[‹›<>▶►➤⇒→←★☆⚠✓✔•|·#@]|\s[-–—]\s|\A[A-Z][A-Z !:]{8,}\Z")
_SENTENCE_END = re.compile(r"[.?][\"'”’»)\]]*\s*\Z")
_LINE = 9
_BRIEF = 4
_WORD = re.compile(r"[\w'’-]+")
_NEAR = 2
# A heading of one or two words may well be an article's own subheading.
_SHORT = 3


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
        listed = short and not _is_line(span.of(analysis.text))
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
    apart = alone and (index > 0 or " | " in whole) and _is_line(whole)
    if _is_furniture(whole) or apart or (alone and _talks(whole)):
        yield span
        return
    if len(span) < 40:
        return
    for sentence in analysis.segment_sentences[index]:
        part = sentence.of(text)
        counted = sentence.end == span.end and part[-1:].isdigit()
        if (len(part.split()) >= _SHORT or counted) and (
            _is_furniture(part)
            or (sentence.end == span.end and part[-1:] not in ".?!" and _is_line(part))
        ):
            yield sentence


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


@cache
def _own_talk() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Per language what a site says of itself, and what it asks of its reader."""
    pairs = []
    for code in languages("site_talk"):
        one = by_role(table(code, "site_talk"))
        pairs.append(
            (
                re.compile(rf"{one['ours']}(?: [\w-]+){{0,2}} {one['site']}"),
                re.compile(rf"{one['reader']}.{{0,40}}{one['this']}"),
            )
        )
        pairs.append((pairs[-1][0], re.compile(rf"{one['this']}.{{0,60}}{one['reader']}")))
    return tuple(pairs)


@cache
def _heads(name: str, roles: frozenset[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    return heads(
        word
        for code in languages(name)
        for word, role in table(code, name).items()
        if role in roles
    )


def _can_hold(plain: str, name: str, *roles: str) -> bool:
    """Whether a line has the first word of any entry: nearly every line of prose ends here."""
    whole, openings = _heads(name, frozenset(roles))
    found = _WORD.findall(plain)
    return not whole.isdisjoint(found) or any(word.startswith(openings) for word in found)


def _talks(line: str) -> bool:
    """Whether a short paragraph speaks for the site, or leads on to another page."""
    if len(line) > 240 or len(line.split()) > _TALK:
        return False
    if _LEADS_ON.match(line) or _HASHTAGS.match(line) or _BYLINE.match(line):
        return True
    if _QUOTE.search(line):
        return False
    plain = fold(line)
    if not _can_hold(plain, "site_talk", "site", "this"):
        return False
    return any(own.search(plain) or asks.search(plain) for own, asks in _own_talk())


@cache
def _site_words() -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """What is furniture by one word in any language, and per language what is by two."""
    tables = [by_role(table(code, "site_words")) for code in languages("site_words")]
    strong = "|".join(one["strong"] for one in tables)
    return re.compile(strong), tuple(re.compile(one["weak"]) for one in tables)


def _is_line(line: str) -> bool:
    """Whether a line without a stop is made of the words of furniture."""
    stopped = _SENTENCE_END.search(line) is not None and len(line.split()) > _BRIEF
    if len(line.split()) > _LINE or _QUOTE.search(line) or stopped:
        return False
    plain = fold(line)
    if not _can_hold(plain, "site_words", "strong", "weak"):
        return False
    strong, weak = _site_words()
    if strong.search(plain):
        return True
    if _SENTENCE_END.search(line):
        return False
    needed = 1 if _SHOWY.search(line) else 2
    return any(len(set(one.findall(plain))) >= needed for one in weak)


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
