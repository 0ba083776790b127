"""Counts how much longer or shorter translations into English are than their sources.

    python -m harness.meta.length_ratios

reads the human translations of Bio-MQM, WMT 2020 MQM and MLQE-PE in the folder that
MT_HARNESS_DATA names and writes `harness/data/en/length_ratios.txt`.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict

from harness.data import FOLDER
from harness.meta.annotated import data_folder, records

SETS = ("biomqm_toen", "mqm_zhen_wmt20", "mlqe_pe_toen")
_LEAST = 100
_SHORTEST = 30  # characters of the translation
HEADER = """\
# length_ratios: counted, do not edit (python -m harness.meta.length_ratios).
# How long an English translation is beside its source, in characters.
# Key: the source's language; value: mean ratio, standard deviation of its natural log, pairs.
# Source: human translations of Bio-MQM and WMT 2020 MQM (Apache-2.0), post-edits of MLQE-PE (CC0).
# Licence: the project's own.
"""


def main() -> None:
    """Write the table; its rows are sorted by language."""
    rows: dict[str, dict[str, float]] = defaultdict(dict)
    for name in SETS:
        for row in records(data_folder(), name):
            source, _, target = row["lang_pair"].partition("-")
            texts = row["references"]
            if target == "en" and texts and len(texts[0]) >= _SHORTEST and row["source"]:
                rows[source][row["source"]] = math.log(len(texts[0]) / len(row["source"]))
    lines = [HEADER]
    for language, found in sorted(rows.items()):
        if len(found) < _LEAST:
            continue
        mean = sum(found.values()) / len(found)
        spread = math.sqrt(sum((one - mean) ** 2 for one in found.values()) / len(found))
        lines.append(f"{language}\t{math.exp(mean):.3g} {spread:.3g} {len(found)}\n")
    (FOLDER / "en" / "length_ratios.txt").write_text("".join(lines), encoding="utf-8")
    sys.stdout.write(f"{len(lines) - 1} languages\n")


if __name__ == "__main__":
    main()
