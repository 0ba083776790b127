"""index.html: a batch at a glance, and its documents in a table, each linked to its own page."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from harness.model.finding import Severity
from harness.model.report import Alarm, Report, Verdict
from harness.render import index_rows
from harness.render.evidence import CAUSES, Evidence, Key
from harness.render.html import render_page
from harness.render.index_plots import plots
from harness.render.index_rows import Column, data_files, in_suspicion, index_row
from harness.render.index_systems import side_by_side
from harness.render.json_report import portable
from harness.render.plots import HEIGHT, WIDTH, link
from harness.render.score_differences import decimals
from harness.render.score_order import in_order, metrics_in_order
from harness.render.tables import TABLES, Row
from harness.render.unchecked import unchecked
from harness.render.verdict_words import is_good, verdict_words

# What a file name cannot hold on one system or another; the percent sign, so that names stay apart.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*%]|^\.+$|[. ]$')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$", re.IGNORECASE)
_LONGEST = 120
# Kinds and alarms shown at the top; the table's filters have all of them.
_MOST_THEMES = 12
_MOST_ALARMS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The page, and the files that it loads from beside it."""

    page: str
    data: tuple[tuple[str, str], ...]


def render_index(
    report: Report,
    verdict: Verdict,
    rows: Sequence[Row],
    pages: Sequence[str | None],
    evidence: Evidence,
) -> Index:
    """Return the page that lists the documents, and its data.

    `rows` are those of the table of documents, `pages` the paths of their pages in the same
    order.
    """
    columns = _columns(report, rows)
    alarms = _by_place(report.totals.alarms)
    alarmed = Counter((system, document) for system, document, _ in alarms)
    made = [
        index_row(row, page, columns, evidence, alarmed[row["system"], row["document"]])
        for row, page in zip(rows, pages, strict=True)
    ]
    hrefs = {(row.system, row.document): row.href for row in made}
    listed = [made[number] for number in in_suspicion(rows, evidence)]
    data = tuple(data_files(listed, evidence.names()))
    several = len({row["system"] for row in rows}) > 1
    page = render_page(
        "index.html.j2",
        scripts=("decisions.js", "index.js"),
        loads=True,
        title=f"{len(listed)} document{'s' * (len(listed) != 1)}",
        report=report,
        totals=report.totals,
        version=report.version,
        engines=report.engines,
        verdict=verdict_words(verdict).capitalize(),
        passed=is_good(verdict),
        reasons=(*verdict.breaches, *verdict.unjudged),
        rows=listed[: index_rows.ROWS_OF_A_PAGE],
        count=len(listed),
        page_size=index_rows.ROWS_OF_A_PAGE,
        files=len(data),
        failed=[(row.document, portable(row.path or None), row.why) for row in report.failed],
        several=several,
        columns=columns,
        names=evidence.names(),
        themes=evidence.themes(),
        most_themes=_MOST_THEMES,
        causes=CAUSES,
        alarms=_alarm_rows(alarms, hrefs),
        alarm_count=len(alarms),
        plots=plots(made, columns, several=several),
        box=(WIDTH, HEIGHT),
        link=link,
        hrefs=hrefs,
        scores=in_order(report.scores),
        beside=side_by_side(report, rows, evidence) if several else (),
        unchecked=unchecked(report),
    )
    return Index(page=page, data=data)


def _columns(report: Report, rows: Sequence[Row]) -> tuple[Column, ...]:
    names = {name for row in rows for name in row}
    metrics = metrics_in_order(names - TABLES["documents"]().keys())
    found = dict(report.totals.by_severity)
    return (
        Column(key="words", label="Words"),
        *(
            Column(key=s.label, label=s.label, severity=s.label)
            for s in sorted(Severity, reverse=True)
            if found.get(s.label)
        ),
        Column(key="findings_per_1000", label="per 1,000", digits=1),
        *(Column(key=name, label=name, digits=decimals(name, 1)) for name in metrics),
    )


_Place = tuple[str | None, str, int]


def _by_place(alarms: Sequence[Alarm]) -> dict[_Place, list[Alarm]]:
    """Return the alarms of each segment: several metrics may put one among the best."""
    places: dict[_Place, list[Alarm]] = {}
    for alarm in alarms:
        places.setdefault((alarm.system, alarm.document, alarm.segment), []).append(alarm)
    return places


def _alarm_rows(
    alarms: dict[_Place, list[Alarm]], hrefs: dict[Key, str | None]
) -> list[dict[str, Any]]:
    return [
        {
            "system": system,
            "document": document,
            "segment": segment + 1,
            "href": hrefs.get((system, document)),
            "rules": own[0].rules,
            "scores": [(alarm.metric, alarm.value) for alarm in own],
        }
        for (system, document, segment), own in list(alarms.items())[:_MOST_ALARMS]
    ]


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
