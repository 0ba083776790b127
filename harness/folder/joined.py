"""Tables in pieces, joined: a part's of its documents', the run folder's of its parts'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from harness.folder.packed import RECORDS, columns_of

SUFFIX = ".arrow"
_ROW_GROUP = 50_000
_RECORDS_AT_ONCE = 20

# pyarrow ships no types: tables and schemas are Any.
_Table = Any
_Form = Any


def write_part(path: Path, name: str, pieces: Iterable[bytes]) -> None:
    """Write the rows of the table `name` that the pieces hold into the folder `path`.

    Uncompressed, as the file is read once and thrown away.
    """
    import pyarrow as pa

    tables = [pa.ipc.open_stream(piece).read_all() for piece in pieces]
    schema = widest(name, [table.schema for table in tables])
    whole = pa.concat_tables([schema.empty_table(), *(_widened(one, schema) for one in tables)])
    with pa.ipc.new_file(str(path / f"{name}{SUFFIX}"), schema) as target:
        target.write_table(whole.combine_chunks())


def join(parts: Sequence[Path], place: Path, name: str) -> None:
    """Write the parts' rows as one Parquet file whose bytes do not tell where parts ended."""
    paths = [part / f"{name}{SUFFIX}" for part in parts]
    schema = widest(name, map(_schema, paths))
    write_table(place, name, schema, map(_read, paths))


def write_table(place: Path, name: str, schema: _Form, tables: Iterable[_Table]) -> None:
    """Write the rows of all tables as one Parquet file, in groups that do not tell them apart."""
    import pyarrow as pa
    from pyarrow import parquet

    size = _RECORDS_AT_ONCE if name == RECORDS else _ROW_GROUP
    with parquet.ParquetWriter(place / f"{name}.parquet", schema, compression="zstd") as writer:
        held: list[_Table] = []
        rows = 0
        for table in tables:
            held.append(_widened(table, schema))
            rows += held[-1].num_rows
            while rows >= size:
                whole = pa.concat_tables(held)
                writer.write_table(whole.slice(0, size).combine_chunks(), row_group_size=size)
                held, rows = [whole.slice(size)], rows - size
        if rows:
            writer.write_table(pa.concat_tables(held).combine_chunks(), row_group_size=size)


def widest(name: str, schemas: Iterable[_Form]) -> _Form:
    """Return the schema with the columns of all; those of metrics come last, by name."""
    import pyarrow as pa

    own = columns_of(name)
    more = {field.name: field for schema in schemas for field in schema if field.name not in own}
    return pa.schema([*own.items(), *(more[field] for field in sorted(more))])


def _schema(path: Path) -> _Form:
    import pyarrow as pa

    with pa.OSFile(str(path)) as source:
        return pa.ipc.open_file(source).schema


def _read(path: Path) -> _Table:
    import pyarrow as pa

    with pa.OSFile(str(path)) as source:
        return pa.ipc.open_file(source).read_all()


def _widened(table: _Table, schema: _Form) -> _Table:
    """Return the table with all of the columns; what a part has not measured is null there."""
    import pyarrow as pa

    columns = [
        table.column(field.name)
        if field.name in table.column_names
        else pa.nulls(table.num_rows, field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)
