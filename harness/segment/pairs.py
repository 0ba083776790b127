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

from harness.model.text import SegmentKind, Span
from harness.segment.paragraphs import Block
from harness.segment.sentences import sentences

_WORD = re.compile(r"\w+")
_MERGE_COST = 0.05
# Below this two paragraphs share no more than what any two texts on one subject share.
_FLOOR = 0.12
# What stands between two aligned neighbours, of one kind and alike in length, is a translation
# of one another more often than not, even where no word is shared.
_POSITION = 0.04
_BAND = 150


@dataclass(frozen=True, slots=True)
class _Bag:
    words: Counter[str]
    weight: float


def pair(
    text: str, blocks: tuple[Block, ...], other: str, others: tuple[Block, ...], language: str
) -> tuple[tuple[Span | None, ...], tuple[Span, ...]]:
    """Return, for each block, its place in `other` (or None), and the places left unanswered.

    Where two blocks answer to one of the other text, that one is divided between them, so no
    word of it counts twice.
    """
    places: list[Span | None] = [None] * len(blocks)
    used: set[int] = set()
    for mine, theirs in _steps(text, blocks, other, others):
        used.update(theirs)
        whole = Span(others[theirs[0]][0].start, others[theirs[-1]][0].end)
        if len(mine) == 1:
            places[mine[0]] = whole
        else:
            first, second = (blocks[k][0].of(text) for k in mine)
            places[mine[0]], places[mine[1]] = _divided(other, whole, first, second, language)
    left = tuple(span for k, (span, _) in enumerate(others) if k not in used)
    return tuple(places), left


def _steps(
    text: str, blocks: tuple[Block, ...], other: str, others: tuple[Block, ...]
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    mine = [Counter(_words(span.of(text))) for span, _ in blocks]
    theirs = [Counter(_words(span.of(other))) for span, _ in others]
    weights = _weights([*mine, *theirs])
    a = [_bag(words, weights) for words in mine]
    b = [_bag(words, weights) for words in theirs]
    n, m = len(a), len(b)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(n + 1):
        centre = round(i * m / n) if n else 0
        for j in range(max(0, centre - _BAND), min(m, centre + _BAND) + 1):
            options = [
                (best[i - di, j - dj][0] + gain, (di, dj))
                for di, dj in ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))
                if (i - di, j - dj) in best
                and (gain := _gain(a, b, blocks, others, weights, (i, j), (di, dj))) is not None
            ]
            if options:
                best[i, j] = max(options, key=lambda option: option[0])
    return _traced(best, n, m)


def _gain(
    a: list[_Bag],
    b: list[_Bag],
    blocks: tuple[Block, ...],
    others: tuple[Block, ...],
    weights: dict[str, float],
    end: tuple[int, int],
    step: tuple[int, int],
) -> float | None:
    (i, j), (di, dj) = end, step
    if not di or not dj:
        return 0.0
    shared = _similarity(_joined(a[i - di : i]), _joined(b[j - dj : j]), weights)
    if (di, dj) == (1, 1):
        (mine, kind), (theirs, other_kind) = blocks[i - 1], others[j - 1]
        alike = kind is other_kind and 0.5 <= (len(mine) + 1) / (len(theirs) + 1) <= 2.0
        if shared < _FLOOR:
            return _POSITION * shared / _FLOOR + _POSITION if alike else None
        return shared
    if SegmentKind.HEADING in {kind for _, kind in (*blocks[i - di : i], *others[j - dj : j])}:
        return None
    # A merge has to be better than either of the two alone, and each part has to share something.
    parts = (
        [_similarity(a[i - 1], b[k], weights) for k in (j - 2, j - 1)]
        if dj == 2
        else [_similarity(a[k], b[j - 1], weights) for k in (i - 2, i - 1)]
    )
    if min(parts) < _FLOOR / 2 or shared < max(parts) + _MERGE_COST:
        return None
    return shared + _MERGE_COST


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


def _divided(
    other: str, whole: Span, first: str, second: str, language: str
) -> tuple[Span, Span]:
    """Cut `whole` where its two parts fit the two candidates best: at a sentence, else at a word."""
    ends = [part.end for part in sentences(other, whole, language)][:-1]
    cuts = (
        ends or [found.start() for found in _WORD.finditer(other, whole.start, whole.end)][1:]
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


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _weights(bags: Iterable[Counter[str]]) -> dict[str, float]:
    bags = list(bags)
    seen = Counter(word for bag in bags for word in bag)
    return {word: math.log(1 + len(bags) / count) for word, count in seen.items()}


def _bag(words: Counter[str], weights: dict[str, float]) -> _Bag:
    return _Bag(words, sum(weights[word] * count for word, count in words.items()))


def _joined(bags: list[_Bag]) -> _Bag:
    if len(bags) == 1:
        return bags[0]
    return _Bag(bags[0].words + bags[1].words, bags[0].weight + bags[1].weight)


def _similarity(a: _Bag, b: _Bag, weights: dict[str, float]) -> float:
    """Return the weighted Dice coefficient of two bags of words, 0 to 1."""
    if not a.weight or not b.weight:
        return 0.0
    small, large = (a.words, b.words) if len(a.words) <= len(b.words) else (b.words, a.words)
    shared = sum(
        weights[word] * min(count, large[word])
        for word, count in small.items()
        if word in large
    )
    return 2 * shared / (a.weight + b.weight)
