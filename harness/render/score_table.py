"""Systems' scores as text: for a terminal, as JSON, Markdown, LaTeX and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Protocol

from harness.render.json_report import score_object
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
from harness.score.differences import Difference
from harness.score.systems import Cell, Line, Table

_LATEX = str.maketrans(
    {mark: f"\\{mark}" for mark in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {"±": r"$\pm$", "→": r"$\to$", "<": "$<$", "−": "$-$"}
)
# The last ones are a difference's alone.
_OF_DIFFERENCES = ("against", "p_adjusted", "detectable", "human_agreement")
_COLUMNS = (
    *("system", "metric", "value", "mean", "half_width", "p_value", "count", "signature"),
    *_OF_DIFFERENCES,
)
_NO_DIFFERENCE = (None,) * len(_OF_DIFFERENCES)


class Renderer(Protocol):
    """A function from a table to text."""

    def __call__(self, table: Table, width: int, *, segments: bool) -> str:
        """Return the text; `width` are the decimals, JSON has them all."""


def bare(table: Table, width: int) -> str:
    """Return the numbers alone: a line a score, systems in their order."""
    return "".join(
        f"{cell.score.value:.{decimals(cell.score.metric, width)}f}\n"
        for line in table.lines
        for cell in line.cells
    )


def to_json(table: Table, width: int, *, segments: bool) -> str:
    """Return `{"scores": […]}` with every digit, and what was left out."""
    made: dict[str, Any] = {
        "scores": [cell_object(cell) for line in table.lines for cell in line.cells],
        "skipped": [
            {"what": s.what, "why": s.why, "segments": s.segments and list(s.segments)}
            for s in table.skipped
        ],
    }
    if table.drawn is not None:
        made["resample"] = resample_object(table.drawn)
    if table.differences:
        made["differences"] = [difference_object(one) for one in table.differences]
    if table.rankings:
        made["rankings"] = [ranking_object(one) for one in table.rankings]
    if notes := table_notes(table):
        made["notes"] = notes
    if segments:
        made["segments"] = [
            {
                "system": line.system,
                "document": document,
                "segment_scores": {row.metric: list(row.values) for row in rows},
            }
            for line in table.lines
            for document, rows in line.segments
        ]
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def cell_object(cell: Cell) -> dict[str, Any]:
    """Return a score as JSON, with its interval and p-value where there are any."""
    made = score_object(cell.score)
    if cell.interval is not None:
        made["mean"] = cell.interval.mean
        made["half_width"] = cell.interval.half_width
    if cell.p_value is not None:
        made["p_value"] = cell.p_value
    return made


def console(table: Table, width: int, *, segments: bool) -> str:
    """Return an aligned table, the signatures under it, and the segments where asked for."""
    lines = aligned(score_rows(table, width))
    lines += ["", *(f"{name}: {signature}" for name, signature in _signatures(table))]
    if table.differences:
        lines += ["", *aligned(difference_rows(table.differences), left=2)]
    lines += table_notes(table)
    if segments:
        lines += ["", *_segment_lines(table, width)]
    return "\n".join(lines) + "\n"


def markdown(table: Table, width: int, *, segments: bool) -> str:
    """Return a Markdown table with the signatures under it."""
    rows = [[text.replace("|", "\\|") for text in row] for row in score_rows(table, width)]
    lines = [_row(rows[0]), _row([":--", *("--:" for _ in rows[0][1:])])]
    lines += [_row(row) for row in rows[1:]]
    lines += ["", *(f"- {name}: `{signature}`" for name, signature in _signatures(table))]
    if table.differences:
        head, *others = difference_rows(table.differences)
        lines += ["", _row(head), _row([":--", ":--", *("--:" for _ in head[2:])])]
        lines += [_row([text.replace("|", "\\|") for text in row]) for row in others]
    notes = table_notes(table)
    lines += ["", *(f"- {line}" for line in notes)] if notes else []
    if segments:
        lines += ["", "```", *_segment_lines(table, width), "```"]
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def latex(table: Table, width: int, *, segments: bool) -> str:
    r"""Return a LaTeX table (needs booktabs); signatures stand in comments."""
    rows = [[_escaped(text) for text in row] for row in score_rows(table, width)]
    body = [f"{' & '.join(row)} \\\\" for row in rows]
    lines = [f"% {name}: {signature}" for name, signature in _signatures(table)]
    lines += [f"% {line}" for line in table_notes(table)]
    lines += [rf"\begin{{tabular}}{{l{'r' * (len(rows[0]) - 1)}}}", r"\toprule", body[0]]
    lines += [r"\midrule", *body[1:], r"\bottomrule", r"\end{tabular}"]
    if table.differences:
        head, *others = [
            f"{' & '.join(_escaped(text) for text in row)} \\\\"
            for row in difference_rows(table.differences)
        ]
        columns = len(difference_rows(table.differences)[0]) - 2
        lines += ["", rf"\begin{{tabular}}{{ll{'r' * columns}}}", r"\toprule", head, r"\midrule"]
        lines += [*others, r"\bottomrule", r"\end{tabular}"]
    if segments:
        lines += [f"% {line}" for line in _segment_lines(table, width)]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return text.translate(_LATEX)


def to_csv(table: Table, width: int, *, segments: bool) -> str:
    """Return one row a score and one a difference with every digit; one a segment's where asked.

    A row of a difference names under `against` the system whose score was taken off.
    """
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    if segments:
        write.writerow(("system", "document", "segment", "metric", "value"))
        for line in table.lines:
            write.writerows(_segment_rows(line))
        return out.getvalue()
    write.writerow(_COLUMNS)
    for line in table.lines:
        for cell in line.cells:
            sure = cell.interval
            write.writerow(
                (
                    line.system,
                    cell.score.metric,
                    cell.score.value,
                    None if sure is None else sure.mean,
                    None if sure is None else sure.half_width,
                    cell.p_value,
                    cell.score.count,
                    cell.score.signature,
                    *_NO_DIFFERENCE,
                )
            )
    write.writerows(map(_difference_cells, table.differences))
    return out.getvalue()


def _difference_cells(one: Difference) -> tuple[object, ...]:
    sure = one.interval
    return (
        one.second,
        one.metric,
        one.value,
        None if sure is None else sure.mean,
        None if sure is None else sure.half_width,
        one.p_value,
        None,
        None,
        one.first,
        one.adjusted,
        one.detectable,
        one.agreement,
    )


def _segment_rows(line: Line) -> list[tuple[str | None, str, int, str, float | None]]:
    return [
        (line.system, document, n, row.metric, value)
        for document, rows in line.segments
        for row in rows
        for n, value in enumerate(row.values)
    ]


def _segment_lines(table: Table, width: int) -> list[str]:
    return [
        f"{system or '-'}\t{document}\t{n}\t{metric}\t"
        + ("-" if value is None else f"{value:.{decimals(metric, width)}f}")
        for line in table.lines
        for system, document, n, metric, value in _segment_rows(line)
    ]


def score_rows(table: Table, width: int) -> list[list[str]]:
    """Return head and rows of the table; a metric that a system lacks is a dash."""
    names = list(dict.fromkeys(c.score.metric for line in table.lines for c in line.cells))
    rows = [["system", *(HEADS.get(name, name) for name in names)]]
    for line in table.lines:
        found = {cell.score.metric: cell for cell in line.cells}
        rows.append(
            [line.system or "-"]
            + [_told(found[name], width) if name in found else "-" for name in names]
        )
    return rows


def _told(cell: Cell, width: int) -> str:
    width = decimals(cell.score.metric, width)
    text = f"{cell.score.value:.{width}f}"
    if cell.interval is not None:
        text += f" ({cell.interval.mean:.{width}f} ± {cell.interval.half_width:.{width}f})"
    if cell.p_value is not None:
        text += f" (p = {cell.p_value:.4f})"
    return text


def _signatures(table: Table) -> list[tuple[str, str]]:
    return list(
        dict.fromkeys(
            (cell.score.metric, cell.score.signature) for line in table.lines for cell in line.cells
        )
    )


RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {"console": console, "json": to_json, "markdown": markdown, "latex": latex, "csv": to_csv}
)
