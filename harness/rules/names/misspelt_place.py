"""A place that is a letter away from a big one, and is itself none.

Transliteration and careless joining of word pieces drop, double or swap a letter: "in Copenhagn".
The reader guesses, and a search finds nothing.

The world is full of small places, so that a letter proves little: the name has to stand where a
place does ("in", "near", "the city of"), once, beginning with the right letter, and the place it
misses has to be a country or a capital. Of other large cities it is a guess: where every syllable
is somebody's town, as in China, a letter makes another one.

It stays quiet on given names and demonyms, on what the article uses again, and where it names the
other place as well, since then two places are meant, or one name is spelt in two ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from harness.analyse import Analysis
from harness.analyse.names import Name, stem
from harness.analyse.spellings import SHORTEST_APART, plain
from harness.analyse.tokens import fold, tokens
from harness.data.gazetteer import folded, is_place, nearest_places, place_kind, place_size
from harness.data.people import first_name_gender
from harness.model.finding import Confidence, Hit, Severity
from harness.model.text import Span
from harness.rules.rule import Bad, Good, Rule

_LOCATIVE = frozenset({"in", "near", "outside", "inside", "throughout", "across"})
_SETTLED = frozenset(
    {"city", "town", "village", "port", "capital", "province", "region", "republic", "island"}
)
_BEFORE = 40
# Size class, a power of two of the population: 130,000.
_LARGE = 17


def _check(analysis: Analysis) -> Iterable[Hit]:
    likely = [
        (name, word)
        for name in analysis.names
        if len(name.words) == 1 and name.title is None
        for word in (name.of(analysis.text),)
        if _unheard(word) and _locative(analysis, name)
    ]
    if not likely:
        return
    uses = Counter(fold(stem(word.text)) for name in analysis.names for word in name.words)
    for name, word in likely:
        right = _missed(word) if uses[fold(word)] == 1 else None
        if right is None or fold(right) in uses:
            continue
        big = place_kind(right) in ("country", "capital")
        yield Hit(
            Span(name.span.start, name.span.start + len(word)),
            because=f"no place that is known, but a letter from “{right}”",
            suggestion=right,
            confidence=Confidence.MEDIUM if big else Confidence.LOW,
        )


@lru_cache(maxsize=16384)
def _unheard(word: str) -> bool:
    """Whether a name is no word, no place's and nobody's that we know of."""
    return (
        len(word) >= SHORTEST_APART
        and word[0].isupper()
        and word[1:].islower()
        and word.isalpha()
        and bool(plain(word))
        and not is_place(word)
        and first_name_gender(word) is None
    )


def _missed(word: str) -> str | None:
    """The large place that is one letter away from a name, or a swap of two."""
    from rapidfuzz.distance import OSA

    for right in nearest_places(word, 3):
        near = OSA.distance(folded(word), folded(right), score_cutoff=1) <= 1
        large = place_size(right) >= _LARGE or place_kind(right) in ("country", "capital")
        if near and large and folded(word)[0] == folded(right)[0]:
            return right
    return None


def _locative(analysis: Analysis, name: Name) -> bool:
    """Whether a name stands where a place does: "in Copenhagn", "the city of Copenhagn"."""
    start = name.span.start
    before = tokens(analysis.text, max(0, start - _BEFORE), start)
    if not before or before[-1].end + 1 != start:
        return False
    word = fold(before[-1].text)
    if word == "of" and len(before) > 1:
        noun = fold(before[-2].text)
        return noun in _SETTLED
    return word in _LOCATIVE


RULE = Rule(
    code="NAM304",
    name="misspelt-place",
    family="names",
    summary="place that nearly is a big one",
    severity=Severity.MINOR,
    confidence=Confidence.MEDIUM,
    mqm="accuracy/mistranslation",
    check=_check,
    languages=("en",),
    bad=(
        Bad(
            marked="The talks were held in [[Copenhagn]] on Monday.",
            fixed="The talks were held in Copenhagen on Monday.",
        ),
        Bad(
            marked="The road to the city of [[Islamabat]] is shut.",
            fixed="The road to the city of Islamabad is shut.",
        ),
        Bad(
            marked="A train stopped near [[Cairro]] for an hour.",
            fixed="A train stopped near Cairo for an hour.",
        ),
    ),
    good=(
        Good(text="The talks were held in Copenhagen on Monday."),
        Good(text="Copenhagn was a clown, and nobody knew better."),
        Good(text="She works in Parris, and Parris is a village of forty people."),
        Good(text="The roads in Manilla and Manila are not the same."),
        Good(text="He was seen near Maria and in Roman ruins."),
    ),
    doc=__doc__,
)
