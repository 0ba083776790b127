"""An HTML character reference that was damaged on its way through translation.

Engines tokenise `&#39;` into `& # 39;`, take the ampersand for a comma (`,quot;`), translate
it (`and # 39;`) or lose it; pipelines escape what was escaped already (`&amp;#39;`) and cut
slugs to `-39-`. No library undoes these, so the reader meets markup in place of an apostrophe
or a quotation mark.

The pipeline has to mend it: unescape before translating, and compare the number of references
afterwards. A well-formed reference left in the text is the business of `leftover-entity`; one
that the text itself quotes (an article on HTML) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule
from harness.segment.entities import Entity

# What stands after an apostrophe inside an English word, and before one inside a French,
# Italian or Irish one: there the space beside the reference is part of the damage.
_ENDING = re.compile(r"[ \u00a0](?=(?:s|t|re|ve|ll|d|m)(?!\w))")
_ELISION = re.compile(r"(?<!\w)(?:[cdjlmnstCDJLMNSTO]|[Qq]u|[Dd]ell|[Nn]ell|[Uu]n)[ \u00a0]\Z")
_REACH = 8


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    for entity in analysis.entities:
        if entity.damaged and not _shown(text, entity.span):
            span, character = _place(text, entity)
            yield Hit(span, because=_because(text, entity), suggestion=character)


def _shown(text: str, span: Span) -> bool:
    """Whether the text talks about the reference: it stands alone in quotes or code marks."""
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    return around in ("``", '""', "“”", "''", "‘’", "«»", "()")


def _place(text: str, entity: Entity) -> tuple[Span, str]:
    """Return what to replace, and by what: the character, joined where it belongs in a word."""
    start, end = entity.span.start, entity.span.end
    if text[start] == "-":
        return entity.span, ""
    character = " " if entity.character == "\u00a0" else entity.character
    if character in "'’":
        before = text[start - 1] if start else " "
        if not before.isspace() and (gap := _ENDING.match(text, end)):
            return Span(start, gap.end()), character
        after = text[end] if end < len(text) else " "
        if after.isalpha() and _ELISION.search(text, max(0, start - _REACH), start):
            return Span(start - 1, end), character
    return entity.span, character


def _between(around: str) -> bool:
    """Whether letters stand on both sides, each one space away, the second in lower case."""
    return around[0].isalpha() and around[1] == around[-2] == " " and around[-1:].islower()


def _because(text: str, entity: Entity) -> str:
    start, end = entity.span.start, entity.span.end
    if text[start] == "-":
        return "a slug keeps nothing of a mark"
    meant = "a space" if entity.character == "\u00a0" else entity.character
    if entity.character in "'’" and start > 1 and _between(text[start - 2 : end + 2]):
        return f"stands for {meant}; as an apostrophe it joins the words beside it"
    return f"stands for {meant}"


RULE = Rule(
    code="ENC101",
    name="damaged-entity",
    family="encoding",
    summary="damaged HTML character reference",
    severity=Severity.MAJOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/character-encoding",
    safe_from=Confidence.MEDIUM,
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(marked="They don[[&rsquo]]t mind.", fixed="They don’t mind."),
        Bad(marked="The r[[&eacute]]gion of Low [[&amp]] Son.", fixed="The région of Low & Son."),
        Bad(
            marked="It cost [[#8364;]]40, [[&;quot;]]a gift[[&;quot;]].",
            fixed='It cost €40, "a gift".',
        ),
        Bad(
            marked="The mayor[[& # 39;]]s office was shut.",
            fixed="The mayor's office was shut.",
        ),
        Bad(
            marked="The mayor said it[[& # 39; ]]s over and they don[[& # 39 ; ]]t mind.",
            fixed="The mayor said it's over and they don't mind.",
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
        Bad(
            marked="They signed [[quot;]]the charter[[quot;]] and a [[and # 39;]]pact.",
        ),
        Bad(
            marked="See the page the-harbour[[-39-]]s-plan for more.",
            fixed="See the page the-harbours-plan for more.",
        ),
        Bad(
            marked="L[[& # 39]]eau est froide, dit-elle à [[&# 171;]] Ouest [[& # 187;]].",
            language="fr",
        ),
        Bad(marked="The baker[[&#39]]s shop and the pump[[& rsquo ;]] handle"),
    ),
    good=(
        Good(text="Barnes & Noble; and others"),
        Good(text="an intact &#39; belongs to another rule"),
        Good(text="R&D; AT&T; issue #39; and the status quo; then lunch"),
        Good(text="He bought apples, lt. Marsh bought pears; no. 39; the end"),
        Good(text="The letters & beta; then issues #38, #39; and 40 were closed."),
        Good(text='Some programs write "& # 39;" where a comma in the air should be.'),
        Good(text="A guitar amp; a drum kit; flight-737-39-north."),
    ),
    doc=__doc__,
)
