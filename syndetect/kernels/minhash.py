"""MinHash signatures in the affine scheme of datasketch 2, computed for a batch of texts at once."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.text import I64, U64

U32: TypeAlias = NDArray[np.uint32]

EMPTY = np.uint32(0xFFFFFFFF)
"""The value of every place in the signature of an empty set."""

_BLOCK = 1 << 15


@lru_cache(maxsize=4)
def permutations(num_perm: int, seed: int) -> tuple[U32, U32]:
    """Multipliers (odd) and increments of the affine permutations: uint32 (num_perm,) each.

    The draw of datasketch's ``affine32`` scheme, from the generator that it is defined by, so that signatures
    can be exchanged with it.
    """
    generator = np.random.RandomState(seed)
    a = generator.randint(0, 1 << 31, num_perm, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    b = generator.randint(0, 1 << 32, num_perm, dtype=np.uint32)
    return a, b


def premix(values: U32) -> U32:
    """The 32-bit finalizer of MurmurHash3 (Appleby 2011), which the scheme applies before permuting."""
    values = values ^ (values >> np.uint32(16))
    values = values * np.uint32(0x85EBCA6B)
    values ^= values >> np.uint32(13)
    values *= np.uint32(0xC2B2AE35)
    values ^= values >> np.uint32(16)
    return values


def signatures(shingles: U64, starts: I64, num_perm: int, seed: int) -> U32:
    """MinHash signatures (Broder 1997) of texts given as runs of shingle hashes.

    `shingles`: uint64 (shingles,), of which the low 32 bits count; `starts`: int64 (texts + 1,). Returns
    uint32 (texts, num_perm); a text without shingles has EMPTY throughout.
    """
    texts = len(starts) - 1
    out = np.full((texts, num_perm), EMPTY, np.uint32)
    filled = np.flatnonzero(np.diff(starts))
    if not len(filled):
        return out
    a, b = permutations(num_perm, seed)
    values = premix(shingles.astype(np.uint32))
    firsts = starts[filled]
    # Blocks of whole texts keep the permuted values in the processor's cache.
    cuts = np.searchsorted(firsts, np.arange(0, len(values), _BLOCK))
    cuts = np.unique(np.append(cuts, len(filled)))
    ends = np.append(firsts[1:], len(values))
    buffer = np.empty(0, np.uint32)
    for low, high in pairwise(cuts.tolist()):
        block = values[firsts[low] : ends[high - 1]]
        offsets = firsts[low:high] - firsts[low]
        if len(buffer) < len(block):
            buffer = np.empty(len(block), np.uint32)
        permuted = buffer[: len(block)]
        for place in range(num_perm):
            np.multiply(block, a[place], out=permuted)
            np.add(permuted, b[place], out=permuted)
            out[filled[low:high], place] = np.minimum.reduceat(permuted, offsets)
    return out


def resemblance(signatures: U32, left: I64, right: I64) -> NDArray[np.float64]:
    """Estimated Jaccard coefficients of pairs of rows: float64 (pairs,).

    `signatures`: uint32 (texts, num_perm); `left`, `right`: int64 (pairs,). Worked on in blocks, as the pairs
    may be many more than the texts.
    """
    estimates = np.empty(len(left))
    for low in range(0, len(left), _BLOCK):
        block = slice(low, low + _BLOCK)
        estimates[block] = (signatures[left[block]] == signatures[right[block]]).mean(axis=1)
    return estimates
