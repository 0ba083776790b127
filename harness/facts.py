"""What a gate looks at in the documents of a report, wherever they lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from harness.metrics.rate import extent
from harness.model.facts import Count, Countable, Facts, Place, Worth
from harness.model.finding import Confidence, Finding, Skipped
from harness.model.report import DocumentReport


def facts_of(
    documents: Sequence[DocumentReport], confidence: Confidence, *, repeats_once: bool
) -> Facts:
    """Return what a gate looks at; documents that lie in tables are not read for it."""
    if isinstance(documents, Countable):
        return documents.facts(confidence, repeats_once=repeats_once)
    left = (item for document in documents for item in document.skipped)
    return Facts(
        counts=tuple(
            count
            for number, document in enumerate(documents)
            for count in _counts(number, counted(document.findings, confidence, once=repeats_once))
        ),
        places=tuple(map(place_of, documents)),
        skipped=tuple(dict.fromkeys(Skipped(what=item.what, why=item.why) for item in left)),
    )


def worths_of(
    documents: Sequence[DocumentReport], metric: str, *, segments: bool
) -> Iterator[Worth]:
    """Yield the metric's score of each document or of each segment, as far as measured."""
    if isinstance(documents, Countable):
        yield from documents.worths(metric, segments=segments)
        return
    for number, document in enumerate(documents):
        if not segments:
            for score in document.scores:
                if score.metric == metric:
                    yield Worth(place=number, segment=None, value=score.value)
            continue
        for row in document.segment_scores:
            if row.metric == metric:
                for segment, value in enumerate(row.values):
                    if value is not None:
                        yield Worth(place=number, segment=segment, value=value)


def place_of(document: DocumentReport) -> Place:
    """Return the document as limits name it."""
    origin = document.article.document
    size = extent(document)
    return Place(
        document=origin.id,
        system=origin.system,
        source_language=origin.source_language,
        language=origin.language,
        path=origin.path,
        size=sum(size.segments) + size.rest,
        unit=size.unit,
    )


def counted(
    findings: tuple[Finding, ...], confidence: Confidence, *, once: bool
) -> tuple[Finding, ...]:
    """Return the findings that count: of repeats the worst, and of equals the first."""
    sure = tuple(finding for finding in findings if finding.shown(confidence))
    if not once:
        return sure
    worst: dict[str, Finding] = {}
    for finding in sure:
        known = worst.get(finding.group)
        if known is None or finding.severity > known.severity:
            worst[finding.group] = finding
    return tuple(worst.values())


def _counts(place: int, findings: tuple[Finding, ...]) -> Iterator[Count]:
    found = Counter(
        (finding.rule, finding.name, finding.family, finding.severity) for finding in findings
    )
    for (rule, name, family, severity), number in found.items():
        yield Count(
            place=place,
            rule=rule,
            name=name,
            family=family,
            severity=severity,
            findings=number,
        )
