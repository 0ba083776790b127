"""Where a space is lost after a mark, or between two small words.

`1994,when`, `5,900.The`, `Monday;the`, `prison ,The`, `hurry..The` and `maps."We`: places that
need more than a look at two small words. What stands in figures, addresses, lists and code is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from harness.data import words_if_any
from harness.data.lexicon import commonness, known, lemmas, verb_forms
from harness.model.text import Span

_SIGNS = ("://", "www.", "@", "/", "_", "\\", "=", "{", "#", "<", ">")
_WIDE = 40
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+|A(?= [a-z])|I(?= [a-z])"
_SMALL = r"[a-zà-öø-ÿ]{2,}"
_EITHER = rf"{_CAPITAL}|{_SMALL}"
# Each holds `left`, `mark` and `right`; what is right of the mark is asked for below.
_FORMS = (
    # After a figure: "in 1994,when", "holds 5,900.The"; a figure at a line's head counts its items.
    re.compile(
        rf"(?<=[\w,;%)] )(?P<left>[\d,]*\d{{2,}}%?)(?P<mark>[.,;])(?P<right>{_EITHER})(?![\w.@/])"
    ),
    # After a word: "on Monday;the", "He left:and", "In Rome,where".
    re.compile(
        rf"(?<![\w@/.#,;-])(?P<left>[^\W\d_]{{3,}}(?:['’]s)?)(?P<mark>[;:,])(?P<right>{_SMALL})(?![\w/@=(;:.])"
    ),
    # The space stands on the wrong side: "in prison ,The", "in 2019 .It".
    re.compile(
        rf"(?P<left>(?<![\w@/.])[\w’'-]{{2,}}) (?P<mark>[.,;:!?])(?P<right>{_CAPITAL})(?![\w.@/])"
    ),
    # Two stops, and a bracket or quotation that ends: "hurry..The", "(again)The", "maps."We".
    re.compile(
        r"(?P<left>[a-zà-öø-ÿ]{2,})(?P<mark>\.\.|[.!?,][\"”»]|\))"
        rf"(?P<right>{_EITHER})(?![\w.@/])"
    ),
)
_LOWER = re.compile(
    r"(?<![\w'’@/.#-])[a-z]{2,12}?(?:the|that|this|their|his|her|its|which|those|these|they)(?![\w'’@/-])"
)
# A small word that begins no other words to speak of, and a past form with a preposition.
_LED = re.compile(
    r"(?<![\w'’@/.#-])(the|and|of|from|with|was|were|has|had|which|their|been)[a-z]{4,12}(?![\w'’@/-])"
)
_VERBAL = re.compile(
    r"(?<![\w'’@/.#-])([a-z]{3,12})(?:on|in|at|to|of|by|for|and|from|with|the)(?![\w'’@/-])"
)
_COMMONEST = 35  # SCOWL's size of what everybody knows
_PLAIN_HALF = 4
_CHEAP = re.compile(r"[.,;:!?\"”»)](?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Joint:
    """One place where a mark clings to what follows; `mended` is what should stand there."""

    span: Span
    left: str
    mark: str
    right: str
    mended: str


def joints(text: str, language: str) -> Iterator[Joint]:
    """Yield the places where a mark clings to the next word, in order and apart."""
    end = 0
    for place in _CHEAP.finditer(text):
        if place.start() < end:
            continue
        low = text.rfind("\n", max(0, place.start() - _WIDE), place.start()) + 1
        for form in _FORMS:
            found = next(
                (
                    found
                    for found in form.finditer(
                        text, max(low, place.start() - _WIDE), place.end() + _WIDE
                    )
                    if found.start("mark") <= place.start() < found.end("mark")
                ),
                None,
            )
            if found is not None and _meant(text, found, language):
                end = found.end()
                yield _joint(found)
                break


def _joint(found: re.Match[str]) -> Joint:
    left, mark, right = found["left"], found["mark"].replace("..", "."), found["right"]
    # `said."We`: the quotation mark may as well open what follows.
    return Joint(Span(*found.span()), left, mark, right, f"{left}{mark} {right}")


def _meant(text: str, found: re.Match[str], language: str) -> bool:
    """Whether prose stands there, and a word that nothing else than a new clause begins with."""
    start = max(text.rfind(" ", 0, found.start()), text.rfind("\n", 0, found.start())) + 1
    chunk = text[start : found.end() + _WIDE].split(maxsplit=1)[0]
    after = text[found.end() : found.end() + 1]
    if any(sign in chunk for sign in _SIGNS) or chunk.count(found["mark"][0]) > 2:
        return False
    if after not in ("", " ", "\n", ",", "'", "’"):
        return False
    return found["right"].casefold() in _small(language)


@cache
def _small(language: str) -> frozenset[str]:
    return words_if_any(language, "function_words")


def run_together(text: str) -> Iterator[tuple[Span, str, str]]:
    """Yield small words of English that are two: `inthe`, `thevillage`, `saidon`."""
    for form, cut in ((_LOWER, _cut), (_LED, _led), (_VERBAL, _verbal)):
        for found in form.finditer(text):
            place = cut(found[0])
            if place:
                yield Span(*found.span()), found[0][:place], found[0][place:]


@cache
def _halves() -> tuple[frozenset[str], frozenset[str]]:
    never = words_if_any("en", "never_capital")
    return frozenset(w for w in never if len(w) > 1), frozenset(
        ["the", "that", "this", "their", "his", "her", "its", "which", "those", "these", "they"]
    )


@cache
def _cut(word: str) -> int:
    """Return where an unknown word falls into one of English and a function word, else 0.

    A short function word ends too many words to be told from their endings.

    >>> _cut("inthe"), _cut("other"), _cut("withtheir"), _cut("pianothat")
    (2, 0, 4, 5)
    """
    lefts, rights = _halves()
    for place in range(2, len(word) - 2):
        left, right = word[:place], word[place:]
        whole = left in lefts or (min(place, len(right)) >= _PLAIN_HALF and known(left))
        if right in rights and whole and not known(word):
            return place
    return 0


@cache
def _led(word: str) -> int:
    """Return where an unknown word falls into a small word and a common one, else 0.

    >>> _led("thevillage"), _led("thermostat"), _led("wasfound")
    (3, 0, 3)
    """
    if known(word):
        return 0
    found = _LED.match(word)
    place = found.end(1) if found else 0
    return place if place and _common(word[place:]) else 0


@cache
def _verbal(word: str) -> int:
    """Return where an unknown word falls into a past form and a preposition, else 0.

    >>> _verbal("saidon"), _verbal("arrivedat"), _verbal("actin")
    (4, 7, 0)
    """
    found = _VERBAL.fullmatch(word)
    if found is None or known(word):
        return 0
    left = found[1]
    past = any(left in verb_forms(base) and left != base for base in lemmas(left))
    return len(left) if past and _common(left) and not left.endswith("ing") else 0


def _common(word: str) -> bool:
    size = commonness(word)
    return size is not None and size <= _COMMONEST
