"""The documents of a run folder, read when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from harness.model.facts import Count, Facts, Place, Worth
from harness.model.finding import Confidence, Severity, Skipped
from harness.model.report import DocumentReport
from harness.stored.codec import decoded

if TYPE_CHECKING:
    from pandas import DataFrame

_SEVERITIES = {severity.label: severity for severity in Severity}
_CONFIDENCES = {confidence.label: confidence for confidence in Confidence}
_KIND = ["rule", "name", "family", "severity"]
_KEY = ["system", "document"]
_PLACE = ["path", "language", "source_language", "size", "unit"]
_ROWS_AT_ONCE = 500
_FINDINGS_AT_ONCE = 20_000


class StoredDocuments(Sequence[DocumentReport]):
    """A run folder's documents in the order of the run, as complete as they were in it.

    Going through them holds a few at a time; a gate's facts come from the tables alone.
    """

    def __init__(self, folder: Path, paths: Sequence[str | None] | None = None) -> None:
        """`paths` are the documents' own, where those that a run folder has do not do."""
        from pyarrow import parquet

        self.folder = folder
        self._paths = paths
        self._file = parquet.ParquetFile(folder / "records.parquet")
        self._length: int = self._file.metadata.num_rows

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as the place to read from."""
        return StoredDocuments, (self.folder, self._paths)

    def __len__(self) -> int:
        return self._length

    @property
    def groups(self) -> tuple[tuple[int, int], ...]:
        """Documents and about how many bytes there are in each group that is read at once."""
        groups = map(self._file.metadata.row_group, range(self._file.num_row_groups))
        return tuple((group.num_rows, group.total_byte_size) for group in groups)

    def group(self, number: int, first: int) -> Iterator[DocumentReport]:
        """Yield the documents of one group, the first of which is number `first` of all."""
        column = self._file.read_row_group(number, columns=["record"]).column("record")
        for place, record in enumerate(column, start=first):
            yield self._placed(_document(record.as_py()), place)

    def _placed(self, document: DocumentReport, place: int) -> DocumentReport:
        if self._paths is None:
            return document
        origin = replace(document.article.document, path=self._paths[place])
        return replace(document, article=replace(document.article, document=origin))

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
                return self._placed(_document(column[wanted - first].as_py()), wanted)
            first += rows
        raise IndexError(place)

    def __iter__(self) -> Iterator[DocumentReport]:
        first = 0
        for number, (count, _) in enumerate(self.groups):
            yield from self.group(number, first)
            first += count

    def left_undone(self) -> Iterator[tuple[Skipped, ...]]:
        """Yield for each document what was not done in it, from the table of documents."""
        from pyarrow import parquet

        table = parquet.ParquetFile(self.folder / "documents.parquet")
        for batch in table.iter_batches(_ROWS_AT_ONCE, columns=["skipped"]):
            for row in batch.column("skipped").to_pylist():
                yield tuple(map(_skipped, row))

    def facts(self, confidence: Confidence, *, repeats_once: bool) -> Facts:
        """Return what a gate looks at, from the tables of findings and documents."""
        own = self.table("documents", [*_KEY, *_PLACE]).to_pydict()
        if self._paths is not None:
            own["path"] = list(self._paths)
        places = tuple(
            Place(
                system=system,
                document=document,
                path=path,
                language=language,
                source_language=source_language,
                size=size,
                unit=unit,
            )
            for system, document, path, language, source_language, size, unit in zip(
                *own.values(), strict=True
            )
        )
        numbers = {(place.system, place.document): n for n, place in enumerate(places)}
        columns = [*_KEY, *_KIND, "confidence", "group", "accepted"]
        counted = (
            _counted(findings, confidence, once=repeats_once)
            for findings in self._findings(columns)
        )
        return Facts(
            counts=tuple(count for findings in counted for count in _counts(findings, numbers)),
            places=places,
            skipped=self._left(),
        )

    def _left(self) -> tuple[Skipped, ...]:
        """Return what was left undone, each reason once, in the order in which they come.

        Some rows at a time: every document repeats the reasons, most of what its row holds.
        """
        from pyarrow import parquet

        table = parquet.ParquetFile(self.folder / "documents.parquet")
        pairs: dict[tuple[str, str], None] = {}
        for batch in table.iter_batches(_ROWS_AT_ONCE, columns=["skipped"]):
            rows = batch.column("skipped").flatten()
            whats, whys = rows.field("what").to_pylist(), rows.field("why").to_pylist()
            pairs.update(dict.fromkeys(zip(whats, whys, strict=True)))
        return tuple(Skipped(what=what, why=why) for what, why in pairs)

    def _findings(self, columns: list[str]) -> Iterator[DataFrame]:
        """Yield the findings of some documents at a time, those of each together."""
        import pyarrow as pa
        from pyarrow import parquet

        file = parquet.ParquetFile(self.folder / "findings.parquet")
        held = file.schema_arrow.empty_table().select(columns)
        for batch in file.iter_batches(_FINDINGS_AT_ONCE, columns=columns):
            some = pa.Table.from_batches([batch]).select(columns)
            last = [some[name][-1].as_py() for name in _KEY]
            keys = zip(*(some[name].to_pylist() for name in _KEY), strict=True)
            end = next(n for n, key in enumerate(keys) if list(key) == last)
            if end:
                yield pa.concat_tables([held, some.slice(0, end)]).to_pandas()
                held = some.slice(end)
            else:
                held = pa.concat_tables([held, some])
        yield held.to_pandas()

    def worths(self, metric: str, *, segments: bool) -> Iterator[Worth]:
        """Yield the metric's score of each document or of each segment, as far as measured."""
        name = "segments" if segments else "documents"
        if metric not in self.columns(name):
            return
        number = ["segment"] if segments else []
        read = self.table(name, [*_KEY, *number, metric]).to_pydict()
        places = {key: n for n, key in enumerate(self.keys())}
        parts = read.get("segment", [None] * len(read["document"]))
        for system, document, segment, value in zip(
            read["system"], read["document"], parts, read[metric], strict=True
        ):
            if value is not None:
                yield Worth(place=places[system, document], segment=segment, value=value)

    def keys(self) -> list[tuple[str | None, str]]:
        """Return system and id of every document, in their order."""
        read = self.table("documents", _KEY).to_pydict()
        return list(zip(read["system"], read["document"], strict=True))

    def columns(self, name: str) -> tuple[str, ...]:
        """Return the columns that a table has, those of metrics included."""
        from pyarrow import parquet

        found: list[str] = parquet.read_schema(self.folder / f"{name}.parquet").names
        return tuple(found)

    def table(self, name: str, columns: list[str]) -> Any:  # noqa: ANN401 (pyarrow ships no types)
        """Return some columns of one of the folder's tables."""
        from pyarrow import parquet

        return parquet.read_table(self.folder / f"{name}.parquet", columns=columns)


