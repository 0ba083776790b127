"""How much text a rate is measured by: words, or what stands for them where none are set apart."""

from __future__ import annotations

from dataclasses import dataclass

from harness.analyse.tokens import count_words
from harness.engines.ngram import Row
from harness.model.report import DocumentReport
from harness.segment.scripts import UNSPACED_LANGUAGES

# Chinese, Japanese, Thai, Lao, Khmer and Burmese are written without spaces between words.


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How many units each segment has, and how many stand outside of all segments."""

    segments: tuple[int, ...]
    rest: int
    unit: str


def unspaced(language: str) -> bool:
    """Whether the language is written without spaces between words.

    >>> unspaced("zh-TW"), unspaced("en")
    (True, False)
    """
    return language.split("-")[0].lower() in UNSPACED_LANGUAGES


def extent(report: DocumentReport) -> Extent:
    """Return the document's size in words, in source words or in characters, by its language."""
    article = report.article
    document = article.document
    if unspaced(document.language):
        if document.source is not None:
            source = document.source
            counts = tuple(
                count_words(part.source.of(source)) if part.source is not None else 0
                for part in article.segments
            )
            return Extent(
                segments=counts, rest=count_words(source) - sum(counts), unit="source words"
            )
        counts = tuple(_characters(part.span.of(article.text)) for part in article.segments)
        rest = _characters(article.text) - sum(counts)
        return Extent(segments=counts, rest=rest, unit="characters")
    counts = tuple(count_words(part.span.of(article.text)) for part in article.segments)
    return Extent(segments=counts, rest=report.words - sum(counts), unit="words")


def _characters(text: str) -> int:
    return sum(not character.isspace() for character in text)


def per_1000(row: Row) -> float | None:
    """Return points per 1,000 units; without any unit there is nothing to measure by.

    >>> per_1000((3.0, 600.0)), per_1000((3.0, 0.0))
    (5.0, None)
    """
    points, units = row
    return 1000 * points / units if units > 0 else None
