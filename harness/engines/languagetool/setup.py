"""LanguageTool put onto this machine: whole and checked, or not at all.

The jars come from Maven Central through jgo, each held to the SHA-256 that is packaged here (jgo
3.2 itself only logs a checksum that differs). They are gathered in a folder beside the place they
will have, under a lock; one rename makes the installation. What an interrupted run has fetched is
used by the next one.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from harness.data import table
from harness.engines.languagetool.installation import (
    JAR,
    VERSION,
    Installation,
    home,
    installations,
)
from harness.errors import EngineError, HarnessError

EXTRA = 'pip install "mt-harness[languagetool]"'
_THREADS = 4
_LIMIT_S = 60
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Jar:
    """One file of LanguageTool on Maven Central: coordinates, SHA-256 and size."""

    group: str
    artifact: str
    version: str
    classifier: str = ""
    sha256: str
    size: int

    @property
    def name(self) -> str:
        """The file's name, which no other of the jars has."""
        parts = (self.artifact, self.version, self.classifier)
        return f"{'-'.join(part for part in parts if part)}.jar"

    def intact(self, path: Path) -> bool:
        """Whether the file at `path` is this jar, to the last byte."""
        if not path.is_file() or path.stat().st_size != self.size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256


def jars() -> tuple[Jar, ...]:
    """Return the jars that make up LanguageTool's server, by name of their group."""
    return tuple(
        Jar(
            group=group,
            artifact=artifact,
            version=version,
            classifier=rest[0] if rest else "",
            sha256=digest,
            size=int(size),
        )
        for coordinates, row in table("languagetool", "jars").items()
        for group, artifact, version, *rest in (coordinates.split(":"),)
        for digest, size in (row.split("\t"),)
    )


def present() -> Installation | None:
    """Return the installation that `fetch` would make, where it is there and whole."""
    place = home() / f"LanguageTool-{VERSION}"
    return _installed(place) if _complete(place) else None


def fetch(progress: Progress) -> Installation:
    """Return LanguageTool from Maven Central in our folder, fetched where it is not there yet.

    `progress` is told bytes done and bytes in all. Raises EngineError with what to do.
    """
    place = home() / f"LanguageTool-{VERSION}"
    with _alone():
        if _complete(place):
            return _installed(place)
        _jgo()
        partial = place.with_name(f"{place.name}.partial")
        _gather(partial / "jars", progress)
        write_pathing_jar(partial / JAR, sorted(jar.name for jar in jars()))
        _renamed(partial, place)
    return _installed(place)


def unpack(origin: Path) -> Installation:
    """Return LanguageTool copied from a folder or a zip, for machines without a network.

    That is a release of LanguageTool, or what `setup languagetool` made on another machine.
    """
    with _alone():
        partial = home() / "unpacked.partial"
        shutil.rmtree(partial, ignore_errors=True)
        try:
            return _taken_over(origin, partial)
        finally:
            shutil.rmtree(partial, ignore_errors=True)


def _taken_over(origin: Path, partial: Path) -> Installation:
    if origin.is_dir():
        shutil.copytree(_holder(origin, origin), partial / "found")
        found = partial / "found"
        name = _holder(origin, origin).name
    else:
        _unzipped(origin, partial)
        found = _holder(partial, origin)
        name = found.name if found != partial else origin.stem
    version = name.removeprefix("LanguageTool-") if name.startswith("LanguageTool-") else ""
    if not version or not version.replace(".", "").isdigit():
        raise HarnessError(
            "H511",
            str(origin),
            f"the folder with {JAR} is called {name}",
            "Call it LanguageTool-VERSION, as LanguageTool's releases are.",
        )
    place = home() / f"LanguageTool-{version}"
    _renamed(found, place)
    return _installed(place)


def _holder(folder: Path, origin: Path) -> Path:
    """Return the folder that holds the server's jar, nearest to the top."""
    found = sorted(folder.rglob(JAR), key=lambda path: (len(path.parts), path))
    if not found:
        raise HarnessError(
            "H511", str(origin), f"there is no {JAR} in it", "Give a release of LanguageTool."
        )
    return found[0].parent


def _unzipped(archive: Path, target: Path) -> None:
    """Unpack; zipfile itself keeps names that climb out of the folder inside it."""
    try:
        with zipfile.ZipFile(archive) as packed:
            broken = packed.testzip()
            if broken is not None:
                raise zipfile.BadZipFile(f"{broken} does not have its checksum")
            packed.extractall(target)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError) as error:
        raise HarnessError(
            "H511", str(archive), f"the archive is broken: {error}", "Fetch it again."
        ) from None
    except OSError as error:
        raise HarnessError("H511", str(archive), str(error), "Give a folder or a zip.") from None


