"""A file changed whole or not at all: readers see what was there before, or what is there now."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from harness.errors import HarnessError


def replace_file(path: Path, raw: bytes) -> None:
    """Write `raw` in place of the file, keeping its mode; a link stays, its target is replaced.

    Raises H406 where it cannot be written; what was there is then as it was.
    """
    # A check writes nothing and need not wait for what it brings.
    import tempfile

    target = path.resolve()
    new = None
    try:
        # In the same folder: a rename is whole only within one file system.
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
        new = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        _keep_mode(target, new)
        new.replace(target)
    except OSError as error:
        raise HarnessError(
            "H406", str(path), f"cannot be written ({error.strerror})", "Check space and rights."
        ) from error
    finally:
        if new is not None:
            new.unlink(missing_ok=True)


def _keep_mode(target: Path, new: Path) -> None:
    """Give the new file the rights of the one it replaces, or those of any new file."""
    if target.exists():
        new.chmod(stat.S_IMODE(target.stat().st_mode))
        return
    # A temporary file is its owner's alone. The mask can only be read by setting it.
    mask = os.umask(0)
    os.umask(mask)
    new.chmod(0o666 & ~mask)
