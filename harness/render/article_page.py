"""report.html: one article with its findings in place, beside the reference, to be read."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from harness.data.pivots import NAMES
from harness.model.finding import Ruling, Severity
from harness.model.report import Alarm, DocumentReport, Report, Verdict
from harness.model.text import ReferenceKind, SegmentKind
from harness.render.article_rows import Row, kept_rows, rows_of
from harness.render.differences import with_differences
from harness.render.evidence import CAUSES
from harness.render.html import render_page
from harness.render.notes import LEADING, UNNOTICED, Note, by_weight, notes
from harness.render.rule_words import rule_words
from harness.render.score_order import in_order
from harness.render.unchecked import unchecked
from harness.render.verdict_words import is_good, verdict_words
from harness.render.visible import in_attribute, plain

# Rows of the list by weight; what comes after them is in the article, where its place is seen.
MOST_ROWS = 60
MOST_WORST = 20
# Bytes that a page may have beside twice its text.
ALLOWANCE = 150_000


def render_article(
    document: DocumentReport, report: Report, verdict: Verdict, *, page: str = "report.html"
) -> str:
    """Return the page of one document; `page` is its path in the run folder.

    A page is no larger than its text asks for: of thousands of findings it shows the heaviest,
    and says how many are left to report.json.
    """
    everything = notes(document)
    room = ALLOWANCE + 2 * len(document.article.text.encode("utf-8", errors="replace"))
    most, cut = max(len(everything), len(document.findings)), False
    made = _page(document, report, verdict, page, everything, most, cut=cut)
    while len(made.encode("utf-8")) > room and (most or not cut):
        # Paragraphs of a very long text without findings go first.
        most, cut = (most // 2 if cut else most), True
        made = _page(document, report, verdict, page, everything, most, cut=cut)
    return made


def _page(
    document: DocumentReport,
    report: Report,
    verdict: Verdict,
    page: str,
    everything: tuple[Note, ...],
    most: int,
    *,
    cut: bool,
) -> str:
    """Return the page with `most` findings on it, the heaviest, and as many uncertain ones.

    Where it is `cut`, long texts are shown without the segments that nothing was found in.
    """
    count = len(document.shown)
    every, hidden = everything[:count], everything[count:][:most]
    ordered = by_weight(every)[:most]
    chosen = {note.number for note in ordered}
    shown = tuple(note for note in every if note.number in chosen)
    rows, after = kept_rows(document, rows_of(document, shown), cut=cut)
    placed = {note.number for row in rows for note in row.notes}
    origin = document.article.document
    words = rule_words(note.finding for note in (*shown, *hidden))
    return render_page(
        "report.html.j2",
        scripts=("decisions.js", "page.js"),
        document=document,
        origin=origin,
        title=plain(origin.id) or "untitled",
        home=""
        if page == "report.html"
        else posixpath.relpath("index.html", posixpath.dirname(page)),
        version=report.version,
        engines=report.engines,
        verdict=verdict_words(verdict).capitalize(),
        passed=is_good(verdict),
        verdict_of_run=len(report.documents) + len(report.failed) > 1,
        reasons=(*verdict.breaches, *verdict.unjudged),
        sentence=_sentence(document, every),
        counts=_counts(every),
        rows=rows,
        after=after,
        unit=_unit(document),
        present=frozenset(row.number for row in rows),
        known=frozenset(note.number for note in (*shown, *hidden)),
        elsewhere=tuple(note for note in shown if note.number not in placed),
        ordered=ordered,
        left_notes=count - len(shown),
        left_hidden=len(everything) - count - len(hidden),
        worst=_worst(rows),
        measured=any(note.impact is not None for note in shown),
        leading=LEADING,
        threshold=UNNOTICED,
        unnoticed=tuple(note for note in ordered if note.unnoticed)[:MOST_ROWS],
        alarms=_alarms(document, report),
        hidden=hidden,
        unsure=_by_rule(hidden),
        accepted=tuple(f for f in document.findings if f.accepted is not None)[:most],
        most=MOST_ROWS,
        left=_unaligned(document),
        reference_kind=_KINDS[document.reference_kind] if document.reference_kind else "",
        referenced=any(part.has_reference for part in document.article.segments),
        sourced=any(part.source for part in document.article.segments),
        pivot=document.pivot,
        pivot_name=_language(document),
        unchecked=unchecked(report, document),
        rules=words,
        documented=frozenset(item.code for item in words),
        key=in_attribute([origin.system, origin.id]),
        scores=in_order(document.scores or (report.scores if len(report.documents) == 1 else ())),
    )


def _language(document: DocumentReport) -> str:
    """Return the name of the language that the text passed through; empty where none is told."""
    code = document.pivot.language if document.pivot else None
    return NAMES.get(code, code) if code else ""


def _alarms(document: DocumentReport, report: Report) -> tuple[Alarm, ...]:
    origin = document.article.document
    return tuple(
        alarm
        for alarm in report.totals.alarms
        if alarm.document == origin.id and alarm.system == origin.system
    )[:MOST_ROWS]


def _worst(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the segments with findings, the worst first: by severities, then by score."""

    def weight(row: Row) -> tuple[float, ...]:
        counted = Counter(note.finding.severity for note in row.notes)
        severities = (-counted[one] for one in sorted(Severity, reverse=True))
        return (*severities, 0.0 if row.score is None else row.score, row.number)

    return tuple(sorted((row for row in rows if row.notes), key=weight)[:MOST_WORST])


