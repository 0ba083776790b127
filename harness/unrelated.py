"""Segments that have nothing to do with their source: another sentence, or invented text.

A batch that slipped by one line, a memory's wrong entry, a network that makes up what it cannot
read: each sentence is fluent, and only the source says that it is not this one. A sentence encoder
compares segment and source. Short segments tell it too little and are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harness.analyse import Analysis
from harness.analyse.tokens import count_words
from harness.detect import sign
from harness.engines.vectors import ENGINE, Encoder
from harness.model.finding import Cause, Confidence, Finding, Hit, Needs, Severity, Skipped
from harness.model.text import Segment

CODE = "SE:UNRELATED"
_WORDS = 6
_CHARACTERS = 15  # of a script without spaces: about as much
# Measured with segments of six words and more. Of 3,263 real translations (de, es, fr, it, pt, ru,
# zh into English, English into German; MQM and MLQE-PE data) none was less alike its source. The
# next segment of the same document was so for 55 to 94 in 100, by language; one of another
# document for 94 to 99.
_UNLIKE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signer:
    """How a finding of this kind is signed."""

    code: str = CODE
    name: str = "unrelated-segment"
    family: str = "coverage"
    summary: str = "a segment that has nothing to do with its source"
    severity: Severity = Severity.CRITICAL
    confidence: Confidence = Confidence.MEDIUM
    mqm: str = "accuracy/mistranslation"
    cause: Cause = Cause.TRANSLATION
    needs: Needs = Needs.SOURCE


def unrelated(analysis: Analysis, encoder: Encoder) -> Iterator[Finding | Skipped]:
    """Yield the segments that speak of something else than their source, or why none was read."""
    document = analysis.article.document
    if document.source is None:
        yield Skipped(what=ENGINE, why="no source")
        return
    source_language = (document.source_language or "").partition("-")[0] or None
    why = encoder.lacks(source_language, analysis.language)
    if why is not None:
        yield Skipped(what=ENGINE, why=why)
        return
    pairs = [
        (segment, text, source)
        for segment in analysis.segments
        if segment.source is not None
        for text in (segment.span.of(analysis.text),)
        for source in (segment.source.of(document.source),)
        if _long(text) and _long(source)
    ]
    likeness = encoder.similarities([(text, source) for _, text, source in pairs])
    for (segment, _, _), alike in zip(pairs, likeness, strict=True):
        if alike < _UNLIKE:
            yield _finding(analysis, segment, alike)


def _long(text: str) -> bool:
    """Whether a text says enough to be compared; many scripts put no space between words."""
    return count_words(text) >= _WORDS or (" " not in text.strip() and len(text) >= _CHARACTERS)


def _finding(analysis: Analysis, segment: Segment, alike: float) -> Finding:
    because = f"it speaks of something else than its source (likeness {alike:.2f})"
    return sign(Hit(segment.span, because=because), _Signer(), analysis)
