"""The evidence of annotated items as tables, with how many raters marked each place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

from harness.analyse import Analysis
from harness.analyse.evidence import NAMES, Place, places
from harness.meta.annotated import Item, Marked
from harness.model.edit import Edit
from harness.segment import segment

if TYPE_CHECKING:
    from harness.analyse.forest import Numbers

_CHUNK = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One item's places and edits, and for each place its evidence and how many marked it.

    `places` carry no values: `rows` (places × features) holds them, `shares` (0 to 1) the share
    of the item's raters that marked each.
    """

    item: Item
    places: tuple[Place, ...]
    edits: tuple[Edit, ...]
    rows: Numbers
    shares: Numbers


def sheets(items: Sequence[Item], jobs: int = 2) -> list[Sheet]:
    """Return the sheet of each item, in their order, made by `jobs` processes."""
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(sheet, items, chunksize=_CHUNK))


def sheet(item: Item) -> Sheet:
    """Return the evidence of one item; empty where nothing is aligned."""
    import numpy as np

    analysis = Analysis(segment(item.as_document()))
    edits = analysis.alignments[0].edits if analysis.alignments else ()
    found = places(analysis, analysis.alignments[0]) if analysis.alignments else ()
    shares = [sum(map(marks, repeat(place), item.raters)) / len(item.raters) for place in found]
    return Sheet(
        item=item,
        places=tuple(place._replace(values=()) for place in found),
        edits=edits,
        rows=np.array([place.values for place in found], dtype=np.float64).reshape(-1, len(NAMES)),
        shares=np.array(shares, dtype=np.float64),
    )


def marks(place: Place, marked: Iterable[Marked]) -> bool:
    """Whether some mark is at a place; a gap or an omission is met from one character away."""
    return any(_meet(place, mark) for mark in marked)


def _meet(place: Place, mark: Marked) -> bool:
    span = mark.span
    if place.end > place.start and len(span):
        return span.start < place.end and place.start < span.end
    return span.start <= place.end + 1 and place.start - 1 <= span.end


def table(found: Sequence[Sheet]) -> tuple[Numbers, Numbers]:
    """Return evidence (places × features) and shares (places) of all sheets, one after another."""
    import numpy as np

    return np.concatenate([s.rows for s in found]), np.concatenate([s.shares for s in found])
