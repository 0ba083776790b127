"""Bytes to text: UTF-8 with or without a BOM, and nothing else."""

from __future__ import annotations

from pathlib import Path

from harness.errors import HarnessError

_BOM = b"\xef\xbb\xbf"
_FOREIGN = {
    b"\xff\xfe": "UTF-16 (little endian)",
    b"\xfe\xff": "UTF-16 (big endian)",
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "a zip archive",
    b"%PDF": "a PDF",
}


def text_of(path: Path) -> str:
    r"""Return the file's text, less a BOM; carriage returns stay.

    Raises HarnessError (H301, H302) for a file that is missing, unreadable or not UTF-8.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise HarnessError(
            "H301",
            str(path),
            f"cannot be read ({error.strerror})",
            "Check the path and its rights.",
        ) from error
    return decode(raw, str(path))


def decode(raw: bytes, place: str) -> str:
    """Return `raw` as text; raise H302 with line and column of the first byte that is not UTF-8."""
    for magic, name in _FOREIGN.items():
        if raw.startswith(magic):
            raise HarnessError(
                "H302", place, f"this is {name}, not UTF-8 text", "Convert it to UTF-8."
            )
    try:
        text = raw.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        good = raw.removeprefix(_BOM)[: error.start]
        line = good.count(b"\n") + 1
        column = len(good[good.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        bad = raw.removeprefix(_BOM)[error.start]
        raise HarnessError(
            "H302",
            f"{place}:{line}:{column}",
            f"byte 0x{bad:02x} is not UTF-8",
            "Save the file as UTF-8 (for example: iconv -f WINDOWS-1252 -t UTF-8).",
        ) from error
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise HarnessError(
            "H302",
            f"{place}:{line}",
            "a NUL character: this is not a text file",
            "Give a text file.",
        )
    return text
