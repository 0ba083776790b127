"""What a person reads at the end of a command."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO

from harness.losses import regression_lines
from harness.model.report import Alarm, Report, Verdict
from harness.model.score import Score
from harness.render.score_order import in_order
from harness.render.unchecked import unchecked
from harness.render.verdict_words import is_good, verdict_words

_SHADES = {
    "critical": "1;31",
    "major": "33",
    "minor": "34",
    "neutral": "2",
    "good": "1;32",
    "bad": "1;31",
    "soft": "2",
}
_LABEL = 13
_MOST_ALARMS = 5
_MOST_LISTED = 20
_NARROWEST = 40
_WIDEST = 100

Paint = Callable[[str, str], str]


def one_line(report: Report, verdict: Verdict) -> str:
    """Return counts by severity, the verdict and its reasons in one line."""
    reasons = "; ".join((*verdict.breaches, *verdict.unjudged))
    return f"{counts(report)}: {verdict_words(verdict)}{f' ({reasons})' if reasons else ''}"


def counts(report: Report) -> str:
    """Return how many findings of each severity there are, and in how much text."""
    totals = report.totals
    found = sum(count for _, count in totals.by_severity)
    parts = ", ".join(f"{count} {name}" for name, count in totals.by_severity if count)
    text = f"{totals.documents} document{'s' * (totals.documents != 1)}, {totals.words:,} words"
    accepted = f", {totals.accepted} accepted" if totals.accepted else ""
    shown = f"{found} finding{'s' * (found != 1)}{f' ({parts})' if parts else ''}"
    return f"{shown}{accepted} in {text}"


def long_summary(
    report: Report,
    verdict: Verdict,
    folder: Path,
    *,
    width: int = 80,
    coloured: bool = False,
) -> str:
    """Return the summary of a run: verdict, findings, scores, what was not checked, the report."""

    def paint(text: str, shade: str) -> str:
        return f"\x1b[{_SHADES[shade]}m{text}\x1b[0m" if coloured else text

    totals = report.totals
    found = sum(count for _, count in totals.by_severity)
    size = f"{totals.documents} document{'s' * (totals.documents != 1)}, {totals.words:,} words"
    head = paint(verdict_words(verdict), "good" if is_good(verdict) else "bad")
    accepted = f", {totals.accepted} accepted" if totals.accepted else ""
    lines = [f"{head}: {found} finding{'s' * (found != 1)}{accepted} in {size}"]
    for reason in (*verdict.breaches, *verdict.unjudged):
        lines += _folded(f"- {reason}", width, indent="  ", hanging="    ")
    lines += [f"- {failed.path or failed.document}: {failed.why}" for failed in report.failed]
    if found:
        severities = [f"{n} {name}" for name, n in totals.by_severity if n]
        shades = [name for name, n in totals.by_severity if n]
        lines += _row("severity", severities, width, paint, shades)
        lines += _row("family", [f"{n} {name}" for name, n in totals.by_family], width, paint)
        lines += _row("to mend in", [f"{n} {name}" for name, n in totals.by_cause], width, paint)
    for label, values in _scores(in_order(report.scores)):
        lines += _row(label, values, width, paint)
    if report.pair_scores:
        from harness.render.pair_table import pair_lines

        lines += _listed("language pairs", pair_lines(report.pair_scores), width, paint)
    if report.regression is not None:
        title = f"against {report.regression.against}"
        lines += _listed(title, regression_lines(report.regression), width, paint)
    lines += _alarms(report.totals.alarms, width, paint)
    missing = unchecked(report)
    if missing:
        lines.append(paint("not checked", "soft"))
        for item in missing:
            lines += _folded(f"- {item.line}", width, indent="  ", hanging="    ")
    lines += _row("report", [str(page(folder))], width, paint)
    return "\n".join(lines)


def _listed(title: str, items: Sequence[str], width: int, paint: Paint) -> list[str]:
    """Return a title and an item a line, the first of many; nothing without items."""
    if not items:
        return []
    lines = [paint(title, "soft")]
    for item in items[:_MOST_LISTED]:
        lines += _folded(f"- {item}", width, indent="  ", hanging="    ")
    if len(items) > _MOST_LISTED:
        lines.append(f"  and {len(items) - _MOST_LISTED} more")
    return lines


def _alarms(alarms: Iterable[Alarm], width: int, paint: Paint) -> list[str]:
    """Return a line for each segment that scores high and carries a critical finding."""
    places: dict[tuple[str | None, str, int], list[Alarm]] = {}
    for alarm in alarms:
        places.setdefault((alarm.system, alarm.document, alarm.segment), []).append(alarm)
    if not places:
        return []
    lines = [paint("critical, though the score is high", "soft")]
    for (system, document, segment), own in list(places.items())[:_MOST_ALARMS]:
        where = f"{f'{system}: ' if system else ''}{document}, segment {segment}"
        scores = ", ".join(f"{alarm.metric} {alarm.value:.2f}" for alarm in own)
        line = f"- {where}: {', '.join(own[0].rules)} ({scores})"
        lines += _folded(line, width, indent="  ", hanging="    ")
    if len(places) > _MOST_ALARMS:
        lines.append(f"  and {len(places) - _MOST_ALARMS} more")
    return lines


def page(folder: Path) -> Path:
    """Return the page of a run folder that a person opens first; of a lone file, itself."""
    if folder.is_file():
        return folder
    one = folder / "report.html"
    return one if one.exists() else folder / "index.html"


def columns() -> int:
    """Return how wide a summary may be here."""
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns))


def in_colour(stream: IO[str]) -> bool:
    """Whether colour is welcome: on a terminal that has it, unless NO_COLOR is set.

    See https://no-color.org: any value but the empty one counts.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def _scores(scores: Iterable[Score]) -> list[tuple[str, list[str]]]:
    """Return one row a system, under its name where there are several."""
    rows: dict[str | None, list[str]] = {}
    for score in scores:
        rows.setdefault(score.system, []).append(f"{score.metric} {score.value:.2f}")
    return [(f"{name}:" if name else "scores", values) for name, values in rows.items()]


def _row(
    label: str, items: list[str], width: int, paint: Paint, shades: Iterable[str] = ()
) -> list[str]:
    """Return a label and its items, folded between items; colours do not count as width."""
    room = max(width, _NARROWEST) - _LABEL
    painted = dict(zip(items, shades, strict=False))
    rows: list[list[str]] = [[]]
    for item in items:
        if rows[-1] and sum(len(part) + 2 for part in rows[-1]) + len(item) > room:
            rows.append([])
        rows[-1].append(item)
    starts = [f"{label:<{_LABEL - 1}} ", *[" " * _LABEL] * (len(rows) - 1)]
    return [
        paint(start, "soft")
        + "  ".join(paint(part, painted[part]) if part in painted else part for part in row)
        for start, row in zip(starts, rows, strict=True)
    ]


def _folded(text: str, width: int, *, indent: str, hanging: str) -> list[str]:
    return textwrap.wrap(
        text,
        max(width, _NARROWEST),
        initial_indent=indent,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
