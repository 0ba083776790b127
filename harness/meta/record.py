"""The table of where each rule was measured, which `explain` and the pages of rules print."""

from __future__ import annotations

from collections.abc import Iterable

from harness.data.measured import Marking
from harness.meta.articles import hits_of
from harness.meta.flagged import Flag
from harness.meta.judged import HumanMark, Judged
from harness.meta.measure import Measurement, set_name
from harness.meta.precision import hits_by, meets

_HEAD = """\
# measured: counted, do not edit (`make meta`).
# Key: "set" and a set; value: whether all its errors are marked (complete), or by several raters or
# one, and the share of a rater's marks that another's meet.
# Key: rule, confidence of its findings, set; value: findings judged, how many are at an error that
# people marked, and the lower end of the 95 % interval of that share.
# Source: the human judgements named in docs/measured.md, their owners' marks counted.
# Licence: the project's own.
"""


def record(measurement: Measurement) -> str:
    """Return the table: a line a set, then a line a rule, confidence and set, sorted."""
    return _HEAD + "".join(f"{key}\t{value}\n" for key, value in rows(measurement).items())


def rows(measurement: Measurement) -> dict[str, str]:
    """Return the table's rows, in order."""
    cases = [case for case in measurement.cases if not case[0].human and case[0].reference]
    hits = (
        *hits_by(cases, lambda case, flag: f"{flag.rule} {flag.confidence} {set_name(case)}"),
        *hits_of(measurement.read),
    )
    return {
        **_sets(measurement, [judged for judged, _ in cases]),
        **{
            row.name: f"{row.judged}\t{row.right}\t{row.lower:.3f}"
            for row in sorted(hits, key=lambda row: row.name)
        },
    }


def _sets(measurement: Measurement, judged: Iterable[Judged]) -> dict[str, str]:
    found = {
        f"set {one.article.dataset}": f"{Marking.COMPLETE}\t1.000"
        for one in measurement.read
        if not one.article.clean
    }
    sets: dict[str, list[Judged]] = {}
    for one in judged:
        sets.setdefault(f"set {set_name(one)}", []).append(one)
    for name, of in sets.items():
        share = agreement(of)
        # Raters who never meet each other say as little as a single one.
        found[name] = f"{Marking.SEVERAL}\t{share:.3f}" if share else f"{Marking.ONE}\t1.000"
    return dict(sorted(found.items()))


def agreement(judged: Iterable[Judged]) -> float | None:
    """Return the share of a rater's marks that meet another's as findings do; None beside one."""
    marks = met = 0
    for one in judged:
        if not one.complete or len(one.raters) < 2:
            continue
        for rater in one.raters:
            others = [m for m in one.marks if m.counts and m.rater != rater]
            own = one.of(rater)
            marks += len(own)
            met += sum(any(meets(_as_flag(mark), other) for other in others) for mark in own)
    return met / marks if marks else None


def _as_flag(mark: HumanMark) -> Flag:
    return Flag(
        rule="",
        family="",
        severity=mark.severity,
        confidence="",
        start=mark.start,
        end=mark.end,
    )
