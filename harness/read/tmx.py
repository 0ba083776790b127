"""TMX: a translation memory as one document, one segment a unit.

The candidate is the unit's text in the target language: the one of `--lang` or `--lang-pair`,
else the one other language there is.
"""

from __future__ import annotations

from harness.errors import HarnessError
from harness.model.text import Document, LeftOut
from harness.read.given import File, Given
from harness.read.layout import Row, assembled, text_of_pieces
from harness.read.location import fetch
from harness.read.markup import Inline, Node, pieces_of, walk
from harness.read.units import StatedRow, chosen, state_of

_INLINE = Inline(kept=frozenset({"hi"}), standing=frozenset({"ph", "ut"}))
_ALL = "*all*"
_NOT_HERE = "units without the target language"


def read_tmx(file: File, given: Given) -> tuple[Document, ...]:
    """Return the memory as one document; raise H317 where the target language is not clear."""
    units: list[tuple[Node, str]] = []
    header: dict[str, str] = {}

    def closed(node: Node, around: tuple[Node, ...]) -> None:
        if node.name == "header":
            header.update(node.attributes)
        else:
            units.append((node, node.attributes.get("srclang") or header.get("srclang", "")))

    raw = fetch(file.bytes_at, given.most, place=file.path)
    walk(raw, file.path, frozenset({"tu", "header"}), closed)
    if not units:
        return ()
    source = given.source_language or next(
        (said for _, said in units if said and said.lower() != _ALL), None
    )
    target = _target(units, source, file, given)
    stated, without = [], 0
    for number, (unit, _) in enumerate(units, 1):
        row = _row(unit, number, source, target)
        if row is None:
            without += 1
        else:
            stated.append(StatedRow(row, state_of(row.candidate, locked=False, fuzzy=False)))
    rows, left_out = chosen(stated, given)
    if without:
        why = f"none of their texts is {target}"
        left_out = (*left_out, LeftOut(what=_NOT_HERE, why=why, count=without))
    return (
        assembled(
            rows,
            document=file.name,
            language=target,
            source_language=source,
            path=file.path,
            left_out=left_out,
        ),
    )


def _language(variant: Node) -> str:
    return variant.attributes.get("xml:lang") or variant.attributes.get("lang", "")


def _fits(language: str, asked: str) -> bool:
    """Whether a text's language is the one asked for: en-GB is English, en no British English."""
    language, asked = language.lower().replace("_", "-"), asked.lower().replace("_", "-")
    return language == asked or language.startswith(f"{asked}-")


def _target(units: list[tuple[Node, str]], source: str | None, file: File, given: Given) -> str:
    if given.language != "und":
        return given.language
    found = dict.fromkeys(
        _language(variant) for unit, _ in units for variant in unit.children("tuv")
    )
    others = [name for name in found if source is None or not _fits(name, source)]
    if len(others) != 1:
        raise HarnessError(
            "H317",
            file.path,
            f"translations into {', '.join(others) or 'no language'}",
            "Say which: --lang-pair es-en.",
        )
    return others[0]


def _row(unit: Node, number: int, source: str | None, target: str) -> Row | None:
    texts = {_language(variant): variant.child("seg") for variant in unit.children("tuv")}
    own = next((seg for name, seg in texts.items() if seg and _fits(name, target)), None)
    if own is None:
        return None
    origin = next(
        (seg for name, seg in texts.items() if seg and source and _fits(name, source)), None
    )
    pieces = pieces_of(own, _INLINE)
    return Row(
        candidate=text_of_pieces(pieces),
        pieces=pieces,
        source=text_of_pieces(pieces_of(origin, _INLINE)) if origin else None,
        key=f"unit {unit.attributes.get('tuid') or number}",
    )
