"""The table of where each rule was measured, which `explain` and the pages of rules print."""

from __future__ import annotations

from harness.meta.articles import hits_of
from harness.meta.measure import Measurement, set_name
from harness.meta.precision import hits_by

_HEAD = """\
# measured: counted, do not edit (`make meta`).
# Key: rule, confidence of its findings, set; value: findings judged, how many are at an error that
# people marked, and the lower end of the 95 % interval of that share.
# Source: the human judgements named in docs/measured.md, their owners' marks counted.
# Licence: the project's own.
"""


def record(measurement: Measurement) -> str:
    """Return the table: a line a rule, confidence and set, sorted."""
    cases = [case for case in measurement.cases if not case[0].human and case[0].reference]
    rows = (
        *hits_by(cases, lambda case, flag: f"{flag.rule} {flag.confidence} {set_name(case)}"),
        *hits_of(measurement.read),
    )
    return _HEAD + "".join(
        f"{row.name}\t{row.judged}\t{row.right}\t{row.lower:.3f}\n"
        for row in sorted(rows, key=lambda row: row.name)
    )
