"""Something that a regular expression of the user's forbids.

House style and recurring faults of one's own pipeline are best known to the user: "Please note
that", a phone number in the wrong form, a phrase that a certain engine leaves. Each pattern has
its message and its severity. `^` and `$` are the ends of a line, capitals count unless the pattern
says `(?i)`. Quiet where nothing was configured; a pattern that takes too long is an error.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.analyse.patterns import matches
from harness.model.finding import Confidence, Hit, Severity
from harness.model.terms import Pattern, Terms
from harness.rules.rule import Bad, Good, Rule


def _check(analysis: Analysis) -> Iterable[Hit]:
    for pattern in analysis.terms.patterns:
        if not pattern.required:
            for span in matches(pattern, analysis.text, 0, len(analysis.text)):
                yield Hit(span, because=pattern.message, severity=pattern.severity)


_TERMS = Terms(
    patterns=(
        Pattern(regex=r"(?i)\bplease note that\b", message="say it without a preamble"),
        Pattern(regex=r"\b0\d{3}/\d{4,}", message="write telephone numbers with spaces"),
        Pattern(regex=r"^Photo: *$", message="a caption without a name"),
        Pattern(regex=r"\bAcme\b(?! Ltd)", message="the firm is called Acme Ltd"),
    )
)

RULE = Rule(
    code="WOR714",
    name="forbidden-pattern",
    family="wording",
    summary="found by a pattern that you forbid",
    severity=Severity.CRITICAL,
    confidence=Confidence.MEDIUM,
    mqm="style/organizational-style",
    check=_check,
    bad=(
        Bad(marked="[[Please note that]] the pool is shut.", terms=_TERMS),
        Bad(marked="Call [[0421/55512]] before noon.", terms=_TERMS),
        Bad(marked="The pier at dusk.\n\n[[Photo:]]\n\nIt rained.", terms=_TERMS),
        Bad(marked="[[Acme]] bought the mill; Acme Ltd closed it.", terms=_TERMS),
    ),
    good=(
        Good(text="Please note that the pool is shut."),
        Good(text="A note that was kind, if you please.", terms=_TERMS),
        Good(text="Call 0421 55512 before noon.", terms=_TERMS),
        Good(text="Photo: Ada Lind", terms=_TERMS),
        Good(text="Acme Ltd bought the mill.", terms=_TERMS),
    ),
    doc=__doc__,
)
