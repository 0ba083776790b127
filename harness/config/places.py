"""Where each key of a TOML file stands: the standard parser gives values, but not their lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from types import MappingProxyType

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:\s|#[^\n]*)*+")
_KEY = re.compile(r'[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\'')
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_STRING = re.compile(
    r'"""(?:[^\\"]|\\.|"(?!""))*+"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*+\'{3,5}'
    r'|"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\'',
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}\n#]*+")


def line_numbers(text: str) -> Mapping[Path, int]:
    r"""Return the line, from 1, of every key, table and array element of valid TOML.

    >>> line_numbers('a = 1\n[b]\nc = ["x",\n "y"]')["b", "c", 1]
    4
    """
    return _Scanner(text).found()


class _Scanner:
    """One pass over a text that the parser has already accepted."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[Path, int] = {}
        self.arrays: dict[Path, int] = {}

    def found(self) -> Mapping[Path, int]:
        table: Path = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)
        return MappingProxyType(self.places)

    def _skip(self, blank: re.Pattern[str]) -> None:
        matched = blank.match(self.text, self.at)
        assert matched is not None
        self.at = matched.end()

    def _header(self) -> Path:
        start = self.at
        doubled = self.text.startswith("[[", self.at)
        self.at += 1 + doubled
        path: Path = ()
        parts = self._keys()
        for number, part in enumerate(parts):
            path = (*path, part)
            if doubled and number == len(parts) - 1:
                self.arrays[path] = self.arrays.get(path, -1) + 1
            self._mark(path, start)
            if path in self.arrays:
                path = (*path, self.arrays[path])
                self._mark(path, start)
        self.at = self.text.index("]", self.at) + 1 + doubled
        return path

    def _pair(self, table: Path) -> None:
        start = self.at
        path = table
        for part in self._keys():
            path = (*path, part)
            self._mark(path, start)
        self.at = self.text.index("=", self.at) + 1
        self._value(path)

    def _keys(self) -> list[str]:
        parts = []
        while True:
            self._skip(_BLANK)
            matched = _KEY.match(self.text, self.at)
            assert matched is not None
            self.at = matched.end()
            word = matched[0]
            parts.append(tomllib.loads(f"k = {word}")["k"] if word[0] in "\"'" else word)
            dot = _DOT.match(self.text, self.at)
            if dot is None:
                return parts
            self.at = dot.end()

    def _value(self, path: Path) -> None:
        self._skip(_BLANK)
        opening = self.text[self.at]
        if opening in "[{":
            self.at += 1
            self._members(path, keyed=opening == "{")
        else:
            self._skip(_STRING if opening in "\"'" else _BARE)

    def _members(self, path: Path, *, keyed: bool) -> None:
        """Walk the elements of an array or an inline table, up to its closing bracket."""
        number = 0
        while True:
            self._skip(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1
            elif self.text[self.at] in "]}":
                self.at += 1
                return
            elif keyed:
                self._pair(path)
            else:
                element = (*path, number)
                self._mark(element, self.at)
                self._value(element)
                number += 1

    def _mark(self, path: Path, start: int) -> None:
        self.places.setdefault(path, self.text.count("\n", 0, start) + 1)
