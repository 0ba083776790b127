"""What is handed to people and to CI."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Protocol, runtime_checkable

from harness.model.edit import Alignment
from harness.model.finding import Confidence, Finding, Severity, Skipped, Waiver
from harness.model.pivot import Pivot
from harness.model.score import Score, SegmentScores
from harness.model.text import Article, ReferenceKind


class ExitCode(IntEnum):
    """One meaning each, so that a pipeline can tell a bad text from a broken run."""

    PASSED = 0
    GATE_FAILED = 1
    USAGE = 2
    NOT_EVALUATED = 3
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A library or service that took part, with the version that did."""

    name: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReport:
    """Everything known about one document; findings in the order of their places.

    `words` counts UAX #29 words. `shown_from` is the confidence from which findings are shown.
    `waivers` are the entries of baseline, sidecar and configuration that concern the document.
    `pivot` says which language the text passed through, where its reference shows enough of it.
    """

    article: Article
    words: int
    reference_kind: ReferenceKind | None
    findings: tuple[Finding, ...]
    alignments: tuple[Alignment, ...] = ()
    scores: tuple[Score, ...] = ()
    segment_scores: tuple[SegmentScores, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    shown_from: Confidence = Confidence.MEDIUM
    waivers: tuple[Waiver, ...] = ()
    pivot: Pivot | None = None

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings that text, pages, gate and densities count."""
        return tuple(item for item in self.findings if item.shown(self.shown_from))


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedDocument:
    """A document that could not be read or worked on: an error row, not a silence."""

    document: str
    path: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A segment with a critical finding that a metric puts among the best quarter of the run's.

    `rules` are the codes of its critical findings.
    """

    document: str
    system: str | None
    segment: int
    metric: str
    value: float
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Counts over all documents of a run; findings are the shown ones.

    `accepted` counts findings that are sure enough and were accepted; `unused` names the entries
    that accept what no document has any more; `alarms` are critical findings that scores hide.
    """

    documents: int
    segments: int
    words: int
    by_severity: tuple[tuple[str, int], ...]
    by_family: tuple[tuple[str, int], ...]
    by_cause: tuple[tuple[str, int], ...]
    by_rule: tuple[tuple[str, int], ...]
    findings_per_1000: float | None
    accepted: int = 0
    unused: tuple[Waiver, ...] = ()
    alarms: tuple[Alarm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole run: in the order of its input, the same bytes for the same input and settings.

    `documents` may be read from a run folder as they are asked for.
    """

    version: str
    engines: tuple[Engine, ...]
    documents: Sequence[DocumentReport]
    failed: tuple[FailedDocument, ...] = ()
    totals: Totals
    scores: tuple[Score, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A limit on one metric: at least `value`, or at most where lower is better."""

    metric: str
    value: float


class LimitKind(StrEnum):
    """What a limit counts."""

    SEVERITY = "severity"
    RULE = "rule"
    FAMILY = "family"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most so many findings of one severity, rule (its code) or family."""

    kind: LimitKind
    name: str
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a run may not exceed and may not miss.

    `fail_on` None never fails on severity; a severity with a limit of its own is judged by that.
    `max_density` is findings per 1,000 words over the run. `repeats_once` counts a repeated
    error once. `keep_going` leaves documents that failed out of the exit code. `measured` are
    metrics of an engine's that were named, so that a run without them is not evaluated.
    """

    fail_on: Severity | None = Severity.CRITICAL
    confidence: Confidence = Confidence.MEDIUM
    max_findings: int | None = None
    max_density: float | None = None
    limits: tuple[Limit, ...] = ()
    bounds: tuple[Bound, ...] = ()
    required: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()
    repeats_once: bool = True
    no_fail: bool = False
    keep_going: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many findings of one kind a gate counts in one document."""

    document: str
    system: str | None
    source_language: str | None
    language: str
    path: str | None
    rule: str
    name: str
    family: str
    severity: Severity
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a gate looks at in the documents of a run.

    `size` is in words or what stands for them (`units`); `skipped` says what was left undone in
    any document, each reason once, without its segments.
    """

    counts: tuple[Count, ...]
    documents: int
    size: int
    units: frozenset[str]
    systems: frozenset[str | None]
    skipped: tuple[Skipped, ...]


@runtime_checkable
class Countable(Protocol):
    """Documents that know what a gate looks at without being read one by one."""

    def facts(self, confidence: Confidence, *, repeats_once: bool) -> Facts:
        """Return what findings of at least this confidence come to."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The gate's answer: what was broken, what could not be judged, and the exit code."""

    exit_code: ExitCode
    breaches: tuple[str, ...] = ()
    unjudged: tuple[str, ...] = ()
