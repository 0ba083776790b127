"""Annotated translations from the data folder: real systems with raters' marks, and contrasts."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.errors import HarnessError
from harness.model.text import Document, Span, Unit

VARIABLE = "MT_HARNESS_DATA"
MQM = ("mqm_zhen_wmt20", "biomqm_toen", "mqm_ende_wmt21ted")
CONTRASTS = "demetr"
# In these sets of DEMETR the whole text is another one: nothing stands apart in it.
_WHOLE = "base_"
_FOLDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One span that a rater marked, and whether as major or worse; a point is an omission."""

    span: Span
    major: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A candidate with its reference and each rater's marks, in the order of the raters' names.

    `data` names the set, `pair` the languages or the kind of contrast, `document` what must not
    be parted between fitting and measuring.
    """

    data: str
    pair: str
    document: str
    language: str
    candidate: str
    reference: str
    raters: tuple[tuple[Marked, ...], ...]

    @property
    def fold(self) -> int:
        """The fold that the item's document falls into, 0 to 3."""
        return zlib.crc32(self.document.encode()) % _FOLDS

    def as_document(self) -> Document:
        """Return the item as a document of one unit."""
        text, other = Span(0, len(self.candidate)), Span(0, len(self.reference))
        return Document(
            id="item",
            text=self.candidate,
            references=(self.reference,),
            language=self.language,
            units=(Unit(span=text, references=(other,)),),
        )


def data_folder() -> Path:
    """Return the folder that MT_HARNESS_DATA names; raise H318 where it is not set or not there."""
    named = os.environ.get(VARIABLE, "")
    if not named or not Path(named).is_dir():
        raise HarnessError(
            "H318",
            VARIABLE,
            f"no folder of annotated data ({named or 'not set'})",
            "Set it to the folder that holds mqm_zhen_wmt20.jsonl.gz and the other sets.",
        )
    return Path(named)


def marked_items(folder: Path, name: str) -> Iterator[Item]:
    """Yield the machine translations of an MQM set whose marks are complete."""
    for row in records(folder, name):
        usable = not row["is_human"] and row["spans_complete"] and row["references"]
        text = row["hypothesis"]
        if usable and text.strip() and "\n" not in text:
            yield Item(
                data=name,
                pair=row["lang_pair"],
                document=str(row["doc_id"]),
                language=row["lang_pair"].partition("-")[2],
                candidate=text,
                reference=" ".join(row["references"][0].split("\n")),
                raters=tuple(_marks(row, rater) for rater in sorted(row.get("raters") or [""])),
            )


def contrast_items(folder: Path) -> Iterator[Item]:
    """Yield DEMETR's perturbed translations, and each unperturbed one as an item without marks."""
    seen: set[str] = set()
    for row in records(folder, CONTRASTS):
        original, text = (" ".join(row[key].split("\n")) for key in ("original", "hypothesis"))
        if not row["valid"] or row["perturbation"].startswith(_WHOLE) or original == text:
            continue
        spans = tuple(Marked(span=Span(a, b), major=True) for a, b, *_ in row["error_spans"])
        reference = " ".join(row["references"][0].split("\n"))
        shared = {"data": CONTRASTS, "document": str(row["item_id"]), "language": "en"}
        if row["item_id"] not in seen:
            seen.add(row["item_id"])
            yield Item(
                pair="original", candidate=original, reference=reference, raters=((),), **shared
            )
        yield Item(
            pair=row["perturbation"], candidate=text, reference=reference, raters=(spans,), **shared
        )


def sound_english(folder: Path) -> tuple[str, ...]:
    """Return English written or mended by people, apart from the references of marked items."""
    found: set[str] = set()
    for row in records(folder, "mlqe_pe_toen"):
        found.update(row["references"][:1])
    for row in records(folder, "mqm_zhen_wmt22_scores"):
        found.update(row["references"])
    found.update(row["source"] for row in records(folder, "mqm_ende_wmt21ted"))
    return tuple(sorted(found))


def records(folder: Path, name: str) -> Iterable[Mapping[str, Any]]:
    """Yield the rows of one set as they are; raise H335 where the file cannot be read."""
    path = folder / f"{name}.jsonl.gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)
    except OSError as error:
        raise HarnessError(
            "H335", str(path), f"no annotated data ({error})", f"See {VARIABLE}."
        ) from error


def _marks(row: Mapping[str, Any], rater: str) -> tuple[Marked, ...]:
    """Return a rater's marks; neutral ones are left out."""
    return tuple(
        Marked(span=Span(start, end), major=severity in ("major", "critical"))
        for start, end, _, severity, who in row["error_spans"]
        if who == rater and severity != "neutral"
    )
