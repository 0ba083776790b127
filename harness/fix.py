"""The suggestions that are safe to take unread, applied to a document's own text."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from harness.api import examine
from harness.config import Settings
from harness.errors import HarnessError
from harness.model.finding import Confidence, Finding, Ruling
from harness.model.text import Document
from harness.read.decode import text_of
from harness.read.location import is_packed
from harness.replacing import replace_file
from harness.rules import RULES

# One fix can uncover another (`&amp;nbsp;`, then `&nbsp;`). A text that has not come to rest after
# so many rounds is left as it was.
_ROUNDS = 8
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A document's text before and after, and the findings whose suggestions were taken."""

    document: Document
    after: str
    taken: tuple[Finding, ...] = ()

    @property
    def before(self) -> str:
        """The text as it was read."""
        return self.document.text


def fix(document: Document, settings: Settings) -> Fixed:
    """Return the document with every safe suggestion taken; fixing the outcome changes nothing.

    Accepted findings, those that the reference refutes and those across lines are left alone.
    """
    own = replace(settings.at(document.path), overrides=(), min_confidence=Confidence.LOW)
    text = document.text
    taken: list[Finding] = []
    known = {text}
    for _ in range(_ROUNDS):
        found = _safe(replace(document, text=text), own)
        if not found:
            return Fixed(document=document, after=text, taken=tuple(taken))
        text = _applied(text, found)
        if text in known:
            break
        known.add(text)
        taken += found
    # It goes in a circle: then we are not sure of it.
    return Fixed(document=document, after=document.text)


def fixable(document: Document) -> Path | None:
    """Return the file whose text is the document's, None where it is only a part of a file."""
    if document.path is None or document.units:
        return None
    path = Path(document.path)
    try:
        if not path.is_file() or is_packed(str(path)):
            return None
        return path if text_of(path) == document.text else None
    except HarnessError:
        return None  # a format of its own, whose bytes are no text


def write(fixed: Fixed, path: Path) -> None:
    """Put the text after into the file whole; encoding, byte order mark and line ends stay.

    Raises H321 where the file changed since it was read, and H406 where it cannot be written.
    """
    if text_of(path) != fixed.before:
        raise HarnessError("H321", str(path), "it changed while it was fixed", "Run once more.")
    mark = _BOM if path.read_bytes().startswith(_BOM) else b""
    replace_file(path, mark + fixed.after.encode("utf-8"))


def diff(fixed: Fixed, path: Path) -> str:
    """Return what changes as a unified diff, "" for nothing."""
    name = path.as_posix()
    lines = difflib.unified_diff(
        _lines(fixed.before), _lines(fixed.after), fromfile=name, tofile=name
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _safe(document: Document, settings: Settings) -> list[Finding]:
    """Return the findings to mend, in the order of the text; of two that overlap, the first.

    All rules look: where another one leads a finding, its suggestion is what stands there, and an
    acceptance of it counts.
    """
    least = {rule.code: rule.safe_from for rule in RULES if rule.safe_from is not None}
    made: list[Finding] = []
    for finding in examine(document, settings).shown:
        floor = least.get(finding.rule)
        if floor is None or finding.confidence < floor or not _certain(finding, document.text):
            continue
        if not made or made[-1].span.end <= finding.span.start:
            made.append(finding)
    return made


def _certain(finding: Finding, text: str) -> bool:
    if finding.suggestion is None or finding.suggestion == finding.text:
        return False
    before, after = text[: finding.span.start][-1:], text[finding.span.end :][:1]
    if not finding.suggestion and before.isalnum() and after.isalnum():
        return False  # `can-39-t`: what is taken out may have stood between two words
    if finding.reference is not None and finding.reference.verdict is Ruling.REFUTED:
        return False
    # Lines may be what another file is matched with, and markup may have been escaped on purpose.
    across = any(mark in finding.text + finding.suggestion for mark in "\r\n")
    return not across and not any(mark in finding.suggestion for mark in "<>")


def _applied(text: str, found: Iterable[Finding]) -> str:
    return "".join(_pieces(text, found))


def _pieces(text: str, found: Iterable[Finding]) -> Iterator[str]:
    at = 0
    for finding in found:
        assert finding.suggestion is not None
        yield text[at : finding.span.start]
        yield finding.suggestion
        at = finding.span.end
    yield text[at:]


def _lines(text: str) -> list[str]:
    # At line feeds alone, as other tools read a diff; splitlines() also cuts at U+2028.
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, last] if last else lines
