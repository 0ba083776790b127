"""Where LanguageTool is on this machine."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

JAR = "languagetool-server.jar"
VERSION = "6.8"  # the one that setup puts there
_FOLDER = re.compile(r"LanguageTool-(\d+(?:\.\d+)*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """An unpacked LanguageTool: its server's jar, its folder's version, how it was found."""

    jar: Path
    version: str
    origin: str

    @property
    def identity(self) -> str:
        """What tells it from another that may have stood in the same place."""
        state = self.jar.stat()
        return f"{self.version} {self.jar.parent} {state.st_size} {state.st_mtime_ns}"


def home() -> Path:
    """Return the folder that `setup languagetool` writes to; it need not exist."""
    from platformdirs import user_data_path

    return user_data_path("mt-harness", appauthor=False) / "languagetool"


def find_installation() -> Installation | None:
    """Return the newest installation in the first place that has one.

    Looked at in this order: LTP_PATH, our own folder, language-tool-python's download folder.
    """
    for origin, folder in _places():
        found = sorted(installations(folder, origin), key=lambda one: _numbers(one.version))
        if found:
            return found[-1]
    return None


def _places() -> Iterator[tuple[str, Path]]:
    if named := os.environ.get("LTP_PATH"):
        yield "LTP_PATH", Path(named)
    yield "setup", home()
    yield "language-tool-python", Path.home() / ".cache" / "language_tool_python"


def installations(folder: Path, origin: str) -> Iterator[Installation]:
    """Yield what is installed in `folder`, one version a folder, or in the folder itself."""
    if not folder.is_dir():
        return
    for place in (folder, *folder.iterdir()):
        name = _FOLDER.fullmatch(place.name)
        if (place / JAR).is_file() and (name or place == folder):
            yield Installation(jar=place / JAR, version=name[1] if name else "", origin=origin)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part)
