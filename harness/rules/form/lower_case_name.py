"""A weekday, a month or another proper name that begins with a small letter.

Many languages write the days, the months and the names of peoples small, and an engine that copies
the case of its source writes "tuesday" and "american"; others lose the capital of a name.

Only words that English never writes small are flagged: march, turkey and polish are quiet, and
may is where it can be the verb; so are addresses, handles and words with a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from harness.analyse import Analysis
from harness.data import words
from harness.data.lexicon import known, proper_name
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_SMALL = re.compile(r"(?<![\w@#/.'’&=-])[a-z]{5,14}(?![\w@/'’=-]|\.\w)")


# After these a small "may" can only be the month, where a figure or a mark follows.
_MONTH = re.compile(
    r"(?<![\w-])(?:(?:in|since|until|till|by|last|next|early|late|mid|of)[ -]|\d )"
    r"(?P<month>may)(?=[.,;:)]|\s?$| \d{1,4}(?!\w))",
    re.MULTILINE,
)


def _check(analysis: Analysis) -> Iterable[Hit]:
    if " may" in analysis.text:
        for found in _MONTH.finditer(analysis.text):
            yield Hit(
                Span(*found.span("month")),
                because="the month is written with a capital",
                suggestion="May",
            )
    for found in _SMALL.finditer(analysis.text):
        word = found[0]
        sure = _is_name(word)
        if sure is not None:
            yield Hit(
                Span(*found.span()),
                because="English writes it with a capital",
                suggestion=word.capitalize(),
                confidence=sure,
            )


@cache
def _is_name(word: str) -> Confidence | None:
    """Return how sure a small word is to be a name, None where it may stand so."""
    if known(word):
        return None
    if word in words("en", "weekdays") or word in words("en", "months"):
        return Confidence.MEDIUM
    return Confidence.LOW if proper_name(word.capitalize()) else None


RULE = Rule(
    code="FRM112",
    name="lower-case-name",
    family="form",
    summary="name that begins with a small letter",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="fluency/spelling",
    languages=("en",),
    check=_check,
    bad=(
        Bad(marked="They met on [[tuesday]] at noon.", fixed="They met on Tuesday at noon."),
        Bad(marked="It opened in [[february]] again.", fixed="It opened in February again."),
        Bad(marked="It opens in [[may]], they say.", fixed="It opens in May, they say."),
        Bad(marked="She flew to [[london]] twice.", fixed="She flew to London twice."),
    ),
    good=(
        Good(text="They may march in the august hall of polish and turkey."),
        Good(text="Write to ann@london.example or see tuesday.example or #february."),
        Good(text="Do as you may. This may 20 times be so; what they put in may matter."),
        Good(text="They met on Tuesday and in February."),
        Good(text="The boat is called a dinghy; the crew ate china-blue plums."),
    ),
    doc=__doc__,
)