def _skipped(row: dict[str, Any]) -> Skipped:
    segments = row["segments"]
    return Skipped(
        what=row["what"],
        why=row["why"],
        segments=None if segments is None else tuple(segments),
    )


def _counted(findings: DataFrame, confidence: Confidence, *, once: bool) -> DataFrame:
    """Return the findings that count: of repeats the worst, and of equals the first."""
    ranks = findings["confidence"].map(_CONFIDENCES)
    sure = findings[(ranks >= confidence) & findings["accepted"].isna()]
    if not once:
        return sure
    worst = sure["severity"].map(_SEVERITIES).sort_values(ascending=False, kind="stable").index
    return sure.loc[worst].drop_duplicates([*_KEY, "group"]).sort_index()


def _counts(findings: DataFrame, numbers: dict[tuple[str | None, str], int]) -> tuple[Count, ...]:
    grouped = findings.groupby([*_KEY, *_KIND], sort=False, dropna=False, observed=True).size()
    rows = grouped.reset_index(name="findings")
    return tuple(
        Count(
            place=numbers[system if isinstance(system, str) else None, document],
            rule=rule,
            name=name,
            family=family,
            severity=_SEVERITIES[severity],
            findings=count,
        )
        for system, document, rule, name, family, severity, count in zip(
            *(rows[column] for column in (*_KEY, *_KIND, "findings")), strict=True
        )
    )


def _document(record: str) -> DocumentReport:
    return decoded(DocumentReport, json.loads(record))
