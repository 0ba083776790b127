"""Counts which tags follow one another in sound English, for `harness.metrics.fluency`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from harness.analyse.plausibility import OPEN, tags
from harness.analyse.tokens import tokens
from harness.data import FOLDER
from harness.meta.annotated import records, sound_english
from harness.metrics.fluency import TABLE, WHOLE

FILE = FOLDER / "en" / f"{TABLE}.txt"
# What was met more seldom tells less than the shorter context.
_LEAST = 3
_REFERENCES = ("mqm_zhen_wmt20", "biomqm_toen")
_HEADER = """\
# How often tags follow one another in sound English: one, two and three in a row. A function word
# is its own tag, any other its parts of speech and ending (harness/analyse/plausibility.py).
# Key: tags with a space between; value: how often, from {least} on. "{whole}" counts every tag.
# Source: counted by `make fit` (harness.meta.fit) in {texts} texts that are not part of this
# project: human post-edits of MLQE-PE (CC0), references and English sources of WMT20, WMT21 and
# WMT22 (WMT MQM human evaluation, Apache-2.0), references of Bio-MQM (Amazon, Apache-2.0).
# Licence: Apache-2.0 (counts).
"""


def human_english(folder: Path) -> tuple[str, ...]:
    """Return all English of the data folder that people wrote or mended, each text once."""
    found = set(sound_english(folder))
    for name in _REFERENCES:
        for row in records(folder, name):
            found.update(" ".join(text.split()) for text in row["references"])
    return tuple(sorted(found))


def write_tag_triples(texts: Iterable[str], path: Path = FILE) -> None:
    """Count the tags of `texts` and write them as the packaged table."""
    counted: Counter[str] = Counter()
    whole = number = 0
    for text in texts:
        found = [OPEN, *tags(tokens(text))]
        whole += len(found)
        number += 1
        for size in (1, 2, 3):
            counted.update(" ".join(found[n : n + size]) for n in range(len(found) - size + 1))
    lines = [f"{WHOLE}\t{whole}"]
    lines += [f"{key}\t{count}" for key, count in sorted(counted.items()) if count >= _LEAST]
    head = _HEADER.format(texts=number, least=_LEAST, whole=WHOLE)
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
