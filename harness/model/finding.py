"""What is wrong, where, how badly a reader is misled, and how sure we are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from harness.model.text import Span


class Severity(IntEnum):
    """How misled a reader is; ordered, so that a policy can say `>= MAJOR`."""

    NEUTRAL = 0
    MINOR = 1
    MAJOR = 2
    CRITICAL = 3

    @property
    def label(self) -> str:
        """The word used in options, JSON and pages."""
        return self.name.lower()


class Confidence(IntEnum):
    """How often such a finding is right; see the rule's measured precision."""

    LOW = 0
    MEDIUM = 1
    HIGH = 2

    @property
    def label(self) -> str:
        """The word used in options, JSON and pages."""
        return self.name.lower()


class Cause(StrEnum):
    """Who must mend it."""

    TRANSLATION = "translation"
    PIPELINE = "pipeline"
    SITE = "site"
    SOURCE = "source"


class Needs(StrEnum):
    """What has to be there for a rule to run."""

    TARGET = "target"
    REFERENCE = "reference"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Hit:
    """What one rule saw. It carries no code: the runner knows which rule ran.

    `severity` and `confidence` may only lower the rule's own. `reference` is the place in the
    first reference that the hit was compared with, where there was one.
    """

    span: Span
    because: str = ""
    suggestion: str | None = None
    related: tuple[Span, ...] = ()
    severity: Severity | None = None
    confidence: Confidence | None = None
    reference: Span | None = None


class Ruling(StrEnum):
    """What a reference says of a finding."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The reference's word on one finding, with the aligned place in the first reference.

    `impact` holds, by metric, what the segment gains when the finding's span alone takes the
    reference's wording; None where no metric was computed.
    """

    verdict: Ruling
    span: Span | None = None
    text: str = ""
    impact: tuple[tuple[str, float], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another place in the same document that the finding is about."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """That somebody looked at a finding and lets it stand: why, and the entry that says so."""

    reason: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One entry that accepts findings, as far as one document goes.

    `where` is the file and the place in it, `what` is accepted in words; `used`: whether it took
    any finding of the document.
    """

    where: str
    what: str
    used: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A hit, signed by its rule and tied to its place; `text == span.of(document.text)`."""

    document: str
    segment: int | None
    segment_span: Span | None
    rule: str
    name: str
    family: str
    severity: Severity
    confidence: Confidence
    mqm: str
    cause: Cause
    needs: Needs
    span: Span
    text: str
    message: str
    suggestion: str | None = None
    related: tuple[Related, ...] = ()
    corroborated_by: tuple[str, ...] = ()
    group: str
    fingerprint: str
    reference: Judgement | None = None
    accepted: Acceptance | None = None

    def shown(self, floor: Confidence) -> bool:
        """Whether the finding is shown and counted: sure enough, and accepted by nobody."""
        return self.confidence >= floor and self.accepted is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Work that was not done, and why: never 0, None or NaN.

    `segments` names the ones concerned; None means all of the document.
    """

    what: str
    why: str
    segments: tuple[int, ...] | None = None


# What a comparison is called that a reference (or a source) was given for and that could not be
# made, because it belongs to another text or place: no gate takes it for made.
ASTRAY = "comparison with the reference"
ASTRAY_SOURCE = "comparison with the source"
