"""A character that nobody sees but every program stumbles over: zero-width, bidi, soft hyphen.

Web pages carry them to steer line breaks and directions; translation keeps or moves them, and
afterwards a search for the word, a glossary and a spelling checker no longer find it.

Quiet where a script needs them: joiners in Persian, Arabic and Indic words and in emoji,
zero-width spaces between Thai, Khmer, Lao, Burmese, Tibetan and CJK words, direction marks in
paragraphs with right-to-left letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Cause, Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    r"\u3164\ufeff\U000e0000-\U000e007f]+"
)
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINERS = "\u200c\u200d"
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SOFT_HYPHEN = "\u00ad"


def _check(analysis: Analysis) -> Iterable[Hit]:
    text = analysis.text
    if text.isascii():
        return
    for found in _INVISIBLE.finditer(text):
        if found.start() == 0 and found[0] == "\ufeff":
            continue
        if not _needed(analysis, text, found):
            codes = " ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(found[0]))
            soft = set(found[0]) == {_SOFT_HYPHEN}
            yield Hit(
                Span(*found.span()),
                because=f"{codes} is not seen by a reader",
                suggestion="",
                severity=Severity.NEUTRAL if soft else None,
            )


def _needed(analysis: Analysis, text: str, found: re.Match[str]) -> bool:
    before = text[found.start() - 1] if found.start() else " "
    after = text[found.end()] if found.end() < len(text) else " "
    kinds = set(found[0])
    if kinds <= set(_JOINERS):
        # Latin, Greek and Cyrillic words, spaces and marks have no use for a joiner.
        return before > "\u0590" and after > "\u0590" and not before.isspace()
    if kinds == {"\u200b"}:
        return before >= "\u0e00" or after >= "\u0e00"
    if kinds <= set(_DIRECTIONS):
        segment = analysis.segment_at(found.start())
        start, end = (segment.span.start, segment.span.end) if segment else (0, len(text))
        return _RIGHT_TO_LEFT.search(text, start, end) is not None
    # Flags of regions are spelled with invisible tag letters after a black flag.
    return min(kinds) >= "\U000e0020" and before == "\U0001f3f4"


RULE = Rule(
    code="ENC106",
    name="invisible-character",
    family="encoding",
    summary="invisible character in the text",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/character-encoding",
    cause=Cause.PIPELINE,
    check=_check,
    bad=(
        Bad(marked="the har[[\u200b]]bour wall", fixed="the harbour wall"),
        Bad(marked="[[\u202a]]two boats[[\u202c]] sank", fixed="two boats sank"),
        Bad(marked="un[[\u00ad]]be[[\u00ad]]liev[[\u00ad]]able", fixed="unbelievable"),
        Bad(marked="a [[\ufeff]]second start", fixed="a second start"),
    ),
    good=(
        Good(text="می\u200cروم", language="fa"),
        Good(text="the crew 👩\u200d🚒 waved a \U0001f3f4\U000e0067\U000e0062\U000e007f flag"),
        Good(text="ក\u200bខ", language="km"),
        Good(text="שלום\u200f (hello)", language="he"),
        Good(text="\ufeffA byte order mark at the head is the reader's business."),
    ),
    doc=__doc__,
)
