"""Standard output that a reader may leave, and that can hold any text."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer


class _Outlet(io.FileIO):
    """A file descriptor on which writing goes on, into nothing, once the reader has gone.

    `mt-harness check … | head` is the reader's right: no error, no trace, and the exit code
    still says what was found.
    """

    gone = False

    def write(self, data: Buffer) -> int:
        """Return how many bytes were taken off the writer's hands; raise OSError at most once."""
        if not self.gone:
            try:
                return super().write(data) or 0
            except BrokenPipeError:
                self.gone = True
            except OSError:
                # Told once; what is still in the buffer shall not be tried again at the exit.
                self.gone = True
                raise
        return memoryview(data).nbytes


def open_outlets() -> None:
    """Put outlets in the place of standard output and standard error, where those are files.

    They are UTF-8 wherever they lead, as JSON has to be, and escape what UTF-8 cannot hold (a
    file's name in another encoding).
    """
    sys.stdout = _outlet(sys.stdout)
    sys.stderr = _outlet(sys.stderr)


def _outlet(stream: TextIO | None) -> TextIO:
    if stream is None:  # closed by whoever started us: they want nothing of it
        return Path(os.devnull).open("w", encoding="utf-8")
    try:
        descriptor = stream.fileno()
        stream.flush()
    except (AttributeError, OSError, ValueError):
        # Not a file: whoever put it there knows why.
        return stream
    raw = _Outlet(descriptor, "w", closefd=False)
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding="utf-8",
        errors="backslashreplace",
        line_buffering=stream.isatty() or stream is sys.stderr,
    )
