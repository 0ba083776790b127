"""The run in a screen of Markdown: for a pull request's comment or a job's summary.

Words of a document stand in code spans, where neither markup nor a mention is read; everything
else that is not ours is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from harness.losses import regression_lines
from harness.model.finding import Finding
from harness.model.report import Report, Verdict
from harness.render.finding_words import short, tally
from harness.render.json_report import portable
from harness.render.pair_table import pair_tables
from harness.render.placed import Placed, count_of, worst_first
from harness.render.score_order import in_order
from harness.render.unchecked import unchecked
from harness.render.verdict_words import is_good, verdict_words

MOST_FINDINGS = 5
# So that the whole stays under the 65,536 characters that a comment may have, whatever comes.
_MOST_LINES = 10
_LONGEST = 300
# Brackets are escaped, so parentheses make no link; a bare address makes one by itself.
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~$^&+@]|:(?=//)|(?<=www)\.")
# Mentions and issue numbers are looked for in what is shown, so an escape does not keep anybody
# from being called; a character without width does.
_CALLING = re.compile(r"([@#!$%~&])(?=\w)")


def render_markdown(report: Report, verdict: Verdict) -> str:
    """Return verdict, counts, scores, the five worst findings and what was not checked."""
    mark = "✅" if is_good(verdict) else "❌"
    parts = [f"## {mark} mt-harness: {verdict_words(verdict)}"]
    reasons = [prose(reason) for reason in (*verdict.breaches, *verdict.unjudged)]
    unread = [
        f"not read: {code(portable(failed.path) or failed.document)}: {prose(failed.why)}"
        for failed in report.failed
    ]
    parts += [_bullets(reasons), _bullets(unread), prose(tally(report))]
    parts.append(_bullets([_score_line(report)] if report.scores else []))
    parts += _pairs(report)
    if report.regression is not None:
        told = [prose(line) for line in regression_lines(report.regression)]
        title = prose(f"Against {report.regression.against}")
        parts.append(f"**{title}**\n\n{_bullets(told)}")
    entries = worst_first(report)
    if entries:
        kept = entries[:MOST_FINDINGS]
        parts.append("\n".join(_numbered(kept)))
        left = count_of(entries[MOST_FINDINGS:])
        if left:
            parts.append(f"{left} more in the report.")
    missing = [prose(item.line) for item in unchecked(report)]
    if missing:
        parts.append(f"**Not checked**\n\n{_bullets(missing)}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _pairs(report: Report) -> Iterator[str]:
    """Yield a table of language pairs by system for each metric; the first pairs of many."""
    for metric, rows in pair_tables(in_order(report.pair_scores)):
        head, *others = [[prose(cell) for cell in row] for row in rows]
        head[0] = prose(metric) or "pair"
        lines = [_row(head), _row([":--", *("--:" for _ in head[1:])])]
        lines += map(_row, others[:_MOST_LINES])
        more = len(others) - _MOST_LINES
        yield "\n".join(lines) + (f"\n\n{more} more in the report." if more > 0 else "")


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _numbered(entries: Sequence[Placed]) -> Iterator[str]:
    for number, entry in enumerate(entries, 1):
        again = f" ({len(entry.again)} more like it)" if entry.again else ""
        yield (
            f"{number}. **{entry.finding.severity.label}** "
            f"{code(entry.where)} "
            f"{entry.finding.rule}: {prose(entry.finding.message)}{_change(entry.finding)}{again}"
        )


def _change(finding: Finding) -> str:
    """Return the words and what to write instead, as far as there are any."""
    words = f": {code(finding.text)}" if finding.text else ""
    if finding.suggestion is None:
        return words
    return f"{words} → {code(finding.suggestion) if finding.suggestion else 'leave it out'}"


def _score_line(report: Report) -> str:
    return ", ".join(
        f"{prose(f'{score.system}: ' if score.system else '')}{prose(score.metric)} "
        f"{score.value:.2f}"
        for score in in_order(report.scores)[:_MOST_LINES]
    )


def _bullets(lines: list[str]) -> str:
    shown = lines[:_MOST_LINES]
    if len(lines) > len(shown):
        shown.append(f"{len(lines) - len(shown)} more in the report.")
    return "\n".join(f"- {line}" for line in shown)


def code(text: str) -> str:
    r"""Return `text` as a code span that it cannot close.

    >>> code("a `b` c"), code("`")
    ('``a `b` c``', '`` ` ``')
    """
    shown = short(text)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def prose(text: str) -> str:
    r"""Return `text` as words only: no markup, no link, no mention.

    >>> prose("[a](b) *c*")
    '\\[a\\](b) \\*c\\*'
    """
    return _MARKUP.sub(r"\\\g<0>", _CALLING.sub("\\1\u200b", short(text, _LONGEST)))
