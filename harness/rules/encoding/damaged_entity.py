"""An HTML character reference that was damaged on its way through translation.

Engines tokenise `&#39;` into `& # 39;`, take the ampersand for a comma (`,quot;`) or lose it, and
pipelines escape what was escaped already (`&amp;#39;`). No library undoes these, so the reader
meets markup in place of an apostrophe or a quotation mark.

The pipeline has to mend it: unescape before translating, and compare the number of references
afterwards. A well-formed reference left in the text is the business of `leftover-entity`.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.rules.rule import Bad, Good, Rule


def _check(analysis: Analysis) -> Iterable[Hit]:
    for entity in analysis.entities:
        if entity.damaged:
            yield Hit(
                entity.span,
                because=f"stands for {entity.character}",
                suggestion=entity.character,
            )


RULE = Rule(
    code="ENC101",
    name="damaged-entity",
    family="encoding",
    summary="damaged HTML character reference",
    severity=Severity.MAJOR,
    confidence=Confidence.HIGH,
    mqm="fluency/character-encoding",
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(
            marked="The mayor[[& # 39;]]s office was shut.",
            fixed="The mayor's office was shut.",
        ),
        Bad(
            marked='They called it "a gift[[,quot;]] and went home.',
            fixed='They called it "a gift" and went home.',
        ),
        Bad(
            marked="The [[&amp;#8220;]]fair deal[[&amp;#8221;]] was off.",
            fixed="The “fair deal” was off.",
        ),
        Bad(marked="a caf[[& eacute;]] by the port", fixed="a café by the port"),
    ),
    good=(
        Good(text="Barnes & Noble; and others"),
        Good(text="an intact &#39; belongs to another rule"),
        Good(text="R&D; AT&T; issue #39; and the status quo; then lunch"),
        Good(text="He bought apples, lt. Marsh bought pears; no. 39; the end"),
    ),
    doc=__doc__,
)
