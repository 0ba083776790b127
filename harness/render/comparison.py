"""A comparison of systems as text: for a terminal, as JSON and as Markdown."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from harness.compare import Beside, Candidate, Comparison, Pair
from harness.render.score_differences import (
    HEADS,
    aligned,
    decimals,
    difference_object,
    difference_rows,
    ranking_object,
    resample_object,
    table_notes,
)
from harness.render.score_table import cell_object, score_rows
from harness.render.visible import plain

_MOST_ROWS = 10


class Renderer(Protocol):
    """A function from a comparison to text; `width` are the decimals of scores."""

    def __call__(self, comparison: Comparison, width: int) -> str:
        """Return the text."""


def console(comparison: Comparison, width: int) -> str:
    """Return aligned tables under short headings, then the segments side by side."""
    blocks = []
    for heading, rows, notes in tables_of(comparison, width):
        blocks.append("\n".join([*([heading] if heading else []), *aligned(rows), *notes]))
    width = decimals(comparison.lead, width)
    if comparison.segments:
        blocks.append(_segments_heading(comparison))
        blocks += ["\n".join(_shown(pair, width)) for pair in comparison.segments]
    return "\n\n".join(blocks) + "\n"


def markdown(comparison: Comparison, width: int) -> str:
    """Return Markdown tables under headings; each segment a list."""
    blocks = []
    for heading, rows, notes in tables_of(comparison, width):
        lines = [f"### {heading[0].upper()}{heading[1:]}", ""] if heading else []
        head, *others = [[_escaped(text) for text in row] for row in rows]
        lines += [_row(head), _row([":--", *("--:" for _ in head[1:])])]
        lines += [_row(row) for row in others]
        lines += ["", *(f"- {note}" for note in notes)] if notes else []
        blocks.append("\n".join(lines))
    width = decimals(comparison.lead, width)
    if comparison.segments:
        heading = _segments_heading(comparison)
        blocks.append(f"### {heading[0].upper()}{heading[1:]}")
        for pair in comparison.segments:
            title, *sides = _shown(pair, width, fold=False)
            blocks.append("\n".join([f"**{_escaped(title)}**", "", *map(_listed, sides)]))
    return "\n\n".join(blocks) + "\n"


def to_json(comparison: Comparison, width: int) -> str:
    """Return the whole comparison with every digit."""
    table = comparison.table
    names = [column.system for column in comparison.systems]
    made: dict[str, Any] = {
        "systems": [
            {
                "system": column.system,
                "documents": column.documents,
                "segments": column.segments,
                "words": column.words,
                "findings": column.findings,
            }
            for column in comparison.systems
        ],
        "scores": [cell_object(cell) for line in table.lines for cell in line.cells],
        "differences": [difference_object(one) for one in table.differences],
        "rankings": [ranking_object(one) for one in table.rankings],
        "resample": resample_object(table.drawn) if table.drawn is not None else None,
        "metric": comparison.lead,
        "families": [_object(row, names) for row in comparison.families],
        "severities": [_object(row, names) for row in comparison.severities],
        "documents": [_object(row, names) for row in comparison.documents],
        "lengths": [_object(row, names) for row in comparison.lengths],
        "segments": [_pair_object(pair) for pair in comparison.segments],
        "segments_compared": comparison.compared,
        "skipped": [
            {"what": s.what, "why": s.why, "segments": s.segments and list(s.segments)}
            for s in comparison.skipped
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def tables_of(
    comparison: Comparison, width: int
) -> list[tuple[str, list[list[str]], Sequence[str]]]:
    """Return heading, rows (the head first) and notes of each table that has rows."""
    table = comparison.table
    names = [column.system for column in comparison.systems]
    made: list[tuple[str, list[list[str]], Sequence[str]]] = [
        ("", score_rows(table, width), ()),
    ]
    if table.differences:
        made.append(("differences", difference_rows(table.differences), table_notes(table)))
    lead = HEADS.get(comparison.lead or "", comparison.lead or "")
    rated = "shown findings per 1,000 words"
    of_lead = decimals(comparison.lead, width)
    for heading, rows, places in (
        (f"{rated}, by severity", comparison.severities, 2),
        (f"{rated}, by family", comparison.families, 2),
        (f"{lead} by document", comparison.documents, of_lead),
        (f"{lead} by words of the segment", comparison.lengths, of_lead),
    ):
        if rows and not (len(rows) == 1 and rows is comparison.documents):
            made.append((heading, _grid(rows, names, places), _more(rows)))
    return made


def _grid(rows: Sequence[Beside], names: Sequence[str], places: int) -> list[list[str]]:
    counted = any(row.count is not None for row in rows)
    head = ["", *names, "difference", *(["count"] if counted else [])]
    return [
        head,
        *(
            [
                row.name,
                *("-" if value is None else f"{value:.{places}f}" for value in row.values),
                _gap(row, places),
                *([str(row.count)] if counted else []),
            ]
            for row in rows[:_MOST_ROWS]
        ),
    ]


def _gap(row: Beside, places: int) -> str:
    """Of two systems the second less the first, of more the largest difference."""
    if len(row.values) == 2 and row.values[0] is not None and row.values[1] is not None:
        return f"{row.values[1] - row.values[0]:+.{places}f}".replace("-", "−")
    return f"{row.gap:.{places}f}"


def _more(rows: Sequence[Beside]) -> list[str]:
    left = len(rows) - _MOST_ROWS
    return [f"and {left} more with smaller differences"] if left > 0 else []


def _segments_heading(comparison: Comparison) -> str:
    lead = HEADS.get(comparison.lead or "", comparison.lead or "")
    return (
        f"largest differences in {lead}: "
        f"{len(comparison.segments)} of {comparison.compared} segments"
    )


def _shown(pair: Pair, width: int, *, fold: bool = True) -> list[str]:
    head = f"{pair.document}, segment {pair.segment}: {pair.gap:.{width}f} apart"
    sides = [(f"{one.system} {one.value:.{width}f}", _said(one)) for one in pair.candidates]
    if pair.reference is not None:
        sides.append(("reference", plain(pair.reference)))
    wide = max(len(name) for name, _ in sides)
    if not fold:
        return [head, *(f"{name}: {text}" for name, text in sides)]
    lines = [head]
    for name, text in sides:
        lines += textwrap.wrap(
            text,
            100,
            initial_indent=f"  {name:<{wide}}  ",
            subsequent_indent=" " * (wide + 4),
            break_long_words=False,
        ) or [f"  {name:<{wide}}"]
    return lines


def _said(one: Candidate) -> str:
    codes = ", ".join(f"{f.rule} {f.severity.label}" for f in one.findings)
    return f"{plain(one.text)}{f' [{codes}]' if codes else ''}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _listed(line: str) -> str:
    return f"- {_escaped(line)}"


def _escaped(text: str) -> str:
    for mark in "\\|*_`<[]":
        text = text.replace(mark, f"\\{mark}")
    return text


def _object(row: Beside, names: Sequence[str]) -> dict[str, Any]:
    return {
        "name": row.name,
        "values": dict(zip(names, row.values, strict=True)),
        "gap": row.gap,
        "count": row.count,
    }


def _pair_object(pair: Pair) -> dict[str, Any]:
    return {
        "document": pair.document,
        "segment": pair.segment,
        "gap": pair.gap,
        "reference": pair.reference,
        "candidates": [
            {
                "system": one.system,
                "value": one.value,
                "text": one.text,
                "findings": [
                    {"rule": f.rule, "name": f.name, "severity": f.severity.label, "text": f.text}
                    for f in one.findings
                ],
            }
            for one in pair.candidates
        ],
    }


def html(comparison: Comparison, width: int) -> str:
    """Return a page that can be mailed: tables, intervals, and the segments side by side."""
    from harness.render.comparison_page import comparison_page

    return comparison_page(comparison, width)


RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {"console": console, "json": to_json, "markdown": markdown, "html": html}
)
