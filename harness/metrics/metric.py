"""What a metric is: counts that add up, and what a sum of them is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.engines.ngram import NgramOptions, Row
from harness.metrics.material import Material
from harness.metrics.weights import WMT, Weights
from harness.model.finding import Skipped

if TYPE_CHECKING:
    from harness.engines.comet.models import Models


def _always(mark: str) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Everything besides the texts that a score depends on; the signatures name it.

    `models` are those of COMET, where a metric needs them.
    """

    ngram: NgramOptions = field(default_factory=NgramOptions)
    weights: Weights = WMT
    repeats_once: bool = True
    models: Models | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a metric counted in one document; `rest` belongs to no single segment.

    `mark` is what has to agree before counts may be added (a tokenizer, a unit). A row is None
    where the segment cannot be measured; `left` then says why, and what else is to be known.
    """

    rows: tuple[Row | None, ...]
    rest: Row | None = None
    mark: str = ""
    references: frozenset[int] = frozenset()
    left: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric's record; its file's docstring (`doc`) is its documentation.

    `counts_findings`: the number depends on what the rules found, not on the texts alone.

    `value` is given a sum of rows, `segment_value` one row; None means that there is nothing to
    measure it by. `signature` says how to get the number again. `trusted` says by the counts'
    mark whether a verdict may rest on the number. `needs` is what it looks at, in words.
    """

    name: str
    summary: str
    higher_is_better: bool
    needs_reference: bool
    counts_findings: bool
    count: Callable[[Material, Options], Counts]
    value: Callable[[Row, str, Options], float | None]
    segment_value: Callable[[Row, str, Options], float | None]
    signature: Callable[[str, frozenset[int], Options], str]
    engine: str | None = None
    trusted: Callable[[str], bool] = _always
    needs: str | None = None
    doc: str | None = None
