"""A segment that ends with another mark than its source: a stop for a colon, dots for none.

A colon announces what follows, dots say that something is left open; where only one side has them,
the segment was cut short, or joined with its neighbour. A translation unit that ends without the
stop that its source has may be one half of it; labels and messages of programs are often written
either way, and only a sentence is told with more than low confidence.

Question and exclamation marks have a rule of their own. Marks of every script count as one, and
what closes a quotation or a bracket is looked through.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule

_KINDS = {
    "stop": ".。．।۔։",
    "colon": ":：",
    "semicolon": ";；؛",
    "dots": "…⋯",
    "comma": ",，、،",
}
_MARKS = {mark: kind for kind, marks in _KINDS.items() for mark in marks}
_ASKING = frozenset("?？؟⁇⁈⁉!！\u037e")
_CLOSERS = "\"'”’»›)]）】」』*_ \n\t\u00a0"
# Their sentences end without a mark, or with one that other languages know as another.
_OTHERWISE = frozenset({"th", "lo", "km", "my", "el", "bo"})
_SHORT = 4
# A label may have a stop or not; a sentence has one.
_SENTENCE = 12
_TOLD = {"dots": "…", "stop": ".", "colon": ":", "semicolon": ";", "comma": ","}
_OPEN = frozenset({"colon", "dots"})


def _check(analysis: Analysis) -> Iterable[Hit]:
    document = analysis.article.document
    languages = {analysis.language, (document.source_language or "und").split("-")[0].lower()}
    if document.source is None or languages & _OTHERWISE:
        return
    for segment in analysis.segments:
        if segment.source is None:
            continue
        mine, at = _ended(segment.span.of(analysis.text))
        theirs, _ = _ended(segment.source.of(document.source))
        if mine is None or theirs is None or mine == theirs:
            continue
        surety = _surety(mine, theirs, whole=segment.kind is SegmentKind.UNIT)
        if surety is None:
            continue
        told = f"“{_TOLD[theirs]}”" if theirs else "no mark"
        place = segment.span.start + at
        cut = theirs == "stop" and len(analysis.segment_tokens[segment.index]) >= _SENTENCE
        yield Hit(
            Span(place - bool(mine), place),
            because=f"the source ends with {told}",
            confidence=Confidence.MEDIUM if not mine and cut else surety,
        )


def _ended(text: str) -> tuple[str | None, int]:
    """Return the kind of the last mark ("" for none) and where it ends; None: not to be told."""
    body = text.rstrip(_CLOSERS)
    if len(body) < _SHORT or body[-1] in _ASKING:
        return None, len(body)
    if body.endswith(("...", "。。。", ". . .")):
        return "dots", len(body)
    kind = _MARKS.get(body[-1], "")
    return (kind, len(body)) if kind or body[-1].isalnum() else (None, len(body))


def _surety(mine: str, theirs: str, *, whole: bool) -> Confidence | None:
    """Return how surely something is lost or added, None for what languages write either way."""
    if "" in (mine, theirs):
        return Confidence.LOW if whole and {mine, theirs} != {"", "comma"} else None
    if not {mine, theirs} & _OPEN or {mine, theirs} == {"colon", "comma"}:
        return None
    return Confidence.MEDIUM if whole or "colon" in (mine, theirs) else Confidence.LOW


RULE = Rule(
    code="FRM156",
    name="end-mark-not-of-source",
    family="form",
    summary="last mark that is not the source's",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/punctuation",
    needs=Needs.SOURCE,
    check=_check,
    bad=(
        Bad(
            marked="The mayor named three reasons[[.]]",
            source="El alcalde dio tres razones:",
        ),
        Bad(marked="Please choose a boat[[]]", source="Bitte wählen Sie ein Boot.", unit=True),
        Bad(marked="Loading the list[[]]", source="Liste wird geladen…", unit=True),
    ),
    good=(
        Good(text="The mayor named three reasons:", source="El alcalde dio tres razones:"),
        Good(text="Loading the list...", source="Liste wird geladen…", unit=True),
        Good(text="He left “for ever.”", source="他“永远”走了。"),
        Good(text="The ferry is late", source="渡轮晚点。"),
        Good(text="Is it late?", source="Ist sie verspätet.", unit=True),
    ),
    doc=__doc__,
)