_KINDS = {
    ReferenceKind.INDEPENDENT: (
        "an independent translation: other words for the same meaning are expected"
    ),
    ReferenceKind.POST_EDIT: (
        "close to the candidate's wording, like a corrected version of it: what differs was most "
        "likely corrected, and scores against it are higher than against an independent one"
    ),
    ReferenceKind.COMPARABLE: (
        "another edition of the story: paragraphs that are missing or moved are differences, not "
        "omissions, and no score is taken over what does not align"
    ),
}


def _unit(document: DocumentReport) -> str:
    """Return what a segment of the document is called."""
    origin = document.article.document
    if not origin.units:
        return "paragraph"
    return "line" if origin.unit_kind is SegmentKind.LINE else "segment"


def _unaligned(document: DocumentReport) -> tuple[Markup, ...]:
    """Return the reference's paragraphs that answer to nothing in the candidate."""
    if not document.article.unaligned:
        return ()
    text = document.article.document.references[0]
    return tuple(with_differences(text, span, None) for span in document.article.unaligned)


def _by_rule(hidden: Sequence[Note]) -> tuple[tuple[Note, ...], ...]:
    """Return the notes of each rule together, in the order of the codes."""
    grouped: dict[str, list[Note]] = {}
    for note in hidden:
        grouped.setdefault(note.finding.rule, []).append(note)
    return tuple(tuple(grouped[code]) for code in sorted(grouped))


def _sentence(document: DocumentReport, shown: Sequence[Note]) -> str:
    """Say in a sentence how much is wrong and what the reference says of it."""
    words = f"{document.words:,} word{'s' * (document.words != 1)}"
    if not shown:
        return f"No findings in {words}."
    total = f"{len(shown)} finding{'s' * (len(shown) != 1)}"
    kinds = ", ".join(f"{count} {name}" for name, count in _counts(shown)[0][1])
    said = f"{total} in {words}: {kinds}."
    judged = [note.finding.reference for note in shown if note.finding.reference]
    if judged:
        confirmed = sum(item.verdict is Ruling.CONFIRMED for item in judged)
        said += f" The reference says otherwise at {confirmed} of them."
    return said


def _counts(shown: Sequence[Note]) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """Return, under a title each, how many findings there are by severity, family and cause."""
    severity = Counter(note.finding.severity for note in shown)
    family = Counter(note.finding.family for note in shown)
    cause = Counter(CAUSES[note.finding.cause] for note in shown)
    return (
        (
            "Severity",
            tuple((s.label, severity[s]) for s in sorted(Severity, reverse=True) if severity[s]),
        ),
        ("Family", tuple(sorted(family.items(), key=lambda item: (-item[1], item[0])))),
        ("To be mended in", tuple(sorted(cause.items(), key=lambda item: (-item[1], item[0])))),
    )
