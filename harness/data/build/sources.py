"""Where the raw data lies, and how a compiled file is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.data import FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The folders of the Debian packages, below a root that may be an unpacked tree."""

    root: Path

    @property
    def wordnet(self) -> Path:
        """WordNet's database files."""
        return self.root / "usr/share/wordnet"

    @property
    def scowl(self) -> Path:
        """SCOWL's word lists, one file a kind and size."""
        return self.root / "usr/share/dict/scowl"


def write_table(
    language: str, name: str, header: Iterable[str], entries: Mapping[str, str]
) -> Path:
    """The written file: header lines, then `key<TAB>value` lines sorted by UTF-8 bytes."""
    lines = sorted(f"{key}\t{value}".encode() for key, value in entries.items())
    for line in lines:
        if b"\n" in line or line.startswith(b"#"):
            raise ValueError(f"not fit for a table line: {line!r}")
    head = [f"# {text}".rstrip().encode() for text in (f"{name}: compiled, do not edit.", *header)]
    path = FOLDER / language / f"{name}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"\n".join([*head, *lines]) + b"\n")
    return path


def read_lines(sources: Sources) -> list[str]:
    """All lower-case words of SCOWL's middle sizes, in both spellings."""
    found: list[str] = []
    for size in (10, 20, 35, 40, 50, 55, 60):
        for region in ("english", "american", "british"):
            path = sources.scowl / f"{region}-words.{size}"
            found += path.read_text(encoding="iso-8859-1").split() if path.is_file() else ()
    return found
