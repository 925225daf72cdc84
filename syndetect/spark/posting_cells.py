"""Postings of one task, and posting lists in cells; rows may be more than a posting of one machine holds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from syndetect.kernels.join import PLACE_BITS, ROW_BITS, Lists, posting_lists
from syndetect.kernels.ranges import borders, sized
from syndetect.kernels.words import U64
from syndetect.spark.cells import Row, first_hash, folded, unfolded
from syndetect.spill import MEMORY, Budget, SortedRuns

SLICE = 1 << 20
"""Numbers that a task looks at together."""

SHORT = 100
"""Is added to the kind of lists of no more members than asked, which are looked at once."""


def row_bits(buckets: int) -> int:
    """Low bits that hold the row in a bucket's postings: its hashes have their first bits in common."""
    return min(PLACE_BITS, ROW_BITS + buckets.bit_length() - 1)


class BucketPostings:
    """The postings of the buckets of a task as sorted numbers, by kind; what is too much goes to a file."""

    def __init__(self, buckets: int) -> None:
        self._buckets, self.row_bits = buckets, row_bits(buckets)
        self._budget = Budget(MEMORY)
        self._runs: dict[tuple[int, int], SortedRuns] = {}

    def append(self, kind: int, bucket: int, hashes: U64, rows: U64) -> None:
        """Add some postings of a bucket."""
        first, end = first_hash(bucket, self._buckets), first_hash(bucket + 1, self._buckets)
        if (runs := self._runs.get((kind, bucket))) is None:
            runs = SortedRuns(end - first << self.row_bits, self.row_bits, self._budget)
            self._runs[kind, bucket] = runs
        runs.append((hashes - np.uint64(first)) << np.uint64(self.row_bits) | rows)

    def slices(self) -> Iterator[tuple[int, U64]]:
        """Kinds and their postings, sorted, no hash cut: hashes from a bucket's first on, `row_bits` of row.

        To be asked for once: what was given back is let go.
        """
        for (kind, _), runs in sorted(self._runs.items()):
            for part in runs.slices(SLICE):
                yield kind, part
            runs.close()


def list_cells(postings: BucketPostings, most: int) -> Iterator[Row]:
    """The lists of two members or more of some postings by place, each with its kind and in one cell.

    Those of up to `most` members are apart.
    """
    bits = np.uint64(postings.row_bits)
    for number, (kind, part) in enumerate(postings.slices()):
        lists = posting_lists(part, None, row_bits=postings.row_bits)
        long = lists.sizes > most
        for shift, some in ((0, long), (SHORT, ~long)):
            if some.any():
                held = lists.where(some)
                hashes = np.repeat(held.features >> bits, held.sizes)
                yield kind + shift, number, folded(hashes, held.members.astype(np.uint64))


def lists_in(cell: bytes) -> Lists:
    """The lists of a cell."""
    hashes, members = unfolded(cell)
    firsts = borders(hashes)
    return Lists(hashes[firsts], members.astype(np.int64), sized(firsts, len(hashes)))
