"""A space before a mark that clings to its word in this language.

Engines work on tokens, and what puts them together again forgets a place, so a comma or a stop
floats alone. In French a space before ; : ! ? is right and stays quiet there.

Quiet on decimal points, dotted names (`.com`, `.NET`), ellipses, emoticons and ratios.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.analyse import Analysis
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_CLINGING = re.compile(r"(?<=\w)[,.](?=\s|$)")
_SPACE = r"(?P<span>[ \u00a0\u202f]+(?P<mark>{marks}))"
_BEFORE = r"(?<=[\w\"”'’»)%\]])"
_EVERYWHERE = re.compile(_BEFORE + _SPACE.format(marks=r"[,](?![\w,])|\.(?![\w.])(?! \.)"))
_NOT_FRENCH = re.compile(
    _BEFORE
    + _SPACE.format(
        marks=r",(?![\w,])|\.(?![\w.])(?! \.)|[;:](?![-'()DPpOo|/:])(?! ?\d)|[!?]+(?!\w)"
    )
)
# Something must follow these, if only the name of a mark.
_LEADS = frozenset(["the", "a", "an", "and", "or", "und", "oder", "der", "et", "ou", "y", "o"])
# Where custom is known: these languages set every mark close.
_CLOSE = frozenset(
    [
        "en",
        "de",
        "es",
        "it",
        "pt",
        "nl",
        "sv",
        "da",
        "nb",
        "no",
        "pl",
        "cs",
        "sk",
        "hu",
        "ro",
        "ru",
        "uk",
        "tr",
        "fi",
        "el",
        "hr",
        "sr",
        "bg",
    ]
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    form = _NOT_FRENCH if analysis.language in _CLOSE else _EVERYWHERE
    text = analysis.text
    surety = _surety(text)
    for found in form.finditer(text):
        if _listed(text, found) or _word_before(text, found.start()) in _LEADS:
            # "the signs : and ;" name the mark; a clause seldom ends in a small word.
            continue
        # A stop before a small letter may be the sign itself: "the names . and ..".
        doubtful = found["mark"] == "." and text[found.end() + 1 : found.end() + 2].islower()
        yield Hit(
            Span(*found.span("span")),
            because=f"no space stands before “{found['mark']}” here",
            suggestion=found["mark"],
            confidence=Confidence.LOW if doubtful else surety,
        )


def _word_before(text: str, end: int) -> str:
    return text[text.rfind(" ", max(0, end - 20), end) + 1 : end]


def _surety(text: str) -> Confidence | None:
    """Low where the text was tokenised as a whole: then the format is at fault."""
    spaced = text.count(" ,") + text.count(" . ") + text.endswith(" .")
    return Confidence.LOW if spaced > len(_CLINGING.findall(text)) else None


def _listed(text: str, found: re.Match[str]) -> bool:
    """Whether the mark itself is meant: `the . and the ,` or ` : ` in a time or a ratio."""
    return text[found.end() : found.end() + 3] in (" , ", " . ") or (
        found["mark"] == ":" and text[found.start() - 1].isdigit()
    )


RULE = Rule(
    code="FRM104",
    name="space-before-mark",
    family="form",
    summary="space before a punctuation mark",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/punctuation",
    safe_from=Confidence.MEDIUM,
    check=_check,
    bad=(
        Bad(marked="The port[[ ,]] they said, is shut.", fixed="The port, they said, is shut."),
        Bad(marked="The port is shut[[ .]] Boats wait.", fixed="The port is shut. Boats wait."),
        Bad(marked="Is the port shut[[ ?]] Yes.", fixed="Is the port shut? Yes."),
        Bad(
            marked="Le port[[ ,]] dit-il, est fermé !",
            fixed="Le port, dit-il, est fermé !",
            language="fr",
        ),
    ),
    good=(
        Good(text="Le port est fermé ; pourquoi ? « Oui ! » : non.", language="fr"),
        Good(text="It rose .5 points; .NET, the .com boom and 3 : 1 at half-time ... so."),
        Good(text="The marks are the ; and the : and the . of old."),
        Good(text="Good :) and fine ;-) he wrote."),
        Good(text="¿Está cerrado? ¡Sí!", language="es"),
        Good(text="وقال : نعم ، شكرا ؟", language="ar"),
    ),
    doc=__doc__,
)
