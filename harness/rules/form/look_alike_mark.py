"""An accent that stands for an apostrophe or a quotation mark: "don´t", "post`s", "¨a gift¨".

The accents have keys of their own, converters map one to the other, and engines carry them over
as letters. Searches for the word fail, and readers stumble.

Quiet on code in backticks, on accents that are spoken of, and on a lone one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[`´](?=[^\W\d_])")
_CODE = re.compile(r"`[^`\n]{1,200}`")
_QUOTED = re.compile(
    r"(?<!\w)¨(?=[^\s¨])[^¨\n]{1,200}(?<=[^\s¨])¨(?!\w)|(?<=[a-z])¨(?=[\s,.;:]|\Z)|(?<!\w)´´(?=\w)[^´\n]{1,200}´´"
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    curly = "’" in text
    if "`" in text or "´" in text:
        code = [Span(*found.span()) for found in _CODE.finditer(text)]
        for found in _APOSTROPHE.finditer(text):
            place = Span(*found.span())
            if not any(one.covers(place) for one in code):
                yield Hit(
                    place,
                    because="an accent is no apostrophe",
                    suggestion="’" if curly else "'",
                )
    if "¨" in text or "´´" in text:
        for found in _QUOTED.finditer(text):
            yield Hit(Span(*found.span()), because="accents are no quotation marks")


RULE = Rule(
    code="FRM116",
    name="look-alike-mark",
    family="form",
    summary="accent in place of an apostrophe or a quotation mark",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/typography",
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(marked="They don[[´]]t mind the rain.", fixed="They don't mind the rain."),
        Bad(
            marked="The health post[[`]]s walls are of clay.",
            fixed="The health post's walls are of clay.",
        ),
        Bad(marked="“God bless the pit[[¨]], he said."),
        Bad(marked="She calls it [[¨a small miracle¨]] and smiles."),
    ),
    good=(
        Good(text="Type `port`s or `a` and `b`; the accents ´, ` and ¨ are keys."),
        Good(text="It's the naïve café of O'Malley’s coöperative."),
        Good(text="The name ends in ¨ here and in ´ there."),
        Good(text="Le café de l’été, dit-il, n'est pas fermé.", language="fr"),
    ),
    doc=__doc__,
)