def _gather(folder: Path, progress: Progress) -> None:
    """Fill `folder` with every jar; keep those that are there and intact."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = jars()
    whole = sum(jar.size for jar in wanted)
    missing = [jar for jar in wanted if not jar.intact(folder / jar.name)]
    done = whole - sum(jar.size for jar in missing)
    progress(done, whole)
    store = folder.with_name("store")
    shutil.rmtree(store, ignore_errors=True)
    with ThreadPoolExecutor(_THREADS) as pool:
        tasks = {pool.submit(_one, jar, folder, store): jar for jar in missing}
        try:
            for task in as_completed(tasks):
                task.result()
                done += tasks[task].size
                progress(done, whole)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    shutil.rmtree(store, ignore_errors=True)


def _one(jar: Jar, folder: Path, store: Path) -> None:
    """Fetch one jar; it has its name in `folder` only once it is known to be whole."""
    from jgo.maven import MavenContext

    context = MavenContext(repo_cache=store, timeout=_LIMIT_S)
    component = context.project(jar.group, jar.artifact).at_version(jar.version)
    try:
        fetched = component.artifact(classifier=jar.classifier).resolve()
    # jgo raises RuntimeError for what is not there; requests' own errors are OSErrors.
    except (RuntimeError, OSError) as error:
        raise EngineError(
            "H505",
            "setup languagetool",
            f"{jar.name} could not be fetched: {_first_line(error)}",
            "Run it again to go on from here; without a network use --from.",
        ) from error
    if not jar.intact(fetched):
        raise EngineError(
            "H505",
            "setup languagetool",
            f"{jar.name} arrived with another checksum than it was released with",
            "Nothing was installed. Run it again; if it stays so, ask who serves your packages.",
        )
    fetched.replace(folder / jar.name)


def write_pathing_jar(path: Path, names: list[str]) -> None:
    """Write a jar that holds nothing but the list of the others, relative to itself."""
    with zipfile.ZipFile(path, "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", manifest(f"jars/{name}" for name in names))


def manifest(paths: Iterator[str] | list[str]) -> str:
    """Return a manifest with the class path; the format breaks lines at 72 bytes.

    >>> max(map(len, manifest(["x" * 200]).splitlines()))
    72
    """
    line = f"Class-Path: {' '.join(paths)}"
    lines = [line[:72], *(f" {line[at : at + 71]}" for at in range(72, len(line), 71))]
    head = ("Manifest-Version: 1.0", "Main-Class: org.languagetool.server.HTTPServer")
    return "\r\n".join((*head, *lines, "", ""))


def _renamed(made: Path, place: Path) -> None:
    """Put a finished folder in its place; an older one there goes first, whole."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        old = place.with_name(f"{place.name}.old.partial")
        shutil.rmtree(old, ignore_errors=True)
        place.replace(old)
        made.replace(place)
        shutil.rmtree(old, ignore_errors=True)
    else:
        made.replace(place)


def _complete(place: Path) -> bool:
    """Whether an installation of ours has all its files, by their sizes."""
    if not (place / JAR).is_file():
        return False
    if not (place / "jars").is_dir():
        return True  # a release, from --from
    return all(
        path.is_file() and path.stat().st_size == jar.size
        for jar in jars()
        for path in (place / "jars" / jar.name,)
    )


def _installed(place: Path) -> Installation:
    found = [one for one in installations(home(), "setup") if one.jar.parent == place]
    if not found:
        raise EngineError("H505", str(place), "nothing was installed", "Run setup again.")
    return found[0]


def _jgo() -> None:
    try:
        import jgo.maven  # noqa: F401
    except ImportError:
        raise EngineError(
            "H505",
            "setup languagetool",
            "jgo, which fetches LanguageTool, is not installed",
            f"Run: {EXTRA}",
        ) from None


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock of our folder; a second set-up waits, and then finds the work done."""
    home().mkdir(parents=True, exist_ok=True)
    with (home() / "setup.lock").open("a") as file:
        _lock(file)
        yield  # closing the file, which every way of ending a process does, gives the lock back


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt
        import time

        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                return
            except OSError:
                time.sleep(1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)


def _first_line(error: BaseException) -> str:
    lines = str(error).splitlines()
    return lines[0][:200] if lines else type(error).__name__
