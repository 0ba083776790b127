"""Where systems differ: by metric, family of finding, document, length and single segment.

Works on measured documents, wherever they come from. One metric leads: documents, lengths and
segments are set beside each other by it. Segments belong together by their place in the
reference, since two systems may cut one article differently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from harness.analyse.tokens import count_words
from harness.engines.ngram import Row, total
from harness.errors import HarnessError
from harness.metrics import METRICS
from harness.metrics.metric import Options
from harness.model.finding import Finding, Skipped
from harness.model.report import DocumentReport
from harness.model.text import Segment
from harness.score.documents import Measured
from harness.score.systems import Table, side_by_side
from harness.score.trial import Trial

Key = tuple[str, int, int]

# Words of the reference (else of the candidate): most news sentences lie in the two middle ones.
LENGTHS = ((0, 10), (11, 20), (21, 30), (31, 50), (51, None))
# Before a reader is shown more segments, the first ten should have told the story.
MOST_SEGMENTS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One system and how much of it there is; `findings` are the shown ones."""

    system: str
    documents: int
    segments: int
    words: int
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One value a system, in the systems' order; None where a system has nothing to measure.

    `count` is the number of segments behind it, where that is not the same for all rows.
    """

    name: str
    values: tuple[float | None, ...]
    count: int | None = None

    @property
    def gap(self) -> float:
        """The largest difference between two of the values."""
        known = [value for value in self.values if value is not None]
        return max(known) - min(known) if known else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One system's translation of a segment, its score and the rules that it met."""

    system: str
    text: str
    value: float
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One segment as the systems have it, in their order."""

    document: str
    segment: int
    reference: str | None
    candidates: tuple[Candidate, ...]

    @property
    def gap(self) -> float:
        """The largest difference between two of the scores."""
        values = [candidate.value for candidate in self.candidates]
        return max(values) - min(values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Systems side by side; rows come with the largest difference first.

    `lead` is the metric of documents, lengths and segments; None where none was measured.
    `families` and `severities` are shown findings per 1,000 words.
    """

    systems: tuple[Column, ...]
    table: Table
    lead: str | None
    families: tuple[Beside, ...]
    severities: tuple[Beside, ...]
    documents: tuple[Beside, ...]
    lengths: tuple[Beside, ...]
    segments: tuple[Pair, ...]
    compared: int
    skipped: tuple[Skipped, ...]


def compare(
    measured: Sequence[Measured],
    options: Options,
    trial: Trial,
    *,
    lead: str | None = None,
    most: int = MOST_SEGMENTS,
) -> Comparison:
    """Return where the systems of the documents differ; they were measured with `keep`.

    `lead` is the leading metric, else the first that was measured and counts no findings. Where
    systems were cut into different segments there is no paired test, and `skipped` says so. Where
    each has one document, and all have the same reference and source, it is one document,
    whatever it is called. Raises H119 for a single system.
    """
    measured = _of_one_text(measured)
    systems: dict[str, list[Measured]] = {}
    for one in measured:
        systems.setdefault(one.report.article.document.system or "-", []).append(one)
    if len(systems) < 2:
        raise HarnessError("H119", "", "one system alone", "Name at least two to compare.")
    try:
        table = side_by_side(measured, options, trial)
    except HarnessError as error:
        if error.code != "H311":
            raise
        alone = replace(trial, bootstrap=None, randomization=None)
        table = side_by_side(measured, options, alone)
        reason = Skipped(what="p-value", why=f"{error.place}: {error.seen}")
        table = replace(table, skipped=(reason, *table.skipped))
    leading = lead or _lead(table)
    shared = _shared(systems, leading) if leading is not None else {}
    return Comparison(
        systems=tuple(_column(name, own) for name, own in systems.items()),
        table=table,
        lead=leading,
        families=_rates(systems, lambda finding: finding.family),
        severities=_rates(systems, lambda finding: finding.severity.label),
        documents=_documents(systems, leading),
        lengths=_lengths(systems, leading, options),
        segments=tuple(sorted(shared.values(), key=_widest)[:most]),
        compared=len(shared),
        skipped=table.skipped,
    )


def _of_one_text(measured: Sequence[Measured]) -> Sequence[Measured]:
    """Return one document of each system under one name, where it translates the same text."""
    documents = [one.report.article.document for one in measured]
    beside = {(document.references, document.source) for document in documents}
    several = len({document.system for document in documents}) < len(documents)
    if several or len(beside) != 1 or beside == {((), None)}:
        return measured
    return [
        replace(
            one,
            report=replace(
                one.report,
                article=replace(one.report.article, document=replace(own, id=documents[0].id)),
            ),
        )
        for one, own in zip(measured, documents, strict=True)
    ]


def _lead(table: Table) -> str | None:
    names = [cell.score.metric for line in table.lines for cell in line.cells]
    plain = [name for name in names if not METRICS[name].counts_findings]
    return next(iter(plain or names), None)


