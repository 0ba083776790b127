"""What somebody decided about findings beforehand: the entries of sidecars and configuration."""

from __future__ import annotations

from dataclasses import dataclass

from harness.model.terms import Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissal:
    """Findings that stand, and why: all that is named here has to fit, and something is named.

    `rules` are codes, names or families; `text` are the flagged words, white space aside;
    `pattern` matches within them; `fingerprint` is that of one finding. `glob` (seen from the
    folder `root`) and `document` narrow it to files and to one document of a file. `where` is the
    entry's file and line.
    """

    where: str
    reason: str
    rules: tuple[str, ...] = ()
    text: str | None = None
    pattern: Pattern | None = None
    fingerprint: str | None = None
    glob: str | None = None
    root: str = ""
    document: str | None = None
