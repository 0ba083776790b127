"""What is handed to people and to CI."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from harness.model.edit import Alignment
from harness.model.finding import Confidence, Finding, Severity, Skipped, Waiver
from harness.model.pivot import Pivot
from harness.model.regression import Regression
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

    `documents` may be read from a run folder as they are asked for. `pair_scores` are those of
    each language pair, where there are several. `regression` sets the run against a stored one,
    where that was asked for.
    """

    version: str
    engines: tuple[Engine, ...]
    documents: Sequence[DocumentReport]
    failed: tuple[FailedDocument, ...] = ()
    totals: Totals
    scores: tuple[Score, ...] = ()
    pair_scores: tuple[Score, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    regression: Regression | None = None


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
class Scope:
    """The documents of some language pairs, systems and paths; None: of all.

    `pair` ("es-en") and `system` are patterns with `*` and `?`; `path` is a glob seen from the
    folder `root`.
    """

    pair: str | None = None
    system: str | None = None
    path: str | None = None
    root: str = ""

    def __str__(self) -> str:
        """Return it in words that end a sentence; nothing where it is everything."""
        named = (("pair", self.pair), ("system", self.system), ("path", self.path))
        return "".join(f" in {name} {value}" for name, value in named if value is not None)


class Each(StrEnum):
    """What a quota holds for one by one."""

    DOCUMENT = "document"
    SEGMENT = "segment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """Limits that hold in a scope: for all of it together, or for each document or segment.

    `bounds` without `each` are on the scores of systems there.
    """

    scope: Scope
    each: Each | None = None
    max_findings: int | None = None
    max_density: float | None = None
    limits: tuple[Limit, ...] = ()
    bounds: tuple[Bound, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """The stored run that a run is judged against, and what it may lose.

    `tolerance` is in the metric's own unit; None leaves it to the metric, as `metric` None leaves
    the choice of what is tested. At most `max_new` new findings, None: any number.
    """

    run: str
    tolerance: float | None = None
    metric: str | None = None
    allow_inconclusive: bool = False
    max_new: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a run may not exceed and may not miss.

    `fail_on` None never fails on severity; a severity with a limit of its own is judged by that.
    `max_density` is findings per 1,000 words over the run; `quotas` hold for parts of it.
    `repeats_once` counts a repeated error once. `keep_going` leaves documents that failed out of
    the exit code. `measured` are metrics of an engine's that were named, so that a run without
    them is not evaluated. `against` is the stored run to judge by.
    """

    fail_on: Severity | None = Severity.CRITICAL
    confidence: Confidence = Confidence.MEDIUM
    max_findings: int | None = None
    max_density: float | None = None
    limits: tuple[Limit, ...] = ()
    bounds: tuple[Bound, ...] = ()
    quotas: tuple[Quota, ...] = ()
    required: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()
    repeats_once: bool = True
    no_fail: bool = False
    keep_going: bool = False
    against: Against | None = None

    @property
    def limited(self) -> tuple[str, ...]:
        """The metrics with a bound anywhere, each once."""
        everywhere = (*self.bounds, *(bound for quota in self.quotas for bound in quota.bounds))
        return tuple(dict.fromkeys(bound.metric for bound in everywhere))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The gate's answer: what was broken, what could not be judged, and the exit code.

    `required` names the engines and metrics without which there is no verdict.
    """

    exit_code: ExitCode
    breaches: tuple[str, ...] = ()
    unjudged: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
