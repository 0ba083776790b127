"""Segments whose source is another segment's: a source file that slipped by a line.

Two languages share figures, and names and learned words that begin with the same letters, in
whatever script. What few segments have is set against the sources here and up to three places
away: where a dozen segments in a row share next to nothing with their own sources and much with
others at one distance, the sources slipped.

Measured on Bio-MQM, WMT 2020 and TED talks, machine translations of seven languages into English
and of English into German, by dozens of segments: none of 2,601 was taken for shifted; of those
that were shifted by one, all from Spanish, French, Italian, Portuguese and Russian were found, 97
in 100 from German, 61 into German and 29 from Chinese, where figures are nearly all there is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from harness.analyse.anchors import misplaced
from harness.analyse.slipped import Row, steps
from harness.analyse.source_figures import significant
from harness.model.finding import ASTRAY_SOURCE, Skipped

if TYPE_CHECKING:
    from harness.analyse import Analysis

_WORD = re.compile(r"[^\W\d_]{4,}")
_FIGURE = re.compile(r"\d+(?:[.,'\u2019\u00a0\u202f]\d+)*")
_STEM = 5


def believed(analysis: Analysis) -> tuple[Analysis, tuple[Skipped, ...]]:
    """Return the analysis less the sources that belong elsewhere, and what is not compared, why.

    References that belong elsewhere are named as well; they stay, as metrics are those of the
    files that were given.
    """
    told = misplaced(analysis)
    skipped = () if told is None else (told,)
    slips = shifted(analysis)
    if not slips:
        return analysis, skipped
    segments = tuple(
        replace(part, source=None) if part.index in slips else part for part in analysis.segments
    )
    (step, _), *_ = Counter(slips.values()).most_common(1)
    way = "later" if step > 0 else "earlier"
    why = f"it is shifted: what belongs to these segments stands {abs(step)} {way}"
    slipped = Skipped(what=ASTRAY_SOURCE, why=why, segments=tuple(sorted(slips)))
    return analysis.of(replace(analysis.article, segments=segments)), (*skipped, slipped)


def shifted(analysis: Analysis) -> dict[int, int]:
    """Return by how many places the sources of segments slipped; only of those that did."""
    document = analysis.article.document
    if document.source is None or not document.units:
        return {}
    rows = [
        (_row(part.span.of(analysis.text)), _row(part.source.of(document.source)))
        for part in analysis.segments
        if part.source is not None
    ]
    if len(rows) < len(analysis.segments):
        return {}  # some have no source: nobody paired them by their lines
    return steps(rows)


def _row(text: str) -> Row:
    """Return what a segment has that another language may have as well."""
    figures = (significant(found) for found in _FIGURE.findall(text))
    return frozenset((*(one for one in figures if len(one) > 1), *map(_stem, _WORD.findall(text))))


def _stem(word: str) -> str:
    if not word.isascii():
        from anyascii import anyascii

        word = anyascii(word)
    return word.lower()[:_STEM]
