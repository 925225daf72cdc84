"""Hashes of many stretches of bytes at once, eight bytes in each step."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.code_points import I64, U8

U64: TypeAlias = NDArray[np.uint64]

_STEP = np.uint64(0xC2B2AE3D27D4EB4F)
_BITS = np.uint64(63)
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)
_STEM = np.uint64((1 << 8 * 5) - 1)
_PLAIN = np.uint64(0)


def mix(values: U64) -> U64:
    """Spread every input bit over the whole word (the finalizer of MurmurHash3, Appleby 2011)."""
    values = values ^ (values >> np.uint64(33))
    values *= np.uint64(0xFF51AFD7ED558CCD)
    values ^= values >> np.uint64(33)
    values *= np.uint64(0xC4CEB9FE1A85EC53)
    values ^= values >> np.uint64(33)
    return values


def joined(hashes: U64, more: U64) -> U64:
    """Hashes of two values in sequence, from the hash of each: uint64, of one shape."""
    return mix(hashes * _STEP + more)


def chained(plane: U8, low: I64, high: I64, bits: np.uint64 = _PLAIN) -> tuple[U64, U64]:
    """Hashes of the bytes from `low` to `high`, and the first eight bytes as one number, filled with zeros.

    `plane`: uint8, with at least eight bytes after the last stretch. `bits` are set in every eight bytes.
    """
    sizes = high - low
    # Eight letters from any offset, as one number: two neighbouring aligned numbers, shifted together.
    aligned = np.frombuffer(plane.data, "<u8", len(plane) // 8)
    first = _eight(aligned, low)
    first |= bits
    first &= _MASKS[np.minimum(sizes, 8)]
    hashes = mix(first)
    longer = np.flatnonzero(sizes > 8)
    done = 8
    while len(longer):
        block = (_eight(aligned, low[longer] + done) | bits) & _MASKS[np.minimum(sizes[longer] - done, 8)]
        hashes[longer] = joined(hashes[longer], block)
        done += 8
        longer = longer[sizes[longer] > done]
    return hashes, first


def openings(first: U64) -> U64:
    """The first five of eight bytes, from which stems are hashed."""
    return first & _STEM


def _eight(aligned: U64, offsets: I64) -> U64:
    """The eight bytes from each of the offsets."""
    cells = offsets >> 3
    shifts = ((offsets & 7) << 3).astype(np.uint64)
    eight: U64 = aligned[cells] >> shifts
    # Shifting by 64 is undefined, so the other part is shifted twice.
    cells += 1
    above = aligned[cells]
    above <<= np.uint64(1)
    above <<= _BITS - shifts
    eight |= above
    return eight
