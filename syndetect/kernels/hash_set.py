"""Is it one of these? Asked of millions of hashes at once, about a fixed set of a few thousand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.kernels.words import U64, Bools

_ROOM = 8
"""Places for each member: the more, the fewer levels a question goes through."""


@dataclass(frozen=True, slots=True)
class HashSet:
    """A set of hashes as a few tables of a power of two places each; a member stands in one of them.

    A hash chooses its place in each level by other bits of its own, so that a look-up is one gather a level
    and never a search.
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
        places = (left >> np.uint64(shift)) & np.uint64(size - 1)
        table[places] = left
        levels.append((np.uint64(shift), table))
        left = left[table[places] != left]
        # Other bits for those that met another member; far too few to run out of bits.
        shift = (shift + 13) % 48
        size = max(64, size >> 2)
    return HashSet(tuple(levels))


def among(values: U64, ordered: U64) -> Bools:
    """Which `values` are in a sorted column: bool (values,). The column may be much longer or shorter."""
    if not len(ordered):
        return np.zeros(len(values), np.bool_)
    mask: Bools = ordered[np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)] == values
    return mask
