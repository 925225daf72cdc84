"""What tasks hand to each other: numbers packed in binary cells, never a row for a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.join import PLACE_BITS, ROW_BITS, TAG_BITS
from syndetect.kernels.words import I64, U64, mix
from syndetect.readers.unpacked import zstd_library

Row = tuple[Any, ...]
Columns = Mapping[str, str]
"""Names of columns, and their types as Spark calls them: int, long, string or binary."""

Work = Callable[[Iterator[Row]], Iterable[Row]]
"""What a task does with the rows of a partition."""

CELLS: Columns = {"kind": "int", "bucket": "int", "cell": "binary"}

_TOGETHER = 16 << 20
"""Bytes of rows that are handed on together."""

_HELD = 1 << 22
"""Keys of pairs that a task holds before it puts them into cells."""


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


_HEAD = np.dtype([("count", np.uint64), ("first", np.uint64), ("least", np.uint64), ("widths", np.uint8, 2)])


def folded(keys: U64, values: U64) -> bytes:
    """Sorted keys, each with a value, as few bytes.

    Of the keys the steps are kept, of the values how far they are above the least, and of both the bytes of
    one weight together: those of high weight are nearly all nought, and are pressed to nothing.
    """
    if not len(keys):
        return b""
    least = values.min()
    columns = np.diff(keys, prepend=keys[:1]), values - least
    widths = [-(-int(column.max()).bit_length() // 8) for column in columns]
    head = np.zeros(1, _HEAD)
    head[0] = len(keys), keys[0], least, widths
    planes = [
        np.ascontiguousarray(column.astype("<u8", copy=False).view(np.uint8).reshape(-1, 8)[:, :width].T)
        for column, width in zip(columns, widths, strict=True)
    ]
    return squeezed(head.tobytes() + b"".join(plane.tobytes() for plane in planes))


def unfolded(cell: bytes) -> tuple[U64, U64]:
    """Keys and values again."""
    if not cell:
        return np.empty(0, np.uint64), np.empty(0, np.uint64)
    data = released(cell)
    head = np.frombuffer(data, _HEAD, 1)[0]
    count, at = int(head["count"]), _HEAD.itemsize
    columns = []
    for width in head["widths"].tolist():
        planes = np.frombuffer(data, np.uint8, width * count, at).reshape(width, count)
        column = np.zeros((count, 8), np.uint8)
        column[:, :width] = planes.T
        columns.append(column.view("<u8").astype(np.uint64, copy=False).ravel())
        at += width * count
    steps, above = columns
    return np.cumsum(steps, dtype=np.uint64) + head["first"], above + head["least"]


def keyed_cell(values: U64, low_bits: int) -> bytes:
    """Sorted numbers that are keys but for their low bits, as few bytes."""
    low = np.uint64((1 << low_bits) - 1)
    return folded(values >> np.uint64(low_bits), values & low)


def cell_keys(cell: bytes, low_bits: int) -> U64:
    """The numbers again."""
    keys, low = unfolded(cell)
    return (keys << np.uint64(low_bits)) | low


_LEVEL = 3


@lru_cache(maxsize=1)
def _compressor() -> Any:
    return zstd_library().ZstdCompressor(_LEVEL)


def squeezed(data: bytes) -> bytes:
    """The bytes, compressed: what is moved and kept many times is so once."""
    compressor = _compressor()
    found: bytes = compressor.compress(data, compressor.FLUSH_FRAME)
    return found


def released(data: bytes) -> bytes:
    """The bytes again."""
    found: bytes = zstd_library().decompress(data)
    return found


ROWS = np.uint64((1 << ROW_BITS) - 1)

HASH_BITS = 64 - ROW_BITS
"""Bits of the hash that a posting has."""


def first_hash(bucket: int, buckets: int) -> int:
    """The first hash of a bucket: hashes are even, and so are ranges of them."""
    return -(-(bucket << HASH_BITS) // buckets)


def hash_cells(kind: int, packed: U64, rows: I64, buckets: int) -> Iterator[Row]:
    """Postings in cells, the hash of each with its row, those of equal hashes in one bucket.

    `packed`: uint64, as of `postings`, with numbers of `rows`, int64, which may be larger than a posting has
    room for. Neighbours are in one cell, and the steps between them small.
    """
    ordered = np.sort(packed)
    hashes = ordered >> np.uint64(ROW_BITS)
    named = rows[(ordered & ROWS).astype(np.int64)].astype(np.uint64)
    firsts = np.array([first_hash(bucket, buckets) for bucket in range(buckets + 1)], np.uint64)
    cuts = np.searchsorted(hashes, firsts)
    for bucket in np.flatnonzero(np.diff(cuts)).tolist():
        part = slice(cuts[bucket], cuts[bucket + 1])
        yield kind, bucket, folded(hashes[part], named[part])


def pair_cells(kind: int, keys: U64, places: int, buckets: int) -> Iterator[Row]:
    """Sorted tagged keys of pairs in cells, those of a pair in one bucket; `places`: how many there are.

    Where an article has many partners, neighbours among these are in one cell, and stretches of them in
    different ones: the steps between keys are small, and no bucket has all of an article that many meet.
    """
    pairs = keys >> np.uint64(TAG_BITS)
    left, right = pairs >> np.uint64(PLACE_BITS), pairs & np.uint64((1 << PLACE_BITS) - 1)
    stretches = right * np.uint64(buckets) // np.uint64(places)
    homes = ((mix(left) + stretches) % np.uint64(buckets)).astype(np.min_scalar_type(buckets))
    # Small numbers are sorted by counting.
    order = np.argsort(homes, kind="stable")
    cuts = np.searchsorted(homes[order], np.arange(buckets + 1))
    ordered = keys[order]
    for bucket in np.flatnonzero(np.diff(cuts)).tolist():
        yield kind, bucket, keyed_cell(ordered[cuts[bucket] : cuts[bucket + 1]], TAG_BITS)


class HeldKeys:
    """Tagged keys of pairs that a task has, on their way into cells: the more together, the fewer bytes."""

    def __init__(self, kind: int, places: int, buckets: int) -> None:
        self._made = partial(pair_cells, kind, places=places, buckets=buckets)
        self._waiting: list[U64] = []
        self._size = 0

    def cells(self, keys: Iterable[U64]) -> Iterator[Row]:
        """Take in some keys; what is ready is given back."""
        for some in keys:
            self._waiting.append(some)
            self._size += len(some)
        if self._size > _HELD:
            yield from self.rest()

    def rest(self) -> Iterator[Row]:
        """Everything that is held."""
        if self._waiting:
            yield from self._made(np.sort(np.concatenate(self._waiting)))
        self._waiting, self._size = [], 0
