"""JSON lines, plain or gzipped: a judged segment or a contrast a line.

`{"dataset", "lang_pair", "system", "doc_id", "seg_id", "source", "hypothesis", "references",
"is_human", "raters", "error_spans": [[start, end, category, severity, rater?]], "score",
"spans_complete"}`; a line with `perturbation` and `original` is a contrast.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from harness.meta.judged import Contrast, HumanMark, Judged, Judgements


def read(path: Path) -> Judgements:
    """Return the file's judgements; contrasts that are not valid or hold no difference are out."""
    opened = gzip.open if path.suffix == ".gz" else open
    segments: list[Judged] = []
    contrasts: list[Contrast] = []
    with opened(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if "perturbation" in row:
                contrast = _contrast(row)
                contrasts += [contrast] if contrast else []
            elif row["hypothesis"].strip():
                segments.append(_segment(row))
    return Judgements(segments=tuple(segments), contrasts=tuple(contrasts))


def one_line(text: str) -> str:
    """Return the text with spaces for line breaks, so that it is one segment; offsets hold."""
    return text.replace("\r", " ").replace("\n", " ")


def _segment(row: dict[str, Any]) -> Judged:
    marks = tuple(
        HumanMark(start=start, end=end, category=category, severity=severity, rater=(*rest, "")[0])
        for start, end, category, severity, *rest in row.get("error_spans") or ()
    )
    references = row.get("references") or [""]
    return Judged(
        dataset=row.get("dataset", ""),
        lang_pair=row.get("lang_pair", ""),
        system=row.get("system", ""),
        document=str(row.get("doc_id", "")),
        segment=str(row.get("seg_id", row.get("id", ""))),
        text=one_line(row["hypothesis"]),
        reference=one_line(references[0]),
        source=one_line(row.get("source") or ""),
        human=bool(row.get("is_human")),
        raters=tuple(sorted(row.get("raters") or [""])),
        marks=marks,
        complete=bool(row.get("spans_complete")) and "\n" not in row["hypothesis"],
        score=row.get("score"),
    )


def _contrast(row: dict[str, Any]) -> Contrast | None:
    better, worse = one_line(row["original"]), one_line(row["hypothesis"])
    # Where the perturbed text is the reference, no comparison with it can be lost.
    if not row.get("valid", True) or better == worse or row["perturbation"] == AS_REFERENCE:
        return None
    return Contrast(
        dataset=row.get("dataset", ""),
        lang_pair=row.get("lang_pair", ""),
        kind=row["perturbation"],
        item=str(row.get("item_id", "")),
        better=better,
        worse=worse,
        reference=one_line(row["references"][0]),
        source=one_line(row.get("source") or ""),
        marks=tuple(
            HumanMark(start=start, end=end, category=category, severity=severity)
            for start, end, category, severity, *_ in row.get("error_spans") or ()
        ),
    )


AS_REFERENCE = "base_id35_reference"
