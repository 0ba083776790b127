"""How near each word of a candidate is, in its context, to the nearest of its reference.

The vector of a word is the mean of its pieces'. Nearness is the cosine of two words less the mean
cosine of all pairs of the segment, in parts of what is left up to 1: models differ in how alike
they find words that have nothing in common. 1 is the same word in the same context, about 0
what any two words of the segment have in common.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from harness.cache import NO_CACHE, Cache
from harness.engines.words.network import loaded, vectors
from harness.engines.words.place import ENGINE, Model

if TYPE_CHECKING:
    from harness.engines.words.network import Numbers

_BATCH = 32
# Changed with how nearness is counted, so that no older answer is taken for a newer one.
_WAY = 1
Row = tuple[float, ...]


class Side(NamedTuple):
    """A text and where its words stand in it: start and end, in code points."""

    text: str
    words: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Compares words by one model; it travels to other processes, where the model is loaded anew.

    What was compared before comes from the cache.
    """

    model: Model
    cache: Cache = field(default=NO_CACHE, repr=False)

    @property
    def version(self) -> str:
        """The model's name and the first twelve digits of its digest."""
        return f"{self.model.name} {self.model.digest[:12]}"

    def prove(self) -> None:
        """Load the model and ask it about two words; raise EngineError where it does not run."""
        loaded(self.model)
        self.nearness([(Side("a word", ((0, 1), (2, 6))), Side("a word", ((0, 1), (2, 6))))])

    def nearness(self, pairs: Sequence[tuple[Side, Side]]) -> list[Row]:
        """Return, for each pair of candidate and reference, the nearness of the former's words.

        A word beyond what the model reads has nearness 0, as have all where there is no reference.
        """
        shelf = self.cache.shelf(ENGINE, self.model.digest, {"way": _WAY})
        keys = [f"{mine}\n{theirs}" for mine, theirs in pairs]
        kept = dict(zip(keys, map(_unpacked, shelf.get_many(keys)), strict=True))
        new = {key: pair for key, pair in zip(keys, pairs, strict=True) if kept[key] is None}
        found = dict(zip(new, self._compared(list(new.values())), strict=True))
        shelf.put_many({key: struct.pack(f"<{len(r)}f", *r) for key, r in found.items()})
        return [found[key] if key in found else kept[key] or () for key in keys]

    def _compared(self, pairs: Sequence[tuple[Side, Side]]) -> Iterator[Row]:
        sides = dict.fromkeys(side for pair in pairs for side in pair)
        known = self._of_words(list(sides))
        yield from (_nearest(known[mine], known[theirs]) for mine, theirs in pairs)

    def _of_words(self, sides: Sequence[Side]) -> Mapping[Side, Numbers]:
        """Return the vectors (words × units) of each text's words."""
        # Texts of one length share a batch, so that few places of it stay empty.
        order = sorted(sides, key=lambda side: (len(side.text), side.text))
        found: dict[Side, Numbers] = {}
        for start in range(0, len(order), _BATCH):
            some = order[start : start + _BATCH]
            made = vectors(self.model, [side.text for side in some])
            for side, (places, rows) in zip(some, made, strict=True):
                found[side] = _pooled(side.words, places, rows)
        return found


def _pooled(
    words: Sequence[tuple[int, int]], places: Sequence[tuple[int, int]], rows: Numbers
) -> Numbers:
    """Return the mean of the vectors of each word's pieces, of length 1; 0 for a word cut off."""
    import numpy as np

    made = np.zeros((len(words), rows.shape[1]), dtype=np.float32)
    first = 0
    for n, (start, end) in enumerate(words):
        while first < len(places) and places[first][1] <= start:
            first += 1
        last = first
        while last < len(places) and places[last][0] < end:
            last += 1
        if last > first:
            whole = rows[first:last].mean(axis=0)
            made[n] = whole / max(float(np.linalg.norm(whole)), 1e-9)
    return made


def _nearest(mine: Numbers, theirs: Numbers) -> Row:
    if not (len(mine) and len(theirs)):
        return (0.0,) * len(mine)
    cosines = mine @ theirs.T
    usual = float(cosines.mean())
    return tuple(float(x) for x in (cosines.max(axis=1) - usual) / max(1.0 - usual, 1e-6))


def _unpacked(kept: bytes | None) -> Row | None:
    if kept is None:
        return None
    return tuple(struct.unpack(f"<{len(kept) // 4}f", kept))
