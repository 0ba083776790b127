"""What only several segments show: two translations of one source, two sources of one text.

A batch is looked over once before any document is examined, and what does not agree in it is
handed to every document. So a finding is the same however the batch is cut, and in whatever
order and process its documents are worked on.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from harness.model.text import Article, Document, Span

# A shorter source says too little to have one translation: "Yes.", "The end".
FEWEST_CHARACTERS = 12
_LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One wording among those that do not agree: how often it stands, and where it is first."""

    text: str
    document: str
    segment: int
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The sources with several translations and the translations of several sources.

    By key of the system and the source's (the translation's) text; variants in the order in which
    a reader of the batch meets them.
    """

    translations: Mapping[str, tuple[Variant, ...]] = field(default_factory=dict)
    sources: Mapping[str, tuple[Variant, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unit:
    """One segment with its source, in what is compared of them."""

    segment: int
    source: str
    target: str


def units_of(document: Document) -> Iterator[Unit]:
    """Yield the translation units that have text on both sides; running text has none."""
    if document.source is None:
        return
    for number, unit in enumerate(document.units):
        if unit.source is not None:
            source = unit.source.of(document.source)
            target = unit.span.of(document.text)
            if source.strip() and target.strip():
                yield Unit(number, source, target)


def segments_of(article: Article) -> Iterator[Unit]:
    """Yield the article's segments that have text on both sides, with the indices they have."""
    source = article.document.source
    if source is None:
        return
    for segment in article.segments:
        if segment.source is not None:
            original, target = segment.source.of(source), segment.span.of(article.text)
            if original.strip() and target.strip():
                yield Unit(segment.index, original, target)


def key(system: str | None, text: str) -> str:
    """Return what stands for the text: neither case nor spacing nor a closing mark counts."""
    digest = hashlib.blake2b(f"{system or ''}\0{folded(text)}".encode(errors="surrogatepass"))
    return digest.hexdigest()[:24]


def folded(text: str) -> str:
    """Return what two wordings have to share to be one.

    >>> folded("  It  rains. ") == folded("it rains")
    True
    """
    normal = unicodedata.normalize("NFC", text).casefold()
    return " ".join(normal.split()).rstrip(".!?…。！？:;：；,， ")


def disagreements(units: Iterable[tuple[str | None, str, Unit]]) -> Corpus:
    """Return what does not agree among units, given as (system, document, unit) in order."""
    translations = _Variants()
    sources = _Variants()
    for system, document, unit in units:
        if len(folded(unit.source)) >= FEWEST_CHARACTERS:
            translations.add(key(system, unit.source), unit.target, document, unit.segment)
        if len(folded(unit.target)) >= FEWEST_CHARACTERS:
            sources.add(key(system, unit.target), unit.source, document, unit.segment)
    return Corpus(translations=translations.several(), sources=sources.several())


def corpus_of(article: Article) -> Corpus:
    """Return what does not agree in one article by itself."""
    document = article.document
    units = segments_of(article)
    return disagreements((document.system, document.id, unit) for unit in units)


def told(one: Variant, article: Article) -> str:
    """Return the variant and its place in words, as seen from the article."""
    whole = " ".join(one.text.split())
    short = whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST].rstrip()}…"
    place = f"in segment {one.segment}"
    here = one.document == article.document.id
    return f"“{short}” {place}" if here else f"“{short}” {place} of {one.document}"


def place_of(segment: int, article: Article) -> Span:
    """Return where the segment's text stands, without the space around it."""
    span = article.segments[segment].span
    own = span.of(article.text)
    start = span.start + len(own) - len(own.lstrip())
    return Span(start, max(start, span.start + len(own.rstrip())))


def places_of(one: Variant, article: Article) -> tuple[Span, ...]:
    """Return the variant's place where it is in this article."""
    if one.document != article.document.id or one.segment >= len(article.segments):
        return ()
    return (place_of(one.segment, article),)


class _Variants:
    def __init__(self) -> None:
        self._first: dict[str, dict[str, tuple[str, str, int]]] = {}
        self._times: Counter[tuple[str, str]] = Counter()

    def add(self, owner: str, text: str, document: str, segment: int) -> None:
        wording = folded(text)
        self._first.setdefault(owner, {}).setdefault(wording, (text, document, segment))
        self._times[owner, wording] += 1

    def several(self) -> dict[str, tuple[Variant, ...]]:
        return {
            owner: tuple(
                Variant(
                    text=text,
                    document=document,
                    segment=segment,
                    times=self._times[owner, wording],
                )
                for wording, (text, document, segment) in known.items()
            )
            for owner, known in self._first.items()
            if len(known) > 1
        }
