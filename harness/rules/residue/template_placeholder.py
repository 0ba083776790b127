"""A placeholder that a template engine or a minifier should have replaced.

Page builders swap scripts and styles for tokens such as `%MINIFYHTML…%` before they work on a
page and put them back at the end; what is scraped in between carries the token into the text.
"""

from __future__ import annotations

from harness.model.finding import Cause, Confidence, Severity
from harness.rules.rule import Bad, Good, Rule, pattern

RULE = Rule(
    code="RES201",
    name="template-placeholder",
    family="residue",
    summary="placeholder that was never filled in",
    severity=Severity.MAJOR,
    confidence=Confidence.HIGH,
    mqm="design/markup",
    cause=Cause.PIPELINE,
    check=pattern(
        r"%[A-Z][A-Z_]{2,}[0-9a-f]*%|%[A-Z][A-Z_]*[0-9a-f]{16,}\d*%"
        r"|\{\{\s*[\w.]+(?:\s*\|\s*\w+)*\s*\}\}|\$\{[\w.]+\}",
        suggestion=lambda found: "",
    ),
    bad=(
        Bad(marked="[[%MINIFYHTMLab12cd34ef56ab12cd34ef56ab12cd347%]] Rain fell on the coast."),
        Bad(marked="Dear [[{{ user.name }}]], the port is open again."),
        Bad(marked="It was written by [[%AUTHOR_NAME%]] on Monday."),
    ),
    good=(
        Good(text="Prices rose 5% AND wages fell 3% LAST year."),
        Good(text="Some 40 % of the vote and 60 % of the seats."),
        Good(text="She paid $5 {five dollars} for it."),
        Good(text="It was 100% COTTON, 20% off."),
    ),
    doc=__doc__,
)
