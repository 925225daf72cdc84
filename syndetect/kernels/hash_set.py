"""A fixed set of a few thousand hashes, in which millions of hashes are looked up at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.kernels.words import U64, Bools

_ROOM = 8
"""Cells for each member: the more there are, the fewer levels a look-up needs."""


@dataclass(frozen=True, slots=True)
class HashSet:
    """A set of hashes as a few tables, each with a power of two cells; each member is in one of them.

    The cell of a hash in each level depends on other bits of it, so that a look-up is one gather for each
    level and never a search.
    """

    levels: tuple[tuple[np.uint64, U64], ...]

    def holds(self, hashes: U64) -> Bools:
        """Which of the hashes, uint64 (n,), are members."""
        mask = np.zeros(len(hashes), np.bool_)
        for shift, table in self.levels:
            mask |= table[(hashes >> shift) & np.uint64(len(table) - 1)] == hashes
        return mask


def members(hashes: U64) -> HashSet:
    """The set of `hashes`, which must be spread evenly over 64 bits, and none of them 0."""
    left = np.unique(hashes)
    size = 1 << int(max(1, len(left)) * _ROOM - 1).bit_length()
    levels: list[tuple[np.uint64, U64]] = []
    shift = 0
    while len(left):
        table = np.zeros(size, np.uint64)
        cells = (left >> np.uint64(shift)) & np.uint64(size - 1)
        table[cells] = left
        levels.append((np.uint64(shift), table))
        left = left[table[cells] != left]
        # Other bits for members whose cell was taken; they are far too few to run out of bits.
        shift = (shift + 13) % 48
        size = max(64, size >> 2)
    return HashSet(tuple(levels))


def among(values: U64, ordered: U64) -> Bools:
    """Which `values` are in the sorted column `ordered`: bool (values,)."""
    if not len(ordered):
        return np.zeros(len(values), np.bool_)
    mask: Bools = ordered[np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)] == values
    return mask
