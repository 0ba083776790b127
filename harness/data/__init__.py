"""Packaged lexical data: what a rule needs to know about words and names at run time.

Small lists are plain text, one entry a line, under `harness/data/<language>/<name>.txt`; lines
that start with `#` name the source and the licence. The big tables are sorted text, searched
in place by `harness.data.sorted_lines`; reach them through `harness.data.lexicon`,
`harness.data.gazetteer` and `harness.data.people`, never directly.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent


class UnknownDataError(LookupError):
    """No packaged list of that language and name; the message says which there are."""


def words(language: str, name: str) -> frozenset[str]:
    """The entries of a packaged list, or the keys of a packaged table.

    Raises UnknownDataError for a list that is not packaged.
    """
    return _words(_primary(language), name)


def words_if_any(language: str, name: str) -> frozenset[str]:
    """The entries of a packaged list; empty where a language has no such list.

    >>> words_if_any("xx", "negators")
    frozenset()
    """
    return words(language, name) if has(language, name) else frozenset()


def table(language: str, name: str) -> Mapping[str, str]:
    """A packaged table, key to value, read-only; a value keeps its own tabs.

    An entry without a value maps to the empty string. Raises UnknownDataError for a table
    that is not packaged.
    """
    return _table(_primary(language), name)


def has(language: str, name: str) -> bool:
    """Whether `words(language, name)` would answer.

    >>> has("en", "negators"), has("en", "nonesuch")
    (True, False)
    """
    return _file(_primary(language), name) is not None


def languages(name: str) -> tuple[str, ...]:
    """The languages that a packaged list exists for, sorted."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob(f"*/{name}.txt")))


def names(language: str) -> tuple[str, ...]:
    """The names of all packaged lists and tables of a language, sorted."""
    return tuple(sorted(path.stem for path in (FOLDER / _primary(language)).glob("*.txt")))


def _primary(language: str) -> str:
    """`en` for `en-GB` and `EN_us`: the lists are kept by language, not by region."""
    return language.replace("_", "-").split("-", 1)[0].lower()


def _file(language: str, name: str) -> Path | None:
    return _there(FOLDER, language, name)


@cache
def _there(folder: Path, language: str, name: str) -> Path | None:
    # Asked for every word of a text: to look at the disk each time took 6 % of a check.
    if not (language.isalpha() and name.replace("_", "").isalnum()):
        return None  # a name is never a path out of the folder
    path = folder / language / f"{name}.txt"
    return path if path.is_file() else None


@cache
def _words(language: str, name: str) -> frozenset[str]:
    return frozenset(_table(language, name))


@cache
def _table(language: str, name: str) -> Mapping[str, str]:
    path = _file(language, name)
    if path is None:
        available = ", ".join(names(language)) or "none for this language"
        raise UnknownDataError(
            f"no packaged data {name!r} for language {language!r}; available: {available}"
        )
    entries: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            key, _, value = line.partition("\t")
            entries[key] = value
    return MappingProxyType(entries)
