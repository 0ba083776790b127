"""Findings that somebody let stand: those that a dismissal or the baseline takes, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePath

from harness.analyse.patterns import matches
from harness.baseline import Entry, taking
from harness.config import Settings
from harness.config.dismissals import dismissals_of
from harness.config.file import table_of
from harness.config.settings import fits, named
from harness.merge import numbered
from harness.model.dismissal import Dismissal
from harness.model.finding import Acceptance, Finding, Skipped, Waiver
from harness.model.text import Document
from harness.rules import RULES
from harness.rules.rule import Rule

_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """Which rules looked at a document: only what was looked for can be missed."""

    codes: frozenset[str]
    engine: bool
    chosen: bool

    @classmethod
    def of(cls, rules: Iterable[Rule], skipped: Iterable[Skipped], settings: Settings) -> Ran:
        """Return what ran: the rules and engines asked for, less those that were skipped."""
        left = {item.what for item in skipped}
        return cls(
            codes=frozenset(rule.code for rule in rules if rule.code not in left),
            engine="languagetool" in settings.engines and "languagetool" not in left,
            chosen=bool(settings.select),
        )

    def looked_for(self, selectors: Sequence[str]) -> bool:
        """Whether all that the codes, names or families stand for was looked for."""
        if not selectors:
            return not self.chosen
        return all(self._ran(selector) for selector in selectors)

    def _ran(self, selector: str) -> bool:
        if selector.upper().partition(":")[0] == "LT":
            return self.engine
        # A code that is no longer in the catalogue will never be found again.
        return self.codes.issuperset(_meant(selector))


@lru_cache(maxsize=4096)
def _meant(selector: str) -> frozenset[str]:
    """Return the codes of the rules that a code, name or family stands for."""
    return frozenset(r.code for r in RULES if named(r.code, r.name, r.family, (selector,)))


def accept(
    findings: Sequence[Finding], document: Document, settings: Settings, ran: Ran
) -> tuple[tuple[Finding, ...], tuple[Waiver, ...]]:
    """Return the findings, those accepted marked so, and every entry that was about them.

    The document's sidecar is asked first, then the configuration, then the baseline; the first
    that takes a finding gives the reason. `findings` are merged, in the order of the text. Raises
    HarnessError (H2xx) for a sidecar or a baseline that is not what it should be.
    """
    dismissals = (*beside(document), *settings.dismissals)
    taken: list[Acceptance | None] = [None] * len(findings)
    waivers = []
    for one in dismissals:
        if not _concerns(one, document):
            continue
        mine = [n for n, finding in enumerate(findings) if _takes(one, finding)]
        for number in mine:
            taken[number] = taken[number] or Acceptance(reason=one.reason, where=one.where)
        if mine or ran.looked_for(one.rules):
            waivers.append(Waiver(where=one.where, what=words(one), used=bool(mine)))
    if settings.baseline is not None:
        where = PurePath(settings.baseline).name
        entries = taking(Path(settings.baseline), document.id, document.system)
        for entry, place in _matched(entries, findings):
            if place is not None:
                reason = Acceptance(reason=entry.reason, where=where)
                taken[place] = taken[place] or reason
            if place is not None or ran.looked_for((entry.rule,)):
                waivers.append(Waiver(where=where, what=entry_words(entry), used=place is not None))
    made = tuple(
        finding if mark is None else replace(finding, accepted=mark)
        for finding, mark in zip(findings, taken, strict=True)
    )
    return made, tuple(waivers)


def beside(document: Document) -> tuple[Dismissal, ...]:
    """Return the dismissals of `NAME.ignore.toml` beside the document's file, if it is there."""
    sidecar = sidecar_of(document)
    if sidecar is None:
        return ()
    stamp = sidecar.stat()
    return _read(sidecar, stamp.st_mtime_ns, stamp.st_size)


def sidecar_of(document: Document) -> Path | None:
    """Return the file of dismissals beside the document's own, None where there is none."""
    if document.path is None or not Path(document.path).name:
        return None
    sidecar = Path(document.path).with_suffix(".ignore.toml")
    return sidecar if sidecar.is_file() else None


@lru_cache(maxsize=8)
def _read(sidecar: Path, *_: int) -> tuple[Dismissal, ...]:
    # Rows of one file are documents of their own, and share its sidecar.
    return dismissals_of(table_of(sidecar), shown=None if sidecar.is_absolute() else sidecar)


def words(one: Dismissal) -> str:
    """Return what a dismissal accepts, in words."""
    said = [" ".join(one.rules)] if one.rules else []
    said += [f'"{_short(one.text)}"'] if one.text is not None else []
    said += [f"/{one.pattern.regex}/"] if one.pattern is not None else []
    said += [one.fingerprint] if one.fingerprint is not None else []
    said += [f"in {one.glob}"] if one.glob is not None else []
    said += [f"in {one.document}"] if one.document is not None else []
    return " ".join(said)


def entry_words(entry: Entry) -> str:
    """Return what an entry of the baseline accepts, in words."""
    system = f" of {entry.system}" if entry.system else ""
    place = f"{entry.document}{system} ({entry.fingerprint})"
    return f'{entry.rule} "{_short(entry.text)}" in {place}'


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _concerns(one: Dismissal, document: Document) -> bool:
    if one.document is not None and one.document != document.id:
        return False
    if one.glob is None:
        return True
    return document.path is not None and fits(one.glob, one.root, document.path)


def _takes(one: Dismissal, finding: Finding) -> bool:
    if one.rules and not named(finding.rule, finding.name, finding.family, one.rules):
        return False
    if one.text is not None and one.text.split() != finding.text.split():
        return False
    if one.fingerprint is not None and one.fingerprint != finding.fingerprint:
        return False
    if one.pattern is None:
        return True
    return any(True for _ in matches(one.pattern, finding.text, 0, len(finding.text)))


def _matched(
    entries: Sequence[Entry], findings: Sequence[Finding]
) -> list[tuple[Entry, int | None]]:
    """Return each entry with the number of the finding it takes, or None.

    An entry takes the finding of its fingerprint. Fingerprints of one error that occurs several
    times, with the same neighbours, are numbered in the order of the text; where an earlier one
    of them is gone, later ones get another number. So what is left over takes what is left over.
    """
    places = {finding.fingerprint: number for number, finding in enumerate(findings)}
    made = {
        number: places[entry.fingerprint]
        for number, entry in enumerate(entries)
        if entry.fingerprint in places
    }
    over = {entry.fingerprint: number for number, entry in enumerate(entries) if number not in made}
    if over:
        taken = set(made.values())
        for chain in _chains(places):
            free = [place for place in chain if place not in taken]
            marks = iter(_marks(findings[chain[0]].fingerprint, over, len(chain) + len(over)))
            made |= {over.pop(mark): place for place, mark in zip(free, marks, strict=False)}
    return [(entry, made.get(number)) for number, entry in enumerate(entries)]


def _chains(places: dict[str, int]) -> Iterable[list[int]]:
    """Yield the numbers of the findings that are one error with the same neighbours."""
    later: set[str] = set()
    for first, number in places.items():
        if first in later:
            continue
        chain = [number]
        while (mark := numbered(first, len(chain))) in places:
            later.add(mark)
            chain.append(places[mark])
        yield chain


def _marks(first: str, over: dict[str, int], most: int) -> list[str]:
    """Return which of the fingerprints left over are numbers of the first one."""
    return [mark for count in range(most) if (mark := numbered(first, count)) in over]
