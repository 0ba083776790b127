"""Findings as GitLab's code quality report, which a merge request shows beside its changes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from harness.model.finding import Severity
from harness.model.report import FailedDocument, Report
from harness.render.finding_words import finding_words
from harness.render.json_report import portable
from harness.render.placed import Placed, in_order
from harness.render.visible import plain

Row = dict[str, Any]
# Its words are info, minor, major, critical and blocker.
_SEVERITIES = {
    Severity.CRITICAL: "critical",
    Severity.MAJOR: "major",
    Severity.MINOR: "minor",
    Severity.NEUTRAL: "info",
}


def render_gitlab(report: Report) -> str:
    """Return the shown findings as a JSON array, in the order of documents and places.

    A document that could not be read is an entry as well, since nothing else here can say so.
    """
    rows = [_unread(failed) for failed in report.failed]
    rows += [_entry(entry) for document in report.documents for entry in in_order(document)]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _entry(entry: Placed) -> Row:
    finding, region = entry.finding, entry.region
    words = finding_words(finding)
    lines = {"begin": region.line, "end": region.last_line}
    if not entry.in_file:
        # Lines are asked for; the file's first one claims least of a row that has none.
        words, lines = f"{plain(entry.row)}: {words}", {"begin": 1, "end": 1}
    origin = entry.document.article.document
    return {
        "description": words,
        "check_name": f"{finding.rule} {finding.name}",
        "fingerprint": _digest(entry.path, origin.system or "", origin.id, finding.fingerprint),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": entry.path,
            "lines": lines,
        },
    }


def _unread(failed: FailedDocument) -> Row:
    path = portable(failed.path) or failed.document
    return {
        "description": plain(f"could not be checked: {failed.why}"),
        "check_name": "unreadable-document",
        "fingerprint": _digest(path, failed.document, "unreadable"),
        "severity": "blocker",
        "location": {"path": path, "lines": {"begin": 1, "end": 1}},
    }


def _digest(*parts: str) -> str:
    """Return what is the same for the same finding in the next run, and no other's in this one.

    A finding's own fingerprint is one of its document: two of them may hold the same error.
    """
    joined = "\x1f".join(parts).encode(errors="surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:32]
