"""Scores by language pair and system, one metric at a time: the table of a run over many pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from harness.model.score import Score
from harness.render.score_differences import aligned, decimals
from harness.render.score_order import in_order, metrics_in_order

Rows = list[list[str]]


def pair_tables(scores: Sequence[Score]) -> tuple[tuple[str, Rows], ...]:
    """Return for each metric its rows: a head with the systems, then a row a language pair.

    A dash stands where a system has no score in a pair. One system alone has metrics for columns,
    and its table has no metric's name.
    """
    systems = sorted({score.system or "" for score in scores})
    if systems in ([], [""]):
        names = metrics_in_order(score.metric for score in scores)
        columns = {name: [s for s in scores if s.metric == name] for name in names}
        return (("", _rows(columns)),) if scores else ()
    return tuple(
        (
            metric,
            _rows(
                {
                    system: [s for s in scores if s.metric == metric and (s.system or "") == system]
                    for system in systems
                }
            ),
        )
        for metric in metrics_in_order(score.metric for score in scores)
    )


def pair_lines(scores: Iterable[Score]) -> tuple[str, ...]:
    """Return the tables as aligned lines of text."""
    lines: list[str] = []
    for metric, rows in pair_tables(in_order(scores)):
        head, *others = rows
        lines += aligned([[metric, *head[1:]], *others])
    return tuple(lines)


def _rows(columns: dict[str, list[Score]]) -> Rows:
    pairs = sorted({score.pair or "" for own in columns.values() for score in own})
    found = {(name, score.pair or ""): score for name, own in columns.items() for score in own}
    return [
        ["", *columns],
        *([pair, *(_cell(found.get((name, pair))) for name in columns)] for pair in pairs),
    ]


def _cell(score: Score | None) -> str:
    return "-" if score is None else f"{score.value:.{decimals(score.metric, 2)}f}"
