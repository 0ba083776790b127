"""words.txt: the English word forms of SCOWL up to size 70, with commonness and region."""

from __future__ import annotations

import re
from pathlib import Path

from harness.data.build.sources import Sources, write_table

SIZES = (10, 20, 35, 40, 50, 55, 60, 70)
LISTS = {"english": "*", "american": "A", "british": "B", "british_z": "Z"}
KINDS = ("words", "upper", "proper-names", "contractions")
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['-])*")

HEADER = (
    "Key: word form, capitals kept; value: SCOWL size (10 commonest to 70), then where it is",
    "so spelt: A American, B British, Z British with -ize (Oxford), * everywhere.",
    "Source: SCOWL 2020.12.07 (Debian package scowl), sizes 10 to 70.",
    "Licence: SCOWL's, permissive with notice; see licences/LICENSE-SCOWL.txt.",
)


def read_list(path: Path) -> list[str]:
    """The words of one SCOWL file (ISO 8859-1); none where that file does not exist."""
    if not path.is_file():
        return []
    return [line.strip() for line in path.read_text(encoding="iso-8859-1").splitlines()]


def build(sources: Sources) -> Path:
    """The written words.txt."""
    size_of: dict[str, int] = {}
    regions: dict[str, set[str]] = {}
    for size in SIZES:
        for name, mark in LISTS.items():
            for kind in KINDS:
                for word in read_list(sources.scowl / f"{name}-{kind}.{size}"):
                    if WORD.fullmatch(word) and not word.endswith("'s"):
                        size_of.setdefault(word, size)
                        regions.setdefault(word, set()).add(mark)
    if not size_of:
        raise FileNotFoundError(f"no SCOWL lists in {sources.scowl}")
    entries = {
        word: f"{size}{'*' if '*' in regions[word] else ''.join(sorted(regions[word]))}"
        for word, size in size_of.items()
    }
    return write_table("en", "words", HEADER, entries)
