"""Fitted decision trees, read from a packaged table.

A tree is a line: the features, thresholds and children of its inner nodes, and the values of its
leaves, as JSON; a child below zero is leaf `-child - 1`. A row goes to the left child where its
value is at most the threshold. The sum over the trees is the logit of a probability.

Two ways lead to the same bits: numpy takes all rows of many documents a level at a time; one
short text is through the trees before numpy is even imported.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Places = npt.NDArray[np.intp]

# Rows at once: the tables of one step stay within a processor's cache.
_CHUNK = 2048
# As many rows are walked down one by one in the time that importing numpy takes.
_FEW = 2000

Tree = tuple[list[int], list[float], list[int], list[int], list[float]]


@dataclass(frozen=True)
class Forest:
    """Trees, each `[features, thresholds, lefts, rights, leaves]`."""

    trees: tuple[Tree, ...]

    @cached_property
    def level(self) -> Levelled:
        """The same for numpy."""
        return _levelled(self.trees)


class Levelled(NamedTuple):
    """All trees' nodes in one row, leaves after inner nodes; a leaf is its own child."""

    roots: Places
    features: Places
    thresholds: Numbers
    children: Places
    values: Numbers
    depth: int


@lru_cache(maxsize=4)
def packaged(name: str) -> Forest:
    """Return the forest of that name from the packaged table `forests`."""
    from harness.data import table

    lines = table("world", "forests")
    trees = [value for key, value in lines.items() if key.split()[0] == name]
    return forest([json.loads(tree) for tree in trees])


def forest(trees: Sequence[Sequence[Sequence[float]]]) -> Forest:
    """Return trees, each `[features, thresholds, lefts, rights, leaves]`, as one forest."""
    return Forest(
        tuple(
            (
                [int(n) for n in features],
                [*cuts],
                [int(n) for n in a],
                [int(n) for n in b],
                [*leaves],
            )
            for features, cuts, a, b, leaves in trees
        )
    )


def _levelled(trees: Sequence[Tree]) -> Levelled:
    import numpy as np

    inner = sum(len(tree[0]) for tree in trees)
    features: list[int] = []
    thresholds: list[float] = []
    children: list[tuple[int, int]] = []
    leaves: list[float] = []
    roots: list[int] = []
    depth = 0
    for found, cuts, lefts, rights, values in trees:
        first, leaf = len(features), inner + len(leaves)
        roots.append(first if found else leaf)
        features += found
        thresholds += cuts
        children += [
            (_node(a, first, leaf), _node(b, first, leaf))
            for a, b in zip(lefts, rights, strict=True)
        ]
        leaves += values
        depth = max(depth, _depth(lefts, rights, 0) if found else 0)
    count = len(leaves)
    own = [(node, node) for node in range(inner, inner + count)]
    return Levelled(
        roots=np.array(roots, dtype=np.intp),
        features=np.array(features + [0] * count, dtype=np.intp),
        thresholds=np.array(thresholds + [0.0] * count, dtype=np.float64),
        children=np.array(children + own, dtype=np.intp).reshape(-1, 2),
        values=np.array([0.0] * inner + leaves, dtype=np.float64),
        depth=depth,
    )


def _node(child: int, first: int, leaf: int) -> int:
    """Return the number of a tree's child in the forest; a tree counts its leaves down from -1."""
    return first + child if child >= 0 else leaf - child - 1


def _depth(lefts: Sequence[int], rights: Sequence[int], node: int) -> int:
    below = (lefts[node], rights[node])
    return 1 + max((_depth(lefts, rights, child) for child in below if child >= 0), default=0)


def probabilities(grown: Forest, rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the probability of each row (rows × features), 0 to 1."""
    if len(rows) < _FEW and "numpy" not in sys.modules:
        logits = [_logit(grown.trees, row) for row in rows]
    else:
        logits = _logits(grown.level, rows)
    return [1 / (1 + math.exp(-logit)) for logit in logits]


def _logit(trees: Sequence[Tree], row: Sequence[float]) -> float:
    total = 0.0
    for features, thresholds, lefts, rights, leaves in trees:
        node = 0 if features else -1
        while node >= 0:
            left = row[features[node]] <= thresholds[node]
            node = lefts[node] if left else rights[node]
        total += leaves[-node - 1]
    return total


def _logits(grown: Levelled, rows: Sequence[Sequence[float]]) -> list[float]:
    import numpy as np

    found: list[float] = []
    for first in range(0, len(rows), _CHUNK):
        part = np.array(rows[first : first + _CHUNK], dtype=np.float64)
        line = np.arange(len(part))[:, None]
        node = np.broadcast_to(grown.roots, (len(part), len(grown.roots)))
        for _ in range(grown.depth):
            right = part[line, grown.features[node]] > grown.thresholds[node]
            node = grown.children[node, right.astype(np.intp)]
        # One tree after the other, as the short way adds them: sum() would pair them up.
        found += np.cumsum(grown.values[node], axis=1)[:, -1].tolist()
    return found
