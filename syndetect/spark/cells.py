"""What tasks hand to each other: numbers packed in binary cells, never a row for a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.words import U64, mix

Row = tuple[Any, ...]
Columns = Mapping[str, str]
"""Names of columns, and their types as Spark calls them: int, long, string or binary."""

Work = Callable[[Iterator[Row]], Iterable[Row]]
"""What a task does with the rows of a partition."""

CELLS: Columns = {"kind": "int", "bucket": "int", "cell": "binary"}

_TOGETHER = 16 << 20
"""Bytes of rows that are handed on together."""


def mapped(frame: Any, work: Work, made: Columns) -> Any:
    """A frame with the columns `made`, of what `work` makes of the rows of each partition."""
    return frame.mapInArrow(partial(_batches, work=work, made=dict(made)), ddl(made))


def rows_frame(session: Any, rows: Sequence[Row], columns: Columns) -> Any:
    """A frame of rows that are at hand."""
    return session.createDataFrame(list(rows), ddl(columns))


def ddl(columns: Columns) -> str:
    """Columns as Spark reads them."""
    return ", ".join(f"{name} {kind}" for name, kind in columns.items())


def _batches(batches: Iterator[Any], work: Work, made: Columns) -> Iterator[Any]:
    rows = (
        row
        for batch in batches
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True)
    )
    waiting: list[Row] = []
    size = 0
    for row in work(rows):
        waiting.append(row)
        size += sum(len(value) for value in row if isinstance(value, bytes | str)) + 8
        if size > _TOGETHER:
            yield _batch(waiting, made)
            waiting, size = [], 0
    if waiting:
        yield _batch(waiting, made)


def _batch(rows: Sequence[Row], made: Columns) -> Any:
    import pyarrow as pa

    types = {"int": pa.int32(), "long": pa.int64(), "string": pa.string(), "binary": pa.binary()}
    arrays = [
        pa.array(values, types[kind])
        for values, kind in zip(zip(*rows, strict=True), made.values(), strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, names=list(made))


def packed(array: NDArray[Any]) -> bytes:
    """The bytes of an array."""
    return np.ascontiguousarray(array).tobytes()


def unpacked(cell: bytes, dtype: Any = np.uint64) -> NDArray[Any]:
    """The array again."""
    return np.frombuffer(cell, dtype)


def joined(cells: Sequence[bytes], dtype: Any = np.uint64) -> NDArray[Any]:
    """The arrays of some cells, one after the other."""
    return np.concatenate([np.empty(0, dtype), *(unpacked(cell, dtype) for cell in cells)])


def bucketed(kind: int, values: U64, keys: U64, buckets: int) -> Iterator[Row]:
    """Values in cells, those of equal keys in one bucket."""
    if not len(values):
        return
    # Hashes of features are even in their high bits, and bands and pairs are made so.
    places = (mix(keys.copy()) % np.uint64(buckets)).astype(np.int64)
    order = np.argsort(places, kind="stable")
    cuts = np.searchsorted(places[order], np.arange(buckets + 1))
    ordered = values[order]
    for bucket in np.flatnonzero(np.diff(cuts)).tolist():
        yield kind, bucket, packed(ordered[cuts[bucket] : cuts[bucket + 1]])


def by_kind(rows: Iterable[Row]) -> Mapping[int, U64]:
    """All numbers of a partition of cells, by their kind."""
    found: dict[int, list[bytes]] = {}
    for kind, _, cell in rows:
        found.setdefault(kind, []).append(cell)
    return {kind: joined(cells) for kind, cells in sorted(found.items())}
