"""The measurement as a page of Markdown: figures to three digits, nothing of time or machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from harness.data.measured import measured, worth
from harness.meta.article_tables import article_tables
from harness.meta.confidence_table import confidence_table
from harness.meta.contrasts import Outcome, alarms, shares
from harness.meta.decided import Decided
from harness.meta.flagged import Answer, Flag
from harness.meta.judged import HumanMark, Judged
from harness.meta.measure import Measurement, SpanTable, set_name
from harness.meta.precision import Alarms, Hits, Recall, alarms_by, hits_by, recall_by
from harness.meta.ranking import Ranking, rankings
from harness.meta.span_scores import SpanScores
from harness.model.finding import Confidence
from harness.rules import RULES

_Case = tuple[Judged, Answer]
_TITLE = """\
# Measured

What people marked and scored, beside what the harness says of the same texts: made by
`mt-harness meta` (`make meta` for this page), not written by hand. The core's rules alone were
asked; findings are those shown at the default confidence.

What judges differences from a reference was fitted to WMT 2020 and TED 2021 MQM, Bio-MQM and
DEMETR (`make fit`). On these sets it is asked about texts that it has seen, so figures of rules
that need a reference flatter there; `python -m harness.meta.fit --figures` prints those by folds
over documents.
"""
_SPANS = """\
## Places

Machine translations whose errors were all marked, the first rater's marks against our findings;
neutral ones left out on both sides. All segments of a set were checked as one file of lines
beside the reference. *Floor* flags every text whole; *human* is every other rater against the
first. Read word MCC and the match first: character F1 rewards who flags everything.

| set | segments | word MCC | human | match P | R | F1 | human F1 | character F1 | floor | human | bad words |
|---|---|---|---|---|---|---|---|---|---|---|---|
"""  # noqa: E501
_HITS = """\
## How often findings are right

Each document of each system checked for itself, here and below. A finding is right where it touches
any rater's mark and is not much longer. What nobody marked may still be wrong, so these shares are
lower estimates: *human* above says how far two raters agree. *Lower* is the lower end of Wilson's
95 % interval.
"""
_RECALL = """\
## How much of the marks they meet

Marks of the first rater that a shown finding touches.
"""
_ALARMS = """\
## False alarms on what people translated

Findings that no rater's mark explains, in 1,000 words: probable false alarms. *At most* is the
upper end of the exact 95 % Poisson interval.

"""
_RANKS = """\
## Metrics beside human scores

*Items*: systems compared one segment at a time, ties calibrated (Deutsch et al. 2023), with the
difference up to which scores tie. *Soft*: soft pairwise accuracy over systems, the statistic of
the WMT metrics task since 2024, and the rank that permutation tests leave. *Pairs*, *tau*, *r*:
pairwise accuracy, Kendall's tau-b and Pearson's r over systems; *segments*: tau-b of all segments.
"""
_CONTRASTS = """\
## Good texts and the same made worse

How often a score puts the good text first (equal is wrong), and of the changes whose place is
marked, how many a finding locates (*seen*) and names by its family (*named*). All good texts were
checked as one file of lines, and so were all others.
"""
_DECIDED = """\
## What editors decided

Decisions on findings in reports: right and accepted ones are errors, wrong ones are none. *Shipped*
is what the rule was measured to be worth before, in the sets that tell of it.

