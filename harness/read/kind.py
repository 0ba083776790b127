"""What format a file is in: by its name, else by how it begins."""

from __future__ import annotations

import re
import zlib
from pathlib import PurePosixPath

from harness.errors import HarnessError, suggest
from harness.read.formats import FORMATS, SUFFIXES, Format
from harness.read.given import Given
from harness.read.location import opened

_HEAD = 1 << 16
_ROOT = re.compile(rb"<([A-Za-z_][\w.-]*:)?(?P<name>[A-Za-z_][\w.-]*)[\s/>]")
_ROOTS = {b"dataset": "wmt", b"xliff": "xliff", b"tmx": "tmx", b"html": "html"}
# In this order: what is surest of itself comes first.
_SIGNS = (
    ("parquet", re.compile(rb"PAR1")),
    ("vtt", re.compile(rb"WEBVTT[\s]")),
    ("html", re.compile(rb"(?i)\s*<(?:!doctype\s+html|html)\b")),
    ("jsonl", re.compile(rb'\s*\{\s*"')),
    ("po", re.compile(rb'(?s)(?:#[^\n]*\n|\s*\n)*(?:msgctxt\s+"[^\n]*\n)?msgid\s+"')),
    ("srt", re.compile(rb"\s*\d+[ \t]*\r?\n\d{1,3}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->")),
)


def split_name(name: str) -> tuple[str, str]:
    """Return a file's name without what tells its format, and that, in small letters.

    >>> split_name("a.b.JSONL.gz"), split_name("notes")
    (('a.b', '.jsonl'), ('notes', ''))
    """
    bare = name[:-3] if name.lower().endswith(".gz") else name
    path = PurePosixPath(bare)
    return bare.removesuffix(path.suffix) if path.suffix else bare, path.suffix.lower()


def format_of(path: str, bytes_at: str, given: Given) -> Format:
    """Return the format of a file that was named; raise H307 where nothing tells it.

    Standard input is plain text where it does not begin like something else.
    """
    if given.format is not None:
        if given.format not in FORMATS:
            raise HarnessError(
                "H101",
                "--input-format",
                f'"{given.format}" is not one of its values',
                suggest(given.format, FORMATS),
            )
        return FORMATS[given.format]
    suffix = split_name(path)[1]
    named = SUFFIXES.get(suffix, ())
    if len(named) == 1:
        return named[0]
    told = told_by_content(bytes_at, path)
    if told is not None and (not named or FORMATS[told] in named):
        return FORMATS[told]
    if path == "stdin":
        return FORMATS["article"]
    what = f'unknown format "{suffix}"' if not named else f'"{suffix}" that begins like none of '
    what += ", ".join(form.name for form in named)
    known = ", ".join(sorted(SUFFIXES))
    raise HarnessError("H307", path, what, f"Known: {known}. Or name it with --input-format.")


def told_by_content(bytes_at: str, path: str) -> str | None:
    """Return the format that a file begins like, None where it begins like none."""
    head = _head(bytes_at, path).removeprefix(b"\xef\xbb\xbf")
    for wide in ("utf-16-le", "utf-16-be"):
        if head.startswith("\ufeff".encode(wide)):
            head = head.decode(wide, errors="replace").encode("utf-8", errors="replace")
    for name, sign in _SIGNS:
        if sign.match(head):
            return name
    if head.lstrip().startswith(b"<") and (root := _ROOT.search(head)):
        return _ROOTS.get(root["name"])
    return None


def _head(bytes_at: str, path: str) -> bytes:
    try:
        with opened(bytes_at, place=path) as stream:
            return stream.read(_HEAD)
    except (EOFError, zlib.error):
        return b""
