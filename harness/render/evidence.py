"""What a batch's findings come to: by document, who must mend it; by kind, its best examples.

Findings go by as rows of their table, so that a batch of any size takes no more room than its
documents and kinds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from harness.model.finding import Cause, Confidence, Severity

Row = Mapping[str, Any]
Key = tuple[str | None, str]

# The columns that are looked at.
COLUMNS = (
    "document",
    "system",
    "rule",
    "name",
    "family",
    "severity",
    "confidence",
    "shown",
    "cause",
    "text",
    "suggestion",
    "group",
    "reference_verdict",
)
MOST_EXAMPLES = 3
# An example that is read at a glance; what is longer comes after all that is not.
_SHORT = 80
_RANKS: dict[str, int] = {item.label: int(item) for item in (*Severity, *Confidence)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A finding that shows its kind; `number` is the one that it has on its document's page."""

    document: str
    system: str | None
    number: int
    text: str
    suggestion: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A kind of finding in the whole batch; `severity` and `cause` are those it mostly has."""

    rule: str
    name: str
    family: str
    severity: str
    cause: str
    findings: int
    documents: int
    examples: tuple[Example, ...]


@dataclass(slots=True)
class Tally:
    """What is shown in one document: findings by rule and cause, and how many errors they are.

    `errors` counts by severity what repeats once.
    """

    rules: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    shown: int = 0
    groups: set[tuple[str, str]] = field(default_factory=set)


@dataclass(slots=True)
class _Kind:
    name: str
    family: str
    severities: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    examples: list[tuple[tuple[int, ...], Example]] = field(default_factory=list)


class Evidence:
    """Counts the rows of a batch's findings, document after document."""

    def __init__(self) -> None:
        self._documents: dict[Key, Tally] = {}
        self._kinds: dict[str, _Kind] = {}
        self._last: Key | None = None
        self._families: dict[str, Counter[str | None]] = {}

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Evidence:
        """Return what the rows come to; those of one document follow each other."""
        made = cls()
        for row in rows:
            made.add(row)
        made._end()
        return made

    def add(self, row: Row) -> None:
        """Count one finding, if it is shown."""
        if not row["shown"]:
            return
        key = (row["system"], row["document"])
        if key != self._last:
            self._end()
            self._last = key
        tally = self._documents.setdefault(key, Tally())
        tally.shown += 1
        kind = self._kinds.setdefault(row["rule"], _Kind(row["name"], row["family"]))
        kind.documents += not tally.rules[row["rule"]]
        tally.rules[row["rule"]] += 1
        self._families.setdefault(row["family"], Counter())[row["system"]] += 1
        tally.causes[row["cause"]] += 1
        kind.severities[row["severity"]] += 1
        kind.causes[row["cause"]] += 1
        group = (row["group"], row["severity"])
        if group not in tally.groups:
            tally.groups.add(group)
            tally.errors[row["severity"]] += 1
        _propose(kind, row, tally.shown)

    def _end(self) -> None:
        """Forget what only the document at hand needs."""
        if self._last in self._documents:
            self._documents[self._last].groups.clear()

    def tally(self, key: Key) -> Tally:
        """Return what is shown in a document."""
        return self._documents.get(key, Tally())

    def suspicion(self, key: Key, words: int) -> tuple[float, ...]:
        """Return what documents are ordered by, the greatest first: errors by severity, density.

        One error that repeats counts once: a page with two reversed meanings misleads more than
        one with a footer that stands there twenty times.
        """
        tally = self.tally(key)
        errors = (tally.errors[item.label] for item in sorted(Severity, reverse=True))
        critical, major, *_ = errors
        return critical, major, tally.shown / words if words else 0.0

    def names(self) -> dict[str, str]:
        """Return the names of the rules that found something, by code."""
        return {code: self._kinds[code].name for code in sorted(self._kinds)}

    def families(self) -> dict[str, Counter[str | None]]:
        """Return how many findings each system has, by family; the commonest family first."""
        found = self._families
        return {name: found[name] for name in sorted(found, key=lambda f: (-found[f].total(), f))}

    def themes(self) -> tuple[Theme, ...]:
        """Return the kinds by severity, and by how many documents have them."""
        made = [_theme(code, kind) for code, kind in self._kinds.items()]
        return tuple(sorted(made, key=_weight))


def _propose(kind: _Kind, row: Row, number: int) -> None:
    """Keep the finding if it shows its kind better than those kept, or beside them."""
    text = row["text"]
    if any(example.text == text for _, example in kind.examples):
        return
    rank = (
        _RANKS[row["severity"]],
        row["reference_verdict"] == "confirmed",
        _RANKS[row["confidence"]],
        row["suggestion"] is not None,
        0 < len(text) <= _SHORT,
        not any(example.document == row["document"] for _, example in kind.examples),
    )
    if len(kind.examples) == MOST_EXAMPLES and rank <= kind.examples[-1][0]:
        return
    example = Example(
        document=row["document"],
        system=row["system"],
        number=number,
        text=text,
        suggestion=row["suggestion"],
    )
    # Stable: of equals the first that came stays before.
    kept = sorted([*kind.examples, (rank, example)], key=lambda item: item[0], reverse=True)
    kind.examples = kept[:MOST_EXAMPLES]


def _theme(code: str, kind: _Kind) -> Theme:
    return Theme(
        rule=code,
        name=kind.name,
        family=kind.family,
        severity=_commonest(kind.severities),
        cause=_commonest(kind.causes),
        findings=kind.severities.total(),
        documents=kind.documents,
        examples=tuple(example for _, example in kind.examples),
    )


def _commonest(counted: Counter[str]) -> str:
    return min(counted, key=lambda name: (-counted[name], name))


def _weight(theme: Theme) -> tuple[int, int, int, str]:
    return -_RANKS[theme.severity], -theme.documents, -theme.findings, theme.rule


CAUSES: Mapping[str, str] = {
    Cause.TRANSLATION: "translation",
    Cause.PIPELINE: "pipeline (markup damaged on the way)",
    Cause.SITE: "site (text that is not the article's)",
    Cause.SOURCE: "source",
}
