"""A control or private-use character inside the text.

Windows-1252 read as Latin-1 leaves C1 controls where quotes and dashes stood; word processors
leave private-use glyphs for bullets; databases leave separators. Most programs show nothing
or a box.

Tabs, line ends and form feeds are white space and stay; a C1 control that is part of a longer
mojibake belongs to `mojibake-text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffe\uffff]")
_LEADS = frozenset(map(chr, range(0xC2, 0xF5)))


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    taken = -1
    for found in _CONTROL.finditer(text):
        place = found.start()
        character = found[0]
        if "\x80" <= character <= "\x9f" and place:
            before = text[place - 1]
            if before in _LEADS or taken == place - 1:
                taken = place
                continue
        yield Hit(
            Span(place, place + 1),
            because=f"U+{ord(character):04X} cannot be seen or read",
            suggestion=_meant(character),
        )


def _meant(character: str) -> str:
    """What Windows has at a C1 place; nothing for the others."""
    if not "\x80" <= character <= "\x9f":
        return ""
    try:
        return character.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return ""


RULE = Rule(
    code="ENC105",
    name="control-character",
    family="encoding",
    summary="control or private-use character in the text",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/character-encoding",
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(marked="the mayor[[\x92]]s office", fixed="the mayor’s office"),
        Bad(marked="two[[\x03]] boats", fixed="two boats"),
        Bad(marked="[[\uf0b7]] fresh bread", fixed=" fresh bread"),
    ),
    good=(
        Good(text="a tab\there and a\r\nline end there"),
        Good(text="a form feed\x0cparts pages"),
        Good(text="itâ\x80\x99s a longer accident"),
        Good(text="emoji 👩‍🚒 and accents é à ü"),
    ),
    doc=__doc__,
)
