"""A quotation mark that clings to the wrong word, or to words on both sides.

Engines move marks by a token: the opening one ends up glued to the word before it
(`said"yes`), the closing one loses the space after it (`yes"he`), stands a space away from
what it quotes (`" yes"`), or before a stop that the first half of the same speech has inside.

Quiet on marks that stand free on both sides by custom (French guillemets), on inches, and on
quotations that end before a suffix (`"no"s`).

Measured on English: 41 of 41 judged hits right (marked articles and systems' news,
product pages and abstracts); other languages are unmeasured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from harness.analyse import Analysis
from harness.analyse.quotes import QuoteMark, Role
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_MARKS = frozenset('"“”„')
# Case endings are joined to what is quoted there: "kip"ni.
_SUFFIXED = frozenset(
    ["tr", "az", "kk", "ky", "uz", "hu", "fi", "et", "eu", "zh", "ja", "ko", "yue"]
)
# Here no space ever belongs inside; other languages set one, or part no words.
_TIGHT = frozenset(["en", "de", "es", "it", "nl", "pt"])
_ASIDE = 80
_OTHERS = 2
# "warns:' the reform": what is said follows, and the mark clings to the colon.
_AFTER_COLON = re.compile(r"(?<=[a-z]:)['‘] (?=[^\W\d_])")
_SUFFIX = re.compile(r"(?:s|ed|ing|er|ers|ish|like|d|t|n|en|es|em|te)(?!\w)")


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    if analysis.language == "en":
        yield from _outside(analysis)
        for found in _AFTER_COLON.finditer(text):
            quote = found[0][0]
            yield Hit(Span(*found.span()), because="it clings to the colon", suggestion=f" {quote}")
    lopsided = _lopsided(analysis) if analysis.language in _TIGHT else frozenset()
    for mark in analysis.quote_marks:
        if mark.character not in _MARKS or mark.damaged or not mark.paired:
            continue
        segment = analysis.segments[mark.segment].span
        before = text[mark.span.start - 1] if mark.span.start > segment.start else ""
        after = text[mark.span.end] if mark.span.end < segment.end else ""
        lead = text[max(segment.start, mark.span.start - 2) : mark.span.start][:1]
        hit = _opening(mark, before, after, lead) if mark.role is Role.OPENS else None
        if mark.role is Role.CLOSES:
            suffixed = analysis.language in _SUFFIXED
            hit = _closing(text, mark, before, after, suffixed=suffixed)
        if hit and hit.confidence is Confidence.LOW and mark.span.start in lopsided:
            hit = replace(hit, confidence=Confidence.MEDIUM)
        if hit and hit.confidence is None and analysis.language != "en":
            hit = replace(hit, confidence=Confidence.MEDIUM)
        if hit:
            yield hit


def _lopsided(analysis: Analysis) -> frozenset[int]:
    """The places of marks whose quotation has a space inside at one end or against custom."""
    text = analysis.text
    whole = [one for one in analysis.quotations if one.closed and len(one.inner) > 1]
    airy = [one for one in whole if text[one.inner.start] == " "]
    # A custom is kept; a space at both ends of one quotation among several is none.
    slip = len(whole) > _OTHERS and len(airy) == 1
    places = []
    for one in whole:
        first, last = text[one.inner.start] == " ", text[one.inner.end - 1] == " "
        # A space after the stop that ends what is said is met in careful English as well.
        stopped = text[one.inner.end - 2 : one.inner.end].strip() in ".,!?’'"
        if (first and last and slip) or (first != last and not stopped):
            places += [one.span.start, one.inner.end]
    return frozenset(places)


def _outside(analysis: Analysis) -> Iterable[Hit]:
    """Yield closing marks before the stop where the first half of the speech has it inside."""
    text = analysis.text
    if '".' not in text and "”." not in text:
        return
    for row in analysis.segment_quotations:
        for first, second in pairwise(row):
            if not (first.closed and second.closed) or second.span.start - first.span.end > _ASIDE:
                continue
            between = text[first.span.end : second.span.start]
            end = second.span.end
            if (
                text[first.inner.end - 1] == ","
                and between.endswith(", ")
                and text[second.inner.start].islower()
                and text[second.inner.end - 1].isalnum()
                and text[end - 1] in '"”'
                and text[end : end + 1] == "."
                and not any(mark in between for mark in ".!?")
            ):
                quote = text[end - 1]
                yield Hit(
                    Span(end - 1, end + 1),
                    because="the first half of what is said has its mark inside",
                    suggestion=f".{quote}",
                )


def _opening(mark: QuoteMark, before: str, after: str, lead: str) -> Hit | None:
    start, end = mark.span.start, mark.span.end
    quote = mark.character
    if before.isalpha() and before < "\u0250" and after.isalnum():
        return Hit(mark.span, because="no space before it", suggestion=f" {quote}")
    if before == ":" and after.isalpha() and lead.isalpha():
        return Hit(mark.span, because="no space before it", suggestion=f" {quote}")
    if before == ":" and after == " ":
        return Hit(Span(start, end + 1), because="it clings to the colon", suggestion=f" {quote}")
    if before in ("", " ") and after == " ":
        # A lone space inside may be the writer's custom on both sides.
        return Hit(
            Span(start, end + 1),
            because="a space stands after it",
            suggestion=quote,
            confidence=Confidence.LOW,
        )
    return None


def _closing(text: str, mark: QuoteMark, before: str, after: str, *, suffixed: bool) -> Hit | None:
    start, end = mark.span.start, mark.span.end
    quote = mark.character
    if after.isalpha() and after < "\u0250" and not suffixed and not _SUFFIX.match(text, end):
        return Hit(mark.span, because="no space after it", suggestion=f"{quote} ")
    if before == " " and not after.isalnum():
        return Hit(
            Span(start - 1, end),
            because="a space stands before it",
            suggestion=quote,
            confidence=Confidence.LOW,
        )
    return None


RULE = Rule(
    code="FRM111",
    name="misplaced-quote",
    family="form",
    summary="quotation mark glued to the wrong word",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/punctuation",
    check=_check,
    bad=(
        Bad(marked='He said[["]]yes" and left.', fixed='He said "yes" and left.'),
        Bad(marked='He said "yes[["]]and left.', fixed='He said "yes" and left.'),
        Bad(marked='He left a note:[["]]yes", it said.', fixed='He left a note: "yes", it said.'),
        Bad(marked="He said:[[“ ]]We go.” She warns:[[' ]]the end’ is near."),
        Bad(marked='He said [[" ]]yes" and left.', fixed='He said "yes" and left.'),
        Bad(
            marked='"It rained," he said, "so we slept[[".]]',
            fixed='"It rained," he said, "so we slept."',
        ),
        Bad(marked="The “yes[[ ”]] was his.", fixed="The “yes” was his."),
    ),
    good=(
        Good(text='He said "yes," and—"no"—left ("never").'),
        Good(text='"It rained", he said, "so we slept". He called it "a gift".'),
        Good(text="« Oui », dit-il, “non”.", language="fr"),
        Good(text='Three "no"s and two "yes"es; a 12" pipe.'),
        Good(text="„Ja“-Sager und 'Nein'-Sager", language="de"),
        Good(text="Menüde “Kipi”ni ve “Evet”e bas.", language="tr"),
        Good(text="他说“是的”然后离开了。", language="zh"),
    ),
    doc=__doc__,
)