| rule | judged | right | precision | lower | shipped |
|---|---|---|---|---|---|
"""


def page(measurement: Measurement, decided: Sequence[Decided] = ()) -> str:
    """Return the page; parts that nothing was given for are left out."""
    parts = [_TITLE, *_judged(measurement), *article_tables(measurement.read)]
    confidence = confidence_table(measurement, RULES)
    parts += [confidence] if confidence else []
    if measurement.contrasts:
        parts.append(_contrast_table([found for _, found in measurement.contrasts]))
    if decided:
        parts.append(_DECIDED + "".join(map(_decided_row, decided)))
    return "\n".join(parts)


def _judged(measurement: Measurement) -> list[str]:
    parts = []
    if measurement.spans:
        parts.append(_SPANS + "".join(map(_span_row, measurement.spans)))
        parts += _findings([case for case in measurement.cases if not case[0].human])
    human = _alarm_tables(measurement.cases)
    ranked = "".join(_rank_tables(measurement.in_files))
    return [*parts, *([_ALARMS + human] if human else []), *([_RANKS + ranked] if ranked else [])]


def _findings(cases: Sequence[_Case]) -> list[str]:
    by: tuple[tuple[str, Callable[[Judged, Flag], str]], ...] = (
        ("set", lambda judged, _: set_name(judged)),
        ("severity", lambda _, flag: flag.severity),
        ("confidence", lambda _, flag: flag.confidence),
        ("family", lambda _, flag: flag.family),
        ("rule", lambda _, flag: flag.rule),
    )
    marks: tuple[tuple[str, Callable[[Judged, HumanMark], str]], ...] = (
        ("set", lambda judged, _: set_name(judged)),
        ("severity", lambda _, mark: mark.severity),
        ("category", lambda _, mark: mark.category.partition("/")[0] or "(none)"),
    )
    hits = (_HITS, *(_hits_table(name, hits_by(cases, key)) for name, key in by))
    met = (_RECALL, *(_recall_table(name, recall_by(cases, key)) for name, key in marks))
    return ["\n".join(hits), "\n".join(met)]


def _hits_table(name: str, rows: Iterable[Hits]) -> str:
    head = f"| {name} | judged | right | precision | lower |\n|---|---|---|---|---|\n"
    return head + "".join(map(_hits_row, rows))


def _hits_row(row: Hits) -> str:
    return f"| {row.name} | {row.judged} | {row.right} | {row.precision:.3f} | {row.lower:.3f} |\n"


def _decided_row(one: Decided) -> str:
    shipped = worth(measured(one.rule), Confidence.HIGH)
    said = f"{shipped.right} of {shipped.judged}" if shipped.judged else "–"
    row = _hits_row(Hits(name=one.rule, judged=one.judged, right=one.right))
    return f"{row.rstrip()} {said} |\n"


def _recall_table(name: str, rows: Iterable[Recall]) -> str:
    head = f"| {name} | marks | met | recall |\n|---|---|---|---|\n"
    return head + "".join(
        f"| {row.name} | {row.marks} | {row.met} | {row.met / row.marks:.3f} |\n" for row in rows
    )


def _alarm_tables(cases: Iterable[_Case]) -> str:
    given = [case for case in cases if case[0].human and case[0].complete]
    by: tuple[tuple[str, Callable[[Judged, Flag], str]], ...] = (
        ("set", lambda judged, _: set_name(judged)),
        ("severity", lambda _, flag: flag.severity),
        ("family", lambda _, flag: flag.family),
        ("rule", lambda _, flag: flag.rule),
    )
    tables = [_alarm_table(name, alarms_by(given, key)) for name, key in by if given]
    return "\n".join(tables)


def _alarm_table(name: str, rows: Iterable[Alarms]) -> str:
    head = f"| {name} | findings | words | in 1,000 | at most |\n|---|---|---|---|---|\n"
    return head + "".join(
        f"| {row.name} | {row.count} | {row.words} | {row.rate:.3f} | {row.upper:.3f} |\n"
        for row in rows
    )


def _span_row(table: SpanTable) -> str:
    ours, human = table.ours, table.human

    def other(pick: Callable[[SpanScores], float]) -> str:
        return "–" if human is None else f"{pick(human):.3f}"

    cells = (
        table.name,
        str(ours.segments),
        f"{ours.word_mcc:.3f}",
        other(lambda one: one.word_mcc),
        f"{ours.match_precision:.3f}",
        f"{ours.match_recall:.3f}",
        f"{ours.match_f1:.3f}",
        other(lambda one: one.match_f1),
        f"{ours.character_f1:.3f}",
        f"{table.floor.character_f1:.3f}",
        other(lambda one: one.character_f1),
        f"{ours.bad_words:.3f}",
    )
    return "| " + " | ".join(cells) + " |\n"


def _rank_tables(cases: Iterable[_Case]) -> Iterable[str]:
    sets: dict[str, list[_Case]] = {}
    for case in cases:
        sets.setdefault(set_name(case[0]), []).append(case)
    for name, of in sorted(sets.items()):
        rows = rankings(of)
        if rows:
            yield _rank_table(name, rows)


def _rank_table(name: str, rows: Sequence[Ranking]) -> str:
    first = rows[0].items
    head = (
        f"\n### {name}\n\n{first.pairs} pairs of systems on one segment, of which people hold "
        f"{first.ties:.3f} equal.\n\n"
        "| metric | items | tie up to | soft | rank | pairs | tau | r | segments |\n"
        "|---|---|---|---|---|---|---|---|---|\n"
    )
    return head + "".join(
        f"| {row.metric} | {row.items.accuracy:.3f} | {row.items.epsilon:.3f} | {row.soft:.3f} "
        f"| {row.rank} | {row.pairwise:.3f} | {row.tau:.3f} | {row.r:.3f} "
        f"| {row.segment_tau:.3f} |\n"
        for row in rows
    )


def _contrast_table(outcomes: Sequence[Outcome]) -> str:
    kinds: dict[str, list[Outcome]] = {}
    for one in outcomes:
        kinds.setdefault(one.kind, []).append(one)
    metrics = [name for name, _ in shares(outcomes).preferred]
    head = f"| kind | items | {' | '.join(metrics)} | seen | named |\n"
    rows = [("all", list(outcomes)), *sorted(kinds.items())]
    return (
        f"{_CONTRASTS}\n{head}|{'---|' * (len(metrics) + 4)}\n"
        + "".join(_contrast_row(name, of, metrics) for name, of in rows)
        + f"\nShown findings of major or worse per good text: {alarms(outcomes):.3f}.\n"
        + _changes(outcomes)
    )


def _changes(outcomes: Iterable[Outcome]) -> str:
    """Return by rule how often a finding in a text made worse is at the change."""
    counts: dict[str, list[int]] = {}
    for one in outcomes:
        for flag, right in one.found:
            count = counts.setdefault(flag.rule, [0, 0])
            count[0] += 1
            count[1] += right
    rows = (Hits(name=n, judged=judged, right=right) for n, (judged, right) in counts.items())
    table = _hits_table("rule", sorted(rows, key=lambda row: row.name))
    return f"\nFindings in the texts made worse, right where they are at the change:\n\n{table}"


def _contrast_row(name: str, outcomes: Sequence[Outcome], metrics: Sequence[str]) -> str:
    found = shares(outcomes)
    won = dict(found.preferred)
    seen = ("–" if value is None else f"{value:.3f}" for value in (found.located, found.named))
    cells = (name, str(found.items), *(f"{won.get(m, 0):.3f}" for m in metrics), *seen)
    return "| " + " | ".join(cells) + " |\n"
