"""What commands over many documents share: how many processes, and what is told of failures."""

from __future__ import annotations

import os
import sys

from harness.model.report import Report

# Entries named when they no longer apply: who wants all of them has the report's JSON.
_TOLD = 10


def processes(given: int | None) -> int:
    """Return how many processes to use: as asked, else one for each core that we may use."""
    if given is not None:
        return given
    ours = getattr(os, "sched_getaffinity", None)  # Linux alone tells
    return len(ours(0)) if ours else os.cpu_count() or 1


def tell_unused(report: Report) -> None:
    """Print a line on standard error for each entry that accepts what is no longer there."""
    unused = report.totals.unused
    for waiver in unused[:_TOLD]:
        print(f"mt-harness: no longer found: {waiver.what} ({waiver.where})", file=sys.stderr)
    if len(unused) > _TOLD:
        print(f"mt-harness: no longer found: {len(unused) - _TOLD} more", file=sys.stderr)


def tell_failed(report: Report) -> None:
    """Print a line on standard error for each document that could not be worked on.

    Also where no summary is wanted: an exit code of 2 needs its reason.
    """
    for row in report.failed:
        print(f"mt-harness: {row.path or row.document}: {row.why}", file=sys.stderr)
