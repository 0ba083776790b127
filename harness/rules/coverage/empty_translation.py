"""A line or translation unit with nothing in it, where its source or reference says something.

A decoder that gives up, a column that was cut, a network error that was taken for an answer: the
reader gets nothing, and what only compares words has none to compare.

Signs alone count as nothing unless the other side has no letters and figures either. Units that a
file itself calls untranslated are not read as translations, and so not told here.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Needs, Severity
from harness.model.text import Segment, SegmentKind
from harness.rules.rule import Bad, Good, Rule

_GIVEN = frozenset({SegmentKind.LINE, SegmentKind.UNIT})
_SHORT = 60


def _check(analysis: Analysis) -> Iterable[Hit]:
    for segment in analysis.segments:
        if segment.kind not in _GIVEN or _says(segment.span.of(analysis.text)):
            continue
        other = next(filter(_says, _beside(analysis, segment)), None)
        if other is not None:
            words = " ".join(other.split())
            short = words if len(words) <= _SHORT else f"{words[:_SHORT].rstrip()}…"
            yield Hit(segment.span, because=f"it stands for “{short}”")


def _beside(analysis: Analysis, segment: Segment) -> Iterable[str]:
    document = analysis.article.document
    if segment.source is not None and document.source is not None:
        yield segment.source.of(document.source)
    for place, text in zip(segment.references, document.references, strict=False):
        if place is not None:
            yield place.of(text)


def _says(text: str) -> bool:
    return any(character.isalnum() for character in text)


RULE = Rule(
    code="COV912",
    name="empty-translation",
    family="coverage",
    summary="segment with nothing in it",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/omission",
    needs=Needs.TARGET,
    check=_check,
    bad=(
        Bad(marked="[[]]", source="Der Hafen ist geschlossen.", unit=True),
        Bad(marked="[[ ]]", reference="The port is closed.", unit=True),
        Bad(marked="[[...]]", source="港口星期一起关闭。", unit=True),
    ),
    good=(
        Good(text="", source="", unit=True),
        Good(text="…", source="...", unit=True),
        Good(text="7", source="Siebenundzwanzig Boote", unit=True),
        Good(text="The port is closed.", source="Der Hafen ist geschlossen.", unit=True),
    ),
    doc=__doc__,
)
