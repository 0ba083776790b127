"""What was not looked for, why, and how to have it looked for: the same words on every surface."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol, runtime_checkable

from harness.engines import available_engines
from harness.model.finding import Skipped
from harness.model.report import DocumentReport, Report

_NAMED = 4


@runtime_checkable
class _Tells(Protocol):
    def left_undone(self) -> Iterable[tuple[Skipped, ...]]: ...


# By how a reason begins: what the user can do about it. A reason that is not here cannot be
# mended by an option (no data for a language, a metric that has nothing to measure).
_REMEDIES = (
    ("no reference", "put NAME.ref.txt beside the article, or give it with -r"),
    ("no source", "put NAME.src.txt beside the article, or give it with -s"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """Things left undone for one reason; `how` is empty where nothing can be added.

    `scope` says where, beginning with a blank; it is empty where that is everywhere.
    """

    what: tuple[str, ...]
    why: str
    how: str = ""
    scope: str = ""

    @property
    def subject(self) -> str:
        """What was not done, counted where the list would be long."""
        return ", ".join(self.what) if len(self.what) <= _NAMED else f"{len(self.what)} checks"

    @property
    def line(self) -> str:
        """All of it as one line of text."""
        return f"{self.subject}{self.scope}: {self.why}{f' ({self.how})' if self.how else ''}"


@dataclass(frozen=True, slots=True)
class _Reason:
    """What one reason kept undone, and in how many segments of which documents (-1: of the run)."""

    what: set[str]
    places: dict[int, int]


def unchecked(report: Report, document: DocumentReport | None = None) -> tuple[Unchecked, ...]:
    """Return what was left undone, in the whole run or for one document of it, one entry a reason.

    What concerns whole documents comes before what concerns some segments; engines that nobody
    named come last.
    """
    looked_at = _undone(report.documents) if document is None else (document.skipped,)
    documents = len(report.documents) if document is None else 1
    reasons: dict[tuple[bool, str], _Reason] = {}
    for place, skipped in chain([(-1, report.skipped)], enumerate(looked_at)):
        for item in skipped:
            reason = reasons.setdefault((item.segments is not None, item.why), _Reason(set(), {}))
            reason.what.add(item.what)
            segments = len(item.segments or ())
            reason.places[place] = max(reason.places.get(place, 0), segments)
    done = [
        _entry(reason, why, partly=partly, documents=documents)
        for (partly, why), reason in sorted(reasons.items(), key=lambda item: item[0])
    ]
    met = {engine.name for engine in report.engines}.union(*(entry.what for entry in done))
    # One command means the same on every machine, so what could be added is said instead.
    for engine in available_engines():
        if engine.name not in met:
            why = "it runs only when named"
            done.append(Unchecked(what=(engine.adds,), why=why, how=engine.how))
    return tuple(done)


def _undone(documents: Sequence[DocumentReport]) -> Iterable[tuple[Skipped, ...]]:
    """Return for each document what was not done in it, without reading all the rest again."""
    if isinstance(documents, _Tells):
        return documents.left_undone()
    return (document.skipped for document in documents)


def _entry(reason: _Reason, why: str, *, partly: bool, documents: int) -> Unchecked:
    what = tuple(sorted(reason.what))
    if partly:
        count = sum(reason.places.values())
        return Unchecked(what=what, why=why, scope=f" in {count} segment{'s' * (count != 1)}")
    everywhere = -1 in reason.places or len(reason.places) == documents
    scope = "" if everywhere else f" in {len(reason.places)} of {documents} documents"
    how = next((how for start, how in _REMEDIES if why.startswith(start)), "")
    return Unchecked(what=what, why=why, how=how, scope=scope)
