"""What the metrics of sacreBLEU have in common: counts from its door, scores from their sums."""

from __future__ import annotations

from functools import lru_cache

from harness.engines.ngram import Ngram, NgramOptions, Row
from harness.metrics.material import Material
from harness.metrics.metric import Counts, Metric, Options


def compared(name: str, summary: str, doc: str | None, *, higher_is_better: bool = True) -> Metric:
    """Return the metric of that name as sacreBLEU computes it.

    Counts with different tokenizers do not add up: the mark keeps them apart.
    """

    def count(material: Material, options: Options) -> Counts:
        return Counts(
            rows=material.ngram_rows(name, options.ngram),
            mark=material.tokenizer(options.ngram) if name == "bleu" else "",
            references=material.reference_counts,
        )

    def value(row: Row, mark: str, options: Options) -> float:
        return _door(name, options.ngram, mark).score(row)

    def segment_value(row: Row, mark: str, options: Options) -> float:
        return _door(name, options.ngram, mark).segment_score(row)

    def signature(mark: str, references: frozenset[int], options: Options) -> str:
        return _door(name, options.ngram, mark).signature(references)

    return Metric(
        name=name,
        summary=summary,
        higher_is_better=higher_is_better,
        needs_reference=True,
        counts_findings=False,
        engine="sacrebleu",
        count=count,
        value=value,
        segment_value=segment_value,
        signature=signature,
        doc=doc,
    )


@lru_cache(maxsize=64)
def _door(name: str, options: NgramOptions, mark: str) -> Ngram:
    """Keep the few doors of a run: one is asked for every segment's score."""
    return Ngram(name, options, mark or "13a")
