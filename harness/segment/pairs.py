"""Which paragraph of the reference answers to which of the candidate.

A monotone dynamic programme over 1–1, 1–2, 2–1, 1–0 and 0–1 steps. Similarity is the share of
common words, weighted by how rare they are in the two texts, so that names and figures lead.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from harness.model.text import SegmentKind, Span
from harness.segment.corridor import corridor
from harness.segment.paragraphs import Block
from harness.segment.scripts import UNSPACED, has_unspaced
from harness.segment.sentences import sentences

_WORD = re.compile(r"\w+")
_MERGE_COST = 0.05
# Below this two paragraphs share no more than what any two texts on one subject share.
_FLOOR = 0.12
# What stands between two aligned neighbours, of one kind and alike in length, is a translation
# of one another more often than not, even where no word is shared.
_POSITION = 0.04
_MOVES = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))


@dataclass(frozen=True, slots=True)
class _Bag:
    words: Counter[str]
    weight: float


def pair(
    text: str,
    blocks: tuple[Block, ...],
    other: str,
    others: tuple[Block, ...],
    language: str,
    *,
    foreign: bool = False,
) -> tuple[tuple[Span | None, ...], tuple[Span, ...]]:
    """Return, for each block, its place in `other` (or None), and the places left unanswered.

    Where two blocks answer to one of the other text, that one is divided between them, so no
    word of it counts twice. `foreign`: the other text is in another language, so that lengths are
    compared by their share of the whole.
    """
    places: list[Span | None] = [None] * len(blocks)
    used: set[int] = set()
    for mine, theirs in _steps(text, blocks, other, others, foreign=foreign):
        used.update(theirs)
        whole = Span(others[theirs[0]][0].start, others[theirs[-1]][0].end)
        if len(mine) == 1:
            places[mine[0]] = whole
        else:
            first, second = (blocks[k][0].of(text) for k in mine)
            places[mine[0]], places[mine[1]] = _divided(other, whole, first, second, language)
    left = tuple(span for k, (span, _) in enumerate(others) if k not in used)
    return tuple(places), left


@dataclass(frozen=True, slots=True)
class _Side:
    """One text's blocks with their words."""

    blocks: tuple[Block, ...]
    bags: tuple[_Bag, ...]


class _Likeness:
    """How alike two stretches of blocks are; each pair of blocks is compared once."""

    def __init__(self, a: _Side, b: _Side, weights: dict[str, float], *, foreign: bool) -> None:
        self.a, self.b, self.weights = a, b, weights
        # One language takes a third of the characters of another; two texts of one language differ
        # in length because something is missing.
        lengths = [sum(len(span) + 1 for span, _ in side.blocks) or 1 for side in (a, b)]
        self.scale = lengths[0] / lengths[1] if foreign else 1.0
        self.alone = foreign and len(a.blocks) == len(b.blocks) == 1
        self._known: dict[tuple[int, int], float] = {}

    def of(self, i: int, j: int) -> float:
        """Return the likeness of block `i` and block `j` of the other text."""
        known = self._known.get((i, j))
        if known is None:
            known = _similarity(self.a.bags[i], self.b.bags[j], self.weights)
            self._known[i, j] = known
        return known

    def at_best(self, parts: list[float], i: int, j: int, di: int, dj: int) -> float:
        """Return what a merge cannot exceed: as much in common as its parts have one by one."""
        mine = [bag.weight for bag in self.a.bags[i - di : i]]
        theirs = [bag.weight for bag in self.b.bags[j - dj : j]]
        pairs = ((x, y) for x in mine for y in theirs)
        shared = sum(part * (x + y) for part, (x, y) in zip(parts, pairs, strict=True))
        return shared / (sum(mine) + sum(theirs))

    def of_merged(self, i: int, j: int, di: int, dj: int) -> float:
        """Return the likeness of `di` blocks before `i`, taken together, and `dj` before `j`."""
        mine, theirs = self.a.bags[i - di : i], self.b.bags[j - dj : j]
        return _similarity(_joined(mine), _joined(theirs), self.weights)


