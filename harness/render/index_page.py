"""index.html: many documents in one sortable table, each linked to its own page."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote

from harness.model.finding import Severity
from harness.model.report import DocumentReport, Report, Verdict
from harness.render.html import render_page
from harness.render.json_report import portable
from harness.render.score_order import in_order, metrics_in_order
from harness.render.unchecked import unchecked
from harness.render.verdict_words import is_good, verdict_words

# What a file name cannot hold on one system or another; the percent sign, so that names stay apart.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*%]|^\.+$|[. ]$')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$", re.IGNORECASE)
_LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """One document of the table."""

    document: str
    system: str | None
    href: str
    words: int
    counts: tuple[int, ...]
    per_1000: float | None
    scores: tuple[float | None, ...]


def render_index(report: Report, verdict: Verdict, names: tuple[str, ...]) -> str:
    """Return the page that lists the documents; `names` are the paths of their pages."""
    metrics = metrics_in_order(score for document in report.documents for score in document.scores)
    severities = tuple(
        s for s in sorted(Severity, reverse=True) if dict(report.totals.by_severity).get(s.label)
    )
    rows = [
        _row(document, name, severities, metrics)
        for document, name in zip(report.documents, names, strict=True)
    ]
    systems = {document.article.document.system for document in report.documents}
    return render_page(
        "index.html.j2",
        title=f"{len(rows)} document{'s' * (len(rows) != 1)}",
        report=report,
        totals=report.totals,
        version=report.version,
        engines=report.engines,
        verdict=verdict_words(verdict).capitalize(),
        passed=is_good(verdict),
        reasons=(*verdict.breaches, *verdict.unjudged),
        rows=rows,
        failed=[(row.document, portable(row.path or None), row.why) for row in report.failed],
        several=len(systems) > 1,
        severities=tuple(s.label for s in severities),
        metrics=metrics,
        scores=in_order(report.scores),
        unchecked=unchecked(report),
    )


def _row(
    document: DocumentReport, name: str, severities: tuple[Severity, ...], metrics: tuple[str, ...]
) -> IndexRow:
    origin = document.article.document
    shown = document.shown
    counted = Counter(finding.severity for finding in shown)
    scored = {score.metric: score.value for score in document.scores}
    return IndexRow(
        document=origin.id,
        system=origin.system,
        href=quote(name),
        words=document.words,
        counts=tuple(counted[severity] for severity in severities),
        per_1000=1000 * len(shown) / document.words if document.words else None,
        scores=tuple(scored.get(metric) for metric in metrics),
    )


def page_names(documents: tuple[DocumentReport, ...]) -> tuple[str, ...]:
    """Return a page's path for each document, below articles/, fit for every file system.

    The system comes first where there are several. What a document is called cannot lead out of
    the folder, and two names that some file system takes for one are told apart.
    """
    systems = {document.article.document.system for document in documents}
    names: list[str] = []
    taken: set[str] = set()
    for document in documents:
        origin = document.article.document
        parts = [origin.system or "-"] if len(systems) > 1 else []
        safe = [_safe(part) for part in (*parts, *origin.id.split("/"))]
        name = "/".join(("articles", *safe))
        if name.casefold() in taken:
            key = f"{origin.system or ''}\0{origin.id}"
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
