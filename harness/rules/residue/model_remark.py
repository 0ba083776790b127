"""A language model that speaks about its task instead of doing it.

"Here is the translation:", "As an AI language model …", or the prompt itself ("Translate the
following text") arrive in the output when nobody strips what stands around the answer.

Openings count only where a paragraph begins with them and they are short or end in a colon;
people who say in an article what they are (an AI researcher, a translator) stay quiet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from harness.analyse import Analysis
from harness.analyse.quotes import quoted
from harness.analyse.tokens import fold
from harness.data import languages, table
from harness.data.expressions import by_role, heads
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Segment, Span
from harness.rules.rule import Bad, Good, Rule

_LEAD = re.compile(r"[\s>*#\"“„«'-]*")
_HEAD_WORDS = 24
# A whole paragraph in brackets that speaks of the text as a task; the stems serve many languages.
_TASK = (
    r"translat|tradu[cçzit]|übersetz|vertal|перев|source text|original|next message|formal"
    r"|paragraph|context"
)
_NOTE = re.compile(
    rf"[\[(](?=[^\[\]\n]{{0,200}}(?:{_TASK}))[^\[\]\n]{{8,240}}[\])]\s*\Z", re.IGNORECASE
)
# "Please let me know if …" says what "Let me know if …" says.
_POLITE = re.compile(r"(?:please|also|and|bitte|por favor),?\s+(?=let |feel |lass|av|ha)")
_COLON = re.compile(r"[:：]")
# What stands before a colon, from the head of its line, sentence or bracket on.
_HEADED = re.compile(r"(?:^|(?<=[.!?] )|(?<=[\[(]))(?P<head>[^\n.!?\[\]():]{5,40}):", re.M)
_PRESENTED = 160
_FIRST = re.compile(r"[\w'’]+")
_OFFER = 30
_BARE = 6
_SOON = 40
_EDGE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """How one language presents an answer."""

    opening: str
    work: str
    done: str
    thing: str
    heads: str | None
    hopes: str | None
    wishes: str | None
    asks: str | None


@cache
def _presenting() -> tuple[_Words, ...]:
    made = []
    for code in languages("model_presents"):
        one = by_role(table(code, "model_presents"))
        made.append(
            _Words(
                opening=rf"(?:{one['assents']}[\s,.!！。，:-]+){{0,2}}{one['shows']}",
                work=one["work"],
                done=one["done"],
                thing=one["thing"],
                heads=one.get("heads"),
                hopes=one.get("hopes"),
                wishes=one.get("wishes"),
                asks=one.get("asks"),
            )
        )
    return tuple(made)


@cache
def _pattern(written: str) -> re.Pattern[str]:
    """Return the pattern, made when it is first needed: a text speaks one or two languages."""
    return re.compile(written)


@cache
def _first_words() -> frozenset[str]:
    tables = [table(code, "model_presents") for code in languages("model_presents")]
    leads = (w for one in tables for w, role in one.items() if role in ("shows", "assents"))
    return heads(leads)[0]


def _presents(line: str) -> bool:
    """Whether a line presents an answer: "Of course! Here is the corrected paragraph:"."""
    first = _FIRST.match(line)
    if first is None or (first[0].isascii() and first[0] not in _first_words()):
        return False
    return any(
        _pattern(one.opening).match(line)
        and (
            _pattern(one.work).search(line)
            or (_pattern(one.done).search(line) and _pattern(one.thing).search(line))
        )
        for one in _presenting()
    )


def _speaks_of_itself(line: str) -> bool:
    """Whether a line is "Translation into Spanish:" or "Note: this translation was made …"."""
    bare = line.endswith((":", "：")) and len(line.split()) <= _BARE
    return any(
        (bare and _pattern(one.work).match(line))
        or (one.heads and _of_work(line, _pattern(one.heads).match(line), one.work))
        for one in _presenting()
    )


def _of_work(line: str, head: re.Match[str] | None, work: str) -> bool:
    """Whether the note that a line begins with is on the answer itself."""
    if head is None or line[head.end() : head.end() + 2].strip()[:1] not in (":", "："):
        return False
    return _pattern(work).search(line, head.end(), head.end() + _SOON) is not None


def _offers(line: str) -> bool:
    """Whether a line offers more work: "If you need the text in another style, tell me."."""
    if len(line.split()) > _OFFER:
        return False
    return any(
        one.hopes and _pattern(one.hopes).match(line) and _pattern(one.work).search(line)
        for one in _presenting()
    ) or any(
        one.wishes
        and one.asks
        and _pattern(one.wishes).match(line)
        and _pattern(one.thing).search(line)
        and _pattern(one.asks).search(line)
        for one in _presenting()
    )


@cache
def _notes() -> frozenset[str]:
    tables = [table(code, "model_presents") for code in languages("model_presents")]
    return frozenset(word for one in tables for word, role in one.items() if role == "notes")


def _noted(text: str) -> Iterable[int]:
    """Yield where a remark begins that names itself one: "Note from the AI: …"."""
    for found in _HEADED.finditer(text):
        if fold(found["head"]).rstrip() in _notes():
            yield found.start("head")


@cache
def _openings() -> tuple[str, ...]:
    return tuple(
        sorted({key for code in languages("model_remarks") for key in table(code, "model_remarks")})
    )


@cache
def _anywhere() -> tuple[str, ...]:
    return tuple(
        sorted(
            key
            for code in languages("model_remarks")
            for key, where in table(code, "model_remarks").items()
            if where
        )
    )


_BECAUSE = "said by the engine, not by the text"


def _check(analysis: Analysis) -> Iterable[Hit]:
    noted = tuple(_noted(analysis.text)) if ":" in analysis.text else ()
    for segment in analysis.segments:
        whole = _opened(analysis, segment)
        if whole is not None:
            yield Hit(whole, because=_BECAUSE)
            continue
        sentences = analysis.segment_sentences[segment.index]
        remarks = [place for place in noted if segment.span.start <= place < segment.span.end]
        for place in remarks:
            ends = [s.end for s in sentences if s.end > place]
            yield Hit(Span(place, ends[0] if ends else segment.span.end), because=_BECAUSE)
        if not remarks:
            yield from _inside(analysis, segment.index)


def _opened(analysis: Analysis, segment: Segment) -> Span | None:
    """Return the remark that a paragraph is or begins with, None where it does not."""
    text, span = analysis.text, segment.span
    if _NOTE.match(text, span.start, span.end):
        return span
    lead = _LEAD.match(text, span.start, span.end)
    begin = lead.end() if lead else span.start
    colon = _COLON.search(text, begin, min(span.end, begin + _PRESENTED))
    if colon and _presents(fold(text[begin : colon.end()])):
        return Span(begin, colon.end())
    if _is_aside(analysis, segment, begin, colon=colon is not None):
        return span
    head = fold(text[begin : min(span.end, begin + 80)])
    if polite := _POLITE.match(head):
        head = head[polite.end() :]
    if not head.startswith(_openings()):
        return None
    # "Sure!" is a sentence by itself.
    ends = [part.end for part in analysis.segment_sentences[segment.index]]
    longer = [end for end in ends if len(text[begin:end].split()) >= 3]
    stop = _end(text, begin, longer[0] if longer else span.end)
    return Span(begin, stop) if stop is not None else None


def _is_aside(analysis: Analysis, segment: Segment, begin: int, *, colon: bool) -> bool:
    """Whether a whole paragraph is on the answer, or offers more: answers begin and end so."""
    line = analysis.text[begin : segment.span.end]
    if colon and len(line) < _PRESENTED and _speaks_of_itself(fold(line)):
        return True
    last = len(analysis.segments) - 1
    at_edge = segment.index < _EDGE or segment.index > last - _EDGE
    quoted_head = analysis.text[segment.span.start : segment.span.start + 1] in '"“„«'
    return at_edge and not quoted_head and _offers(fold(line))


def _end(text: str, start: int, end: int) -> int | None:
    """Return where the remark ends: at its colon or with its sentence; None for a long sentence."""
    colon = text.find(":", start, min(end, start + 120))
    if colon >= 0:
        return colon + 1
    return end if len(text[start:end].split()) <= _HEAD_WORDS else None


def _inside(analysis: Analysis, index: int) -> Iterable[Hit]:
    span = analysis.segments[index].span
    part = span.of(analysis.text).lower()
    if len(part) != len(span):
        return
    for phrase in _anywhere():
        place = part.find(phrase)
        if place >= 0:
            found = Span(span.start + place, span.start + place + len(phrase))
            if not quoted(analysis, found):
                yield Hit(found, because=_BECAUSE)
                return


RULE = Rule(
    code="RES210",
    name="model-remark",
    family="residue",
    summary="remark of the language model about its task",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/addition",
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(marked="[[Here is the translation:]] The port is shut."),
        Bad(marked="[[Translate the following text from Dutch:]]\n\nThe port is shut."),
        Bad(marked="The port is shut. [[As an AI language model]], I cannot see it."),
        Bad(marked="It is shut.\n\n[[(Note: the name is kept as in the original.)]]\n\nIt rained."),
        Bad(marked="It is shut.\n\n[[I hope this helps!]]"),
        Bad(marked="[[Here is the corrected version of the paragraph:]]\n\nThe port is shut."),
        Bad(marked="The port is shut.\n\n[[Please let me know if you need the rest!]]"),
        Bad(marked="[[Gerne! Hier ist der überarbeitete Text:]]\n\nThe port is shut."),
        Bad(marked="It is shut.\n\n[[If you need the text in another style, just tell me.]]"),
        Bad(marked="It is shut. [[Nota de la IA: he omitido los anuncios.]]", language="es"),
        Bad(marked="It is shut.\n\n[[Note: This translation was made automatically.]]"),
        Bad(marked="[[Traducción al español:]]\n\nEl puerto está cerrado.", language="es"),
        Bad(marked="It is shut.\n\n[[I hope you find this translation useful.]]"),
        Bad(marked="[[Вот исправленный текст статьи:]]\n\nThe port is shut."),
        Bad(marked="[[もちろんです。以下は翻訳です：]]\n\nThe port is shut."),
        Bad(marked="[[Voici la traduction du texte :]]\n\nLe port est fermé.", language="fr"),
        Bad(marked="[[Natürlich! Hier ist die Übersetzung:]] Der Hafen ist zu.", language="de"),
        Bad(marked="[[Aquí está la traducción.]]\n\nEl puerto está cerrado.", language="es"),
    ),
    good=(
        Good(text="As an AI researcher, she reads a great deal."),
        Good(text="Her translation of the text is here. Here is the port."),
        Good(text='The bot began: "As an AI language model, I have no cat."'),
        Good(text="If you need a boat, let me know, the harbour master said.\n\nNote: it rains."),
        Good(text="Here is the full text of the letter: The port is shut."),
        Good(text="Here are the main points of the revised plan: ships, boats, nets."),
        Good(text="Translators were asked to translate the following week."),
    ),
    doc=__doc__,
)
