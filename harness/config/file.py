"""The configuration file: found, read, and refused with file and line where it is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from harness.config.contents import languages_of, options_of, settings_of
from harness.config.places import line_numbers
from harness.config.settings import RUN_METRICS, Settings
from harness.config.table import Table
from harness.errors import HarnessError
from harness.read.decode import text_of

OWN = "mt-harness.toml"
PROJECT = "pyproject.toml"
_TABLE = ("tool", "mt-harness")
_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What a file says: settings for a program, and the defaults that options take from it.

    `path` None: there is no file. `options` has, by the name of an option's parameter, what the
    option is unless it is given or stands in the environment. `languages` are those of the
    translations and of their source.
    """

    path: Path | None
    settings: Settings
    languages: tuple[str | None, str | None] = (None, None)
    options: Mapping[str, Any]


NO_CONFIGURATION = Configuration(
    path=None, settings=Settings(metrics=RUN_METRICS), options=MappingProxyType({})
)


def find(start: Path) -> Path | None:
    """Return the nearest configuration from a folder upward; raise H205 for two in one folder."""
    for folder in (start.resolve(), *start.resolve().parents):
        own, project = folder / OWN, folder / PROJECT
        both = own.is_file(), project.is_file() and _speaks(project)
        if all(both):
            raise HarnessError(
                "H205",
                str(folder),
                f"{OWN} and [tool.mt-harness] of {PROJECT}, both here",
                "Keep one of them.",
            )
        if any(both):
            return own if both[0] else project
    return None


def load(path: Path | None = None, start: Path | None = None) -> Configuration:
    """Return the configuration of a file, else of the nearest one upward, else an empty one.

    Raises H201 to H208 with file and line for what cannot be read or is not a setting.
    """
    found = path if path is not None else find(start if start is not None else Path.cwd())
    if found is None:
        return NO_CONFIGURATION
    if not found.is_file():
        raise HarnessError("H201", str(found), "no such configuration", "Check the path.")
    top = _top(found)
    settings = settings_of(top, found.resolve().parent)
    return Configuration(
        path=found,
        settings=settings,
        languages=languages_of(top),
        options=MappingProxyType(options_of(top, settings)),
    )


def _speaks(project: Path) -> bool:
    """Whether a pyproject.toml has a table of ours; a broken one is others' matter."""
    try:
        text = project.read_text(encoding="utf-8", errors="replace")
        return "mt-harness" in text and _TABLE[1] in tomllib.loads(text).get(_TABLE[0], {})
    except (tomllib.TOMLDecodeError, OSError):
        return False


def table_of(path: Path) -> Table:
    """Return all of a TOML file; raise H202 with the line where it is none."""
    text = text_of(path).replace("\r\n", "\n")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        place = f"{_shown(path)}:{line[1]}" if line else _shown(path)
        seen = _LINE.sub("", str(error)).strip()
        raise HarnessError("H202", place, f"not TOML ({seen})", "Mend the line.") from error
    return Table(file=_shown(path), values=values, lines=line_numbers(text))


def _top(path: Path) -> Table:
    top = table_of(path)
    if path.name != PROJECT:
        return top
    tool = top.table(_TABLE[0])
    own = tool.table(_TABLE[1]) if tool is not None else None
    if own is None:
        raise HarnessError(
            "H201", _shown(path), "no [tool.mt-harness] in it", "Add it, or name another file."
        )
    return own


def _shown(path: Path) -> str:
    """Return a path as a user would type it: from the working folder where it lies below."""
    here, whole = Path.cwd(), path.resolve()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(path)
