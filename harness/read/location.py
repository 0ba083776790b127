"""Where bytes are: files, gzip, standard input, object stores; never more of them than allowed."""

from __future__ import annotations

import gzip
import os
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast
from weakref import finalize

from harness.errors import HarnessError
from harness.read.given import MIB

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

STDIN = "-"
_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://")
_STEP = 1 << 18
_GZIP = b"\x1f\x8b"
INSTALL = 'pip install "mt-harness[formats]"'


def is_url(location: str) -> bool:
    """Whether the location is one of an object store (or any other that fsspec knows).

    >>> is_url("s3://bucket/a.jsonl"), is_url("a/b.txt"), is_url("-")
    (True, False, False)
    """
    return bool(_URL.match(location))


def store(url: str) -> tuple[AbstractFileSystem, str]:
    """Return the file system of an address and the path in it; raise H315 without fsspec."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise missing_extra("an object store", url) from None
    try:
        system, path = url_to_fs(url)
    except (ImportError, ValueError, OSError) as error:
        # A store that needs a library of its own says which; fsspec names it.
        raise HarnessError("H301", url, f"cannot be opened ({error})", "Check it.") from error
    return system, str(path)


def missing_extra(what: str, place: str) -> HarnessError:
    """Return the error of a format whose library is not there."""
    return HarnessError(
        "H315", place, f'reading {what} needs the extra "formats"', f"Install it: {INSTALL}"
    )


def present(location: str | Path) -> bool:
    """Whether the location leads to something; a path too long for the system does not."""
    location = str(location)
    if location == STDIN:
        return True
    try:
        if is_url(location):
            system, path = store(location)
            return bool(system.exists(path))
        return os.path.exists(location)  # noqa: PTH110 (a name need not be a good path)
    except (OSError, ValueError):
        return False


@contextmanager
def _raw(location: str) -> Iterator[IO[bytes]]:
    """Yield the bytes as they lie there; raise H301 where they cannot be read."""
    try:
        if is_url(location):
            system, path = store(location)
            with system.open(path, "rb") as stream:
                yield cast("IO[bytes]", stream)
        else:
            with Path(location).open("rb") as stream:
                yield stream
    except OSError as error:
        raise unreadable(location, error) from error


def unreadable(location: str, error: OSError) -> HarnessError:
    """Return the error of a file that is missing or may not be read."""
    why = error.strerror or str(error) or type(error).__name__
    return HarnessError("H301", location, f"cannot be read ({why})", "Check the path and rights.")


@contextmanager
def opened(location: str, *, place: str | None = None) -> Iterator[BinaryIO]:
    """Yield the bytes, unpacked where they are gzip; raise H301 and H330 (`place` names them)."""
    place = place or location
    with _raw(location) as stream:
        packed = stream.read(2) == _GZIP
        stream.seek(0)
        if not packed:
            yield cast("BinaryIO", stream)
            return
        try:
            with gzip.GzipFile(fileobj=stream) as unpacked:
                yield cast("BinaryIO", unpacked)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise HarnessError(
                "H330", place, f"damaged gzip ({error})", "Pack the file anew."
            ) from error


def fetch(location: str, most: int, *, place: str | None = None) -> bytes:
    """Return all bytes, unpacked; raise H313 where they are more than `most`."""
    parts = []
    with opened(location, place=place) as stream:
        for part in _portions(stream, most, place or location):
            parts.append(part)
    return b"".join(parts)


def _portions(stream: IO[bytes] | BinaryIO, most: int, place: str) -> Iterator[bytes]:
    room = most
    while part := stream.read(_STEP):
        room -= len(part)
        if room < 0:
            raise HarnessError(
                "H313",
                place,
                f"more than {most // MIB} MiB, unpacked",
                "Cut it into several files, or allow more with --max-input.",
            )
        yield part


def is_packed(location: str) -> bool:
    """Whether the file is gzip, by its first bytes."""
    with _raw(location) as stream:
        return stream.read(2) == _GZIP


def flows(location: str) -> bool:
    """Whether the location is a pipe (`<(command)`) or a device: its bytes come once."""
    path = Path(location)
    return path.is_fifo() or path.is_char_device() or path.is_socket()


class Spool:
    """A temporary folder for bytes that can be read once only, or not from the middle.

    It goes when the object does: whoever reads from it has to hold it.
    """

    def __init__(self) -> None:
        self._folder: str | None = None
        self._count = 0

    def __getstate__(self) -> dict[str, object]:
        """Leave the folder to the process that made it."""
        return {"_folder": None, "_count": 0}

    def local(self, location: str, most: int) -> str | None:
        """Return where the unpacked bytes were put, None where they lie well as they are."""
        if location == STDIN:
            return self._put(sys.stdin.buffer, most, "standard input", location)
        if is_url(location) or is_packed(location) or flows(location):
            with opened(location) as stream:
                return self._put(stream, most, location, location)
        return None

    def fresh(self) -> Path:
        """Return where a new file may be written."""
        if self._folder is None:
            from shutil import rmtree
            from tempfile import mkdtemp

            self._folder = mkdtemp(prefix="mt-harness-")
            # A TemporaryDirectory would warn that nobody closed it.
            finalize(self, rmtree, self._folder, ignore_errors=True)
        self._count += 1
        return Path(self._folder) / f"{self._count}"

    def _put(self, stream: IO[bytes] | BinaryIO, most: int, place: str, location: str) -> str:
        path = self.fresh()
        with path.open("wb") as target:
            for part in _portions(stream, most, place):
                target.write(part)
        if location == STDIN and is_packed(str(path)):
            with opened(str(path), place=place) as unpacked:
                return self._put(unpacked, most, place, str(path))
        return str(path)
