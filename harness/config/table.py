"""A table of a configuration, read with suspicion: every wrong key or value names file and line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from harness.config.keys import ELSEWHERE, Key
from harness.config.settings import is_selector, near_rules
from harness.errors import HarnessError, suggest

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The values of one table, the file they come from, and the line of each."""

    file: str
    values: Mapping[str, Any]
    lines: Mapping[tuple[str | int, ...], int]
    path: tuple[str | int, ...] = ()

    def place(self, *keys: str | int) -> str:
        """Return `file:line` of a key, or of the nearest table around it that has a line."""
        path = (*self.path, *keys)
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.file}:{self.lines[path]}" if path else self.file

    def only(self, known: Iterable[Key], tables: Iterable[str] = ()) -> None:
        """Raise H204 for a key that is none of those known."""
        names = [*(key.name for key in known), *tables]
        for key in self.values:
            if key not in names:
                hint = ELSEWHERE.get(key) or suggest(key.replace("_", "-"), names)
                raise HarnessError("H204", self.place(key), f'unknown key "{key}"', hint)

    def wrong(self, seen: str, remedy: str, *keys: str | int) -> HarnessError:
        """Return the error of a value that is not what its key holds."""
        return HarnessError("H208", self.place(*keys), seen, remedy)

    def text(self, key: str) -> str | None:
        """Return a string, None where the key is absent."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            raise self.wrong(f'"{key}" is {_kind(value)}', 'Give text: "…".', key)
        if value == "":
            raise self.wrong(f'"{key}" is empty', "Give a value, or leave the key out.", key)
        return value

    def texts(self, key: str, *, single: bool = False) -> tuple[str, ...]:
        """Return a list of strings, () where the key is absent; `single`: one string will do."""
        value = self.values.get(key, [])
        if single and isinstance(value, str):
            return (self.text(key) or "",)
        if not isinstance(value, list):
            raise self.wrong(f'"{key}" is {_kind(value)}', 'Give a list: ["…", "…"].', key)
        for number, item in enumerate(value):
            if not isinstance(item, str) or not item:
                raise self.wrong(f'"{key}" holds {_kind(item)}', "Give text.", key, number)
        return tuple(value)

    def truth(self, key: str) -> bool | None:
        """Return true or false, None where the key is absent."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(f'"{key}" is {_kind(value)}', "Give true or false.", key)
        return value

    def chosen(self, key: str, options: Mapping[str, Choice]) -> Choice | None:
        """Return what a word stands for, None where the key is absent."""
        word = self.text(key)
        if word is None:
            return None
        if word not in options:
            raise self.wrong(f'"{word}" is no value of "{key}"', suggest(word, options), key)
        return options[word]

    def several(self, key: str, allowed: Iterable[str], what: str) -> tuple[str, ...]:
        """Return a list of words, each of them one of those allowed."""
        names = self.texts(key)
        known = set(allowed)
        for number, name in enumerate(names):
            if name not in known:
                remedy = suggest(name, known)
                raise self.wrong(f'unknown {what} "{name}"', remedy, key, number)
        return names

    def selectors(self, key: str, *, single: bool = False) -> tuple[str, ...]:
        """Return a list of rule codes, names or families; raise H203 for what is none."""
        names = self.texts(key, single=single)
        for number, name in enumerate(names):
            self._is_rule(name, key, number)
        return names

    def graded(self, key: str, grades: Mapping[str, Choice]) -> tuple[tuple[str, Choice], ...]:
        """Return a table of rule codes, names or families to severities."""
        inner = self.table(key)
        made = []
        for name in inner.values if inner is not None else ():
            assert inner is not None
            inner.rule(name)
            grade = inner.chosen(name, grades)
            assert grade is not None
            made.append((name, grade))
        return tuple(made)

    def count(self, key: str) -> int | None:
        """Return a whole number from 0 up, None where the key is absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.wrong(f'"{key}" is {_kind(value)}', "Give a whole number from 0 up.", key)
        return value

    def number(self, key: str, *, least: float = -math.inf) -> float | None:
        """Return a number, None where the key is absent."""
        value = self.values.get(key)
        if value is None:
            return None
        real = isinstance(value, int | float) and not isinstance(value, bool)
        if not real or not math.isfinite(value) or value < least:
            from_here = f" from {least:g} up" if least > -math.inf else ""
            raise self.wrong(f'"{key}" is {_kind(value)}', f"Give a number{from_here}.", key)
        return float(value)

    def table(self, key: str) -> Table | None:
        """Return a table inside this one, None where it is absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.wrong(f'"{key}" is {_kind(value)}', f"Write it as a table: [{key}].", key)
        return self._inner(value, key)

    def tables(self, key: str) -> Iterator[Table]:
        """Yield each table of an array of them."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.wrong(f'"{key}" is {_kind(value)}', f"Write each as [[{key}]].", key)
        for number, item in enumerate(value):
            yield self._inner(item, key, number)

    def _inner(self, value: Mapping[str, Any], *keys: str | int) -> Table:
        return Table(file=self.file, values=value, lines=self.lines, path=(*self.path, *keys))

    def rule(self, name: str) -> None:
        """Raise H203 where a key of this table is no rule."""
        self._is_rule(name, name)

    def _is_rule(self, name: str, *keys: str | int) -> None:
        if not is_selector(name):
            seen = f'unknown rule "{name}"'
            raise HarnessError("H203", self.place(*keys), seen, near_rules(name))


def _kind(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case int() | float():
            return f"{value}"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return f"{value}"
