"""What is known of each place of a candidate beside its reference: the evidence for an error.

A place is a word, number or mark of the candidate, or the gap where words of the reference are
missing. For each there is one row of numbers, in the order of NAMES: how it answers to the
reference, how the words around it do, how common and how plausible it is. The fitted forests
(`harness.analyse.suspicion`) read these rows, and `make fit` fits them from the same rows.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from harness.analyse.alignment import similarity
from harness.analyse.names import stem
from harness.analyse.plausibility import bonds, tags
from harness.analyse.sides import UNKNOWN, Side
from harness.analyse.tokens import tokens
from harness.model.edit import Alignment, Edit, Tie

if TYPE_CHECKING:
    from harness.analyse import Analysis

NAMES = (
    # the edit that the place is part of
    "tie", "words", "words_there", "content", "content_there", "spelling", "name_there",
    "rarity_there", "shift",
    # the word itself
    "function", "mark", "capital", "rarity", "unlisted", "part_of_speech", "length", "there",
    "stem_there", "surplus", "doubled", "repeated", "bond_before", "bond_after", "weaker_bond",
    "pair_before_there", "pair_after_there",
    # what surrounds it
    "run", "agreeing_near", "agreeing_around", "lost_before", "lost_after", "place", "remaining",
    # the segment
    "similarity", "agreeing", "size", "edits", "edits_a_word", "ratio", "content_lost",
    "content_added",
    # the kinds of function word, the neighbours' edits, the neighbours in the reference
    "kind", "kind_there", "tie_before", "tie_after", "bond_there",
)  # fmt: skip
# By how seldom raters mark them, so that one cut parts the harmless from the harmful.
_ORDER = (
    Tie.EQUAL, Tie.NUMBER_EQUAL, Tie.SPACING, Tie.CASE, Tie.SYNONYM, Tie.INFLECTION,
    Tie.NAME_VARIANT, Tie.DERIVATION, Tie.FUNCTION, Tie.RELATED, Tie.PRONOUN, Tie.DELETION,
    Tie.OPPOSITE, Tie.INSERTION, Tie.SUBSTITUTION, Tie.SPELLING, Tie.NUMBER, Tie.NAME,
)  # fmt: skip
_RANK = {tie: float(rank) for rank, tie in enumerate(_ORDER)}
_FORMAL = frozenset({Tie.EQUAL, Tie.NUMBER_EQUAL, Tie.CASE, Tie.SPACING})
_NEAR, _AROUND, _REPEATED = 2, 5, 6
_COMPARED = 80


class Place(NamedTuple):
    """A word or a gap of the candidate: its span, its edit's number (or -1), its evidence."""

    start: int
    end: int
    edit: int
    values: tuple[float, ...]


class _Step(NamedTuple):
    """One edit: its words on both sides, and the part of the evidence that all of them share."""

    mine: range
    theirs: range
    at: int
    same: bool
    values: tuple[float, ...]


def places(analysis: Analysis, alignment: Alignment) -> tuple[Place, ...]:
    """Return every place of one aligned segment with its evidence, in the order of the text."""
    segment = analysis.segments[alignment.segment]
    there = segment.references[0]
    mine = Side(analysis.segment_tokens[alignment.segment], analysis.language)
    if there is None or not mine.row:
        return ()
    text = analysis.article.document.references[0]
    theirs = Side(tokens(text, there.start, there.end), analysis.language)
    steps = [_step(edit, mine, theirs) for edit in alignment.edits]
    return tuple(_Sight(alignment, mine, theirs, steps).places())


def _step(edit: Edit, mine: Side, theirs: Side) -> _Step:
    a, b = mine.within(edit.candidate), theirs.within(edit.reference)
    content = [j for j in b if theirs.content[j]]
    same = edit.same and not edit.moved
    rarity = 0.0
    for j in content:
        rarity = max(rarity, theirs.facts[j].rarity)
    values = (
        _RANK[edit.tie],
        float(len(a)),
        float(len(b)),
        float(sum(mine.content[i] for i in a)),
        float(len(content)),
        1.0 if same else _alike(mine, a, theirs, b),
        float(any(theirs.row[j].capitalised for j in content)),
        rarity if theirs.language == "en" else UNKNOWN,
    )
    at = b.start if len(b) else bisect_left(theirs.starts, edit.reference.start)
    return _Step(a, b, at, same, values)


def _alike(mine: Side, a: range, theirs: Side, b: range) -> float:
    if not (len(a) and len(b)):
        return 0.0
    return _closeness(
        " ".join(mine.low[i] for i in a)[:_COMPARED], " ".join(theirs.low[j] for j in b)[:_COMPARED]
    )


@lru_cache(maxsize=65536)
def _closeness(a: str, b: str) -> float:
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(a, b)


