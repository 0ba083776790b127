r"""White space or line breaks around or inside a translation unit that are not its source's.

Programs put units together: "Name: " without its space glues to what follows, a lost line break
joins two lines of a dialogue, and `msgfmt` refuses a message that does not begin and end with a
break as its source does.

Only translation units are looked at: lines and paragraphs have no edges of their own. Several
spaces count as one, and in scripts without spaces between words a space at the end may go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Needs, Severity
from harness.model.text import Segment, SegmentKind, Span
from harness.rules.rule import Bad, Good, Rule
from harness.segment.scripts import UNSPACED_LANGUAGES

_BREAK = re.compile(r"\r\n?|\n")


def _check(analysis: Analysis) -> Iterable[Hit]:
    source = analysis.article.document.source
    if source is None:
        return
    for segment in analysis.segments:
        if segment.kind is SegmentKind.UNIT and segment.source is not None:
            other = segment.source.of(source)
            if other.strip() and segment.span.of(analysis.text).strip():
                yield from _edges(analysis, segment, other)


def _edges(analysis: Analysis, segment: Segment, source: str) -> Iterator[Hit]:
    text, place = segment.span.of(analysis.text), segment.span
    lead = len(text) - len(text.lstrip())
    tail = len(text.rstrip())
    parts = (
        (text[:lead], source[: len(source) - len(source.lstrip())], "begins", place.start),
        (text[tail:], source[len(source.rstrip()) :], "ends", place.start + tail),
    )
    for mine, theirs, where, at in parts:
        if _kind(mine) == _kind(theirs) or (
            analysis.language in UNSPACED_LANGUAGES and "\n" not in mine + theirs
        ):
            continue
        yield Hit(
            Span(at, at + len(mine)),
            because=f"the source {where} with {_told(theirs)}",
            suggestion=theirs,
        )
    inside, there = (len(_BREAK.findall(side.strip())) for side in (text, source))
    if inside != there:
        yield Hit(
            Span(place.start + lead, place.start + tail),
            because=f"line breaks inside: {inside} here, {there} in the source",
            confidence=Confidence.LOW,  # where a text is wrapped depends on its length
        )


def _kind(edge: str) -> tuple[int, bool]:
    """Return how many lines an edge ends, and whether it has other white space."""
    breaks = len(_BREAK.findall(edge))
    return breaks, bool(edge) and not breaks


def _told(edge: str) -> str:
    breaks, space = _kind(edge)
    if breaks:
        return f"{breaks} line break{'s' * (breaks > 1)}"
    return "white space" if space else "no white space"


RULE = Rule(
    code="FRM157",
    name="edges-not-of-source",
    family="form",
    summary="white space or line breaks that are not the source's",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/typography",
    needs=Needs.SOURCE,
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(
            marked="Name of the boat:[[]]",
            fixed="Name of the boat: ",
            source="Name des Bootes: ",
            unit=True,
        ),
        Bad(
            marked="The list is empty.[[]]",
            fixed="The list is empty.\n",
            source="La lista está vacía.\n",
            unit=True,
        ),
        Bad(marked="[[ ]]Save", fixed="Save", source="Guardar", unit=True),
        Bad(
            marked="[[The ferry is late. Please wait.]]",
            source="El transbordador se retrasa.\nEspere, por favor.",
            unit=True,
        ),
    ),
    good=(
        Good(text="Name of the boat: ", source="Name des Bootes: ", unit=True),
        Good(text="The list is empty.\n", source="La lista está vacía.\n", unit=True),
        Good(text="名前：", source="Name: ", language="ja", unit=True),
        Good(text="The ferry is late.\nPlease wait.", source="Se retrasa.\nEspere.", unit=True),
        Good(text="The ferry is late. Please wait.", source="Se retrasa.\nEspere."),
    ),
    doc=__doc__,
)
