"""Bytes to text: UTF-8 with or without a BOM, and nothing else."""

from __future__ import annotations

from pathlib import Path

from harness.errors import HarnessError
from harness.read.location import fetch

BOM = b"\xef\xbb\xbf"
FOREIGN = {
    b"\xff\xfe": "UTF-16 (little endian)",
    b"\xfe\xff": "UTF-16 (big endian)",
    b"\x1f\x8b": "gzip, packed twice",
    b"PK\x03\x04": "a zip archive",
    b"%PDF": "a PDF",
}


def text_of(path: Path | str, most: int = 1 << 30, *, place: str | None = None) -> str:
    r"""Return the file's text, unpacked, less a BOM; carriage returns stay.

    Raises HarnessError (H301, H302, H313) for a file that is missing, unreadable, not UTF-8 or
    larger than `most` bytes; `place` is what the file is called there.
    """
    return decode(fetch(str(path), most, place=place), place or str(path))


def decode(raw: bytes, place: str, *, line: int = 1) -> str:
    """Return `raw` as text; raise H302 with line and column of the first byte that is not UTF-8.

    `line` is the number of its first line in the file.
    """
    for magic, name in FOREIGN.items():
        if raw.startswith(magic):
            raise HarnessError(
                "H302", place, f"this is {name}, not UTF-8 text", "Convert it to UTF-8."
            )
    try:
        text = raw.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        good = raw.removeprefix(BOM)[: error.start]
        line += good.count(b"\n")
        column = len(good[good.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        bad = raw.removeprefix(BOM)[error.start]
        raise HarnessError(
            "H302",
            f"{place}:{line}:{column}",
            f"byte 0x{bad:02x} is not UTF-8",
            "Save the file as UTF-8 (for example: iconv -f WINDOWS-1252 -t UTF-8).",
        ) from error
    if "\x00" in text:
        line += text[: text.index("\x00")].count("\n")
        raise HarnessError(
            "H302",
            f"{place}:{line}",
            "a NUL character: this is not a text file",
            "Give a text file.",
        )
    return text
