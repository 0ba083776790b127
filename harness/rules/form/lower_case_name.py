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
from harness.data.gazetteer import place_size
from harness.data.lexicon import known, parts_of_speech, proper_name
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_SMALL = re.compile(
    r"(?<![\w@#/.'’&=-])[a-zà-öø-ÿğışōūńśźżčřšžł]{4,14}(?![\w@/=-]|['’](?!s\b)|\.\w)"
)
# After these stands where something is; what follows is no part of a longer noun phrase then.
_WHERE = re.compile(
    r"(?<![\w-])(?:in|near|from|at|to|of|outside|around|between|via|towards?)[ ]\Z", re.IGNORECASE
)
_FOLLOWS = re.compile(r"['’]s|[ ](?P<next>[a-z]+)(?![\w-])")
_LARGE = 13  # size class of a place: some eight thousand people
_SHORTEST = 5

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
        if sure is not Confidence.MEDIUM and _stands_for_place(analysis.text, found):
            sure = Confidence.MEDIUM
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
    return Confidence.LOW if len(word) >= _SHORTEST and proper_name(word.capitalize()) else None


def _stands_for_place(text: str, found: re.Match[str]) -> bool:
    """Whether a word that no dictionary has stands where a place does, and is one's name."""
    if not _is_town(found[0]) or not _WHERE.search(text, max(0, found.start() - 9), found.start()):
        return False
    after = _FOLLOWS.match(text, found.end())
    if after is None or after["next"] is None:
        return True
    # "the treatment of basra fever" is another matter than "the mayor of basra resigned".
    parts = parts_of_speech(after["next"])
    return after["next"] in words("en", "function_words") or parts.get("n", -1) <= parts.get("v", 0)


@cache
def _is_town(word: str) -> bool:
    return not known(word) and place_size(word.capitalize()) >= _LARGE


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
        Bad(marked="The mayor of [[basra]] sent a boat.", fixed="The mayor of Basra sent a boat."),
        Bad(marked="She flew to [[london]] twice.", fixed="She flew to London twice."),
    ),
    good=(
        Good(text="They may march in the august hall of polish and turkey."),
        Good(text="Write to ann@london.example or see tuesday.example or #february."),
        Good(text="Do as you may. This may 20 times be so; what they put in may matter."),
        Good(text="They talked of vologda butter and bought vologda cotton."),
        Good(text="They met on Tuesday and in February."),
        Good(text="The boat is called a dinghy; the crew ate china-blue plums."),
    ),
    doc=__doc__,
)
