"""Both ways through the trees end at the same leaves, to the last bit."""

import random
import sys

from harness.analyse import forest
from harness.analyse.forest import packaged, probabilities


def rows(count, seed=7):
    """Return rows whose values lie around the thresholds of the packaged trees, some on one."""
    chance = random.Random(seed)
    cuts: dict[int, list[float]] = {}
    for features, thresholds, *_ in packaged("marked").trees:
        for feature, cut in zip(features, thresholds, strict=True):
            cuts.setdefault(int(feature), []).append(cut)
    width = max(cuts) + 1
    return [
        [chance.choice(cuts.get(n, [0.0])) + chance.choice((-0.5, 0.0, 0.5)) for n in range(width)]
        for _ in range(count)
    ]


def test_few_rows_and_many_come_out_alike(monkeypatch):
    import numpy  # noqa: F401 (from here on it is loaded)

    given = rows(300)
    many = probabilities(packaged("marked"), given)
    monkeypatch.delitem(sys.modules, "numpy")
    assert probabilities(packaged("marked"), given) == many
    assert len(set(many)) > 100


def test_a_tree_is_followed_by_hand():
    # x0 <= 1: leaf 0 (.5); else x1 <= 2: leaf 1 (-1), else leaf 2 (3). And a tree of one leaf.
    grown = forest.forest(
        (([0, 1], [1.0, 2.0], [-1, -2], [1, -3], [0.5, -1.0, 3.0]), ([], [], [], [], [0.25]))
    )
    logits = forest._logits(grown.level, [[1.0, 9.0], [1.5, 2.0], [1.5, 2.5]])
    assert logits == [0.75, -0.75, 3.25]
    assert [forest._logit(grown.trees, r) for r in ([1.0, 9.0], [1.5, 2.5])] == [0.75, 3.25]
