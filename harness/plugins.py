"""What other distributions add: rules and metrics that they name as entry points.

An entry point of the group `mt_harness.rules` (or `mt_harness.metrics`) leads to one record or to
several. They are loaded when the list is first read, not when it is imported, and a mistake in
one is told with its name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from harness.errors import HarnessError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Record = TypeVar("Record")

# Asking `importlib.metadata` takes 20 ms among 150 distributions, and its first import 60; looking
# for the words in their files takes 7. Most runs have nothing to load.
_GROUPS = b"mt_harness."


class Listed(Sequence[Record], Generic[Record]):
    """Our records, then those that other distributions add to the group, in a fixed order.

    Every one is of the type `kind`; `names` says what no two records may share.
    """

    def __init__(
        self,
        own: Iterable[Record],
        group: str,
        kind: type[Record],
        names: Callable[[Record], tuple[str, ...]],
    ) -> None:
        self.own = tuple(own)
        self._group = group
        self._kind = kind
        self._names = names

    @cached_property
    def _all(self) -> tuple[Record, ...]:
        made = list(self.own)
        known = {name for record in made for name in self._names(record)}
        for point in offered(self._group):
            for record in _records(point, self._kind):
                names = self._names(record)
                if known & {*names}:
                    raise _wrong(point, f'"{min(known & {*names})}" is taken', "Take other names.")
                known.update(names)
                made.append(record)
        return tuple(made)

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._all)

    @overload
    def __getitem__(self, place: int) -> Record: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Record, ...]: ...
    def __getitem__(self, place: int | slice) -> Record | tuple[Record, ...]:
        return self._all[place]


class Named(Mapping[str, Record], Generic[Record]):
    """A list's records by their name, in its order."""

    def __init__(self, listed: Listed[Record], name: Callable[[Record], str]) -> None:
        self._listed = listed
        self._name = name

    @cached_property
    def _all(self) -> dict[str, Record]:
        return {self._name(record): record for record in self._listed}

    def __getitem__(self, name: str) -> Record:
        return self._all[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def offered(group: str) -> tuple[EntryPoint, ...]:
    """Return the group's entry points of all installed distributions, by name."""
    if not _any(tuple(sys.path)):
        return ()
    from importlib.metadata import entry_points

    found = {(point.name, point.value): point for point in entry_points(group=group)}
    return tuple(found[key] for key in sorted(found))


@lru_cache(maxsize=4)
def _any(path: tuple[str, ...]) -> bool:
    """Whether any distribution on the path names one of our groups."""
    for folder in dict.fromkeys(path):
        for file in Path(folder or ".").glob("*-info/entry_points.txt"):
            try:
                if _GROUPS in file.read_bytes():
                    return True
            except OSError:
                continue
    return False


def _records(point: EntryPoint, kind: type[Record]) -> tuple[Record, ...]:
    """Return what an entry point leads to: one record, or the records of something iterable."""
    try:
        loaded: Any = point.load()
    except Exception as error:
        seen = f"cannot be loaded ({type(error).__name__}: {error})"
        raise _wrong(point, seen, "Mend or uninstall it.") from error
    if isinstance(loaded, kind):
        return (loaded,)
    several = tuple(loaded) if isinstance(loaded, Iterable) and not isinstance(loaded, str) else ()
    if not several or not all(isinstance(record, kind) for record in several):
        name = kind.__name__
        seen = f"leads to {type(loaded).__name__}, not to a {name} or several"
        raise _wrong(point, seen, f"See harness.{point.group.partition('.')[2]}.{name}.")
    return several


def _wrong(point: EntryPoint, seen: str, remedy: str) -> HarnessError:
    origin = f" of {point.dist.name}" if point.dist is not None else ""
    return HarnessError("H508", f"{point.group}: {point.name}{origin}", seen, remedy)
