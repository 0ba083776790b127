"""Limits of a configuration, on all of a run or on a part of it."""

from __future__ import annotations

import math
from pathlib import Path

from harness.config import keys
from harness.config.table import Table
from harness.errors import suggest
from harness.metrics import METRICS
from harness.model.finding import Severity
from harness.model.report import Bound, Each, Limit, LimitKind, Quota, Scope
from harness.rules import RULES
from harness.rules.rule import FAMILIES


def bounds_of(table: Table) -> tuple[Bound, ...]:
    """Return the bounds on metrics, each checked for its direction."""
    low, high = ("min-score", True), ("max-score", False)
    return tuple(b for key, higher in (low, high) for b in _bounds(table, key, higher=higher))


def quota_of(table: Table, folder: Path) -> Quota:
    """Return what one [[limit]] says; paths are seen from the folder of its file."""
    table.only(keys.LIMIT)
    made = Quota(
        scope=Scope(
            pair=table.text("pair"),
            system=table.text("system"),
            path=table.text("path"),
            root=str(folder) if "path" in table.values else "",
        ),
        each=table.chosen("each", {each.value: each for each in Each}),
        max_findings=table.count("max-findings"),
        max_density=table.number("per-1000-words", least=0),
        limits=limits_of(table),
        bounds=bounds_of(table),
    )
    counted = [key.name for key in (*keys.LIMITS, *keys.LIMIT_TABLES) if key.name in table.values]
    if not counted and not made.bounds:
        raise table.wrong("a [[limit]] that limits nothing", "Add max-findings or min-score.")
    if made.each is Each.SEGMENT and counted:
        remedy = "Findings are limited by document; of segments there are scores alone."
        raise table.wrong(f'"{counted[0]}" of each segment', remedy, counted[0])
    if made.each is None and made.bounds and made.scope.path is not None:
        remedy = 'Systems have scores over all paths: write each = "document".'
        raise table.wrong('a score of the files of "path" together', remedy, "path")
    return made


def limits_of(limits: Table) -> tuple[Limit, ...]:
    """Return the limits by severity, family and rule; raise for what is none of them."""
    known = {
        LimitKind.SEVERITY: {severity.label: severity.label for severity in Severity},
        LimitKind.FAMILY: {family: family for family in FAMILIES},
        LimitKind.RULE: {key: rule.code for rule in RULES for key in (rule.code, rule.name)},
    }
    made = []
    for kind, names in known.items():
        table = limits.table(kind.value)
        for name in table.values if table is not None else ():
            assert table is not None
            if name not in names:
                _refuse(table, kind, name, names)
            most = table.count(name)
            assert most is not None
            made.append(Limit(kind=kind, name=names.get(name, name), most=most))
    return tuple(made)


def _refuse(table: Table, kind: LimitKind, name: str, names: dict[str, str]) -> None:
    """Raise for what is no name of its kind; an engine's rules are too many to list."""
    if kind is LimitKind.RULE:
        table.rule(name)
        if name.upper().startswith("LT:"):
            return
    raise table.wrong(f'"{name}" is no {kind.value}', suggest(name, names), name)


def _bounds(top: Table, key: str, *, higher: bool) -> list[Bound]:
    table = top.table(key)
    made = []
    for name in table.values if table is not None else ():
        assert table is not None
        if name not in METRICS:
            raise table.wrong(f'unknown metric "{name}"', suggest(name, METRICS), name)
        if METRICS[name].higher_is_better is not higher:
            better, other = ("lower", "max-score") if higher else ("higher", "min-score")
            raise table.wrong(f"{better} {name} is better", f"Put it in [{other}].", name)
        value = table.number(name)
        assert value is not None and math.isfinite(value)
        made.append(Bound(metric=name, value=value))
    return made
