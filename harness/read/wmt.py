"""WMT's XML: documents with a source, references and the translations of several systems.

    <dataset><collection><doc id="…" origlang="es"><src lang="es"><p><seg id="1">…
    <ref lang="en" translator="A">… <hyp lang="en" system="X">…

Segments answer to each other by their ids.
"""

from __future__ import annotations

from harness.errors import HarnessError
from harness.model.text import Document, LeftOut
from harness.read.given import File, Given
from harness.read.layout import Piece, Row, assembled, text_of_pieces
from harness.read.location import fetch
from harness.read.markup import Inline, Node, pieces_of, walk

_PLAIN = Inline(kept=frozenset(), standing=frozenset())
_UNTRANSLATED = "segments without a translation"


def read_wmt(file: File, given: Given) -> tuple[Document, ...]:
    """Return a document for each system and document of the file, in its order."""
    made: list[Document] = []

    def closed(node: Node, around: tuple[Node, ...]) -> None:
        made.extend(_documents(node, file, given))

    walk(fetch(file.bytes_at, given.most, place=file.path), file.path, frozenset({"doc"}), closed)
    seen: set[tuple[str | None, str]] = set()
    for one in made:
        if (one.system, one.id) in seen:
            raise HarnessError(
                "H309",
                file.path,
                f'document "{one.id}" of system "{one.system}" comes twice',
                "Give each document an id of its own.",
            )
        seen.add((one.system, one.id))
    return tuple(made)


def _documents(doc: Node, file: File, given: Given) -> list[Document]:
    name = doc.attributes.get("id") or doc.attributes.get("docid") or file.name
    source = doc.child("src")
    sources = _texts(source, file.path) if source else {}
    made = []
    for hyp in doc.children("hyp"):
        language = hyp.attributes.get("lang", "")
        own = _segments(hyp, file.path)
        references = [
            _texts(ref, file.path)
            for ref in doc.children("ref")
            if not language or ref.attributes.get("lang", language) == language
        ]
        rows = [
            Row(
                candidate=text_of_pieces(pieces),
                pieces=pieces,
                references=tuple(texts.get(key, "") for texts in references),
                source=sources.get(key),
                key=f"seg {key}",
            )
            for key, pieces in own.items()
        ]
        missing = len(set(sources) - set(own))
        made.append(
            assembled(
                rows,
                document=name,
                system=hyp.attributes.get("system") or None,
                language=language or given.language,
                source_language=(source.attributes.get("lang") if source else None)
                or doc.attributes.get("origlang")
                or given.source_language,
                path=file.path,
                left_out=(LeftOut(what=_UNTRANSLATED, why="the system has none", count=missing),)
                if missing
                else (),
            )
        )
    return made


def _texts(node: Node, path: str) -> dict[str, str]:
    return {key: text_of_pieces(pieces) for key, pieces in _segments(node, path).items()}


def _segments(node: Node, path: str) -> dict[str, tuple[Piece, ...]]:
    made: dict[str, tuple[Piece, ...]] = {}
    for number, seg in enumerate(node.below("seg"), 1):
        key = seg.attributes.get("id") or str(number)
        if key in made:
            raise HarnessError(
                "H305",
                f"{path}:{seg.line}:{seg.column}",
                f'segment "{key}" comes twice',
                "Give each segment of a document an id of its own.",
            )
        made[key] = pieces_of(seg, _PLAIN)
    return made