def _steps(
    text: str, blocks: tuple[Block, ...], other: str, others: tuple[Block, ...], *, foreign: bool
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    mine = [Counter(_words(span.of(text))) for span, _ in blocks]
    theirs = [Counter(_words(span.of(other))) for span, _ in others]
    weights = _weights([*mine, *theirs])
    likeness = _Likeness(
        _Side(blocks, tuple(_bag(words, weights) for words in mine)),
        _Side(others, tuple(_bag(words, weights) for words in theirs)),
        weights,
        foreign=foreign,
    )
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i, (low, high) in enumerate(corridor(mine, theirs)):
        for j in range(low, high + 1):
            options = [
                (before[0] + gain, step)
                for step in _MOVES
                if (before := best.get((i - step[0], j - step[1]))) is not None
                and (gain := _gain(likeness, (i, j), step)) is not None
            ]
            if options:
                best[i, j] = max(options, key=lambda option: option[0])
    return _traced(best, len(blocks), len(others))


def _gain(likeness: _Likeness, end: tuple[int, int], step: tuple[int, int]) -> float | None:
    """Return what a step that ends at `end` is worth, or None where it may not be taken."""
    if step == (1, 1):
        return _one_to_one(likeness, end[0] - 1, end[1] - 1)
    if 0 in step:
        return 0.0
    return _merged(likeness, end, step)


def _one_to_one(likeness: _Likeness, i: int, j: int) -> float | None:
    shared = likeness.of(i, j)
    if shared >= _FLOOR:
        return shared
    (mine, kind), (theirs, other_kind) = likeness.a.blocks[i], likeness.b.blocks[j]
    ratio = (len(mine) + 1) / (len(theirs) + 1) / likeness.scale
    alike = (kind is other_kind or likeness.alone) and 0.5 <= ratio <= 2.0
    return _POSITION * shared / _FLOOR + _POSITION if alike else None


def _merged(likeness: _Likeness, end: tuple[int, int], step: tuple[int, int]) -> float | None:
    """A merge has to be better than either part alone, and each part has to share something."""
    (i, j), (di, dj) = end, step
    parts = [likeness.of(x, y) for x in range(i - di, i) for y in range(j - dj, j)]
    if min(parts) < _FLOOR / 2:
        return None
    if likeness.at_best(parts, i, j, di, dj) < max(parts) + _MERGE_COST:
        return None
    touched = (*likeness.a.blocks[i - di : i], *likeness.b.blocks[j - dj : j])
    if any(kind is SegmentKind.HEADING for _, kind in touched):
        return None
    shared = likeness.of_merged(i, j, di, dj)
    return None if shared < max(parts) + _MERGE_COST else shared + _MERGE_COST


def _traced(
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]], n: int, m: int
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    steps = []
    i, j = n, m
    while i or j:
        di, dj = best[i, j][1]
        if di and dj:
            steps.append((tuple(range(i - di, i)), tuple(range(j - dj, j))))
        i, j = i - di, j - dj
    return steps[::-1]


def _divided(other: str, whole: Span, first: str, second: str, language: str) -> tuple[Span, Span]:
    """Cut `whole` where its parts fit the two candidates best: at a sentence, else at a word."""
    ends = [part.end for part in sentences(other, whole, language)][:-1]
    cuts = (
        ends
        or [
            found.start()
            for found in _words_of(whole.of(other)).finditer(other, whole.start, whole.end)
        ][1:]
    )
    if not cuts:
        return whole, Span(whole.end, whole.end)
    counts = [Counter(_words(part)) for part in (first, second)]
    weights = _weights([*counts, Counter(_words(whole.of(other)))])
    left, right = (_bag(words, weights) for words in counts)

    def fit(cut: int) -> float:
        before = _bag(Counter(_words(other[whole.start : cut])), weights)
        after = _bag(Counter(_words(other[cut : whole.end])), weights)
        return _similarity(left, before, weights) + _similarity(right, after, weights)

    cut = max(cuts, key=fit)
    return _tight(other, whole.start, cut), _tight(other, cut, whole.end)


def _tight(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    return Span(start + left, max(start + left, start + len(part.rstrip())))


def _words_of(text: str) -> re.Pattern[str]:
    """Return what finds the words: scripts without spaces are compared letter by letter."""
    return _lettered() if has_unspaced(text) else _WORD


@cache
def _lettered() -> re.Pattern[str]:
    return re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+")


def _words(text: str) -> list[str]:
    return _words_of(text).findall(text.casefold())


def _weights(bags: Iterable[Counter[str]]) -> dict[str, float]:
    bags = list(bags)
    seen = Counter(word for bag in bags for word in bag)
    return {word: math.log(1 + len(bags) / count) for word, count in seen.items()}


def _bag(words: Counter[str], weights: dict[str, float]) -> _Bag:
    return _Bag(words, sum(weights[word] * count for word, count in words.items()))


def _joined(bags: tuple[_Bag, ...]) -> _Bag:
    if len(bags) == 1:
        return bags[0]
    return _Bag(bags[0].words + bags[1].words, bags[0].weight + bags[1].weight)


def _similarity(a: _Bag, b: _Bag, weights: dict[str, float]) -> float:
    """Return the weighted Dice coefficient of two bags of words, 0 to 1."""
    if not a.weight or not b.weight:
        return 0.0
    small, large = (a.words, b.words) if len(a.words) <= len(b.words) else (b.words, a.words)
    shared = sum(
        weights[word] * min(count, large[word]) for word, count in small.items() if word in large
    )
    return 2 * shared / (a.weight + b.weight)
