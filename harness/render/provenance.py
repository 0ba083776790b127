"""run.json: what made this report, so that it can be made again.

It is the only file of a run folder that holds times, absolute paths and a host's name.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.model.report import Report, Verdict
from harness.model.text import Document

if TYPE_CHECKING:
    from harness.config import Settings

_LOGIN = re.compile(r"://[^/@\s]+@")
_LIBRARIES = ("jinja2", "pyarrow", "sacrebleu", "sentencex", "rapidfuzz", "ftfy")


def render_run(
    report: Report,
    verdict: Verdict,
    settings: Settings,
    inputs: Iterable[dict[str, Any]],
    *,
    record: object,
    started: str,
    ended: str,
) -> str:
    """Return the run's settings, versions, inputs (`input_row`), and times, as JSON.

    `record` is the settings as later commands read them again.
    """
    rows = list(inputs)
    made = {
        "schema": "mt-harness/run/1",
        "version": report.version,
        "command": [_without_password(part) for part in sys.argv],
        "folder": str(Path.cwd()),
        "host": platform.node(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "engines": [{"name": e.name, "version": e.version} for e in report.engines],
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "started": started,
        "ended": ended,
        "exit_code": int(verdict.exit_code),
        "settings": _plain(asdict(settings)),
        "record": _plain(record),
        "rules": [rule.code for rule in settings.rules()],
        # Nothing in a run draws at random; metrics that do state their seed in their signature.
        "seeds": {},
        "files": _files(rows),
        "inputs": [{name: row[name] for name in row if name != "path"} for row in rows],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _plain(value: object) -> object:
    """Return settings as JSON values; enums by the words that options use."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, str):
        return _without_password(value)
    return getattr(value, "label", value)


def _without_password(text: str) -> str:
    """Return an address without who logs in to it; other text as it is.

    >>> _without_password("https://me:secret@host/v2")
    'https://***@host/v2'
    """
    return _LOGIN.sub("://***@", text)


def _files(inputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return each candidate file once, with the checksum of its bytes as they are now."""
    rows = []
    for name in sorted({row["path"] for row in inputs if row["path"]}):
        path = Path(name)
        raw = path.read_bytes() if path.is_file() else None
        rows.append(
            {
                "path": str(path.resolve()),
                "bytes": None if raw is None else len(raw),
                "sha256": None if raw is None else hashlib.sha256(raw).hexdigest(),
            }
        )
    return rows


def input_row(document: Document) -> dict[str, Any]:
    """Return the SHA-256 of a document's texts in UTF-8: what was looked at, less any BOM."""
    return {
        "path": document.path,
        "document": document.id,
        "system": document.system,
        "text": _digest(document.text),
        "references": [_digest(text) for text in document.references],
        "source": None if document.source is None else _digest(document.source),
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
