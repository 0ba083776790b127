"""How well spans agree with a rater's: words, one-to-one matches, characters.

- Word MCC: words apart by white space, bad where a span touches them; Matthews' correlation.
- Match: every span is used once, pairs with the largest overlap first; precision is the overlap
  over a finding's length, recall over a mark's, both summed over all spans.
- Character F1: credit for each character that both flag, half where only the severity differs
  (WMT 2023, quality estimation, task 2). A point counts as one character.

Character F1 rewards who flags everything, so its floor stands beside it; word MCC does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

_WORD = re.compile(r"\S+")
_MINOR, _MAJOR = 1, 2
# A place in a text, code points, and whether it is major.
Place = tuple[int, int, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One segment: what a rater marked, and what was found."""

    text: str
    gold: tuple[Place, ...]
    found: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanScores:
    """Agreement over `segments`, all between 0 and 1 but `word_mcc` (-1 to 1); 0 for none found.

    `bad_words` is the share of words that the raters marked.
    """

    segments: int
    word_mcc: float
    match_precision: float
    match_recall: float
    character_precision: float
    character_recall: float
    bad_words: float

    @property
    def match_f1(self) -> float:
        """The harmonic mean of the matches' precision and recall."""
        return _harmonic(self.match_precision, self.match_recall)

    @property
    def character_f1(self) -> float:
        """The harmonic mean of the characters' precision and recall."""
        return _harmonic(self.character_precision, self.character_recall)


def span_scores(cases: Iterable[Case]) -> SpanScores:
    """Return the agreement over all segments, counts added up before anything is divided."""
    segments = 0
    words = [0.0] * 4  # found and marked, found, marked, neither
    characters = [0.0] * 3
    matches = [0.0] * 2
    spans = [0.0] * 2
    for case in cases:
        segments += 1
        _add(words, _words(case))
        _add(characters, _characters(case))
        _add(matches, _matches(case))
        _add(spans, (len(case.found), len(case.gold)))
    both, found, marked, neither = words
    margins = (both + found) * (both + marked) * (neither + found) * (neither + marked)
    return SpanScores(
        segments=segments,
        word_mcc=_share(both * neither - found * marked, sqrt(margins)),
        match_precision=_share(matches[0], spans[0]),
        match_recall=_share(matches[1], spans[1]),
        character_precision=_share(characters[0], characters[1]),
        character_recall=_share(characters[0], characters[2]),
        bad_words=_share(both + marked, sum(words)),
    )


def everything(case: Case) -> Case:
    """Return the case with the whole text flagged: the floor of character F1."""
    return Case(text=case.text, gold=case.gold, found=((0, len(case.text), True),))


def _add(sums: list[float], more: Iterable[float]) -> None:
    for place, value in enumerate(more):
        sums[place] += value


def _words(case: Case) -> tuple[int, int, int, int]:
    counts = [0, 0, 0, 0]
    for word in _WORD.finditer(case.text):
        marked = _touched(word.span(), case.gold)
        found = _touched(word.span(), case.found)
        counts[(0 if marked else 1) if found else (2 if marked else 3)] += 1
    return counts[0], counts[1], counts[2], counts[3]


def _touched(word: tuple[int, int], places: tuple[Place, ...]) -> bool:
    return any(place[0] < word[1] and word[0] < place[0] + _length(place) for place in places)


def _characters(case: Case) -> tuple[float, int, int]:
    """Return the credit, and how many characters were found and marked."""
    gold, found = _levels(case.text, case.gold), _levels(case.text, case.found)
    credit = sum(_credit(g, f) for g, f in zip(gold, found, strict=True) if g and f)
    return credit, sum(map(bool, found)), sum(map(bool, gold))


def _levels(text: str, places: tuple[Place, ...]) -> bytearray:
    """Return for each character, and the end, which severities flag it."""
    levels = bytearray(len(text) + 1)
    for start, end, major in places:
        for at in range(start, max(min(end, len(text)), start + 1)):
            levels[at] |= _MAJOR if major else _MINOR
    return levels


def _credit(gold: int, found: int) -> float:
    return 1.0 if gold & found else 0.5


def _matches(case: Case) -> tuple[float, float]:
    """Return the overlaps of matched spans over the lengths of what was found and marked."""
    pairs = [
        (_overlap(mark, place), i, j)
        for i, mark in enumerate(case.gold)
        for j, place in enumerate(case.found)
    ]
    marks: set[int] = set()
    places: set[int] = set()
    of_found = of_gold = 0.0
    for overlap, i, j in sorted(pairs, reverse=True):
        if overlap > 0 and i not in marks and j not in places:
            marks.add(i)
            places.add(j)
            of_found += overlap / _length(case.found[j])
            of_gold += overlap / _length(case.gold[i])
    return of_found, of_gold


def _overlap(a: Place, b: Place) -> int:
    return min(a[0] + _length(a), b[0] + _length(b)) - max(a[0], b[0])


def _length(place: Place) -> int:
    """Return the length; a point counts as one character."""
    return max(1, place[1] - place[0])


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _harmonic(a: float, b: float) -> float:
    return _share(2 * a * b, a + b)
