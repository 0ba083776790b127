"""Marot's table, as WMT publishes MQM ratings: a row a mark, tab-separated, with a header.

`system doc docSegId globalSegId rater source target category severity`, in the older release
`system doc doc_id seg_id rater source target category severity`. The marked place stands between
`<v>` and `</v>` in `target`; a row without a place and of severity `no-error` says that there is
no error. A segment's score is minus its penalty, the mean over its raters: minor 1 (punctuation
0.1), major 5, non-translation 25 (Freitag et al. 2021).
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from harness.meta.judged import HumanMark, Judged, Judgements

_OPEN, _CLOSE = "<v>", "</v>"
_SEGMENT = ("globalSegId", "seg_id", "docSegId")
_NOTHING = {"no-error", "no error", "hotw-test", "reference-rating"}
_HUMAN = re.compile(r"(?i)^(?:human|ref)")
PENALTIES = {"minor": 1.0, "major": 5.0, "critical": 5.0}
PUNCTUATION, NON_TRANSLATION = 0.1, 25.0


def read(path: Path) -> Judgements:
    """Return the table's segments in the order of their first rows; none without its columns.

    They have no reference: the table holds none.
    """
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        names = table.fieldnames or ()
        if not {"system", "rater", "target", "severity"}.issubset(names):
            return Judgements()
        number = next(name for name in _SEGMENT if name in names)
        rows: dict[tuple[str, str, str], list[dict[str, str]]] = {}
        for row in table:
            rows.setdefault((row["system"], row.get("doc") or "", row[number]), []).append(row)
    return Judgements(segments=tuple(_segment(path.stem, key, of) for key, of in rows.items()))


def _segment(name: str, key: tuple[str, str, str], rows: list[dict[str, str]]) -> Judged:
    raters = tuple(sorted({row["rater"] for row in rows}))
    marks = tuple(mark for mark in (_mark(row) for row in rows) if mark.severity not in _NOTHING)
    return Judged(
        dataset=name,
        lang_pair="",
        system=key[0],
        document=key[1],
        segment=key[2],
        text=_bare(rows[0]["target"]),
        reference="",
        source=_bare(rows[0].get("source") or ""),
        human=bool(_HUMAN.match(key[0])),
        raters=raters,
        marks=tuple(mark for mark in marks if mark.start >= 0),
        complete=True,
        score=-sum(map(penalty, marks)) / len(raters) + 0.0,
    )


def _mark(row: dict[str, str]) -> HumanMark:
    target = row["target"]
    start = target.find(_OPEN)
    end = target.find(_CLOSE) - len(_OPEN) if start >= 0 else -1
    return HumanMark(
        start=start,
        end=end,
        category=row.get("category") or "",
        severity=row["severity"].lower(),
        rater=row["rater"],
    )


def penalty(mark: HumanMark) -> float:
    """Return what one mark costs, as WMT weighs it."""
    category = mark.category.lower()
    if "non-translation" in category:
        return NON_TRANSLATION
    if mark.severity == "minor" and "punctuation" in category:
        return PUNCTUATION
    return PENALTIES.get(mark.severity, 0.0)


def _bare(text: str) -> str:
    return text.replace(_OPEN, "").replace(_CLOSE, "")
