"""The run folder: made whole beside its place, then put there in one step.

Work happens in `<out>.partial/`, held by a lock that the system lets go of when its process dies,
so a second run into one folder is refused and a crashed one never blocks the next.
"""

from __future__ import annotations

import errno
import json
import os
import platform
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from harness.errors import HarnessError

LOCK = "lock"
# Finished parts of a run's work, below the unfinished folder; a run that is resumed begins there.
PARTS = "parts"
_ATTEMPTS = 100
# What the systems say of a lock that another process has; anything else is a lock that cannot be.
_HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK})
_OURS = b'"schema": "mt-harness/report/'


@contextmanager
def opened(target: Path, *, overwrite: bool = False, resume: bool = False) -> Iterator[Path]:
    """Yield the folder to write into; it stands at `target` once the block ends without an error.

    On an error nothing is left but finished parts of the work, and what stood at `target` stays.
    `resume` keeps the parts that an earlier run left. Raises H401 (the folder exists), H402
    (another run writes it), H403 (it is no run folder, so it is not replaced) and H404 (it cannot
    be made), all before any work.
    """
    goal = target.resolve()
    aside = goal.with_name(goal.name + ".old.partial")
    _refuse(goal, target, overwrite=overwrite)
    place = goal.with_name(goal.name + ".partial")
    with _locked(place, target) as lock:
        if aside.exists() and not goal.exists():
            # A run died between its two renames: the old folder is still whole.
            aside.rename(goal)
        # Another run may have finished between the first look and the lock.
        _refuse(goal, target, overwrite=overwrite)
        _emptied(place, keep_parts=resume)
        try:
            yield place
            _put(place, goal, aside, lock)
        except BaseException:
            if not any((place / PARTS).glob("*")):
                shutil.rmtree(place, ignore_errors=True)
            raise


def started(place: Path) -> str:
    """Return when the run that writes `place` began, in UTC, as ISO 8601."""
    return str(json.loads((place / LOCK).read_text(encoding="utf-8"))["started"])


def _refuse(goal: Path, target: Path, *, overwrite: bool) -> None:
    if not goal.exists():
        return
    if not overwrite:
        raise HarnessError(
            "H401",
            str(target),
            "the run folder exists",
            "Add --overwrite, or name another with -o.",
        )
    if not _replaceable(goal):
        raise HarnessError(
            "H403",
            str(target),
            "this is not a run folder, so --overwrite leaves it alone",
            "Name another folder with -o.",
        )


def _replaceable(folder: Path) -> bool:
    """Whether we wrote the folder (or it is empty): nobody's other files may be deleted."""
    if not folder.is_dir():
        return False
    if not any(folder.iterdir()):
        return True
    try:
        with (folder / "report.json").open("rb") as report:
            return _OURS in report.read(200)
    except OSError:
        return False


@contextmanager
def _locked(place: Path, target: Path) -> Iterator[IO[str]]:
    # A run that just ended may take folder and lock away between any two of these steps.
    for _ in range(_ATTEMPTS):
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(target, error) from error
        try:
            lock = (place / LOCK).open("a+", encoding="utf-8")
        except FileNotFoundError:
            continue
        except OSError as error:
            raise _unwritable(target, error) from error
        with lock:
            if not _taken(lock, target):
                raise HarnessError(
                    "H402",
                    str(target),
                    f"another run writes this folder ({_holder(lock)})",
                    "Wait for it, or name another with -o.",
                )
            if _same_file(lock, place / LOCK):
                _sign(lock)
                yield lock
                return
    raise _unwritable(target, OSError(0, "its lock vanishes"))


def _unwritable(target: Path, error: OSError) -> HarnessError:
    return HarnessError(
        "H404", str(target), f"cannot be written ({error.strerror})", "Name another with -o."
    )


def _taken(lock: IO[str], target: Path) -> bool:
    """Whether the lock is ours now; the system frees it when its process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            # Bytes locked on Windows cannot be read by others, so one far behind the text is.
            lock.seek(1 << 20)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise _unwritable(target, error) from error
    return True


def _same_file(lock: IO[str], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(lock.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _sign(lock: IO[str]) -> None:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    lock.seek(0)
    lock.truncate()
    json.dump({"process": os.getpid(), "host": platform.node(), "started": now}, lock)
    lock.flush()


def _holder(lock: IO[str]) -> str:
    for _ in range(20):
        lock.seek(0)
        with suppress(json.JSONDecodeError, KeyError, OSError):
            signed = json.loads(lock.read())
            return f"process {signed['process']} on {signed['host']}, since {signed['started']}"
        time.sleep(0.01)  # it holds the lock and has not signed yet
    return "a process that has not signed"


def _emptied(place: Path, *, keep_parts: bool) -> None:
    """Take away what a run that died left behind."""
    for path in place.iterdir():
        if path.name == LOCK or (keep_parts and path.name == PARTS):
            continue
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _put(place: Path, goal: Path, aside: Path, lock: IO[str]) -> None:
    """Rename the finished folder to its place; an old one is deleted only after that."""
    if sys.platform == "win32":
        lock.close()  # an open file keeps its folder from being renamed there
    if goal.exists():
        shutil.rmtree(aside, ignore_errors=True)
        goal.rename(aside)
    try:
        place.rename(goal)
    except OSError:
        if aside.exists():
            aside.rename(goal)
        raise
    # Only now: without its lock the unfinished folder would be free for another run to take.
    (goal / LOCK).unlink()
    shutil.rmtree(aside, ignore_errors=True)
