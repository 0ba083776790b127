"""Counts which two tags meet in sound English, for `harness.analyse.plausibility`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from harness.analyse.plausibility import tags
from harness.analyse.tokens import tokens
from harness.data import FOLDER

FILE = FOLDER / "en" / "tag_pairs.txt"
_HEADER = """\
# How often two words meet in sound English, by tag. A function word is its own tag, any other word
# its parts of speech (n v a r, C with a capital) and ending, a number 0; a text ends at ^ and |.
# Key: a tag, or two with a space between; value: how often. "*" counts every tag.
# Source: {texts} texts, counted by `make fit`: human post-edits of MLQE-PE (CC0), references of
# WMT22 Chinese to English and the English talks of WMT21 (WMT MQM human evaluation, Apache-2.0).
# Licence: Apache-2.0 (counts).
"""
# A pair that was met once tells no more than its two tags.
_LEAST = 2


def write_tag_pairs(texts: Iterable[str], path: Path = FILE) -> None:
    """Count the tags of `texts` and write them as the packaged table."""
    one: Counter[str] = Counter()
    two: Counter[str] = Counter()
    number = 0
    for text in texts:
        found = tags(tokens(text))
        one.update(found)
        two.update(f"{a} {b}" for a, b in pairwise(found))
        number += 1
    lines = [f"*\t{one.total()}"]
    lines += [f"{tag}\t{count}" for tag, count in sorted(one.items())]
    lines += [f"{pair}\t{count}" for pair, count in sorted(two.items()) if count >= _LEAST]
    path.write_text(_HEADER.format(texts=number) + "\n".join(lines) + "\n", encoding="utf-8")
