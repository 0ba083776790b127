"""What a gate looks at: documents by their place, and findings by their number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from harness.model.finding import Confidence, Severity, Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A document as limits name it; `size` is in words, or in what stands for them (`unit`)."""

    document: str
    system: str | None
    source_language: str | None
    language: str
    path: str | None
    size: int
    unit: str

    @property
    def pair(self) -> str | None:
        """Source and target language; None where the source's is not known."""
        return None if self.source_language is None else f"{self.source_language}-{self.language}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many findings of one kind a gate counts in one document: that at `place` of the facts."""

    place: int
    rule: str
    name: str
    family: str
    severity: Severity
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a gate looks at in the documents of a run, besides single scores.

    `skipped` says what was left undone in any document, each reason once, without its segments.
    """

    counts: tuple[Count, ...]
    places: tuple[Place, ...]
    skipped: tuple[Skipped, ...]

    @property
    def systems(self) -> frozenset[str | None]:
        """The systems of the documents."""
        return frozenset(place.system for place in self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """One score of a document (at `place` of the facts), or of one segment of it."""

    place: int
    segment: int | None
    value: float


@runtime_checkable
class Countable(Protocol):
    """Documents that know what a gate looks at without being read one by one."""

    def facts(self, confidence: Confidence, *, repeats_once: bool) -> Facts:
        """Return what findings of at least this confidence come to."""
        ...

    def worths(self, metric: str, *, segments: bool) -> Iterator[Worth]:
        """Yield the metric's score of each document or of each segment, as far as measured."""
        ...
