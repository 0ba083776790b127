"""Systems side by side: each one's scores, how sure they are, and how they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from harness.errors import HarnessError
from harness.metrics.agreement import agreement
from harness.metrics.metric import Options
from harness.metrics.resampling import Interval
from harness.model.finding import Skipped
from harness.model.score import Score, SegmentScores
from harness.score.differences import Difference, Ranking, corrected, ranking
from harness.score.documents import Measured, united
from harness.score.sampling import Sampled, pairs, sampled
from harness.score.trial import Drawn, Trial, drawn

Scores = Mapping[str | None, Mapping[str, Score]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One system's score in one metric, with what resampling says of it.

    `p_value` is against the first system.
    """

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
    """Systems side by side; the first is the baseline of a paired test.

    `differences` are those from the first system, or of all pairs; `rankings` are there where
    all pairs were tested; `drawn` is None where nothing was resampled.
    """

    lines: tuple[Line, ...]
    trial: Trial
    skipped: tuple[Skipped, ...]
    drawn: Drawn | None = None
    differences: tuple[Difference, ...] = ()
    rankings: tuple[Ranking, ...] = ()


def side_by_side(measured: Sequence[Measured], options: Options, trial: Trial) -> Table:
    """Return the scores of each system, in the order in which the systems come.

    Resampling needs documents that were measured with `keep`. Raises H113 for a paired test of
    one system and H311 where it meets systems that did not translate the same segments.
    """
    systems: dict[str | None, list[Measured]] = {}
    for one in measured:
        systems.setdefault(one.report.article.document.system, []).append(one)
    if trial.paired and len(systems) < 2:
        raise HarnessError(
            "H113", "", "a paired test of one system", "Give -t twice: the baseline first."
        )
    plan = drawn(next(iter(systems.values())), trial.unit) if trial.asked else None
    trial = replace(trial, unit=plan.unit) if plan is not None else trial
    scores: dict[str | None, dict[str, Score]] = {}
    skipped: list[Skipped] = []
    for name, own in systems.items():
        scored = united(tuple(own), options)
        skipped += [*scored.skipped, *(s for report in scored.documents for s in report.skipped)]
        scores[name] = {made.metric: replace(made, system=name) for made in scored.scores}
    if plan is None:
        found = Sampled()
    elif plan.why_not is not None:
        tested = ["p-value"] if trial.paired else []
        tested += ["confidence interval"] if trial.samples is not None else []
        skipped += [Skipped(what=what, why=plan.why_not) for what in tested]
        found = Sampled()
        trial = Trial(all_pairs=trial.all_pairs)
    else:
        found = sampled(systems, tuple(_metrics(scores)), options, trial)
    first = next(iter(systems))
    differences = corrected(_differences(scores, found, all_pairs=trial.all_pairs))
    return Table(
        lines=tuple(
            Line(
                system=name,
                cells=tuple(_cell(made, found, trial, first) for made in own.values()),
                segments=tuple(
                    (one.report.article.document.id, one.report.segment_scores)
                    for one in systems[name]
                ),
            )
            for name, own in scores.items()
        ),
        trial=trial,
        skipped=tuple(dict.fromkeys(skipped)),
        drawn=plan,
        differences=differences,
        rankings=_rankings(scores, differences) if trial.all_pairs and trial.paired else (),
    )


def _metrics(scores: Scores) -> dict[str, None]:
    return dict.fromkeys(metric for own in scores.values() for metric in own)


def _cell(made: Score, found: Sampled, trial: Trial, first: str | None) -> Cell:
    against = found.paired.get((first, made.system, made.metric))
    return Cell(
        score=_signed(made, trial) if trial.signature else made,
        interval=found.intervals.get((made.system, made.metric)),
        p_value=None if against is None else against.p_value,
    )


def _signed(made: Score, trial: Trial) -> Score:
    """Return the score with what was drawn behind the number of references, as in sacreBLEU."""
    head, _, tail = made.signature.partition("|")
    if not head.startswith("nrefs:"):
        head, tail = "", made.signature
    parts = [part for part in (head, trial.signature, tail) if part]
    return replace(made, signature="|".join(parts))


def _differences(scores: Scores, found: Sampled, *, all_pairs: bool) -> list[Difference]:
    """Return each metric's differences, pair by pair, of the systems that both have it."""
    made = []
    for metric in _metrics(scores):
        for one, other in pairs(tuple(scores), all_pairs=all_pairs):
            if metric not in scores[one] or metric not in scores[other]:
                continue
            first, second = scores[one][metric], scores[other][metric]
            test = found.paired.get((one, other, metric))
            value = second.value - first.value
            same = first.signature == second.signature
            made.append(
                Difference(
                    metric=metric,
                    first=one or "-",
                    second=other or "-",
                    value=value,
                    higher_is_better=first.higher_is_better,
                    interval=found.apart.get((one, other, metric)),
                    p_value=None if test is None else test.p_value,
                    detectable=None if test is None else test.detectable,
                    agreement=agreement(metric, first.signature, value) if same and value else None,
                )
            )
    return made


def _rankings(scores: Scores, differences: Sequence[Difference]) -> tuple[Ranking, ...]:
    """Return the clusters of each metric that every system has."""
    made = []
    for metric in _metrics(scores):
        if all(metric in own for own in scores.values()):
            values = [(name or "-", own[metric].value) for name, own in scores.items()]
            of_it = [one for one in differences if one.metric == metric]
            made.append(ranking(metric, values, of_it))
    return tuple(made)
