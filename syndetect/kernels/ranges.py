"""Many runs of whole numbers at once, and the owner of each number."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.words import I64, U64, Bools


def ranges(begins: I64, ends: I64) -> tuple[I64, I64]:
    """All numbers from each begin to its end, which is excluded: int64 owners and numbers, in order.

    `begins`, `ends`: int64 (n,). An owner is the index of its begin. An end before its begin is an empty run.
    """
    sizes = np.maximum(ends - begins, 0)
    owners = np.repeat(np.arange(len(sizes)), sizes)
    shift = begins - (np.cumsum(sizes) - sizes)
    return owners, np.arange(len(owners)) + shift[owners]


def borders(owners: NDArray[Any]) -> I64:
    """The first row of each owner, in a column grouped by owner: int64 (groups,)."""
    if not len(owners):
        return np.empty(0, np.int64)
    return np.flatnonzero(np.append(True, owners[1:] != owners[:-1]))


def sized(firsts: I64, total: int) -> I64:
    """The number of rows of each group, int64 (groups,), from its first row and the `total` of all rows."""
    return np.diff(firsts, append=total)


def within(owners: I64, owner_begins: I64, owner_ends: I64) -> tuple[I64, I64]:
    """Every row with every member of its owner: int64 rows and members.

    `owner_begins`, `owner_ends`: int64 (owners,), the members of each owner.
    """
    return ranges(owner_begins[owners], owner_ends[owners])


def sorted_places(keys: U64) -> tuple[I64, U64]:
    """`np.argsort(keys, kind="stable")` and the keys in that order, many times faster for large numbers.

    The first bits of each key and its index are sorted as one number, which leaves few equal keys.
    """
    if not len(keys):
        return np.empty(0, np.int64), keys
    spare = np.uint64(64 - int(keys.max()).bit_length())
    mask = np.uint64((1 << (len(keys) - 1).bit_length()) - 1)
    packed = (keys << spare) & ~mask
    packed |= np.arange(len(keys), dtype=np.uint64)
    packed.sort()
    order = (packed & mask).astype(np.int64)
    ranked = keys[order]
    if (ranked[1:] < ranked[:-1]).any():
        # Two different keys have the same first bits.
        order = np.argsort(keys, kind="stable")
        ranked = keys[order]
    return order, ranked


def any_of(rows: I64, true: Bools, total: int) -> Bools:
    """Which of `total` owners have a true member; `rows`: int64, the owner of each member."""
    mask: Bools = np.zeros(total, np.bool_)
    mask[rows[true]] = True
    return mask
