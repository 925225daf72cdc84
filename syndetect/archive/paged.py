"""Columns too large to be looked at before a question: each page of them is, when it is touched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray

from syndetect.archive.container import Container, ContainerWriter
from syndetect.errors import ArchiveError
from syndetect.kernels.words import I64, U64

PAGE = 4096
"""Bytes of a page: what a system reads at least."""


def write_paged(writer: ContainerWriter, name: str, values: NDArray[Any]) -> None:
    """Write a column, and a digest of each page of it."""
    values = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
    writer.column(name, values)
    writer.column(f"{name}_pages", np.fromiter(_digests(values), np.uint64))


def write_sorted(writer: ContainerWriter, name: str, values: U64) -> None:
    """The same of a sorted column that values are looked up in."""
    write_paged(writer, name, values)
    writer.column(f"{name}_firsts", values[:: PAGE // values.itemsize])


def _digests(values: NDArray[Any]) -> Iterator[int]:
    raw = values.view(np.uint8).data
    for begin in range(0, len(raw), PAGE):
        yield xxhash.xxh3_64_intdigest(raw[begin : begin + PAGE])


class Paged:
    """A paged column; what comes of it was found as it was written."""

    def __init__(self, file: Container, name: str) -> None:
        """Raise ArchiveError when it is not there, or not with its digests."""
        self._file, self._name = file, name
        self._values, self._known = file[name], file[f"{name}_pages"]
        self._whole = np.zeros(len(self._known), np.bool_)
        self._room = PAGE // self._values.itemsize
        if len(self._known) != -(-len(self._values) // self._room):
            raise self._damaged()

    def _damaged(self) -> ArchiveError:
        return ArchiveError(
            f"{self._file.path} is damaged in its column {self._name}; build the index anew from the articles"
        )

    def __len__(self) -> int:
        return len(self._values)

    def at(self, places: I64) -> NDArray[Any]:
        """The values at some places. Raises ArchiveError where they are damaged."""
        if len(places) and not 0 <= int(places.min()) <= int(places.max()) < len(self._values):
            # Another column has led here.
            raise self._damaged()
        self._look_at(places // self._room)
        values = self._values[places]
        self._file.let_go(self._name)
        return values

    def _look_at(self, pages: I64) -> None:
        touched = np.zeros(len(self._whole), np.bool_)
        touched[pages] = True
        for page in np.flatnonzero(touched & ~self._whole).tolist():
            raw = self._values[page * self._room : (page + 1) * self._room].view(np.uint8)
            if xxhash.xxh3_64_intdigest(raw.data) != int(self._known[page]):
                raise self._damaged()
            self._whole[page] = True


class Sorted(Paged):
    """A sorted paged column."""

    def __init__(self, file: Container, name: str) -> None:
        """As `Paged`."""
        super().__init__(file, name)
        self._firsts: U64 = file[f"{name}_firsts"]
        if len(self._firsts) != len(self._known):
            raise self._damaged()

    def places_of(self, keys: U64) -> I64:
        """Where each of some values stands, -1 where it does not."""
        found = np.full(len(keys), -1, np.int64)
        page = np.searchsorted(self._firsts, keys, side="right") - 1
        inside = np.flatnonzero(page >= 0)
        page, sought = page[inside], keys[inside]
        self._look_at(page)
        low = page * self._room
        high = np.minimum(low + self._room, len(self._values))
        # All at once, and none outside of its page.
        for _ in range(self._room.bit_length()):
            middle = (low + high) // 2
            larger = self._values[np.minimum(middle, len(self._values) - 1)] > sought
            high = np.where(larger, middle, high)
            low = np.where(larger, low, np.minimum(middle, high - 1))
        hit = self._values[low] == sought
        self._file.let_go(self._name)
        found[inside[hit]] = low[hit]
        return found
