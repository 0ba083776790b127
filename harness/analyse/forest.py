"""Fitted decision trees, read from a packaged table and evaluated by numpy.

A tree is a line: the features, thresholds and children of its inner nodes, and the values of its
leaves, as JSON; a child below zero is leaf `-child - 1`. A row goes to the left child where its
value is at most the threshold. The sum over the trees is the logit of a probability.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Places = npt.NDArray[np.intp]

# Rows at once: the tables of one step stay within a processor's cache.
_CHUNK = 2048


class Forest(NamedTuple):
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
        features += [int(feature) for feature in found]
        thresholds += cuts
        children += [
            (_node(a, first, leaf), _node(b, first, leaf))
            for a, b in zip(lefts, rights, strict=True)
        ]
        leaves += values
        depth = max(depth, _depth(lefts, rights, 0) if found else 0)
    count = len(leaves)
    own = [(node, node) for node in range(inner, inner + count)]
    return Forest(
        roots=np.array(roots, dtype=np.intp),
        features=np.array(features + [0] * count, dtype=np.intp),
        thresholds=np.array(thresholds + [0.0] * count, dtype=np.float64),
        children=np.array(children + own, dtype=np.intp).reshape(-1, 2),
        values=np.array([0.0] * inner + leaves, dtype=np.float64),
        depth=depth,
    )


def _node(child: float, first: int, leaf: int) -> int:
    """Return the number of a tree's child in the forest; a tree counts its leaves down from -1."""
    return first + int(child) if child >= 0 else leaf - int(child) - 1


def _depth(lefts: Sequence[float], rights: Sequence[float], node: int) -> int:
    below = (int(lefts[node]), int(rights[node]))
    return 1 + max((_depth(lefts, rights, child) for child in below if child >= 0), default=0)


def probabilities(grown: Forest, rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the probability of each row (rows × features), 0 to 1."""
    import numpy as np

    found: list[float] = []
    for first in range(0, len(rows), _CHUNK):
        part = np.array(rows[first : first + _CHUNK], dtype=np.float64)
        line = np.arange(len(part))[:, None]
        node = np.broadcast_to(grown.roots, (len(part), len(grown.roots)))
        for _ in range(grown.depth):
            right = part[line, grown.features[node]] > grown.thresholds[node]
            node = grown.children[node, right.astype(np.intp)]
        logit = grown.values[node].sum(axis=1)
        found += (1 / (1 + np.exp(-logit))).tolist()
    return found
