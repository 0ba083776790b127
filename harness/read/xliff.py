"""XLIFF 1.2 and 2.x: one document for each `<file>`, one segment a unit.

A unit of 2.x may hold several segments, each with a state of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from harness.model.text import Document
from harness.read.given import File, Given
from harness.read.layout import Row, assembled, text_of_pieces
from harness.read.location import fetch
from harness.read.markup import Inline, Node, pieces_of, walk
from harness.read.units import StatedRow, chosen, state_of

_INLINE = Inline(
    kept=frozenset({"g", "mrk", "pc"}),
    standing=frozenset({"x", "ph", "cp"}),
)
_YES = frozenset({"yes", "true", "locked", "1"})
# XLIFF 1.2, 3.2.3: what a target still needs; a fuzzy match of a memory is one to look at.
_UNFINISHED = ("needs-", "new")
_FIRST_OF_2 = "initial"


class _Place(NamedTuple):
    """Which `<file>` a unit stands in: its number, its name, its languages."""

    number: int
    name: str
    source_language: str | None
    language: str | None


def read_xliff(file: File, given: Given) -> tuple[Document, ...]:
    """Return a document for each `<file>` of the file that holds units."""
    units: dict[_Place, list[StatedRow]] = {}
    numbers: dict[int, int] = {}

    def closed(node: Node, around: tuple[Node, ...]) -> None:
        inner = next((one for one in reversed(around) if one.name == "file"), around[0])
        number = numbers.setdefault(id(inner), len(numbers) + 1)
        alive.append(inner)
        place = _place(number, inner, around[0])
        units.setdefault(place, []).extend(_units(node, around))

    # An element that is gone could leave its identity to the next.
    alive: list[Node] = []
    raw = fetch(file.bytes_at, given.most, place=file.path)
    walk(raw, file.path, frozenset({"trans-unit", "unit"}), closed)
    names = _names(list(units), file.name)
    return tuple(
        _document(names[place], place, of_it, file, given) for place, of_it in units.items()
    )


def _place(number: int, inner: Node, root: Node) -> _Place:
    said = {**root.attributes, **inner.attributes}
    return _Place(
        number,
        inner.attributes.get("original") or inner.attributes.get("id") or str(number),
        said.get("source-language") or said.get("srcLang"),
        said.get("target-language") or said.get("trgLang"),
    )


def _names(places: list[_Place], name: str) -> dict[_Place, str]:
    """Return the document ids: the file's name where it holds one, else each file's beside it."""
    if len(places) == 1:
        return {places[0]: name}
    taken: dict[str, int] = {}
    made = {}
    for place in places:
        own = f"{name}/{place.name}"
        taken[own] = taken.get(own, 0) + 1
        made[place] = own if taken[own] == 1 else f"{own}#{taken[own]}"
    return made


def _document(
    name: str, place: _Place, units: list[StatedRow], file: File, given: Given
) -> Document:
    rows, left_out = chosen(units, given)
    return assembled(
        rows,
        document=name,
        language=place.language or given.language,
        source_language=place.source_language or given.source_language,
        path=file.path,
        left_out=left_out,
    )


def _units(node: Node, around: tuple[Node, ...]) -> Iterator[StatedRow]:
    locked = _locked((*around, node))
    if node.name == "trans-unit":
        yield _stated(node, node, key=node.attributes.get("id", ""), locked=locked)
        return
    segments = list(node.children("segment"))
    for number, segment in enumerate(segments, 1):
        key = node.attributes.get("id", "")
        if len(segments) > 1:
            key = f"{key}/{segment.attributes.get('id', number)}"
        yield _stated(segment, node, key=key, locked=locked)


def _locked(nodes: tuple[Node, ...]) -> bool:
    """Whether the unit is not to be translated, by itself or by what it stands in."""
    locked = False
    for node in nodes:
        said = node.attributes.get("translate")
        if said is not None:
            locked = said.lower() == "no"
        locked = locked or node.attributes.get("locked", "").lower() in _YES
    return locked


def _stated(node: Node, unit: Node, *, key: str, locked: bool) -> StatedRow:
    target, source = node.child("target"), node.child("source")
    pieces = pieces_of(target, _INLINE) if target else ()
    text = text_of_pieces(pieces)
    row = Row(
        candidate=text,
        pieces=pieces,
        source=text_of_pieces(pieces_of(source, _INLINE)) if source else None,
        key=f"unit {key}" if key else None,
    )
    fuzzy = _is_fuzzy(node, target) if target else False
    return StatedRow(row, state_of(text, locked=locked, fuzzy=fuzzy))


def _is_fuzzy(node: Node, target: Node) -> bool:
    state = target.attributes.get("state", node.attributes.get("state", ""))
    qualifier = target.attributes.get("state-qualifier", "")
    return state.startswith(_UNFINISHED) or state == _FIRST_OF_2 or qualifier == "fuzzy-match"
