"""What the harness says of judged segments: its findings and scores, a segment each.

The segments of a set are one file of lines in the order given, or a file for each of the set's
documents: what one line says is looked at beside the others of its file.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from harness.analyse.tokens import count_words
from harness.config import Settings
from harness.examination import examine
from harness.meta.span_scores import Place
from harness.metrics import METRICS
from harness.model.finding import Finding
from harness.model.report import DocumentReport
from harness.model.text import Document, Span, Unit
from harness.read.layout import joined
from harness.score import measure, options_of

# TER is left out: it takes as long as everything else together.
MEASURED = ("bleu", "chrf", "chrf++", "quality", "penalty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One shown finding in its segment; offsets are code points into the segment."""

    rule: str
    family: str
    severity: str
    confidence: str
    start: int
    end: int

    @property
    def place(self) -> Place:
        """Where it is, and whether it is major."""
        return self.start, self.end, self.severity in ("major", "critical")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the harness says of one segment: flags in order, and scores, higher for better.

    A score that could not be computed is left out. `words` counts as rates do.
    """

    flags: tuple[Flag, ...]
    scores: dict[str, float]
    words: int

    @property
    def places(self) -> tuple[Place, ...]:
        """Where its errors are: neutral findings are none."""
        return tuple(flag.place for flag in self.flags if flag.severity != "neutral")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Segments to be checked: candidates, references (or none), sources (or none).

    `documents` names each segment's document; without it all of them are one file.
    """

    name: str
    texts: tuple[str, ...]
    references: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    def of(self, places: Sequence[int]) -> Lines:
        """Return some of the segments as one file."""
        return Lines(
            name=self.name,
            texts=tuple(self.texts[n] for n in places),
            references=tuple(self.references[n] for n in places) if self.references else (),
            sources=tuple(self.sources[n] for n in places) if self.sources else (),
            metrics=self.metrics,
        )


def answers(sets: Sequence[Lines], *, jobs: int = 1) -> dict[str, tuple[Answer, ...]]:
    """Return what is said of every segment, by the name of its set.

    Sets are shared among `jobs` processes, which changes nothing in the result.
    """
    if jobs == 1:
        return {lines.name: _answered(lines) for lines in sets}
    # A few sets of very unequal size: the largest first, so that no process waits for one at last.
    order = sorted(sets, key=_size, reverse=True)
    with ProcessPoolExecutor(jobs, mp_context=get_context("forkserver")) as pool:
        said = dict(zip((lines.name for lines in order), pool.map(_answered, order), strict=True))
    return {lines.name: said[lines.name] for lines in sets}


def _size(lines: Lines) -> int:
    return sum(map(len, lines.texts)) * (2 if lines.references else 1)


def _answered(lines: Lines) -> tuple[Answer, ...]:
    """Return the answers to one set; a module's function, so that it travels to a process."""
    if not lines.documents:
        return _of_file(lines)
    files: dict[str, list[int]] = {}
    for place, document in enumerate(lines.documents):
        files.setdefault(document, []).append(place)
    found: dict[int, Answer] = {}
    for places in files.values():
        found.update(zip(places, _of_file(lines.of(places)), strict=True))
    return tuple(found[place] for place in range(len(lines.texts)))


def _of_file(lines: Lines) -> tuple[Answer, ...]:
    settings = Settings(metrics=lines.metrics)
    report = examine(_document(lines), settings)
    if lines.metrics:
        report = measure(report, lines.metrics, options_of(settings), impact=False).report
    return _by_line(report, lines)


def _document(lines: Lines) -> Document:
    text, spans = joined(lines.texts)
    reference, places = joined(lines.references) if lines.references else ("", ())
    source, origins = joined(lines.sources) if lines.sources else ("", ())
    return Document(
        id=lines.name,
        text=text,
        references=(reference,) if lines.references else (),
        source=source if lines.sources else None,
        units=tuple(
            Unit(
                span=span,
                references=_filled(reference, places[n]) if places else (),
                source=origins[n] if origins else None,
            )
            for n, span in enumerate(spans)
        ),
    )


def _filled(text: str, place: Span) -> tuple[Span | None, ...]:
    return (place if place.of(text).strip() else None,)


def _by_line(report: DocumentReport, lines: Lines) -> tuple[Answer, ...]:
    flags: list[list[Flag]] = [[] for _ in lines.texts]
    for finding in report.shown:
        if finding.segment is not None and finding.segment_span is not None:
            flags[finding.segment].append(_flag(finding, finding.segment_span.start))
    scores: list[dict[str, float]] = [{} for _ in lines.texts]
    for row in report.segment_scores:
        sign = 1 if METRICS[row.metric].higher_is_better else -1
        for place, value in enumerate(row.values):
            if value is not None:
                scores[place][row.metric] = sign * value
    return tuple(
        Answer(flags=tuple(flags[n]), scores=scores[n], words=count_words(text))
        for n, text in enumerate(lines.texts)
    )


def _flag(finding: Finding, start: int) -> Flag:
    return Flag(
        rule=finding.rule,
        family=finding.family,
        severity=finding.severity.label,
        confidence=finding.confidence.label,
        start=finding.span.start - start,
        end=finding.span.end - start,
    )
