"""Findings for a person at a terminal: each with its line of text, and carets under the words.

Carets are placed by the columns that characters take on a screen (none for a combining mark, two
for most of CJK). What a terminal would obey rather than show stands there as its number. Terminals
that turn right-to-left text round move it away from its carets.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from rich.cells import cell_len

from harness.hidden import numbered
from harness.model.finding import Finding
from harness.model.report import DocumentReport, Report, Verdict
from harness.render.finding_words import on_one_line, short, tally
from harness.render.placed import Placed, in_order
from harness.render.verdict_words import is_good, verdict_words

NARROWEST, WIDEST = 40, 120
_INDENT = "    "
_SHADES = {
    "critical": "1;31",
    "major": "33",
    "minor": "34",
    "neutral": "2",
    "good": "1;32",
    "bad": "1;31",
    "head": "1",
    "soft": "2",
}

Paint = Callable[[str, str], str]


def render_console(
    report: Report, verdict: Verdict, *, width: int = 80, coloured: bool = False
) -> str:
    """Return the shown findings under their documents, and the verdict; no line wider than asked.

    (A single character or word that is wider stays whole.)
    """

    def paint(text: str, shade: str) -> str:
        return f"\x1b[{_SHADES[shade]}m{text}\x1b[0m" if coloured else text

    room = max(NARROWEST, min(WIDEST, width))
    blocks = [block for one in report.documents for block in _document(one, room, paint)]
    for row in report.failed:
        said = f"{numbered(row.path or row.document)}: {numbered(row.why)}"
        blocks.append("\n".join(_wrapped(f"not read: {said}", room, "")))
    said = verdict_words(verdict)
    lines = _wrapped(f"{said}: {tally(report)}", room, "")
    lines[0] = lines[0].replace(said, paint(said, "good" if is_good(verdict) else "bad"), 1)
    for reason in (*verdict.breaches, *verdict.unjudged):
        lines += _wrapped(f"- {numbered(reason)}", room, "  ")
    return "\n\n".join([*blocks, "\n".join(lines)]) + "\n"


def _document(document: DocumentReport, room: int, paint: Paint) -> Iterator[str]:
    entries = in_order(document)
    if not entries:
        return
    origin = document.article.document
    name = on_one_line(origin.path or origin.id)
    system = f" ({on_one_line(origin.system)})" if origin.system else ""
    yield paint(f"{name}{system}", "head")
    for entry in entries:
        yield "\n".join(_finding(entry, document.article.text, room, paint))


def _finding(entry: Placed, text: str, room: int, paint: Paint) -> Iterator[str]:
    finding = entry.finding
    severity = finding.severity.label
    region = entry.region
    where = f"{region.line}:{region.column}" if entry.in_file else f"segment {finding.segment}"
    yield f"{where} {paint(severity, severity)} {finding.rule} {finding.name}"
    shown, before, under = _excerpt(finding, text, room - len(_INDENT))
    if shown:
        yield f"{_INDENT}{shown}"
        yield f"{_INDENT}{' ' * before}{paint('^' * under, severity)}"
    yield from _wrapped(numbered(finding.message), room, _INDENT)
    if finding.suggestion is not None:
        better = f'better: "{short(finding.suggestion)}"' if finding.suggestion else "to be removed"
        yield from _wrapped(better, room, _INDENT)


def _excerpt(finding: Finding, text: str, room: int) -> tuple[str, int, int]:
    """Return the flagged line cut to its surroundings, and the columns before and under its words.

    Of words that go on for several lines the first line is shown.
    """
    start = finding.span.start
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    stop = max(start, min(finding.span.end, end))
    words = _fitting(_cells(text[start:stop] or ""), room)
    under = max(1, sum(size for _, size in words))
    left = room - under
    head = _fitting(reversed(_cells(text[max(begin, start - room) : start])), left // 2, cut=True)
    head.reverse()
    before = sum(size for _, size in head)
    tail = _fitting(_cells(text[stop : min(end, stop + room)]), left - before, cut=True)
    # An omission is a place, not words: its caret stands under what comes next.
    line = "".join(shown for shown, _ in (*head, *words, *tail)).rstrip()
    return line, before, under


Cells = list[tuple[str, int]]


def _cells(text: str) -> Cells:
    """Return what is shown for each character, with the columns that it takes."""
    made = []
    for character in text:
        shown = " " if character in "\t\r" else numbered(character)
        made.append((shown, cell_len(shown)))
    return made


def _fitting(cells: Iterator[tuple[str, int]] | Cells, room: int, *, cut: bool = False) -> Cells:
    """Return the first cells that fit; where `cut`, an ellipsis stands for those that do not."""
    kept: Cells = []
    used = 0
    for shown, size in cells:
        if used + size > room:
            while cut and kept and used + 1 > room:
                used -= kept.pop()[1]
            return [*kept, ("…", 1)] if cut and room else kept
        kept.append((shown, size))
        used += size
    return kept


def _wrapped(text: str, room: int, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        room,
        initial_indent=indent,
        subsequent_indent=indent + ("  " if not indent.startswith(_INDENT) else ""),
        break_long_words=False,
        break_on_hyphens=False,
    )
