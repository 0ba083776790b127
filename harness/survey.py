"""A look over a whole batch before its documents are examined: what does not agree in it.

Two passes over translation units. The first keeps two short digests a unit and no text, the
second reads again the few documents that hold what does not agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from harness.analyse.corpus import Corpus, Unit, disagreements, key, units_of
from harness.batch import Lost, each
from harness.model.report import FailedDocument
from harness.model.text import Document
from harness.read import Item, Planned, size_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

# Reading and hashing is so quick that processes pay only for much text.
_WORTH_A_POOL = 5_000_000
_HALF = 8
Digests = bytes


def survey(items: Sequence[Item], *, jobs: int = 1) -> Corpus:
    """Return what does not agree among the items' translation units."""
    rows: list[Digests] = []
    with closing(each(_digests, items, size_of, jobs=jobs, worth=_WORTH_A_POOL)) as coming:
        for _, found in coming:
            rows.append(b"" if isinstance(found, Lost) else found)
    concerned = _concerned(rows)
    return disagreements(
        (document.system, document.id, unit)
        for place in concerned
        if isinstance(document := _read(items[place]), Document)
        for unit in units_of(document)
    )


def _read(item: Item) -> Document | FailedDocument:
    return item.attempted() if isinstance(item, Planned) else item


def _digests(item: Item) -> Digests:
    """Return the digests of source and target of each unit, one after the other."""
    document = _read(item)
    if isinstance(document, FailedDocument):
        return b""
    return b"".join(_pair(document.system, unit) for unit in units_of(document))


def _pair(system: str | None, unit: Unit) -> bytes:
    return b"".join(bytes.fromhex(key(system, text))[:_HALF] for text in (unit.source, unit.target))


def _concerned(rows: list[Digests]) -> Iterator[int]:
    """Return the places of the items with a unit whose source or target stands for two others."""
    if not any(rows):
        return iter(())
    import numpy as np

    whole = np.frombuffer(b"".join(rows), dtype=np.uint64).reshape(-1, 2)
    owner = np.repeat(np.arange(len(rows)), [len(row) // (2 * _HALF) for row in rows])
    hit = _ambiguous(whole[:, 0], whole[:, 1]) | _ambiguous(whole[:, 1], whole[:, 0])
    return iter(np.unique(owner[hit]).tolist())


def _ambiguous(keys: Numbers, values: Numbers) -> NDArray[np.bool_]:
    """Return where a key stands that has more than one value."""
    import numpy as np

    pairs = np.unique(np.stack([keys, values], axis=1), axis=0)
    found, counts = np.unique(pairs[:, 0], return_counts=True)
    return np.isin(keys, found[counts > 1])
