"""Where text is: spans, documents, and the articles that rules and metrics look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points into one text.

    >>> Span(0, 2).of("OCHA")
    'OC'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}..{self.end} is not 0 <= start <= end")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the part of `text` that this span covers."""
        return text[self.start : self.end]

    def overlap(self, other: Span) -> int:
        """Return how many code points the two share; a point inside the other counts as one.

        >>> Span(2, 6).overlap(Span(4, 9)), Span(3, 3).overlap(Span(2, 6))
        (2, 1)
        """
        shared = min(self.end, other.end) - max(self.start, other.start)
        if shared == 0 and (self.start == self.end or other.start == other.end):
            return 1
        return max(0, shared)

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class SegmentKind(StrEnum):
    """What a segment is: a line and a unit were given as such, the others were found."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LINE = "line"
    UNIT = "unit"


class ReferenceKind(StrEnum):
    """What a reference is, and so what a difference from it means."""

    INDEPENDENT = "independent"
    POST_EDIT = "post-edit"
    COMPARABLE = "comparable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One segment of an input that comes in units (lines, rows), with what belongs to it.

    `references` has one place for each of the document's references; None where it has none here.
    `key` is what its own format calls it (a unit's id, a row's number), where it has such a name.
    """

    span: Span
    references: tuple[Span | None, ...] = ()
    source: Span | None = None
    key: str | None = None


class Anchor(NamedTuple):
    """Where a place of a document's text stands in its file; lines and columns count from 1.

    From `at` on, text and file go on one to one until the next anchor. One for every escape and
    tag of a batch: a named tuple, as a dataclass costs more to make.
    """

    at: int
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What of a file was not taken into the document and why; `count` is of what comes often."""

    what: str
    why: str
    count: int | None = None

    @property
    def counted(self) -> str:
        """What was left out, with its number where it has one.

        >>> LeftOut(what="fuzzy units", why="not asked for", count=3).counted
        'fuzzy units (3)'
        """
        return self.what if self.count is None else f"{self.what} ({self.count})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One suspect translation exactly as it was read; never edited afterwards.

    `units` is empty for running text, which is then cut into paragraphs. `reference_note` says
    where the first reference comes from, in the words of whoever supplied it; `reference_kind` is
    what it was said to be, None where that is to be told from the pair. `anchors`, in the order of
    the text, say where it stands in its file; without them the file's lines are the text's own,
    and units that are no lines have no place but their number. `left_out` is what the file holds
    and the text does not.
    """

    id: str
    text: str
    references: tuple[str, ...] = ()
    reference_note: str | None = None
    reference_kind: ReferenceKind | None = None
    source: str | None = None
    language: str = "und"
    source_language: str | None = None
    system: str | None = None
    path: str | None = None
    units: tuple[Unit, ...] = ()
    unit_kind: SegmentKind = SegmentKind.LINE
    anchors: tuple[Anchor, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def pair(self) -> str | None:
        """Source and target language; None where the source's is not known.

        >>> Document(id="d", text="", language="en", source_language="es").pair
        'es-en'
        """
        return None if self.source_language is None else f"{self.source_language}-{self.language}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A place in the document (not a copy) and its places in the references and the source."""

    index: int
    span: Span
    kind: SegmentKind
    references: tuple[Span | None, ...] = ()
    source: Span | None = None

    @property
    def has_reference(self) -> bool:
        """Whether any reference answers to this segment."""
        return any(span is not None for span in self.references)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A document cut into segments: the only thing that rules and metrics ever see.

    `unaligned` are the segments of the first reference that answer to nothing in the document.
    """

    document: Document
    segments: tuple[Segment, ...]
    unaligned: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The document's text, unchanged."""
        return self.document.text
