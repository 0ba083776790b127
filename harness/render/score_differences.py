"""Differences between systems as rows of text and as JSON: how large, how sure, what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from harness.metrics import METRICS
from harness.metrics.agreement import SOURCE
from harness.metrics.resampling import LEVEL, POWER
from harness.score.differences import Difference, Ranking
from harness.score.systems import Table
from harness.score.trial import Drawn

HEADS = {"bleu": "BLEU", "chrf": "chrF2", "chrf++": "chrF2++", "ter": "TER"}


def decimals(metric: str | None, width: int) -> int:
    """Return how many decimals a metric's scores are shown with.

    Models of COMET score about 0 to 1, and differ in the third place: at least four, as
    comet-score prints.

    >>> decimals("chrf", 1), decimals("comet", 1), decimals("comet", 6)
    (1, 4, 6)
    """
    neural = metric is not None and metric in METRICS and METRICS[metric].engine == "comet"
    return max(width, 4) if neural else width


def difference_rows(differences: Sequence[Difference]) -> list[list[str]]:
    """Return head and rows; columns that no difference fills are left out."""
    head = ["metric", "systems", "difference", "95 %", "p", "p (Holm)", "detectable", "people"]
    rows = [head, *(_row(one) for one in differences)]
    kept = [n for n in range(len(head)) if any(row[n] for row in rows[1:])]
    return [[row[n] for n in kept] for row in rows]


def _row(one: Difference) -> list[str]:
    return [
        HEADS.get(one.metric, one.metric),
        f"{one.first} → {one.second}",
        signed(one.value),
        "" if one.interval is None else f"± {one.interval.half_width:.3g}",
        "" if one.p_value is None else f"{one.p_value:.4f}",
        "" if one.adjusted is None else f"{one.adjusted:.4f}" + "*" * one.significant,
        "" if one.detectable is None else f"{one.detectable:.3g}",
        "" if one.agreement is None else f"{100 * one.agreement:.0f} %",
    ]


def signed(value: float) -> str:
    """Return a difference with its sign and three figures: metrics have different scales.

    >>> signed(-1.2345), signed(0.00123), signed(0.0)
    ('−1.23', '+0.00123', '0')
    """
    return f"{value:+.3g}".replace("-", "−") if value else "0"


def aligned(rows: Sequence[Sequence[str]], *, left: int = 1) -> list[str]:
    """Return the rows as lines of a table; the first `left` columns begin in line."""
    wide = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return [
        "  ".join(
            text.ljust(size) if n < left else text.rjust(size)
            for n, (text, size) in enumerate(zip(row, wide, strict=True))
        ).rstrip()
        for row in rows
    ]


def table_notes(table: Table) -> list[str]:
    """Return what the numbers of a table mean, one sentence or two a line."""
    notes = []
    if any(one.p_value is not None for one in table.differences):
        notes.append(
            "p: so large a difference would be this rare between systems that do not differ; "
            f"corrected by Holm for the pairs of each metric, * marks p < {LEVEL}."
        )
        notes.append(
            f"detectable: the least difference that this set shows at p < {LEVEL} "
            f"in {POWER:.0%} of the tries.".replace("%", " %")
        )
    if any(one.agreement is not None for one in table.differences):
        notes.append(
            "people: share of pairs of systems this far apart in which people preferred "
            f"the same one ({SOURCE})."
        )
    for one in table.rankings:
        clusters = "; ".join(
            f"{place}. {', '.join(names)}" for place, names in enumerate(one.clusters, 1)
        )
        notes.append(f"ranks by {HEADS.get(one.metric, one.metric)}: {clusters}.")
    if table.drawn is not None and table.drawn.why_not is None:
        count = getattr(table.drawn, f"{table.drawn.unit.value}s")
        notes.append(f"drawn: {count:,} {table.drawn.unit.value}s.")
    return notes


def difference_object(one: Difference) -> dict[str, Any]:
    """Return a difference as JSON; what was not tested or is not known is null."""
    sure = one.interval
    return {
        "metric": one.metric,
        "first": one.first,
        "second": one.second,
        "difference": one.value,
        "better": one.better,
        "mean": None if sure is None else sure.mean,
        "half_width": None if sure is None else sure.half_width,
        "p_value": one.p_value,
        "p_adjusted": one.adjusted,
        "detectable": one.detectable,
        "human_agreement": one.agreement,
    }


def ranking_object(one: Ranking) -> dict[str, Any]:
    """Return the clusters of a metric as JSON, the best first."""
    return {"metric": one.metric, "clusters": [list(names) for names in one.clusters]}


def resample_object(drawn: Drawn) -> dict[str, Any]:
    """Return what was drawn as JSON."""
    return {
        "unit": drawn.unit.value,
        "documents": drawn.documents,
        "segments": drawn.segments,
        "note": drawn.note or drawn.why_not,
    }
