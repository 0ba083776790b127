"""A language model that speaks about its task instead of doing it.

"Here is the translation:", "As an AI language model …", or the prompt itself ("Translate the
following text") arrive in the output when nobody strips what stands around the answer.

Openings count only where a paragraph begins with them and they are short or end in a colon;
people who say in an article what they are (an AI researcher, a translator) stay quiet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from harness.analyse import Analysis
from harness.analyse.quotes import quoted
from harness.analyse.tokens import fold
from harness.data import languages, table
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
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


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    for segment in analysis.segments:
        start, end = segment.span.start, segment.span.end
        if _NOTE.match(text, start, end):
            yield Hit(segment.span, because="said by the engine, not by the text")
            continue
        lead = _LEAD.match(text, start, end)
        begin = lead.end() if lead else start
        if fold(text[begin : min(end, begin + 80)]).startswith(_openings()):
            parts = analysis.segment_sentences[segment.index]
            # "Sure!" is a sentence by itself.
            longer = [part.end for part in parts if len(text[begin : part.end].split()) >= 3]
            stop = _end(text, begin, longer[0] if longer else end)
            if stop is not None:
                yield Hit(Span(begin, stop), because="said by the engine, not by the text")
                continue
        yield from _inside(analysis, segment.index)


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
                yield Hit(found, because="said by the engine, not by the text")
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
        Bad(marked="[[Voici la traduction du texte :]]\n\nLe port est fermé.", language="fr"),
        Bad(marked="[[Natürlich! Hier ist die Übersetzung:]] Der Hafen ist zu.", language="de"),
        Bad(marked="[[Aquí está la traducción.]]\n\nEl puerto está cerrado.", language="es"),
    ),
    good=(
        Good(text="As an AI researcher, she reads a great deal."),
        Good(text="Her translation of the text is here. Here is the port."),
        Good(text='The bot began: "As an AI language model, I have no cat."'),
        Good(text="Translators were asked to translate the following week."),
    ),
    doc=__doc__,
)
