"""index.html: many documents in one sortable table, each linked to its own page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from harness.model.finding import Severity
from harness.model.report import Report, Verdict
from harness.render.html import render_page
from harness.render.json_report import portable
from harness.render.score_order import in_order, metrics_in_order
from harness.render.tables import TABLES, Row
from harness.render.unchecked import unchecked
from harness.render.verdict_words import is_good, verdict_words

# What a file name cannot hold on one system or another; the percent sign, so that names stay apart.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*%]|^\.+$|[. ]$')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$", re.IGNORECASE)
_LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """One document of the table; `href` is None where it has no page of its own."""

    document: str
    system: str | None
    href: str | None
    words: int
    counts: tuple[int, ...]
    per_1000: float | None
    scores: tuple[float | None, ...]


def render_index(
    report: Report, verdict: Verdict, rows: Sequence[Row], pages: Sequence[str | None]
) -> str:
    """Return the page that lists the documents.

    `rows` are those of the table of documents, `pages` the paths of their pages in the same order.
    """
    columns = {name for row in rows for name in row}
    metrics = metrics_in_order(columns - TABLES["documents"]().keys())
    severities = tuple(
        s for s in sorted(Severity, reverse=True) if dict(report.totals.by_severity).get(s.label)
    )
    listed = [_row(row, page, severities, metrics) for row, page in zip(rows, pages, strict=True)]
    return render_page(
        "index.html.j2",
        title=f"{len(listed)} document{'s' * (len(listed) != 1)}",
        report=report,
        totals=report.totals,
        version=report.version,
        engines=report.engines,
        verdict=verdict_words(verdict).capitalize(),
        passed=is_good(verdict),
        reasons=(*verdict.breaches, *verdict.unjudged),
        rows=listed,
        failed=[(row.document, portable(row.path or None), row.why) for row in report.failed],
        several=len({row["system"] for row in rows}) > 1,
        severities=tuple(s.label for s in severities),
        metrics=metrics,
        scores=in_order(report.scores),
        unchecked=unchecked(report),
    )


def _row(
    row: Row, page: str | None, severities: tuple[Severity, ...], metrics: tuple[str, ...]
) -> IndexRow:
    return IndexRow(
        document=row["document"],
        system=row["system"],
        href=None if page is None else quote(page),
        words=row["words"],
        counts=tuple(row[severity.label] for severity in severities),
        per_1000=row["findings_per_1000"],
        scores=tuple(row.get(metric) for metric in metrics),
    )


def page_names(keys: Sequence[tuple[str | None, str]]) -> tuple[str, ...]:
    """Return a page's path for each document (system, id), below articles/, fit for all systems.

    The system comes first where there are several. What a document is called cannot lead out of
    the folder, and two names that some file system takes for one are told apart.
    """
    several = len({system for system, _ in keys}) > 1
    names: list[str] = []
    taken: set[str] = set()
    for system, document in keys:
        parts = [system or "-"] if several else []
        safe = [_safe(part) for part in (*parts, *document.split("/"))]
        name = "/".join(("articles", *safe))
        if name.casefold() in taken:
            key = f"{system or ''}\0{document}"
            name += "~" + hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()[:8]
        taken.add(name.casefold())
        names.append(f"{name}.html")
    return tuple(names)


def _safe(part: str) -> str:
    encoded = part.encode("utf-8", errors="backslashreplace").decode()
    made = _UNSAFE.sub(lambda found: "".join(f"%{ord(c):02X}" for c in found[0]), encoded) or "%00"
    if _RESERVED.match(made):
        made = f"%{ord(made[0]):02X}{made[1:]}"
    if len(made.encode()) <= _LONGEST:
        return made
    digest = hashlib.sha256(part.encode(errors="surrogatepass")).hexdigest()[:12]
    return made.encode()[: _LONGEST - 13].decode(errors="ignore") + "~" + digest
