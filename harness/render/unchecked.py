"""What was not looked for, why, and how to have it looked for: the same words on every surface."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from harness.model.finding import Skipped
from harness.model.report import Report

_NAMED = 4
# By how a reason begins: what the user can do about it. A reason that is not here cannot be
# mended by an option (no data for a language, a metric that has nothing to measure).
_REMEDIES = (
    ("no reference", "put NAME.ref.txt beside the article, or give it with -r"),
    ("no source", "put NAME.src.txt beside the article, or give it with -s"),
)


# Engines run only when they are named, so that one command means the same on every machine; what
# could be added is said instead. Name, what it adds, and the two steps to have it.
_ENGINES = (
    (
        "languagetool",
        "grammar and spelling by LanguageTool",
        'pip install "mt-harness[languagetool]" and mt-harness setup languagetool once, '
        "then add --with languagetool",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """Things left undone for one reason; `how` is empty where nothing can be added."""

    what: tuple[str, ...]
    why: str
    how: str = ""
    segments: int | None = None

    @property
    def subject(self) -> str:
        """What was not done, counted where the list would be long."""
        return ", ".join(self.what) if len(self.what) <= _NAMED else f"{len(self.what)} checks"

    @property
    def line(self) -> str:
        """All of it as one line of text."""
        scope = f" in {self.segments} segment{'s' * (self.segments != 1)}" if self.segments else ""
        return f"{self.subject}{scope}: {self.why}{f' ({self.how})' if self.how else ''}"


def unchecked(report: Report, skipped: Iterable[Skipped] | None = None) -> tuple[Unchecked, ...]:
    """Return what was skipped (in the whole run, unless `skipped` is given), one entry a reason.

    Engines that nobody named come last.
    """
    if skipped is None:
        skipped = (*report.skipped, *(s for d in report.documents for s in d.skipped))
    skipped = tuple(skipped)
    whole: dict[str, set[str]] = {}
    partly: dict[str, set[str]] = {}
    places: dict[str, int] = {}
    for item in skipped:
        kind = whole if item.segments is None else partly
        kind.setdefault(item.why, set()).add(item.what)
        places[item.why] = max(places.get(item.why, 0), len(item.segments or ()))
    done = [
        Unchecked(what=tuple(sorted(what)), why=why, how=_how(why))
        for why, what in sorted(whole.items())
    ]
    done += [
        Unchecked(what=tuple(sorted(what)), why=why, segments=places[why])
        for why, what in sorted(partly.items())
    ]
    met = {engine.name for engine in report.engines} | {item.what for item in skipped}
    done += [
        Unchecked(what=(adds,), why="it runs only when named", how=how)
        for name, adds, how in _ENGINES
        if name not in met
    ]
    return tuple(done)


def _how(why: str) -> str:
    return next((how for start, how in _REMEDIES if why.startswith(start)), "")