class _Sight:
    """One segment beside its reference; makes the evidence of each place."""

    def __init__(self, alignment: Alignment, mine: Side, theirs: Side, steps: list[_Step]) -> None:
        self.edits, self.steps = alignment.edits, steps
        self.mine, self.theirs = mine, theirs
        self.size = len(mine.row)
        self.owner = self._owners()
        self.gaps = [(s.mine.start, k) for k, s in enumerate(steps) if self._is_gap(k)]
        formal = [k >= 0 and steps[k].same and self.edits[k].tie in _FORMAL for k in self.owner]
        self.sums = _sums(formal)
        self.runs = _runs(formal)
        self.lost = [0.0] * (self.size + 1)
        for at, k in self.gaps:
            self.lost[at] += len(steps[k].theirs)
        self.stems = {stem(low) for low in theirs.low}
        self.count, self.count_there = Counter(mine.low), Counter(theirs.low)
        self.pairs_there = set(pairwise(["<", *theirs.low, ">"]))
        self.bonds, self.bonds_there = _bonds(mine), _bonds(theirs)
        different = sum(not step.same for step in steps)
        added, lost = (sum(s.values[at] for s in steps if not s.same) for at in (3, 4))
        self.whole = (
            similarity(alignment),
            sum(formal) / self.size,
            float(self.size),
            float(different),
            different / self.size,
            math.log((self.size + 1) / (len(theirs.row) + 1)),
            lost / max(1, sum(theirs.content)),
            added / max(1, sum(mine.content)),
        )

    def _is_gap(self, k: int) -> bool:
        return not len(self.steps[k].mine) and len(self.steps[k].theirs) > 0

    def _owners(self) -> list[int]:
        """Return each word's edit, the shortest where a moved word lies inside another edit."""
        owner, width = [-1] * self.size, [self.size + 1] * self.size
        for k, step in enumerate(self.steps):
            for i in step.mine:
                if len(step.mine) < width[i]:
                    owner[i], width[i] = k, len(step.mine)
        return owner

    def places(self) -> list[Place]:
        """Return the places; a gap stands before the word that follows it."""
        order = [(i, 1, k) for i, k in enumerate(self.owner)]
        order += [(at, 0, k) for at, k in self.gaps]
        return [self._word(i, k) if word else self._gap(i, k) for i, word, k in sorted(order)]

    def _word(self, i: int, k: int) -> Place:
        token, low, facts = self.mine.row[i], self.mine.low[i], self.mine.facts[i]
        before = self.mine.low[i - 1] if i else "<"
        after = self.mine.low[i + 1] if i + 1 < self.size else ">"
        mark = token.kind == "mark"
        near = self.mine.low[max(0, i - _REPEATED) : i] + self.mine.low[i + 1 : i + 1 + _REPEATED]
        own = (
            float(facts.function),
            float(mark),
            float(token.capitalised and i > 0),
            facts.rarity,
            facts.unlisted,
            facts.part,
            float(len(token.text)),
            float(low in self.count_there),
            float(stem(low) in self.stems),
            float(self.count[low] - self.count_there.get(low, 0)),
            float(not mark and low in (before, after)),
            float(self.mine.content[i] and low in near),
            self.bonds[i],
            self.bonds[i + 1],
            min(self.bonds[i], self.bonds[i + 1]),
            float((before, low) in self.pairs_there),
            float((low, after) in self.pairs_there),
        )
        around = self._around(i, i + 1, self.runs[i])
        beside = self._beside(i, i + 1, k)
        values = (*self._of_edit(i, k), *own, *around, facts.kind, *beside)
        return Place(token.start, token.end, k, values)

    def _gap(self, i: int, k: int) -> Place:
        step = self.steps[k]
        lost = [j for j in step.theirs if self.theirs.row[j].kind != "mark"]
        bond = self.bonds[i]
        own = (
            float(all(self.theirs.facts[j].function for j in lost)),
            float(not lost),
            0.0,
            0.0,
            0.0,
            -2.0,
            0.0,
            0.0,
            float(any(self.theirs.low[j] in self.count for j in step.theirs)),
            0.0,
            0.0,
            0.0,
            bond,
            bond,
            bond,
            0.0,
            0.0,
        )
        at = self.edits[k].candidate
        around, beside = self._around(i, i, 0.0), self._beside(i, i, k)
        return Place(at.start, at.end, k, (*self._of_edit(i, k), *own, *around, -1.0, *beside))

    def _beside(self, low: int, high: int, k: int) -> tuple[float, ...]:
        """Return the kind of function word there, the neighbours' edits, the bond there."""
        before, after = self._tie(low - 1), self._tie(high)
        if k < 0:
            return (-1.0, before, after, 0.0)
        there = self.steps[k].theirs
        if not len(there):
            return (-1.0, before, after, self.bonds_there[self.steps[k].at])
        kind = max(self.theirs.facts[j].kind for j in there)
        return (kind, before, after, min(self.bonds_there[there.start : there.stop + 1]))

    def _tie(self, i: int) -> float:
        k = self.owner[i] if 0 <= i < self.size else -1
        return _RANK[self.edits[k].tie] if k >= 0 else -1.0

    def _of_edit(self, i: int, k: int) -> tuple[float, ...]:
        if k < 0:
            return _NO_EDIT
        step = self.steps[k]
        return (*step.values, abs(i / self.size - step.at / max(1, len(self.theirs.row))))

    def _around(self, low: int, high: int, run: float) -> tuple[float, ...]:
        return (
            run,
            self._agreeing(low - _NEAR, high + _NEAR),
            self._agreeing(low - _AROUND, high + _AROUND),
            self.lost[low] if high > low else 0.0,
            self.lost[high] if high > low else 0.0,
            low / self.size,
            float(self.size - low),
            *self.whole,
        )

    def _agreeing(self, low: int, high: int) -> float:
        low, high = max(0, low), min(self.size, high)
        return (self.sums[high] - self.sums[low]) / (high - low) if high > low else 1.0


def _bonds(side: Side) -> list[float]:
    """Return the bonds between neighbours, from before the first word to after the last."""
    known = side.language == "en"
    return bonds(tags(side.row)) if known else [UNKNOWN] * (len(side.row) + 1)


_NO_EDIT = (0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0)


def _sums(flags: list[bool]) -> list[int]:
    sums = [0]
    for flag in flags:
        sums.append(sums[-1] + flag)
    return sums


def _runs(flags: list[bool]) -> list[float]:
    """Return the length of the run that each word is in, negative where the run agrees."""
    runs: list[float] = []
    start = 0
    for end in range(1, len(flags) + 1):
        if end == len(flags) or flags[end] != flags[start]:
            runs += [float(start - end if flags[start] else end - start)] * (end - start)
            start = end
    return runs
