"""DEMETR's own JSON: a list of translations and the same made worse (Karpinska et al. 2022).

Where the change lies is told by comparing the two texts word by word.
"""

from __future__ import annotations

import difflib
import json
import re
from pathlib import Path
from typing import Any

from harness.meta.judged import Contrast, HumanMark, Judgements
from harness.meta.layouts.jsonl import AS_REFERENCE, one_line

_TOKEN = re.compile(r"\w+|[^\w\s]")


def read(path: Path) -> Judgements:
    """Return the file's contrasts; none where the JSON is something else."""
    made = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(made, list):
        return Judgements()
    rows = (row for row in made if isinstance(row, dict) and "pert_sent" in row)
    found = (_contrast(row) for row in rows)
    return Judgements(contrasts=tuple(one for one in found if one is not None))


def _contrast(row: dict[str, Any]) -> Contrast | None:
    better, worse = one_line(row["mt_sent"]), one_line(row["pert_sent"])
    if not row.get("pert_check", True) or better == worse or row["pert_name"] == AS_REFERENCE:
        return None
    return Contrast(
        dataset="demetr",
        lang_pair=f"{row['lang_tag']}-en",
        kind=row["pert_name"],
        item=str(row["id"]),
        better=better,
        worse=worse,
        reference=one_line(row["eng_sent"]),
        source=one_line(row.get("src_sent") or ""),
        marks=tuple(
            HumanMark(start=start, end=end, category=row["pert_name"], severity=row["severity"])
            for start, end in changed(better, worse)
        ),
    )


def changed(better: str, worse: str) -> tuple[tuple[int, int], ...]:
    """Return the places in the worse text where its words are others; a point where some lack.

    >>> changed("a good text", "a bad text"), changed("one two three", "one three")
    (((2, 5),), ((4, 4),))
    """
    ours, theirs = (list(_TOKEN.finditer(text)) for text in (worse, better))
    steps = difflib.SequenceMatcher(
        None, [m.group() for m in theirs], [m.group() for m in ours], autojunk=False
    ).get_opcodes()
    found = []
    for step, _, _, first, last in steps:
        if step == "equal":
            continue
        if last > first:
            found.append((ours[first].start(), ours[last - 1].end()))
        else:
            place = ours[first].start() if first < len(ours) else len(worse)
            found.append((place, place))
    return tuple(found)
