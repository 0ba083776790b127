"""How often a rule was right, as editors decided it in reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from harness.baseline import Decision, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """How many findings of one rule editors decided on, and how many they held to be errors."""

    rule: str
    judged: int
    right: int


def decided(entries: Iterable[Entry]) -> tuple[Decided, ...]:
    """Return the decisions by rule; of several on one finding the last counts."""
    last = {(e.document, e.system, e.fingerprint): e for e in entries}
    counts: dict[str, list[int]] = {}
    for entry in last.values():
        count = counts.setdefault(entry.rule, [0, 0])
        count[0] += 1
        count[1] += entry.decision is not Decision.WRONG
    return tuple(
        Decided(rule=rule, judged=seen, right=right)
        for rule, (seen, right) in sorted(counts.items())
    )
