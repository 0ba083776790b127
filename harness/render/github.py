"""Findings as workflow commands of GitHub Actions, which shows them beside the changed lines.

GitHub shows 10 errors, 10 warnings and 10 notices a step and drops the rest in silence; so the
worst are written, and the first line says how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterator

from harness.hidden import numbered
from harness.model.finding import Severity
from harness.model.report import Report, Verdict
from harness.render.finding_words import finding_words, tally
from harness.render.json_report import portable
from harness.render.placed import Placed, count_of, worst_first
from harness.render.verdict_words import is_good, verdict_words
from harness.render.visible import plain

MOST_OF_A_KIND = 10
_KINDS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "warning",
    Severity.MINOR: "notice",
    Severity.NEUTRAL: "notice",
}


def render_github(report: Report, verdict: Verdict) -> str:
    """Return the verdict and the worst findings, one command a line and one finding a group."""
    lines: list[tuple[str, str]] = [
        (
            "error",
            _command("error", plain(failed.why), file=portable(failed.path) or failed.document),
        )
        for failed in report.failed
    ]
    entries = worst_first(report)
    lines += [(_KINDS[entry.finding.severity], _annotation(entry)) for entry in entries]
    head = "notice" if is_good(verdict) else "error"
    room = dict.fromkeys(("error", "warning", "notice"), MOST_OF_A_KIND)
    room[head] -= 1
    kept: list[str] = []
    left = 0
    unread = len(report.failed)
    for number, (kind, line) in enumerate(lines):
        if room[kind]:
            room[kind] -= 1
            kept.append(line)
        else:
            left += 1 if number < unread else count_of((entries[number - unread],))
    first = _command(head, "; ".join(_verdict(report, verdict, left)), title="mt-harness")
    return "".join(f"{line}\n" for line in (first, *kept))


def _verdict(report: Report, verdict: Verdict, left: int) -> Iterator[str]:
    reasons = "; ".join((*verdict.breaches, *verdict.unjudged))
    yield f"{verdict_words(verdict)}{f' ({plain(reasons)})' if reasons else ''}"
    yield tally(report)
    if report.failed:
        yield f"{len(report.failed)} not read"
    if left:
        yield f"{left} more in the report"


def _annotation(entry: Placed) -> str:
    finding, region = entry.finding, entry.region
    again = f" (and {len(entry.again)} more in this document)" if entry.again else ""
    where = {"file": entry.path}
    if entry.in_file:
        where |= {"line": str(region.line), "endLine": str(region.last_line)}
        # The service takes columns only where a finding begins and ends on one line.
        if region.last_line == region.line:
            where["col"] = str(region.column)
    return _command(
        _KINDS[finding.severity],
        f"{'' if entry.in_file else f'{plain(entry.row)}: '}{finding_words(finding)}{again}",
        **where,
        title=f"{finding.rule} {finding.name} ({finding.severity.label})",
    )


def _command(kind: str, message: str, **properties: str) -> str:
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{kind} {given}::{_data(message)}"


def _data(text: str) -> str:
    r"""Return `text` so that it can neither end its command nor begin another.

    >>> _data("100%\n::error::")
    '100%25%0A::error::'
    """
    return numbered(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return `text` for a property, where colon and comma end it as well.

    >>> _property("a:b,c")
    'a%3Ab%2Cc'
    """
    return _data(text).replace(":", "%3A").replace(",", "%2C")
