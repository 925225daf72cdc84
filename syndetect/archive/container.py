"""A file of named columns: written once under another name, never changed, looked at without being read.

The columns come first, each at a multiple of ALIGNED bytes; then a list of them in JSON, with their types,
shapes, places and digests; last the place and the digest of that list. Nothing in it is ever executed or
unpickled.
"""

from __future__ import annotations

import json
import mmap
import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import numpy as np
import xxhash
from numpy.typing import NDArray

from syndetect.errors import ArchiveError

MAGIC = b"SYNDIDX\x01"
ALIGNED = 64
_TRAILER = 24
_LONGEST_LIST = 1 << 24
_TYPES = frozenset({"<u8", "<i8", "<f8", "<u4", "<i4", "<u2", "|i1", "|u1", "|b1"})
_NARROW = (np.uint8, np.uint16, np.uint32, np.int64)
_PIECE = 1 << 22
TEMPORARY = ".writing-"
"""Begins the names of files that are not finished."""


class ContainerWriter:
    """Writes one container into a folder; it has its name only once it is whole and on the disk."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._folder, self._kind = folder, kind
        self._path = folder / f"{TEMPORARY}{os.getpid()}-{kind}"
        self._columns: dict[str, Any] = {}
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        self._file = self._path.open("wb")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
        if error is not None:
            self._path.unlink(missing_ok=True)

    def column(self, name: str, values: NDArray[Any] | Iterable[NDArray[Any]], width: int = 0) -> None:
        """Add a column, whole or in parts; `width` is the second dimension of one that has two."""
        parts = (values,) if isinstance(values, np.ndarray) else values
        file = self._opened
        file.write(bytes(-file.tell() % ALIGNED))
        begin, digest, dtype, count = file.tell(), xxhash.xxh3_64(), "", 0
        for part in parts:
            dtype = dtype or part.dtype.newbyteorder("<").str
            raw = np.ascontiguousarray(part, dtype).reshape(-1).view(np.uint8).data
            file.write(raw)
            digest.update(raw)
            count += part.size
        shape = [count // width, width] if width else [count]
        self._columns[name] = [dtype or "<u8", shape, begin, digest.hexdigest()]

    @property
    def _opened(self) -> IO[bytes]:
        if self._file is None:
            raise ValueError("a container is written inside a with")
        return self._file

    def finish(self, facts: Mapping[str, Any]) -> str:
        """Write the list of columns with some facts, and give the file its name, which is returned."""
        file = self._opened
        listed = json.dumps({"kind": self._kind, "columns": self._columns, "facts": dict(facts)}).encode()
        begin, digest = file.tell(), xxhash.xxh3_64(listed)
        file.write(listed + begin.to_bytes(8, "little") + digest.digest() + MAGIC)
        file.flush()
        os.fsync(file.fileno())
        file.close()
        name = f"{self._kind}-{digest.hexdigest()}"
        self._path.replace(self._folder / name)
        synced(self._folder)
        return name


def narrowed(values: NDArray[Any]) -> NDArray[Any]:
    """Whole numbers from 0 on in the narrowest type that holds them."""
    most = int(values.max(initial=0))
    return values.astype(next(kind for kind in _NARROW if most <= np.iinfo(kind).max))


def widened(values: NDArray[Any]) -> NDArray[Any]:
    """Numbers as they are reckoned with: narrowed ones as int64, all others as they are."""
    return values.astype(np.int64) if values.dtype in _NARROW else values


def synced(folder: Path) -> None:
    """Make the names in a folder last, where the system can do that."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Container:
    """A finished file, opened; its columns are read only as far as they are looked at."""

    def __init__(self, path: Path, kind: str) -> None:
        """Raise ArchiveError when it is none, is cut off or of another kind; OSError when it is not there."""
        self.path = path
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < _TRAILER:
                raise self._damaged("is too short")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.size = size
        listed = self._listed(kind)
        self.facts: dict[str, Any] = listed["facts"]
        self._columns: dict[str, Any] = listed["columns"]
        self._views: dict[str, NDArray[Any]] = {}
        for name, column in self._columns.items():
            self._views[name] = self._view(column)

    def _damaged(self, what: str) -> ArchiveError:
        return ArchiveError(
            f"{self.path} {what}; run syndetect index verify, and build the index anew from the articles"
        )

    def _listed(self, kind: str) -> dict[str, Any]:
        trailer = self._map[-_TRAILER:]
        if trailer[16:] != MAGIC:
            raise self._damaged("is no file of an index, or its end is missing")
        begin, end = int.from_bytes(trailer[:8], "little"), self.size - _TRAILER
        if not 0 <= begin <= end or end - begin > _LONGEST_LIST:
            raise self._damaged("is damaged")
        raw = self._map[begin:end]
        if xxhash.xxh3_64(raw).digest() != trailer[8:16]:
            raise self._damaged("is damaged")
        data: dict[str, Any] = json.loads(raw)
        if data["kind"] != kind:
            raise self._damaged(f"holds no {kind}")
        self._end = begin
        return data

    def _view(self, column: Any) -> NDArray[Any]:
        dtype, shape, begin, _ = column
        if dtype not in _TYPES:
            raise self._damaged("is damaged")
        count = int(np.prod(shape, dtype=np.int64))
        if begin % ALIGNED or begin < 0 or begin + count * np.dtype(dtype).itemsize > self._end:
            raise self._damaged("is damaged")
        return np.frombuffer(self._map, dtype, count, begin).reshape(shape)

    def __getitem__(self, name: str) -> NDArray[Any]:
        """The column of that name. Raises ArchiveError when there is none."""
        if name not in self._views:
            raise self._damaged(f"lacks its column {name}")
        return self._views[name]

    def let_go(self, name: str) -> None:
        """Free the memory of what was looked at of a column; it is read again where it is needed again.

        Around each page that is looked at a system shows some fifteen more, which add up: many small looks
        at a large file would soon take the memory of the whole.
        """
        if not hasattr(mmap, "MADV_DONTNEED"):
            return
        begin = self._columns[name][2] // mmap.PAGESIZE * mmap.PAGESIZE
        self._map.madvise(
            mmap.MADV_DONTNEED, begin, self._columns[name][2] + self._views[name].nbytes - begin
        )

    def __contains__(self, name: object) -> bool:
        return name in self._views

    def faults(self, but: Collection[str] = ()) -> Iterator[str]:
        """The columns whose bytes are no longer those that were written, `but` some that are not read."""
        for name, (_, _, _, known) in self._columns.items():
            if name in but:
                continue
            digest = xxhash.xxh3_64()
            raw = self._views[name].reshape(-1).view(np.uint8)
            for begin in range(0, len(raw), _PIECE):
                digest.update(raw[begin : begin + _PIECE].data)
            if digest.hexdigest() != known:
                yield name

    def holds(self, place: int) -> bool:
        """Whether a byte of the file says anything; between two columns there may be some that do not."""
        ends = ((begin, begin + self._views[name].nbytes) for name, (_, _, begin, _) in self._columns.items())
        return place >= self._end or any(begin <= place < end for begin, end in ends)
