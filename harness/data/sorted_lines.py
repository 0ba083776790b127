"""Look-ups in a sorted text file without reading it: `key<TAB>value` lines, found by bisection.

A file is mapped into memory and opens in about a millisecond whatever its size, which a parsed
dictionary of 150,000 words does not: only one line in every few kilobytes is looked at.
"""

from __future__ import annotations

import mmap
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from harness.data import FOLDER

# Bytes between the lines that are looked at on opening. A look-up then takes about half of what a
# bisection of the whole file took, in tables of 100,000 lines and more.
_BLOCK = 4096


class SortedLines:
    """Read-only view of one file: header lines with `#`, then lines sorted by UTF-8 bytes."""

    __slots__ = ("_end", "_heads", "_map", "_starts")

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._end = len(self._map)
        start = 0
        while self._map[start : start + 1] == b"#":
            start = self._map.find(b"\n", start) + 1
        # Where every block begins, the last of them empty, and the lines that stand there.
        self._starts = [start]
        while (after := self._line_end(self._starts[-1] + _BLOCK) + 1) < self._end:
            self._starts.append(after)
        self._heads = [self._map[at : self._line_end(at)] for at in self._starts]
        self._starts.append(self._end)

    def get(self, key: str) -> str | None:
        """The value that stands with a key; None where the key is not in the file."""
        wanted = key.encode("utf-8") + b"\t"
        low, high = self._block(wanted)
        at = low
        if self._map[at : at + len(wanted)] != wanted:
            at = self._map.find(b"\n" + wanted, low, high + len(wanted)) + 1
            if not at:
                return None
        return self._map[at + len(wanted) : self._line_end(at)].decode("utf-8")

    def starting_with(self, prefix: str) -> Iterator[tuple[str, str]]:
        """Every (key, value) whose key starts with a prefix, in the file's order."""
        wanted = prefix.encode("utf-8")
        at = self._first_not_before(wanted)
        while at < self._end and self._map[at : at + len(wanted)] == wanted:
            end = self._line_end(at)
            key, _, value = self._map[at:end].decode("utf-8").partition("\t")
            yield key, value
            at = end + 1

    def _block(self, wanted: bytes) -> tuple[int, int]:
        """Where the block begins and ends in which, or right behind which, such a line stands."""
        place = max(0, bisect_right(self._heads, wanted) - 1)
        return self._starts[place], self._starts[place + 1]

    def _line_end(self, at: int) -> int:
        end = self._map.find(b"\n", at)
        return self._end if end < 0 else end

    def _first_not_before(self, wanted: bytes) -> int:
        """Where the first line starts whose first bytes do not sort before `wanted`."""
        data, size = self._map, len(wanted)
        low, high = self._block(wanted)
        while low < high:
            middle = (low + high) // 2
            line = data.rfind(b"\n", low, middle) + 1 or low
            if data[line : line + size] < wanted:
                low = self._line_end(line) + 1
            else:
                high = line
        return low


@cache
def open_table(language: str, name: str) -> SortedLines:
    """The compiled table `harness/data/<language>/<name>.txt`, opened once a process."""
    return SortedLines(FOLDER / language / f"{name}.txt")
