"""How well fitted phrases agree with raters' marks in documents that they were not fitted to.

Gold is the first rater; `any rater` is the share of phrases that some rater's mark overlaps. The
phrases alone are measured, as the forests give them; findings are measured by `mt-harness meta`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harness.analyse.differences import SURE
from harness.analyse.forest import forest, probabilities
from harness.analyse.suspicion import PEAK, Phrase, phrases
from harness.meta.annotated import CONTRASTS, Item
from harness.meta.fit.evidence import Sheet
from harness.meta.fit.forests import grow
from harness.meta.span_scores import Case, SpanScores, span_scores
from harness.model.text import Span

_FOLDS = 4
_NEAR, _LONGER = 1, 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One item with the phrases of forests that saw none of its document."""

    item: Item
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the phrases of one set are worth: agreement, and shares that some rater marked.

    `sure` are the phrases that findings of high confidence come from; both shares lie between 0
    and 1, None where there is no such phrase.
    """

    name: str
    scores: SpanScores
    any_rater: float | None
    sure: float | None
    sure_phrases: int


def by_folds(found: Sequence[Sheet]) -> tuple[Judged, ...]:
    """Return each item with the phrases of forests fitted to the other folds' documents."""
    return tuple(judged for fold in range(_FOLDS) for judged in _of_fold(found, fold))


def _of_fold(found: Sequence[Sheet], fold: int) -> list[Judged]:
    grown = grow([sheet for sheet in found if sheet.item.fold != fold])
    marked, apart = (forest(grown[name]) for name in ("marked", "apart"))
    results = []
    for sheet in found:
        if sheet.item.fold == fold:
            rows = sheet.rows.tolist()
            chances = probabilities(marked, rows), probabilities(apart, rows)
            suspected = phrases(sheet.places, sheet.edits, *chances)
            results.append(Judged(item=sheet.item, phrases=tuple(suspected)))
    return results


def printed(found: Sequence[Judged]) -> str:
    """Return the figures of each set, held-out documents only, as a table in Markdown."""
    lines = [
        "| set | segments | word MCC | match F1 | char F1 | any rater | of sure ones |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, rows in sorted(_by_set(found).items()):
        figures = figures_of(name, rows)
        scores = figures.scores
        lines.append(
            f"| {name} | {scores.segments:,} | {scores.word_mcc:.3f} | {scores.match_f1:.3f}"
            f" | {scores.character_f1:.3f} | {_share(figures.any_rater)}"
            f" | {_share(figures.sure)} of {figures.sure_phrases:,} |"
        )
    located, all_phrases, claimed = contrast_figures(found)
    lines += [
        "",
        f"DEMETR: {located:.3f} of the contrasts located, {all_phrases:.2f} phrases an original,"
        f" {claimed:.2f} of them not doubtful.",
    ]
    return "\n".join(lines) + "\n"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _by_set(found: Sequence[Judged]) -> Mapping[str, Sequence[Judged]]:
    """Return the items by set, and by set and pair of languages."""
    sets: dict[str, list[Judged]] = defaultdict(list)
    for row in found:
        if row.item.data != CONTRASTS:
            for name in {row.item.data, f"{row.item.data} {row.item.pair}"}:
                sets[name].append(row)
    return sets


def figures_of(name: str, found: Sequence[Judged]) -> Figures:
    """Return how well the phrases of a set agree with its raters; doubtful ones claim nothing."""
    met = [
        (phrase, _met(row.item, phrase.span))
        for row in found
        for phrase in row.phrases
        if not phrase.doubtful
    ]
    sure = [hit for phrase, hit in met if phrase.chance >= SURE]
    return Figures(
        name=name,
        scores=span_scores(map(_case, found)),
        any_rater=sum(hit for _, hit in met) / len(met) if met else None,
        sure=sum(sure) / len(sure) if sure else None,
        sure_phrases=len(sure),
    )


def _case(row: Judged) -> Case:
    gold = tuple((m.span.start, m.span.end, m.major) for m in row.item.raters[0])
    ours = tuple(
        (p.span.start, p.span.end, p.chance >= PEAK) for p in row.phrases if not p.doubtful
    )
    return Case(text=row.item.candidate, gold=gold, found=ours)


def _met(item: Item, span: Span) -> bool:
    """Whether a mark of some rater overlaps a phrase; a point is one character long."""
    end = max(span.end, span.start + 1)
    return any(
        mark.span.start < end and span.start < max(mark.span.end, mark.span.start + 1)
        for marks in item.raters
        for mark in marks
    )


def contrast_figures(found: Sequence[Judged]) -> tuple[float, float, float]:
    """Return the share of contrasts with a phrase at the mark, and phrases an original.

    Of these first all, then those that are not doubtful.

    A phrase is at a mark within one character, and at most 25 characters longer than it.
    """
    rows = [row for row in found if row.item.data == CONTRASTS]
    located = [
        any(
            _locates(mark.span, phrase.span)
            for mark in row.item.raters[0]
            for phrase in row.phrases
        )
        for row in rows
        if row.item.raters[0]
    ]
    originals = [row.phrases for row in rows if row.item.pair == "original"]
    of_all = sum(map(len, originals))
    claimed = sum(not phrase.doubtful for phrases in originals for phrase in phrases)
    whole = max(1, len(originals))
    return sum(located) / max(1, len(located)), of_all / whole, claimed / whole


def _locates(mark: Span, span: Span) -> bool:
    near = span.start <= mark.end + _NEAR and mark.start <= span.end + _NEAR
    return near and len(span) <= len(mark) + _LONGER
