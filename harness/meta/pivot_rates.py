"""Counts what differences say of languages: the numbers that tell which one a text passed through.

    python -m harness.meta.pivot_rates

reads the round trips of `corpora/roundtrip` (a document's name begins with its language) and, for
texts that passed through none, the human translations of the WMT 2020 marks in the folder that
MT_HARNESS_DATA names, and writes `harness/data/world/pivot_rates.txt`.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

from harness.analyse import Analysis
from harness.analyse.pivot import NONE, Sign, signs_of
from harness.data import FOLDER
from harness.data.pivots import known_pivots
from harness.meta.human_pairs import human_documents
from harness.model.text import Document
from harness.segment import segment

HEADER = """\
# pivot_rates: counted, do not edit (python -m harness.meta.pivot_rates).
# Key: language or none, kind of difference, languages that explain it (- for none); value: count.
# Source: corpora/roundtrip; for none the human translations of WMT 2020 MQM (zh-en, Apache-2.0).
# Licence: the project's own.
"""
TRIPS = Path("corpora/roundtrip")


def signs_in(text: str, reference: str) -> tuple[Sign, ...]:
    """Return what the differences of an English text from its reference say of languages."""
    document = Document(id="text", text=text, references=(reference,), language="en")
    return signs_of(Analysis(segment(document)).differences)


def trips(folder: Path = TRIPS) -> dict[str, dict[str, tuple[Sign, ...]]]:
    """Return the signs of every round trip, by its name's first part and by document."""
    found: dict[str, dict[str, tuple[Sign, ...]]] = {}
    for path in sorted(folder.glob("*.ref.txt")):
        name = path.name.removesuffix(".ref.txt")
        text = path.with_name(f"{name}.txt").read_text(encoding="utf-8")
        signs = signs_in(text, path.read_text(encoding="utf-8"))
        found.setdefault(name.partition("-")[0], {})[name] = signs
    return found


def counted(documents: dict[str, tuple[Sign, ...]]) -> Counter[tuple[str, str]]:
    """Return how often each (kind, answer) comes in the documents."""
    return Counter((sign.kind, sign.answer) for signs in documents.values() for sign in signs)


def main() -> int:
    """Write the table; return 3 where the human translations are not there."""
    folder = os.environ.get("MT_HARNESS_DATA")
    if not folder:
        sys.stderr.write("MT_HARNESS_DATA names no folder: no human translations to compare.\n")
        return 3
    made = trips()
    # A trip on to Portuguese and back passed through Spanish as well: espt.
    counts = {
        language: sum(
            (counted(documents) for name, documents in made.items() if name.startswith(language)),
            Counter(),
        )
        for language in known_pivots()
    }
    human = {name: signs_in(text, other) for name, text, other in human_documents(Path(folder))}
    counts[NONE] = counted(human)
    lines = sorted(
        f"{name} {kind} {answer or '-'}\t{count}"
        for name, seen in counts.items()
        for (kind, answer), count in seen.items()
    )
    path = FOLDER / "world" / "pivot_rates.txt"
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
