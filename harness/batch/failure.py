"""A document that could not be worked on, as a row that says why and where."""

from __future__ import annotations

import traceback
from pathlib import Path

from harness.batch.pool import Lost
from harness.errors import HarnessError
from harness.model.report import FailedDocument
from harness.model.text import Document
from harness.read import Planned

_PACKAGE = Path(__file__).parents[1]
_LONGEST = 200


def told(document: Document, error: Exception) -> FailedDocument:
    """Return the error as the document's row; one that no user made names its place in our code.

    The row is the same on every machine: no absolute path stands in it.
    """
    if isinstance(error, HarnessError):
        return _row(document, str(error))
    said = " ".join(str(error).split())
    if len(said) > _LONGEST:
        said = f"{said[:_LONGEST]}…"
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return _row(document, f"an error in mt-harness itself, please report it: {what}{_at(error)}")


def lost(item: Document | Planned, how: Lost) -> FailedDocument:
    """Return the row of a document whose process ended without an answer."""
    if isinstance(item, Planned):
        return FailedDocument(document=item.part.document, path=item.file.path, why=how.why)
    return _row(item, how.why)


def _row(document: Document, why: str) -> FailedDocument:
    return FailedDocument(document=document.id, path=document.path or "", why=why)


def _at(error: Exception) -> str:
    """Return the innermost place in this package that the error came through."""
    places = []
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(_PACKAGE):
            places.append(f" at harness/{path.relative_to(_PACKAGE).as_posix()}:{frame.lineno}")
    return places[-1] if places else ""
