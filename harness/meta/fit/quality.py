"""Fits what the parts of `quality` weigh, on pairs of a good translation and a damaged one.

A pair is right when the good one comes out above. Logistic regression on the difference of the
two, every kind of damage weighing the same and those that lag a little more; no part may count
against its sense. Deterministic: plain Newton steps, and weights rounded to three digits.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from harness.analyse.tokens import count_words
from harness.data import FOLDER
from harness.meta.annotated import CONTRASTS, records
from harness.metrics.closeness import PARTS
from harness.metrics.material import Material
from harness.metrics.quality import taken_off
from harness.model.text import Document, Span, Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

FILE = FOLDER / "world" / "quality_weights.txt"
FITTED = (*PARTS, "findings", "sure_differences")
# The pair whose damaged text is the reference says nothing of damage.
_NO_CONTRAST = "base_id35_reference"
# An ordinary paraphrase shares so much with its reference; exp(-0.8) of 100, 45, shall be left.
_PARAPHRASE = (0.45, 0.4)
_LEFT = 0.8
_FOLDS = 4
_CHUNK = 40
_RIDGE = 1.0
_LAGS, _MORE, _ROUNDS = 0.85, 1.3, 8
_HEADER = """\
# What the parts of the metric `quality` weigh (natural log of the share of 100 that a unit costs).
# Key: the part (see harness/metrics/quality.py); value: its weight.
# Source: fitted by `make fit` (harness.meta.fit) to {pairs} pairs of DEMETR (MIT), which is not
# part of this project, in {kinds} kinds of damage.
# Licence: Apache-2.0 (fitted numbers).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """A good translation, the same damaged in one way, and the reference."""

    item: str
    kind: str
    good: str
    damaged: str
    reference: str

    @property
    def fold(self) -> int:
        """The fold that the item falls into; all damage to one sentence is in one."""
        return zlib.crc32(self.item.encode()) % _FOLDS


def contrasts(folder: Path) -> list[Contrast]:
    """Return DEMETR's pairs; raise H335 where the set cannot be read."""
    found = []
    for row in records(folder, CONTRASTS):
        good, damaged = (" ".join(row[key].split("\n")) for key in ("original", "hypothesis"))
        if row["valid"] and good != damaged and row["perturbation"] != _NO_CONTRAST:
            found.append(
                Contrast(
                    item=str(row["item_id"]),
                    kind=row["perturbation"],
                    good=good,
                    damaged=damaged,
                    reference=" ".join(row["references"][0].split("\n")),
                )
            )
    return found


def parts_of(texts: Sequence[str], references: Sequence[str]) -> list[list[float]]:
    """Return the unweighed parts of each text beside its reference, in the order of `FITTED`."""
    from harness.config import Settings
    from harness.examination import examine

    material = Material(examine(_document(texts, references), Settings()))
    rows = []
    for pair in material.pairs:
        close = material.closeness[pair.index]
        findings = material.shown.get(pair.index, ())
        rows.append([*close.parts, *taken_off(findings, count_words(pair.candidate))])
    return rows


def fitted(pairs: Sequence[Contrast], differences: Numbers) -> Numbers:
    """Return the weights, one a part, from `differences` (pairs × parts) of good and damaged."""
    import numpy as np

    kinds = np.array([pair.kind for pair in pairs])
    share = dict.fromkeys(sorted(set(kinds)), 1.0)
    weights = np.zeros(differences.shape[1])
    for _ in range(_ROUNDS):
        own = np.array([share[kind] / (kinds == kind).sum() for kind in kinds])
        weights = _positive(differences, own * len(pairs) / own.sum())
        right = differences @ weights > 0
        for kind in share:
            if right[kinds == kind].mean() < _LAGS:
                share[kind] *= _MORE
    return weights


def write_weights(pairs: Sequence[Contrast], weights: Numbers, path: Path = FILE) -> None:
    """Write the weights as the packaged table."""
    kinds = len({pair.kind for pair in pairs})
    scale = _LEFT / float(weights[0] * _PARAPHRASE[0] + weights[1] * _PARAPHRASE[1])
    lines = [
        f"{name}\t{float(f'{weight * scale:.3g}')}"
        for name, weight in zip(FITTED, weights, strict=True)
    ]
    head = _HEADER.format(pairs=f"{len(pairs):,}", kinds=kinds)
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def measured(pairs: Sequence[Contrast], jobs: int = 2) -> Numbers:
    """Return good less damaged of every part (pairs × parts), measured by `jobs` processes.

    Each document that is measured has pairs from all over the set: where all text is damaged in
    one way, rules take that for the custom of the house.
    """
    import numpy as np

    step = -(-len(pairs) // _CHUNK)
    places = [range(first, len(pairs), step) for first in range(step)]
    with ProcessPoolExecutor(jobs) as pool:
        found = list(pool.map(_differences, [[pairs[n] for n in chunk] for chunk in places]))
    rows = np.empty((len(pairs), len(FITTED)))
    for chunk, measured_rows in zip(places, found, strict=True):
        rows[list(chunk)] = measured_rows
    return rows


def by_folds(pairs: Sequence[Contrast], differences: Numbers) -> Mapping[str, tuple[int, float]]:
    """Return, by kind of damage, pairs and the share that weights fitted elsewhere put right."""
    import numpy as np

    folds = np.array([pair.fold for pair in pairs])
    right = np.zeros(len(pairs), dtype=bool)
    for fold in range(_FOLDS):
        others = [pair for pair in pairs if pair.fold != fold]
        weights = fitted(others, differences[folds != fold])
        right[folds == fold] = differences[folds == fold] @ weights > 0
    kinds = np.array([pair.kind for pair in pairs])
    table = {
        kind: (int((kinds == kind).sum()), float(right[kinds == kind].mean()))
        for kind in sorted(set(kinds.tolist()))
    }
    return table | {"all": (len(pairs), float(right.mean()))}


def _differences(pairs: Sequence[Contrast]) -> Numbers:
    import numpy as np

    references = [pair.reference for pair in pairs]
    good: Numbers = np.array(parts_of([pair.good for pair in pairs], references))
    damaged: Numbers = np.array(parts_of([pair.damaged for pair in pairs], references))
    return good - damaged


def _document(texts: Sequence[str], references: Sequence[str]) -> Document:
    units, start, other = [], 0, 0
    for text, reference in zip(texts, references, strict=True):
        place = Span(other, other + len(reference))
        units.append(Unit(span=Span(start, start + len(text)), references=(place,)))
        start, other = start + len(text) + 1, place.end + 1
    return Document(
        id="pairs",
        text="\n".join(texts),
        references=("\n".join(references),),
        language="en",
        units=tuple(units),
    )


def _positive(rows: Numbers, share: Numbers) -> Numbers:
    """Return the likeliest weights of which none is below 0; `share` is what a row counts."""
    import numpy as np

    scale = rows.std(axis=0) + 1e-9
    scaled = rows / scale
    free = np.ones(rows.shape[1], dtype=bool)
    while True:
        weights = np.zeros(rows.shape[1])
        weights[free] = _newton(scaled[:, free], share)
        if (weights >= 0).all():
            return np.asarray(weights / scale)
        free &= weights >= 0


def _newton(rows: Numbers, share: Numbers) -> Numbers:
    import numpy as np

    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        wrong = 1 / (1 + np.exp(np.clip(rows @ weights, -500, 500)))
        slope = rows.T @ (share * wrong) - _RIDGE * len(rows) * weights / len(rows)
        curve = (rows.T * (share * wrong * (1 - wrong))) @ rows + _RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-9:
            break
    return weights
