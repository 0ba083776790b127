"""What one metric counted over some segments."""

from __future__ import annotations

from dataclasses import dataclass

from harness.engines.ngram import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts that add up with those of the same metric and `mark` (a tokenizer, a unit).

    `row` is None where no segment could be counted; `references` are the numbers of references
    that segments had.
    """

    metric: str
    row: Row | None
    mark: str
    references: frozenset[int]
    segments: int
