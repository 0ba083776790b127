"""What rules say of their findings' confidence, beside what marks say of it."""

from __future__ import annotations

from collections.abc import Iterable

from harness.data.measured import ENOUGH, Worth, parsed, worth
from harness.meta.measure import Measurement
from harness.meta.record import rows
from harness.model.finding import Confidence
from harness.rules.rule import Rule

_HEAD = f"""\
## Stated confidence

High: of at least {ENOUGH} findings the lower end of the 95 % interval is .8. Medium: the share is
.6, in proportion to how often raters meet each other where several marked (*allowed*). Sets that
one rater marked are left out: nobody knows what was overlooked. Findings that others agree with
are called surer than their rule states, and are left out too. A rule that fewer findings tell of
may state medium.

| set | marked | a rater's marks that another's meet |
|---|---|---|
"""
_RULES = """
| rule | stated | judged | right | share | allowed | worth |
|---|---|---|---|---|---|---|
"""


def confidence_table(measurement: Measurement, rules: Iterable[Rule]) -> str:
    """Return the part of the page that holds rules to what they state; empty where none is told."""
    given = rows(measurement)
    found = parsed(given)
    if not found:
        return ""
    rules = sorted(rules, key=lambda rule: rule.code)
    told = [(rule, worth(found.get(rule.code, ()), rule.confidence)) for rule in rules]
    sets = sorted({one.where for of in found.values() for one in of}, key=lambda one: one.name)
    made = _HEAD + "".join(
        f"| {one.name} | {one.marking} | {one.agreement:.3f} |\n" for one in sets
    )
    made += _RULES + "".join(_row(rule, one) for rule, one in told if one.confidence is not None)
    few = [rule.code for rule, one in told if one.confidence is None]
    return f"{made}\nUnmeasured, with fewer than {ENOUGH} findings that tell: {', '.join(few)}.\n"


def _row(rule: Rule, made: Worth) -> str:
    earned = made.confidence or Confidence.LOW
    amiss = "" if earned >= rule.confidence else ", less than stated"
    return (
        f"| {rule.code} | {rule.confidence.label} | {made.judged} | {made.right} "
        f"| {made.right / made.judged:.3f} | {made.share:.3f} | {earned.label}{amiss} |\n"
    )
