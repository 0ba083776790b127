"""A document's segments beside their references, each on one line, as line files have them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from harness.engines.ngram import References
from harness.model.text import Article, Span

_BREAK = re.compile(r"\r?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One segment's candidate and references, each on one line, as sacreBLEU reads them."""

    index: int
    candidate: str
    references: References

    @property
    def texts(self) -> tuple[str, ...]:
        """The references that are there."""
        return tuple(text for text in self.references if text is not None)


def one_line(text: str) -> str:
    r"""Return hard-wrapped lines joined by spaces, without white space at the end.

    >>> one_line("a\nwrapped\r\nline \n")
    'a wrapped line'
    """
    return _BREAK.sub(" ", text).rstrip()


def pairs_of(article: Article) -> tuple[Pair, ...]:
    """Return the segments that have a reference, in order; the others cannot be compared."""
    document = article.document
    found = []
    for segment in article.segments:
        texts = tuple(
            _text(span, text)
            # A unit may name fewer places than there are references: the rest have none.
            for span, text in zip(segment.references, document.references, strict=False)
        )
        if any(text is not None for text in texts):
            candidate = one_line(segment.span.of(document.text))
            found.append(Pair(index=segment.index, candidate=candidate, references=texts))
    return tuple(found)


def _text(span: Span | None, text: str) -> str | None:
    if span is None:
        return None
    line = one_line(span.of(text))
    return line if line.strip() else None
