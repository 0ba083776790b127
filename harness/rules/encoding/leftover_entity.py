"""A whole HTML character reference that nobody turned back into its character.

The page was scraped as markup and translated as text: `&nbsp;`, `&#8217;` and `&eacute;`
stand where a space, an apostrophe and a letter belong. Any HTML library undoes these, so the
mending is one call in the pipeline.

Quiet where the text shows a reference on purpose, alone between quotation or code marks.
"""

from __future__ import annotations

from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    for entity in analysis.entities:
        if entity.damaged or _shown(text, entity.span):
            continue
        blank = entity.character.isspace() or entity.character in "\u00ad\u200b\u200c\u200d"
        yield Hit(
            entity.span,
            because="stands for a space" if blank else f"stands for {entity.character}",
            suggestion=" " if entity.character.isspace() else entity.character,
            severity=Severity.MINOR if blank else None,
        )


def _shown(text: str, span: Span) -> bool:
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    return around in ("``", '""', "“”", "''", "‘’", "«»", "()")


RULE = Rule(
    code="ENC102",
    name="leftover-entity",
    family="encoding",
    summary="HTML character reference left in the text",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/character-encoding",
    safe_from=Confidence.MEDIUM,
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(
            marked="The mayor[[&#8217;]]s office was shut.",
            fixed="The mayor’s office was shut.",
        ),
        Bad(marked="Salt [[&amp;]] Thyme reopens", fixed="Salt & Thyme reopens"),
        Bad(marked="some 40[[&nbsp;]]boats sank", fixed="some 40 boats sank"),
        Bad(marked="She sang [[&quot;]]Home[[&quot;]].", fixed='She sang "Home".'),
        Bad(
            marked="Das Caf[[&#xE9;]] schlie[[&szlig;]]t.",
            fixed="Das Café schließt.",
            language="de",
        ),
    ),
    good=(
        Good(text="AT&T; Barnes & Noble; R&B; and the rest"),
        Good(text="A browser shows an apostrophe where the page says “&#39;”, she explained."),
        Good(text="He wrote `&nbsp;` on the board."),
        Good(text="Q&A: what the new rules mean; a guide"),
    ),
    doc=__doc__,
)
