"""Documents to scores: counted a document at a time, added up, and only then worked out.

`measure` looks at one document and can run anywhere; `united` adds what it counted. Counts are
sums, so however documents are spread over processes and machines, the scores come out the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from harness.config import Settings
from harness.engines import ngram
from harness.engines.comet.choice import is_metric
from harness.engines.ngram import NgramOptions, total
from harness.metrics import METRICS, Metric
from harness.metrics.impact import with_impact
from harness.metrics.material import Material
from harness.metrics.metric import Counts, Options
from harness.metrics.weights import weights_of
from harness.model.finding import Skipped
from harness.model.report import DocumentReport, Engine
from harness.model.score import Score, SegmentScores
from harness.score.sums import Sums
from harness.score.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One document with its scores, and the tallies that its system's scores are made of.

    `counts` has the rows of every segment by metric, where they were asked for: resampling
    needs them, and they are large.
    """

    report: DocumentReport
    tallies: tuple[Tally, ...]
    counts: tuple[tuple[str, Counts], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """All documents with their scores, and the scores over all of them, one set a system."""

    documents: tuple[DocumentReport, ...]
    scores: tuple[Score, ...]
    engines: tuple[Engine, ...]
    skipped: tuple[Skipped, ...]


def score(
    done: tuple[DocumentReport, ...],
    settings: Settings,
    ngrams: NgramOptions | None = None,
) -> Scored:
    """Return the documents with segment, document and corpus scores for the settings' metrics.

    With several systems each has its own corpus scores, which then carry its name. `ngrams` are
    sacreBLEU's options where they are not its defaults.
    """
    options = options_of(settings, ngrams)
    return united(tuple(measure(report, settings.metrics, options) for report in done), options)


def options_of(settings: Settings, ngrams: NgramOptions | None = None) -> Options:
    """Return what scores depend on; raise H110 or H220 where the weights cannot be had.

    Models are found, and not loaded yet; what `opened` raises for them is raised.
    """
    models = None
    if any(map(is_metric, settings.metrics)):
        from harness.engines.comet.models import opened

        models = opened(settings.metrics, replace(settings.comet, cached=settings.cached))
    return Options(
        ngram=ngrams or NgramOptions(),
        weights=weights_of(settings.weights),
        repeats_once=settings.policy.repeats_once,
        models=models,
    )


def measure(
    report: DocumentReport,
    names: tuple[str, ...],
    options: Options,
    *,
    keep: bool = False,
    jobs: int = 1,
    impact: bool = True,
) -> Measured:
    """Return one document with its scores, its segments' scores and its findings' impact.

    `keep` keeps the counts of every segment; `jobs` processes count n-grams and edits; without
    `impact` that is left out.
    """
    material = Material(report, jobs=jobs)
    chosen = _chosen(names, options)
    # chrF++ first: chrF can be read off its counts.
    order = sorted(chosen, key=lambda metric: metric.name != "chrf++")
    counts = {
        metric.name: metric.count(material, options)
        for metric in order
        if material.pairs or not metric.needs_reference
    }
    tallies, scores, by_segment, skipped = [], [], [], list(report.skipped)
    for metric in chosen:
        if metric.name not in counts:
            skipped.append(Skipped(what=metric.name, why="no reference"))
            continue
        found = counts[metric.name]
        tally = _tally(metric, found)
        tallies.append(tally)
        scores += [made] if (made := _score(metric, tally, options)) else []
        if made is None and not found.left:
            skipped.append(Skipped(what=metric.name, why="not enough text to measure it by"))
        values = _values(metric, found, options)
        by_segment.append(SegmentScores(metric=metric.name, values=values))
        skipped += _left_out(metric, found, values)
    skipped += _about_the_text(material, compared=any(metric.needs_reference for metric in chosen))
    return Measured(
        report=replace(
            report,
            findings=with_impact(material, names, options) if impact else report.findings,
            scores=tuple(scores),
            segment_scores=tuple(by_segment),
            skipped=tuple(skipped),
        ),
        tallies=tuple(tallies),
        counts=tuple(counts.items()) if keep else (),
    )


def united(measured: tuple[Measured, ...], options: Options) -> Scored:
    """Return all documents and, for each system, the scores over all of its documents."""
    sums = Sums()
    for one in measured:
        document = one.report.article.document
        sums.add(document.system, one.tallies, document.pair)
    scores, skipped, engines = summed(sums, options)
    return Scored(
        documents=tuple(one.report for one in measured),
        scores=scores,
        engines=engines,
        skipped=skipped,
    )


def summed(
    sums: Sums, options: Options
) -> tuple[tuple[Score, ...], tuple[Skipped, ...], tuple[Engine, ...]]:
    """Return each system's scores, what could not be measured, and the engines that took part.

    With several systems each score carries its system's name.
    """
    scores: list[Score] = []
    skipped: list[Skipped] = []
    for system in sorted(sums.systems):
        for item in _corpus(sums.tallies(system), options):
            if isinstance(item, Score):
                scores.append(replace(item, system=system) if len(sums.systems) > 1 else item)
            else:
                skipped.append(item)
    used = {METRICS[name].engine for name in sums.metrics()}
    engines: tuple[Engine, ...] = ()
    if "sacrebleu" in used:
        engines = (Engine(name="sacrebleu", version=ngram.version()),)
    if options.models is not None:
        engines += options.models.engines
        refused = options.models.refused
        skipped = [replace(s, why=str(refused.get(s.what, s.why))) for s in skipped]
    return tuple(scores), tuple(dict.fromkeys(skipped)), engines


def by_pair(sums: Sums, options: Options) -> tuple[Score, ...]:
    """Return each system's scores in each language pair; none where there is one pair alone.

    With several systems each score carries its system's name. Documents whose source language is
    not known belong to no pair.
    """
    if len({pair for _, pair in sums.pairs()}) < 2:
        return ()
    several = len(sums.systems) > 1
    return tuple(
        replace(item, system=system if several else None, pair=pair)
        for system, pair in sums.pairs()
        if pair
        for item in _corpus(sums.tallies(system, pair), options)
        if isinstance(item, Score)
    )


def _chosen(names: tuple[str, ...], options: Options) -> tuple[Metric, ...]:
    """The overall quality score goes with the penalty that has the weights it is made for."""
    wanted = list(dict.fromkeys(names))
    if "penalty" in wanted and options.weights.name == "mqm-core":
        wanted.append("overall_quality")
    return tuple(METRICS[name] for name in dict.fromkeys(wanted))


def _tally(metric: Metric, counts: Counts) -> Tally:
    rows = [row for row in counts.rows if row is not None]
    every = rows if counts.rest is None else [*rows, counts.rest]
    return Tally(
        metric=metric.name,
        row=total(every) if every else None,
        mark=counts.mark,
        references=counts.references,
        segments=len(rows),
    )


def _score(metric: Metric, tally: Tally, options: Options) -> Score | None:
    value = None if tally.row is None else metric.value(tally.row, tally.mark, options)
    if value is None:
        return None
    return Score(
        metric=metric.name,
        value=value,
        higher_is_better=metric.higher_is_better,
        signature=metric.signature(tally.mark, tally.references, options),
        trusted=metric.trusted(tally.mark),
        count=tally.segments,
    )


def _values(metric: Metric, counts: Counts, options: Options) -> tuple[float | None, ...]:
    return tuple(
        None if row is None else metric.segment_value(row, counts.mark, options)
        for row in counts.rows
    )


def _left_out(metric: Metric, counts: Counts, values: tuple[float | None, ...]) -> list[Skipped]:
    """Name the segments that have no value, and why: every null has its reason."""
    if counts.left:
        return list(counts.left)
    no_place = tuple(n for n, row in enumerate(counts.rows) if row is None)
    no_value = tuple(
        n for n, value in enumerate(values) if value is None and n not in set(no_place)
    )
    reasons = ((no_place, "no reference here"), (no_value, "no words to measure it by"))
    return [
        Skipped(what=metric.name, why=why, segments=segments)
        for segments, why in reasons
        if segments
    ]


def _about_the_text(material: Material, *, compared: bool) -> list[Skipped]:
    """Name what is no error but should be known: empty candidates, a reference's surplus."""
    if not compared or not material.pairs:
        return []
    found = []
    if material.empty:
        found.append(
            Skipped(
                what="candidate",
                why="empty: nothing to compare, so similarity to the reference is 0",
                segments=material.empty,
            )
        )
    surplus = len(material.report.article.unaligned)
    if surplus:
        places = f"{surplus} paragraph{'s' * (surplus > 1)}"
        found.append(
            Skipped(
                what="reference",
                why=f"{places} of it answer to nothing here and stand in no score",
                segments=(),
            )
        )
    return found


def _corpus(tallies: Iterable[Tally], options: Options) -> list[Score | Skipped]:
    by_metric: dict[str, list[Tally]] = {}
    for tally in tallies:
        by_metric.setdefault(tally.metric, []).append(tally)
    # Not as they came: which metric comes first depends on the first document.
    rank = {name: place for place, name in enumerate(METRICS)}
    ordered = sorted(by_metric, key=lambda name: (rank.get(name, len(rank)), name))
    return [_summed(METRICS[name], by_metric[name], options) for name in ordered]


def _summed(metric: Metric, tallies: list[Tally], options: Options) -> Score | Skipped:
    marks = sorted({tally.mark for tally in tallies if tally.row is not None})
    if len(marks) > 1:
        why = f"the documents are counted in different ways ({', '.join(marks)})"
        return Skipped(what=metric.name, why=f"{why}; see each document's score")
    whole = Tally(
        metric=metric.name,
        row=total([tally.row for tally in tallies if tally.row is not None]) or None,
        mark=marks[0] if marks else "",
        references=frozenset().union(*(tally.references for tally in tallies)),
        segments=sum(tally.segments for tally in tallies),
    )
    made = _score(metric, whole, options)
    return made or Skipped(what=metric.name, why="not enough text to measure it by")
