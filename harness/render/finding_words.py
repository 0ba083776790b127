"""A finding, and how many there are, in one line of plain text: the same words in every format."""

from __future__ import annotations

import re

from harness.hidden import numbered
from harness.model.finding import Finding
from harness.model.report import Report
from harness.render.visible import plain

# A line that a platform shows beside the text need not repeat a paragraph of it.
_LONGEST = 120
_BREAKS = re.compile(r"[\t\n\r]")


def finding_words(finding: Finding, *, quote: bool = True) -> str:
    """Return message, words and suggestion in one line; without the words where not `quote`."""
    message = plain(finding.message)
    if quote and finding.text:
        message += f": “{short(finding.text)}”"
    if finding.suggestion is None:
        return message
    if not finding.suggestion:
        return f"{message}; to be left out"
    return f"{message}; suggested: “{short(finding.suggestion)}”"


def on_one_line(name: str) -> str:
    r"""Return a name with its blanks as they are, and what a terminal would obey by its number.

    >>> on_one_line("a  b\r\x1bc")
    'a  b[U+000D][U+001B]c'
    """
    return _BREAKS.sub(lambda found: f"[U+{ord(found[0]):04X}]", numbered(name))


def short(text: str, longest: int = _LONGEST) -> str:
    r"""Return `text` on one line, cut where it is long; blanks alone are made visible.

    >>> short("a\nb"), short("  "), short("abcdef", 3)
    ('a b', '␣␣', 'abc…')
    """
    shown = plain(text) or "␣" * len(text)
    return shown if len(shown) <= longest else f"{shown[:longest].rstrip()}…"


def tally(report: Report) -> str:
    """Return how many findings of each severity are shown, and in how much text."""
    totals = report.totals
    found = sum(count for _, count in totals.by_severity)
    kinds = ", ".join(f"{count} {name}" for name, count in totals.by_severity if count)
    size = f"{totals.documents} document{'s' * (totals.documents != 1)}, {totals.words:,} words"
    return f"{found} finding{'s' * (found != 1)}{f' ({kinds})' if kinds else ''} in {size}"
