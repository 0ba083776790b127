"""Documents to articles: where the segments are, and what answers to each of them."""

from __future__ import annotations

from harness.model.text import Article, Document, Segment, SegmentKind, Span
from harness.segment.pairs import pair
from harness.segment.paragraphs import Block, paragraphs
from harness.segment.sentences import sentences

__all__ = ["paragraphs", "segment", "sentences"]


def segment(document: Document) -> Article:
    """Return the document with its segments, numbered from 0.

    Units given by the input are the segments; running text is cut into paragraphs and headings,
    which are then paired with those of every reference and of the source.
    """
    if document.units:
        return Article(
            document=document,
            segments=tuple(
                Segment(
                    index=n,
                    span=unit.span,
                    kind=document.unit_kind,
                    references=unit.references,
                    source=unit.source,
                )
                for n, unit in enumerate(document.units)
            ),
        )
    blocks = paragraphs(document.text)
    columns, left = [], []
    for reference in document.references:
        places, unanswered = _paired(document, blocks, reference)
        columns.append(places)
        left.append(unanswered)
    origin = (
        _paired(document, blocks, document.source, foreign=True)[0] if document.source else None
    )
    return Article(
        document=document,
        segments=tuple(
            Segment(
                index=n,
                span=span,
                kind=kind,
                references=tuple(column[n] for column in columns),
                source=origin[n] if origin else None,
            )
            for n, (span, kind) in enumerate(blocks)
        ),
        unaligned=left[0] if left else (),
    )


def _paired(
    document: Document, blocks: tuple[Block, ...], other: str, *, foreign: bool = False
) -> tuple[tuple[Span | None, ...], tuple[Span, ...]]:
    others = paragraphs(other)
    return pair(document.text, blocks, other, others, document.language, foreign=foreign)


def reference_article(article: Article, number: int = 0) -> Article:
    """Return one reference of `article` as an article of its own, to be analysed like any text."""
    document = article.document
    text = document.references[number]
    spans = [
        (part.references[number], part.kind)
        for part in article.segments
        if number < len(part.references)
    ]
    places = sorted({(span, kind) for span, kind in spans if span is not None})
    known = {span for span, _ in places}
    extra = [(span, SegmentKind.PARAGRAPH) for span in article.unaligned if span not in known]
    return Article(
        document=Document(id=document.id, text=text, language=document.language),
        segments=tuple(
            Segment(index=n, span=span, kind=kind)
            for n, (span, kind) in enumerate(sorted([*places, *extra]))
        ),
    )
