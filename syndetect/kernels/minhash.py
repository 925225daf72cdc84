"""MinHash signatures of a batch of texts: by one permutation, or in the affine scheme of datasketch 2."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.words import I64, U64, mix

U16: TypeAlias = NDArray[np.uint16]
U32: TypeAlias = NDArray[np.uint32]

EMPTY = np.uint32(0xFFFFFFFF)
"""Every value in the signature of an empty set."""

NOTHING = np.uint16(0xFFFF)
"""The same where low halves are kept."""

_BLOCK = 1 << 15


@lru_cache(maxsize=4)
def permutations(num_perm: int, seed: int) -> tuple[U32, U32]:
    """Multipliers (odd) and increments of the affine permutations: uint32 (num_perm,) each.

    The numbers of datasketch's ``affine32`` scheme, from the same random generator, so that signatures can be
    exchanged with it.
    """
    generator = np.random.RandomState(seed)
    a = generator.randint(0, 1 << 31, num_perm, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    b = generator.randint(0, 1 << 32, num_perm, dtype=np.uint32)
    return a, b


def premix(values: U32) -> U32:
    """The 32-bit finalizer of MurmurHash3 (Appleby 2011), which the scheme applies before it permutes."""
    values = values ^ (values >> np.uint32(16))
    values = values * np.uint32(0x85EBCA6B)
    values ^= values >> np.uint32(13)
    values *= np.uint32(0xC2B2AE35)
    values ^= values >> np.uint32(16)
    return values


def signatures(shingles: U64, starts: I64, num_perm: int, seed: int) -> U32:
    """MinHash signatures (Broder 1997) of texts given as runs of shingle hashes.

    `shingles`: uint64 (shingles,), of which the low 32 bits count; `starts`: int64 (texts + 1,), the first
    shingle of each text. Returns uint32 (texts, num_perm); all values of a text without shingles are EMPTY.
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
        for column in range(num_perm):
            np.multiply(block, a[column], out=permuted)
            np.add(permuted, b[column], out=permuted)
            out[filled[low:high], column] = np.minimum.reduceat(permuted, offsets)
    return out


_SCATTER = np.uint64(0xD1342543DE82EF95)
_HALF = np.uint64(32)
_LAST = np.uint32(0xFFFFFFFE)


def one_permutation(shingles: U64, starts: I64, num_perm: int, seed: int) -> U32:
    """Signatures from one hash for each shingle: its high half chooses the column, its low half the value.

    One permutation hashing (Li, Owen and Zhang 2012) with optimal densification: a column without a shingle
    takes the value of another one, which a hash of column and attempt chooses, the same in every text
    (Shrivastava 2017). The share of equal values estimates the resemblance, as in classic MinHash. Arguments
    and result as for `signatures`; the values are not those of datasketch.
    """
    texts = len(starts) - 1
    columns = np.uint64(num_perm)
    salt = np.uint64((seed * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) % (1 << 64))
    mixed = (shingles ^ salt) * _SCATTER
    mixed ^= mixed >> _HALF
    mixed *= _SCATTER
    cells = ((mixed >> _HALF) * columns >> _HALF).astype(np.int64)
    cells += np.repeat(np.arange(texts, dtype=np.int64) * num_perm, np.diff(starts))
    out = np.full(texts * num_perm, EMPTY, np.uint32)
    np.minimum.at(out, cells, np.minimum(mixed.astype(np.uint32), _LAST))
    return _densified(out.reshape(texts, num_perm), seed)


def _densified(sparse: U32, seed: int) -> U32:
    """The signatures with every empty column filled from one that is not, unless the whole text is empty."""
    num_perm = sparse.shape[1]
    empty = sparse == EMPTY
    rows, columns = np.nonzero(empty & ~empty.all(axis=1)[:, None])
    attempt = 0
    filled = sparse.copy() if len(rows) else sparse
    while len(rows):
        donors = _donors(num_perm, attempt, seed)[columns]
        given = sparse[rows, donors]
        filled[rows, columns] = given
        open_still = given == EMPTY
        rows, columns = rows[open_still], columns[open_still]
        attempt += 1
    return filled


@lru_cache(maxsize=4096)
def _donors(num_perm: int, attempt: int, seed: int) -> I64:
    """The column from which each column takes its value at an attempt: int64 (num_perm,)."""
    keys = np.arange(num_perm, dtype=np.uint64) + np.uint64((attempt * num_perm + (seed << 20)) % (1 << 64))
    return ((mix(keys + np.uint64(1)) >> _HALF) * np.uint64(num_perm) >> _HALF).astype(np.int64)


def low_halves(signatures: U32) -> U16:
    """Signatures with the low 16 bits of each value, as fingerprints have them: uint16 (texts, num_perm).

    Equal values stay equal, and of others one in 65,536 becomes so (b-bit minwise hashing, Li and König
    2010), which is little beside the error of an estimate. No value of a text with shingles is NOTHING.
    """
    halves = signatures.astype(np.uint16)
    halves[(halves == NOTHING) & (signatures != EMPTY)] = NOTHING - np.uint16(1)
    return halves


def resemblance(signatures: U16 | U32, left: I64, right: I64) -> NDArray[np.float64]:
    """Estimated Jaccard coefficients of pairs of rows: float64 (pairs,).

    `signatures`: uint16 or uint32 (texts, num_perm); `left`, `right`: int64 (pairs,). The work is done in
    blocks, because there can be many more pairs than texts.
    """
    estimates = np.empty(len(left))
    for low in range(0, len(left), _BLOCK):
        block = slice(low, low + _BLOCK)
        estimates[block] = (signatures[left[block]] == signatures[right[block]]).mean(axis=1)
    return estimates
