"""All segments of an index as one column, for whoever has to go through everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from syndetect.archive.packed_postings import PackedPostings
from syndetect.kernels.join import ROW_BITS
from syndetect.kernels.words import I64, U64

_ROWS = np.uint64((1 << ROW_BITS) - 1)
_KEPT = np.uint64(((1 << 64) - 1) ^ ((1 << ROW_BITS) - 1))


class MergedPostings:
    """Sorted postings of several segments, given back sorted, a slice of whole features at a time."""

    def __init__(self, columns: Sequence[PackedPostings], rows: Sequence[I64]) -> None:
        """`columns`: the postings of each; `rows`: the name of each row, -1 for one left out."""
        self._columns, self._rows = columns, rows

    def __len__(self) -> int:
        return sum(map(len, self._columns))

    def slices(self, size: int) -> Iterator[U64]:
        """Everything in order, in sorted slices of about `size` postings."""
        begins = [0] * len(self._columns)
        while any(begin < len(column) for begin, column in zip(begins, self._columns, strict=True)):
            limit = self._limit(begins, max(1, size // len(self._columns)))
            parts = [np.empty(0, np.uint64)]
            for number, column in enumerate(self._columns):
                end = column.behind(limit)
                parts.append(self._named(column.part(begins[number], end), self._rows[number]))
                begins[number] = max(end, begins[number])
            found = np.concatenate(parts)
            # Sorted parts behind each other are merged that way, and not sorted anew.
            found.sort(kind="stable")
            yield found

    def _limit(self, begins: Sequence[int], step: int) -> np.uint64:
        """The last posting of the next slice: of all columns the one that is so many on and comes first."""
        ahead = [
            column.at(min(begin + step, len(column)) - 1)
            for begin, column in zip(begins, self._columns, strict=True)
            if begin < len(column)
        ]
        return np.uint64(min(ahead) | _ROWS)

    def _named(self, part: U64, rows: I64) -> U64:
        named = rows[(part & _ROWS).astype(np.int64)]
        kept = named >= 0
        return (part[kept] & _KEPT) | named[kept].astype(np.uint64)

    def holding(self, keys: U64, low_bits: int) -> U64:
        """Those whose upper bits are among `keys`, sorted."""
        parts = [np.empty(0, np.uint64)]
        for column, rows in zip(self._columns, self._rows, strict=True):
            parts.append(self._named(column.holding(keys, low_bits), rows))
        found = np.concatenate(parts)
        found.sort()
        return found

    def close(self) -> None:
        """The columns are those of files, and nothing is held."""