def _column(name: str, own: Sequence[Measured]) -> Column:
    reports = [one.report for one in own]
    return Column(
        system=name,
        documents=len(reports),
        segments=sum(len(report.article.segments) for report in reports),
        words=sum(report.words for report in reports),
        findings=sum(len(report.shown) for report in reports),
    )


def _rates(
    systems: dict[str, list[Measured]], kind: Callable[[Finding], str]
) -> tuple[Beside, ...]:
    """Return shown findings per 1,000 words by kind, the largest difference first."""
    counted, words = [], []
    for own in systems.values():
        counted.append(Counter(kind(found) for one in own for found in one.report.shown))
        words.append(sum(one.report.words for one in own))
    rows = [
        Beside(
            name=name,
            values=tuple(
                1000 * found[name] / size if size else None
                for found, size in zip(counted, words, strict=True)
            ),
            count=sum(found[name] for found in counted),
        )
        for name in sorted({name for found in counted for name in found})
    ]
    return tuple(sorted(rows, key=lambda row: (-row.gap, row.name)))


def _documents(systems: dict[str, list[Measured]], lead: str | None) -> tuple[Beside, ...]:
    """Return the leading metric of each document that two systems or more have."""
    if lead is None:
        return ()
    values = {
        system: {
            one.report.article.document.id: score.value
            for one in own
            for score in one.report.scores
            if score.metric == lead
        }
        for system, own in systems.items()
    }
    names = dict.fromkeys(name for own in values.values() for name in own)
    rows = [
        Beside(name=name, values=tuple(own.get(name) for own in values.values())) for name in names
    ]
    several = [row for row in rows if sum(value is not None for value in row.values) > 1]
    return tuple(sorted(several, key=lambda row: (-row.gap, row.name)))


def _lengths(
    systems: dict[str, list[Measured]], lead: str | None, options: Options
) -> tuple[Beside, ...]:
    """Return the leading metric over the segments of each length, the shortest first."""
    if lead is None:
        return ()
    made = []
    for low, high in LENGTHS:
        rows = [_rows_of_length(own, lead, low, high) for own in systems.values()]
        count = max(len(own) for own, _ in rows)
        if not count:
            continue
        values = tuple(
            METRICS[lead].value(total(own), mark, options) if own else None for own, mark in rows
        )
        name = f"{low}–{high}" if high is not None else f"{low} and more"
        made.append(Beside(name=name, values=values, count=count))
    return tuple(made)


def _rows_of_length(
    own: Iterable[Measured], lead: str, low: int, high: int | None
) -> tuple[list[Row], str]:
    rows, mark = [], ""
    for one in own:
        counts = dict(one.counts).get(lead)
        if counts is None:
            continue
        mark = counts.mark
        for part, row in zip(one.report.article.segments, counts.rows, strict=True):
            size = count_words(_reference(one.report, part) or _text(one.report, part))
            if row is not None and low <= size and (high is None or size <= high):
                rows.append(row)
    return rows, mark


def _shared(systems: dict[str, list[Measured]], lead: str) -> dict[Key, Pair]:
    """Return the segments that every system has a score of, by their place in the reference."""
    sides = [
        {key: value for one in own for key, value in _candidates(name, one.report, lead)}
        for name, own in systems.items()
    ]
    made = {}
    for key, (report, part, _) in sides[0].items():
        if all(key in side for side in sides):
            made[key] = Pair(
                document=report.article.document.id,
                segment=part.index,
                reference=_reference(report, part),
                candidates=tuple(side[key][2] for side in sides),
            )
    return made


def _candidates(
    system: str, report: DocumentReport, lead: str
) -> Iterable[tuple[Key, tuple[DocumentReport, Segment, Candidate]]]:
    values = next((row.values for row in report.segment_scores if row.metric == lead), ())
    found: dict[int | None, list[Finding]] = {}
    for finding in report.shown:
        found.setdefault(finding.segment, []).append(finding)
    for part, value in zip(report.article.segments, values, strict=False):
        if value is not None:
            candidate = Candidate(
                system=system,
                text=_text(report, part),
                value=value,
                findings=tuple(found.get(part.index, ())),
            )
            yield _key(report, part), (report, part, candidate)


def _key(report: DocumentReport, part: Segment) -> Key:
    name = report.article.document.id
    for number, span in enumerate(part.references):
        if span is not None:
            return name, number, span.start
    return name, -1, part.index


def _text(report: DocumentReport, part: Segment) -> str:
    return part.span.of(report.article.document.text)


def _reference(report: DocumentReport, part: Segment) -> str | None:
    texts = report.article.document.references
    for span, text in zip(part.references, texts, strict=False):
        if span is not None:
            return span.of(text)
    return None


def _widest(pair: Pair) -> tuple[float, str, int]:
    return -pair.gap, pair.document, pair.segment
