"""Fits the two forests that judge differences, and writes them as a packaged table.

`marked` is fitted to the share of raters that marked each place in real systems' output, `apart`
to the places that were put wrong in otherwise good translations. Trees are small, many rows stand
behind each leaf, and seeds are fixed: the same data gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.analyse.evidence import NAMES
from harness.data import FOLDER
from harness.meta.fit.evidence import Sheet, table

if TYPE_CHECKING:
    from harness.analyse.forest import Numbers

FILE = FOLDER / "world" / "forests.txt"
Tree = list[list[float]]
Grown = Mapping[str, list[Tree]]

_HEADER = """\
# Decision trees that judge each place of a candidate beside its reference; see
# harness/analyse/suspicion.py (what they say) and harness/analyse/evidence.py (what they read).
# Key: forest and number; value: features, thresholds, left and right children, leaves, as JSON.
# Features by number: {names}.
# Source: fitted by `make fit` (harness.meta.fit) to human annotation that is not part of this
# project, "marked" to WMT20 zh-en (WMT MQM human evaluation, Apache-2.0) and Bio-MQM to English
# (Apache-2.0); "apart" to DEMETR (MIT). {rows} places, {items} translations.
# Licence: Apache-2.0 (fitted numbers).
"""
# By data set: how much a row of it weighs. Bio-MQM has one rater where WMT20 has three; an
# unperturbed translation stands beside some thirty that were perturbed.
WEIGHTS = {"mqm_zhen_wmt20": 1.0, "biomqm_toen": 0.7, "demetr": 1.0}
_ORIGINAL = 10.0
_TREES = 80
_SETTINGS: dict[str, Any] = {
    "objective": "cross_entropy",
    "num_leaves": 24,
    "max_depth": 6,
    "learning_rate": 0.12,
    "min_data_in_leaf": 200,
    "lambda_l2": 10.0,
    "feature_fraction": 0.7,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "max_bin": 63,
    "use_missing": False,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


def grow(found: Sequence[Sheet]) -> Grown:
    """Return both forests, fitted to the sheets that each is meant for."""
    return {
        "marked": _grow([s for s in found if s.item.data != "demetr"], lambda s: 1.0),
        "apart": _grow(
            [s for s in found if s.item.data == "demetr"],
            lambda s: _ORIGINAL if s.item.pair == "original" else 1.0,
        ),
    }


def _grow(found: Sequence[Sheet], more: Callable[[Sheet], float]) -> list[Tree]:
    import lightgbm
    import numpy as np

    if not found:
        return []
    rows, shares = table(found)
    weights: Numbers = np.repeat(
        [WEIGHTS[s.item.data] * more(s) for s in found], [len(s.places) for s in found]
    )
    data = lightgbm.Dataset(rows, shares, weight=weights, feature_name=list(NAMES))
    booster = lightgbm.train(_SETTINGS, data, _TREES)
    return [_tree(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]


def _tree(root: Mapping[str, Any]) -> Tree:
    """Return LightGBM's nested tree as five rows; a child below zero is a leaf."""
    features: list[float] = []
    cuts: list[float] = []
    children: list[list[float]] = []
    leaves: list[float] = []

    def visit(node: Mapping[str, Any]) -> int:
        if "leaf_value" in node:
            leaves.append(round(node["leaf_value"], 5))
            return -len(leaves)
        place = len(features)
        features.append(node["split_feature"])
        cuts.append(float(f"{node['threshold']:.6g}"))
        children.append([])
        children[place] = [visit(node["left_child"]), visit(node["right_child"])]
        return place

    visit(root)
    return [features, cuts, [c[0] for c in children], [c[1] for c in children], leaves]


def write_forests(grown: Grown, found: Sequence[Sheet], path: Path = FILE) -> None:
    """Write the forests as the packaged table."""
    rows = sum(len(sheet.places) for sheet in found)
    header = _HEADER.format(names=" ".join(NAMES), rows=rows, items=len(found))
    lines = [
        f"{name} {n}\t{json.dumps(tree, separators=(',', ':'))}"
        for name, trees in grown.items()
        for n, tree in enumerate(trees)
    ]
    path.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
