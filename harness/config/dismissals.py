"""`[[dismiss]]` tables, of a configuration or of a document's own sidecar, as records."""

from __future__ import annotations

from pathlib import Path, PurePath

from harness.analyse.patterns import compiled
from harness.config import keys
from harness.config.table import Table
from harness.model.dismissal import Dismissal
from harness.model.finding import Severity
from harness.model.terms import Pattern

_NARROWING = ("rule", "text", "pattern", "fingerprint")


def dismissals_of(
    top: Table, root: Path | None = None, shown: PurePath | None = None
) -> tuple[Dismissal, ...]:
    """Return the dismissals of a sidecar or, with `root` (its folder), of a configuration.

    `shown` is what reports call the file; else its name. Raises H203 to H208 with file and line.
    """
    if root is None:
        top.only((), ("dismiss",))
    name = PurePath(top.file).name if shown is None else shown.as_posix()
    return tuple(_dismissal(table, root, name) for table in top.tables("dismiss"))


def _dismissal(table: Table, root: Path | None, name: str) -> Dismissal:
    own = keys.DISMISS_PATH if root is not None else keys.DISMISS_DOCUMENT
    table.only((*keys.DISMISS, own))
    if not any(key in table.values for key in (*_NARROWING, *(["path"] if root else []))):
        raise table.wrong("a [[dismiss]] that says of nothing", f"Give {_listed(root)}.")
    reason = table.text("reason")
    if reason is None:
        raise table.wrong("a [[dismiss]] without reason", 'Write reason = "…".')
    return Dismissal(
        where=f"{name}:{table.place().rpartition(':')[2]}",
        reason=reason,
        rules=table.selectors("rule", single=True),
        text=table.text("text"),
        pattern=_pattern(table),
        fingerprint=table.text("fingerprint"),
        glob=table.text("path") if root is not None else None,
        root=str(root or ""),
        document=table.text("document") if root is None else None,
    )


def _listed(root: Path | None) -> str:
    return ", ".join((*_NARROWING, *(["path"] if root is not None else [])))


def _pattern(table: Table) -> Pattern | None:
    regex = table.text("pattern")
    if regex is None:
        return None
    place = table.place("pattern")
    compiled(regex, place)
    return Pattern(regex=regex, message="", severity=Severity.NEUTRAL, origin=place)
