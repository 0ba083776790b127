"""An e-mail address that cannot be written to: parted by spaces, or masked by the site.

Tokenisers part `press@example.org` at its marks; a protection service shows
`[email protected]` to whoever scrapes the page, and the address itself is gone.

Quiet on whole addresses, on handles (`@harbour`) and on addresses written out on purpose with
"(at)" and "(dot)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule
from harness.segment.lines import found_by

_PARTED = re.compile(
    r"(?<![\w.])[A-Za-z0-9][\w+-]*(?:\.[\w+-]+)*"
    r"(?: @ ?|@ )[A-Za-z0-9][\w-]*(?: ?\. ?[a-z][\w-]*)* ?\. ?[a-z]{2,8}(?!\w)"
    r"|(?<![\w.])[A-Za-z0-9][\w+-]*(?:\.[\w+-]+)*@[\w-]+(?: \. ?|\. )[a-z]{2,8}(?!\w)"
)
_MASKED = re.compile(r"\[\s?e-?mail[\s\u00a0]protected\s?\]", re.IGNORECASE)


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    for found in found_by(_PARTED, "@", text):
        joined = "".join(found[0].split())
        yield Hit(Span(*found.span()), because="parted by spaces", suggestion=joined)
    for found in found_by(_MASKED, "[", text):
        yield Hit(Span(*found.span()), because="the site hid the address")


RULE = Rule(
    code="RES205",
    name="broken-email",
    family="residue",
    summary="broken e-mail address",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="design/markup",
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(marked="Write to [[press @ example.org]].", fixed="Write to press@example.org."),
        Bad(marked="Write to [[press@example. org]] now.", fixed="Write to press@example.org now."),
        Bad(
            marked="[[h.low @harbour. example. net]] has it.",
            fixed="h.low@harbour.example.net has it.",
        ),
    ),
    good=(
        Good(text="Write to press@example.org or to a.b+c@mail.example.co.uk today."),
        Good(text="Follow @harbour or meet @ the quay. All are welcome."),
        Good(text="Write to press (at) example (dot) org."),
        Good(text="Your email is protected by law."),
    ),
    doc=__doc__,
)
