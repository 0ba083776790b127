"""Systems side by side: each one's scores, how sure they are, and how it differs from the first."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from harness.engines.ngram import Row, total
from harness.errors import HarnessError
from harness.metrics import METRICS, Metric
from harness.metrics.metric import Options
from harness.metrics.resampling import (
    SEED,
    Interval,
    Paired,
    Values,
    interval,
    paired_bootstrap,
    paired_randomization,
)
from harness.metrics.worth import values_of
from harness.model.finding import Skipped
from harness.model.score import Score, SegmentScores
from harness.score.documents import Measured, united

Key = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How scores are resampled; each number of samples is None where it is not asked for.

    `by_document` draws whole documents. `seed` None draws anew every time.
    """

    confidence: int | None = None
    bootstrap: int | None = None
    randomization: int | None = None
    seed: int | None = SEED
    by_document: bool = False

    @property
    def paired(self) -> bool:
        """Whether systems are tested against the first one."""
        return self.bootstrap is not None or self.randomization is not None

    @property
    def signature(self) -> str:
        """What it adds to a score's signature, with sacreBLEU's keys."""
        samples = self.bootstrap if self.bootstrap is not None else self.confidence
        parts = [f"bs:{samples}"] if samples is not None else []
        parts += [f"ar:{self.randomization}"] if self.randomization is not None else []
        parts += [f"seed:{'none' if self.seed is None else self.seed}"] if parts else []
        parts += ["by:document"] if parts and self.by_document else []
        return "|".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One system's score in one metric, with what resampling says of it."""

    score: Score
    interval: Interval | None = None
    p_value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One system's scores; `segments` are those of its documents, in their order."""

    system: str | None
    cells: tuple[Cell, ...]
    segments: tuple[tuple[str, tuple[SegmentScores, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Systems side by side; the first is the baseline of a paired test."""

    lines: tuple[Line, ...]
    trial: Trial
    skipped: tuple[Skipped, ...]


def seed_of(given: int | None) -> int | None:
    """Return the seed: the one given, else that of SACREBLEU_SEED (`none`: any), else 12345.

    Raises H112 where the variable is neither a number nor `none`.
    """
    if given is not None:
        return given
    value = os.environ.get("SACREBLEU_SEED", str(SEED))
    if value.lower() == "none":
        return None
    if not value.isdecimal():
        raise HarnessError(
            "H112", "SACREBLEU_SEED", f'"{value}" is no seed', "Give a number, or none."
        )
    return int(value)


def side_by_side(measured: Sequence[Measured], options: Options, trial: Trial) -> Table:
    """Return the scores of each system, in the order in which the systems come.

    Resampling needs documents that were measured with `keep`. Raises H311 where a paired test
    meets systems that did not translate the same segments.
    """
    systems: dict[str | None, list[Measured]] = {}
    for one in measured:
        systems.setdefault(one.report.article.document.system, []).append(one)
    if trial.paired and len(systems) < 2:
        raise HarnessError(
            "H113", "", "a paired test of one system", "Give -t twice: the baseline first."
        )
    baseline = next(iter(systems.values()))
    lines, skipped = [], []
    for name, own in systems.items():
        scored = united(tuple(own), options)
        skipped += [*scored.skipped, *(s for report in scored.documents for s in report.skipped)]
        lines.append(
            Line(
                system=name,
                cells=tuple(_cell(made, own, baseline, options, trial) for made in scored.scores),
                segments=tuple(
                    (report.article.document.id, report.segment_scores)
                    for report in scored.documents
                ),
            )
        )
    return Table(lines=tuple(lines), trial=trial, skipped=tuple(dict.fromkeys(skipped)))


def _cell(
    made: Score, own: list[Measured], baseline: list[Measured], options: Options, trial: Trial
) -> Cell:
    made = replace(made, system=own[0].report.article.document.system)
    if not trial.signature:
        return Cell(score=made)
    metric = METRICS[made.metric]
    rows = _rows(own, metric, by_document=trial.by_document)
    values = values_of(metric, _mark(own, metric), options)
    sure = _interval(list(rows.values()), values, trial)
    p_value = None
    if trial.paired and own is not baseline:
        first = _rows(baseline, metric, by_document=trial.by_document)
        _same_keys(first, rows, made.system or "")
        against = _paired([first[key] for key in rows], list(rows.values()), values, trial)
        p_value = against.p_value
    return Cell(score=_signed(made, trial), interval=sure, p_value=p_value)


def _signed(made: Score, trial: Trial) -> Score:
    """Return the score with what was drawn behind the number of references, as in sacreBLEU."""
    head, _, tail = made.signature.partition("|")
    if not head.startswith("nrefs:"):
        head, tail = "", made.signature
    parts = [part for part in (head, trial.signature, tail) if part]
    return replace(made, signature="|".join(parts))


def _interval(rows: list[Row], values: Values, trial: Trial) -> Interval | None:
    samples = trial.bootstrap if trial.bootstrap is not None else trial.confidence
    if samples is None:
        return None
    return interval(rows, values, samples=samples, seed=trial.seed)


def _paired(first: list[Row], rows: list[Row], values: Values, trial: Trial) -> Paired:
    if trial.bootstrap is not None:
        return paired_bootstrap(
            first,
            rows,
            values,
            samples=trial.bootstrap,
            seed=trial.seed,
            ties=trial.by_document,
        )
    return paired_randomization(
        first,
        rows,
        values,
        trials=trial.randomization or 0,
        seed=trial.seed,
        ties=trial.by_document,
    )


def _rows(own: list[Measured], metric: Metric, *, by_document: bool) -> dict[Key, Row]:
    """Return what is drawn: the counts of segments, or their sums by document.

    What belongs to no segment of a document is drawn like one more segment.
    """
    found: dict[Key, Row] = {}
    for one in own:
        name = one.report.article.document.id
        counts = dict(one.counts).get(metric.name)
        if counts is None:
            continue
        rows = {(name, n): row for n, row in enumerate(counts.rows) if row is not None}
        if counts.rest is not None and any(counts.rest):
            rows[(name, -1)] = counts.rest
        if by_document and rows:
            rows = {(name, 0): total(list(rows.values()))}
        found |= rows
    return found


def _mark(own: list[Measured], metric: Metric) -> str:
    return next((t.mark for one in own for t in one.tallies if t.metric == metric.name), "")


def _same_keys(first: dict[Key, Row], rows: dict[Key, Row], system: str) -> None:
    differing = sorted({key for key in first.keys() ^ rows.keys() if key[1] >= 0})
    if differing:
        name, number = differing[0]
        raise HarnessError(
            "H311",
            f"{name}, segment {number}",
            f'only one of the baseline and "{system}" has it',
            "A paired test needs the same segments from every system.",
        )
    for key in first.keys() ^ rows.keys():
        # Findings about a document as a whole: none is a count of zero.
        held = first if key in first else rows
        (rows if held is first else first)[key] = tuple(0.0 for _ in held[key])
