"""A report as a folder of Parquet tables, and back, with pyarrow."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from syndetect.errors import InputError, ReportError
from syndetect.extras import library
from syndetect.model import SCHEMA, Report
from syndetect.records.flat_tables import (
    TABLES,
    Column,
    Row,
    columns,
    item_of,
    joined,
    parts_of,
    tables,
    without_none,
)

SUFFIX = ".parquet"
_EXTRA = "tables"


def write(report: Report, folder: str | os.PathLike[str]) -> None:
    """Write every table to `folder`, completely or not at all; an existing folder of tables is replaced.

    Raises InputError when it cannot be written or holds other files, MissingExtraError without pyarrow.
    """
    target = Path(os.path.realpath(folder))
    require_place(target)
    with _refusal(target):
        fresh = _beside(target)
        fresh.mkdir()
        try:
            _fill(fresh, tables(report))
            _put(fresh, target)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def require_place(folder: str | os.PathLike[str]) -> None:
    """Check before any work that tables can be written to `folder`.

    Raises InputError when they cannot, MissingExtraError without pyarrow.
    """
    library("pyarrow.parquet", _EXTRA, "a report in Parquet")
    target = Path(os.path.realpath(folder))
    with _refusal(target):
        if target.exists() and not target.is_dir():
            raise InputError(f"cannot write tables to {folder}: it is a file; name a folder")
        held = {file.name for file in target.iterdir()} if target.is_dir() else set()
        others = sorted(held - {*map(file_of, TABLES)})
        if others:
            raise InputError(
                f"cannot write tables to {folder}: it holds other files, such as {others[0]!r}; "
                "name a new folder"
            )
        trial = _beside(target)
        trial.mkdir()
        trial.rmdir()


def read(folder: Path) -> dict[str, Any]:
    """The report in a folder of tables, in the published format.

    Raises InputError for a folder without tables, ReportError where a table is missing or damaged, and
    MissingExtraError without pyarrow.
    """
    arrow = library("pyarrow", _EXTRA, "a report in Parquet")
    parquet = library("pyarrow.parquet", _EXTRA, "a report in Parquet")
    missing = [file_of(name) for name in TABLES if not (folder / file_of(name)).exists()]
    if len(missing) == len(TABLES):
        raise InputError(f"cannot read the report {folder}: it is a folder without tables; name a file")
    if missing:
        raise ReportError(
            f"a folder without {missing[0]} is no report; name one that --format parquet wrote, or JSON"
        )
    try:
        return joined({name: _rows(parquet, folder / file_of(name), name) for name in TABLES})
    except (arrow.ArrowException, KeyError, ValueError, OSError) as error:
        raise ReportError(
            f"the tables are damaged ({error}); make them again with --format parquet"
        ) from None


def file_of(table: str) -> str:
    """The name of a table's file."""
    return f"{table}{SUFFIX}"


def arrow_table(name: str, rows: Sequence[Row]) -> Any:
    """A table as a pyarrow.Table, with the types of the published format."""
    import pyarrow as pa

    wanted = columns(name)
    fields = [pa.field(column.name, _type(column.kind, pa), nullable=column.nullable) for column in wanted]
    # By this a table is recognised as part of a report, and is not read as articles.
    schema = pa.schema(fields, metadata={"schema": SCHEMA})
    arrays = [_array([row[column.name] for row in rows], column, pa) for column in wanted]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(values: list[Any], column: Column, pa: Any) -> Any:
    try:
        return pa.array(values, _type(column.kind, pa))
    except UnicodeEncodeError:
        # File names that are not UTF-8: their other bytes stay as escapes, as in JSON.
        return pa.array([_encodable(value) for value in values], _type(column.kind, pa))


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    return {key: _encodable(item) for key, item in value.items()} if isinstance(value, Mapping) else value


def _type(kind: Any, pa: Any) -> Any:
    """The Arrow type for a type of a column."""
    if (item := item_of(kind)) is not None:
        return pa.list_(_type(item, pa))
    if (fields := parts_of(kind)) is not None:
        return pa.struct([(name, _type(field, pa)) for name, field in fields])
    plain = {bool: pa.bool_(), int: pa.int64(), float: pa.float64()}
    return plain.get(without_none(kind)[0], pa.string())


def _fill(folder: Path, rows_of: Mapping[str, Sequence[Row]]) -> None:
    import pyarrow.parquet as pq

    for name, rows in rows_of.items():
        pq.write_table(arrow_table(name, rows), folder / file_of(name), compression="zstd")


def _rows(parquet: Any, file: Path, name: str) -> list[Row]:
    wanted = [column.name for column in columns(name)]
    rows: list[Row] = []
    # A cluster writes a folder of files, whose order is that of their names.
    for piece in sorted(file.glob("part-*")) if file.is_dir() else [file]:
        # Read as a single file: a data set would take the folder's name for a partition.
        with parquet.ParquetFile(piece) as table:
            rows += table.read(columns=wanted).to_pylist()
    return rows


def _put(fresh: Path, target: Path) -> None:
    """Rename the new folder to `target`; an old one is removed only after that."""
    if not target.exists():
        fresh.rename(target)
        return
    old = _beside(target)
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _beside(target: Path) -> Path:
    return target.with_name(f".syndetect-{secrets.token_hex(8)}.tmp")


@contextmanager
def _refusal(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or error
        raise InputError(f"cannot write tables to {target}: {why}; name another folder") from None
