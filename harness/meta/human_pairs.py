"""Human translations beside another human's: differences that are no machine's."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

FILE = "mqm_zhen_wmt20.jsonl.gz"


def human_documents(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (name, text, reference) of each human document of WMT 2020, in their order."""
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with gzip.open(data / FILE, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["is_human"] and row["references"]:
                name = f"{row['system']}/{row['doc_id']}"
                rows[name].append((_one(row["hypothesis"]), _one(row["references"][0])))
    for name, pairs in sorted(rows.items()):
        yield name, "\n\n".join(a for a, _ in pairs), "\n\n".join(b for _, b in pairs)


def _one(text: str) -> str:
    """Return the text as one paragraph."""
    return " ".join(text.split())
