"""A character that was lost in decoding: U+FFFD, or a question mark in the middle of a word.

A decoder that meets bytes it cannot read writes U+FFFD (the diamond with a question mark);
older tools write a plain `?`, so that an apostrophe turns up as `don?t`. What stood there is
gone from this file: the pipeline has to decode the original again.

A question mark counts only where an apostrophe is sure to have stood; `what?s` in an address
does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_LOST = re.compile(r"(?:\ufffd|ï¿½)+")
_QUESTION = re.compile(r"(?<=[^\W\d_])\?(?=(?:s|t|re|ve|ll|d|m)(?![\w=&/]))")
_ADDRESS = re.compile(r"[/@=]|www\.")


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    if "\ufffd" in text or "ï¿½" in text:
        for found in _LOST.finditer(text):
            yield Hit(Span(*found.span()), because="what stood here was lost in decoding")
    if "?" not in text:
        return
    for found in _QUESTION.finditer(text):
        start = max(0, text.rfind(" ", 0, found.start()))
        if not _ADDRESS.search(text, start, found.start()):
            yield Hit(
                Span(*found.span()),
                because="stands where an apostrophe stood",
                suggestion="'",
                confidence=Confidence.MEDIUM,
            )


RULE = Rule(
    code="ENC104",
    name="replacement-character",
    family="encoding",
    summary="character lost in decoding",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/character-encoding",
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(marked="The caf[[\ufffd]] on the quay is shut."),
        Bad(marked="They said [[\ufffd\ufffd]]no[[ï¿½]] twice."),
        Bad(marked="She didn[[?]]t say why.", fixed="She didn't say why."),
    ),
    good=(
        Good(text="Really? Then so be it."),
        Good(text="See https://example.org/find?t and example.org/what?s for more."),
        Good(text="Who knew?! And why?"),
        Good(text="¿Qué? ¿Tú también?", language="es"),
    ),
    doc=__doc__,
)
