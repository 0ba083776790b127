"""The documents of a run folder, read when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from harness.model.finding import Confidence, Severity, Skipped
from harness.model.report import Count, DocumentReport, Facts
from harness.stored.codec import decoded

if TYPE_CHECKING:
    from pandas import DataFrame

_SEVERITIES = {severity.label: severity for severity in Severity}
_CONFIDENCES = {confidence.label: confidence for confidence in Confidence}
_KIND = ["rule", "name", "family", "severity"]
_KEY = ["system", "document"]


class StoredDocuments(Sequence[DocumentReport]):
    """A run folder's documents in the order of the run, as complete as they were in it.

    Going through them holds a few at a time; a gate's facts come from the tables alone.
    """

    def __init__(self, folder: Path) -> None:
        from pyarrow import parquet

        self.folder = folder
        self._file = parquet.ParquetFile(folder / "records.parquet")
        self._length: int = self._file.metadata.num_rows

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> DocumentReport: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[DocumentReport, ...]: ...

    def __getitem__(self, place: int | slice) -> DocumentReport | tuple[DocumentReport, ...]:
        if isinstance(place, slice):
            return tuple(self[n] for n in range(*place.indices(len(self))))
        wanted = place + len(self) if place < 0 else place
        if not 0 <= wanted < len(self):
            raise IndexError(place)
        first = 0
        for group in range(self._file.num_row_groups):
            rows = self._file.metadata.row_group(group).num_rows
            if wanted < first + rows:
                column = self._file.read_row_group(group, columns=["record"]).column("record")
                return _document(column[wanted - first].as_py())
            first += rows
        raise IndexError(place)

    def __iter__(self) -> Iterator[DocumentReport]:
        for group in range(self._file.num_row_groups):
            column = self._file.read_row_group(group, columns=["record"]).column("record")
            for record in column:
                yield _document(record.as_py())

    def facts(self, confidence: Confidence, *, repeats_once: bool) -> Facts:
        """Return what a gate looks at, from the tables of findings and documents."""
        from pyarrow import parquet

        findings = parquet.read_table(
            self.folder / "findings.parquet",
            columns=[*_KEY, *_KIND, "confidence", "group", "accepted"],
        ).to_pandas()
        columns = ["path", "language", "source_language", "size", "unit", "skipped"]
        documents = parquet.read_table(
            self.folder / "documents.parquet", columns=[*_KEY, *columns]
        ).to_pylist()
        left = (item for row in documents for item in row["skipped"])
        return Facts(
            counts=_counts(_counted(findings, confidence, once=repeats_once), documents),
            documents=len(documents),
            size=sum(row["size"] for row in documents),
            units=frozenset(row["unit"] for row in documents),
            systems=frozenset(row["system"] for row in documents),
            skipped=tuple(
                dict.fromkeys(Skipped(what=item["what"], why=item["why"]) for item in left)
            ),
        )


def _counted(findings: DataFrame, confidence: Confidence, *, once: bool) -> DataFrame:
    """Return the findings that count: of repeats the worst, and of equals the first."""
    ranks = findings["confidence"].map(_CONFIDENCES)
    sure = findings[(ranks >= confidence) & findings["accepted"].isna()]
    if not once:
        return sure
    worst = sure["severity"].map(_SEVERITIES).sort_values(ascending=False, kind="stable").index
    return sure.loc[worst].drop_duplicates([*_KEY, "group"]).sort_index()


def _counts(findings: DataFrame, documents: list[dict[str, Any]]) -> tuple[Count, ...]:
    places = {(row["system"], row["document"]): row for row in documents}
    grouped = findings.groupby([*_KEY, *_KIND], sort=False, dropna=False).size()
    found = []
    for row in grouped.reset_index(name="findings").to_dict("records"):
        system = row["system"] if isinstance(row["system"], str) else None
        place = places[system, row["document"]]
        found.append(
            Count(
                document=row["document"],
                system=system,
                source_language=place["source_language"],
                language=place["language"],
                path=place["path"],
                rule=row["rule"],
                name=row["name"],
                family=row["family"],
                severity=_SEVERITIES[row["severity"]],
                findings=row["findings"],
            )
        )
    return tuple(found)


def _document(record: str) -> DocumentReport:
    return decoded(DocumentReport, json.loads(record))
