"""What metrics look at: the texts of a document pair by pair, each view made at most once."""

from __future__ import annotations

from functools import cached_property

from harness.analyse.aligner import align
from harness.analyse.ties import word
from harness.analyse.tokens import tokens
from harness.engines.ngram import Ngram, NgramOptions, Row, tokenizer
from harness.metrics.closeness import Closeness, closest
from harness.metrics.pairs import Pair, pairs_of
from harness.model.edit import Edit
from harness.model.finding import Finding
from harness.model.report import DocumentReport


class Material:
    """A document with its findings; views are lazy and shared by all metrics."""

    def __init__(self, report: DocumentReport, *, jobs: int = 1) -> None:
        self.report = report
        self.jobs = jobs
        self._rows: dict[tuple[str, NgramOptions], tuple[Row, ...]] = {}

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The segments that have a reference, in order; the others cannot be compared."""
        return pairs_of(self.report.article)

    @cached_property
    def empty(self) -> tuple[int, ...]:
        """The segments with a reference whose candidate is empty."""
        return tuple(pair.index for pair in self.pairs if not pair.candidate.strip())

    @cached_property
    def reference_counts(self) -> frozenset[int]:
        """How many references the segments have: one number, or several where it varies."""
        return frozenset(len(pair.texts) for pair in self.pairs)

    @cached_property
    def shown(self) -> dict[int | None, tuple[Finding, ...]]:
        """The shown findings by segment."""
        found: dict[int | None, tuple[Finding, ...]] = {}
        for finding in self.report.shown:
            found[finding.segment] = (*found.get(finding.segment, ()), finding)
        return found

    @cached_property
    def closeness(self) -> dict[int, Closeness]:
        """How close each segment is to the reference that it is closest to, by segment."""
        return closest(self.pairs, self.report.article.document, self.edits)

    def edits(self, index: int, number: int) -> tuple[Edit, ...]:
        """Return the typed edits between a segment and one of its references."""
        if number == 0 and index in self._aligned:
            return self._aligned[index]
        segment, document = self.report.article.segments[index], self.report.article.document
        place = segment.references[number]
        if place is None:
            return ()
        mine = tokens(document.text, segment.span.start, segment.span.end)
        theirs = tokens(document.references[number], place.start, place.end)
        return align(
            tuple(word(token, document.language) for token in mine),
            tuple(word(token, document.language) for token in theirs),
            (segment.span, place),
        )

    @cached_property
    def _aligned(self) -> dict[int, tuple[Edit, ...]]:
        return {item.segment: item.edits for item in self.report.alignments if not item.reference}

    def tokenizer(self, options: NgramOptions) -> str:
        """Return BLEU's tokenizer for the document's language."""
        return tokenizer(options, self.report.article.document.language)

    def ngram_rows(self, metric: str, options: NgramOptions) -> tuple[Row | None, ...]:
        """Return sacreBLEU's counts by segment; None where there is no reference."""
        key = (metric, options)
        if key not in self._rows:
            self._rows[key] = self._counted(metric, options)
        rows: list[Row | None] = [None] * len(self.report.article.segments)
        for pair, row in zip(self.pairs, self._rows[key], strict=True):
            rows[pair.index] = row
        return tuple(rows)

    def _counted(self, metric: str, options: NgramOptions) -> tuple[Row, ...]:
        longer = self._rows.get(("chrf++", options)) if metric == "chrf" else None
        if longer is not None and self.reference_counts == {1}:
            # chrF counts what chrF++ counts, less the words; with several references the two
            # may prefer different ones.
            return tuple(row[: 3 * options.char_order] for row in longer)
        door = Ngram(metric, options, self.tokenizer(options) if metric == "bleu" else "13a")
        return door.rows(
            [pair.candidate for pair in self.pairs],
            [pair.references for pair in self.pairs],
            jobs=self.jobs,
        )
