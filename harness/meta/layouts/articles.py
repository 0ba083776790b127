"""A folder of articles: `NAME.txt`, `NAME.marks.json`, and `NAME.ref.txt` where there is one.

Every error of a marked article is marked, or, where the marks name `marked_until`, every one up
to there. In a folder that is said to hold clean prose all files are texts without an error.
"""

from __future__ import annotations

import json
from pathlib import Path

from harness.errors import HarnessError
from harness.meta.judged import Article, Judgements
from harness.meta.marks import read_marks

MARKS = ".marks.json"
UNTOLD = "und"


def read(folder: Path) -> Judgements:
    """Return the marked articles of a folder by name; texts without marks are left out."""
    paths = sorted(folder.glob(f"*{MARKS}"))
    return Judgements(articles=tuple(_article(folder.name, path) for path in paths))


def read_clean(folder: Path) -> Judgements:
    """Return every `.txt` below a folder as a text without an error; raise H306 where none is.

    A folder within that is called by a language's two letters says so of what it holds.
    """
    paths = sorted(folder.rglob("*.txt"))
    if not paths:
        raise HarnessError("H306", str(folder), "no text below it", "Name a folder of .txt files.")
    return Judgements(articles=tuple(_clean(folder, path) for path in paths))


def _clean(folder: Path, path: Path) -> Article:
    content = _text(path)
    return Article(
        dataset=folder.name,
        name=path.relative_to(folder).with_suffix("").as_posix(),
        language=_language(path.parent.name),
        text=content,
        until=len(content),
        clean=True,
    )


def _article(dataset: str, path: Path) -> Article:
    text = path.with_name(path.name.replace(MARKS, ".txt"))
    reference = path.with_name(path.name.replace(MARKS, ".ref.txt"))
    if not text.is_file():
        raise HarnessError("H335", str(path), "no text beside its marks", f"Add {text.name}.")
    said = json.loads(path.read_text(encoding="utf-8"))
    content = _text(text)
    return Article(
        dataset=dataset,
        name=text.stem,
        language=said.get("language", UNTOLD),
        text=content,
        reference=_text(reference) if reference.is_file() else None,
        marks=read_marks(path),
        until=said.get("marked_until", len(content)),
    )


def _text(path: Path) -> str:
    # As it stands: marks count its line breaks as well.
    return path.read_bytes().decode("utf-8-sig")


def _language(folder: str) -> str:
    return folder if len(folder) == 2 and folder.isalpha() else UNTOLD
