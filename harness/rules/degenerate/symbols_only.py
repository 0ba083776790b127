"""A paragraph or line of nothing but marks, where words are expected.

Engines that meet unknown characters answer with question marks, dots or boxes, and stripping
tags can leave a line of brackets.

Quiet on separators that people set (`***`, `---`, `• • •`, one repeated mark), on emoji, and
where the source has no letters either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Severity
from harness.rules.rule import Bad, Good, Rule

_WORDLESS = re.compile(r"[^\w]+\Z")
_SEPARATOR = re.compile(r"(?:(?P<mark>[*\-–—_=~•·#.…+◆◇■□▪●○★☆✦❖§⁂|])[\s]*)(?:(?P=mark)\s*)*\Z")
_EMOJI = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d♪♫]")
_LOST = re.compile(r"[?\s.,!;:]+\Z")
_SINGLY = 3
_LISTED = 50


def _check(analysis: Analysis) -> Iterable[Hit]:
    """Yield a finding a line; in running text the same line over and over is one fault."""
    if analysis.article.document.units:
        yield from _lines(analysis)
        return
    rows: dict[str, list[Hit]] = {}
    for hit in _lines(analysis):
        rows.setdefault(hit.span.of(analysis.text), []).append(hit)
    for hits in rows.values():
        if len(hits) <= _SINGLY:
            yield from hits
            continue
        yield replace(
            hits[0],
            because=f"{hits[0].because}, and so are {len(hits) - 1} more lines",
            related=tuple(hit.span for hit in hits[1 : _LISTED + 1]),
        )


def _lines(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    source = analysis.article.document.source
    for segment in analysis.segments:
        part = segment.span.of(text)
        if not part or not _WORDLESS.match(part) or _SEPARATOR.match(part) or _EMOJI.search(part):
            continue
        other = segment.source.of(source) if source is not None and segment.source else None
        if other is not None and not any(map(str.isalnum, other)):
            continue
        if len(part) < 2 and other is None:
            continue
        lost = _LOST.match(part) is not None and len(part) > 2
        yield Hit(
            segment.span,
            because="the source has words here" if other else "no letter and no figure in it",
            confidence=None if other or lost else Confidence.LOW,
        )


RULE = Rule(
    code="DEG404",
    name="symbols-only",
    family="degenerate",
    summary="line of nothing but marks",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/omission",
    check=_check,
    bad=(
        Bad(marked="The port is shut.\n\n[[??? ?? ????]]\n\nIt rained."),
        Bad(marked="[[- .]]", source="Der Hafen ist zu."),
        Bad(marked="The port is shut.\n\n[[}{;;)(]]"),
    ),
    good=(
        Good(text="The port is shut.\n\n* * *\n\nIt rained.\n\n---\n\n•••"),
        Good(text="The port is shut.\n\n🚢🌊\n\n1.\n\n…"),
        Good(text="!?", source="!?"),
        Good(text="The port is shut.\n\n=====\n\nيوم"),
    ),
    doc=__doc__,
)
