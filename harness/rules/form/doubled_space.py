"""Two or more spaces between words.

A word was dropped, a tag removed or lines joined, and the gap stayed. No reader is misled, so
this is neutral and not shown unless asked for.

Quiet after a full stop (many type two there) and in columns set with many spaces.
"""

from __future__ import annotations

from harness.model.finding import Confidence, Severity
from harness.rules.rule import Bad, Good, Rule, pattern

RULE = Rule(
    code="FRM110",
    name="doubled-space",
    family="form",
    summary="more than one space between words",
    severity=Severity.NEUTRAL,
    confidence=Confidence.LOW,
    mqm="fluency/typography",
    safe_from=Confidence.LOW,
    check=pattern(
        r"(?<=[^\s.!?:;])(?P<span>[ \u00a0]{2,3})(?=[^\s\u00a0])",
        because="one is enough",
        suggestion=lambda found: " ",
    ),
    bad=(
        Bad(marked="The[[  ]]port is shut.", fixed="The port is shut."),
        Bad(marked="boats,[[   ]]nets", fixed="boats, nets"),
        Bad(marked="a[[\u00a0 ]]b", fixed="a b"),
    ),
    good=(
        Good(text="It is shut.  Boats wait."),
        Good(text="Boat      Length      Crew"),
        Good(text="   The port is shut.   "),
        Good(text="A single space\u00a0here"),
    ),
    doc=__doc__,
)
