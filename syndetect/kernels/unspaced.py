"""Scripts without spaces: letters get the weight of words from the letters beside them.

A letter alone says too little: the hash of one becomes that of itself between its neighbours, so that a run
of three stands for five letters, about three words; its stem becomes the pair with the next letter, the unit
that retrieval in these scripts does well with.
"""

from __future__ import annotations

import numpy as np

from syndetect.kernels.words import SINGLE, U64, Bools, WordBatch, mix

_BEFORE = np.uint64(0x9FB21C651E98DF25)
_SELF = np.uint64(0xD6E8FEB86659FD93)
_AFTER = np.uint64(0xC2B2AE3D27D4EB4F)


def in_context(batch: WordBatch) -> WordBatch:
    """The batch with hashes and stems of letters of unspaced scripts made from their surroundings."""
    if batch.plain:
        return batch
    single = (batch.marks & np.uint8(SINGLE)) != 0
    if not single.any():
        return batch
    joined = _joined(batch, single)
    none = np.zeros(1, np.uint64)
    before: U64 = np.where(joined[:-1], np.concatenate((none, batch.hashes[:-1])), none)
    after: U64 = np.where(joined[1:], np.concatenate((batch.hashes[1:], none)), none)
    pairs: U64 = mix(batch.hashes * _SELF + after * _AFTER)
    return batch.renamed(
        np.where(single, mix(pairs + before * _BEFORE), batch.hashes), np.where(single, pairs, batch.stems)
    )


def _joined(batch: WordBatch, single: Bools) -> Bools:
    """Whether nothing that counts stands between a letter and the one before: bool (words + 1,)."""
    joined = np.zeros(len(single) + 1, np.bool_)
    joined[1:-1] = single[1:] & single[:-1] & (batch.lows[1:] == batch.highs[:-1])
    joined[batch.firsts] = False
    return joined


def distinctive(stems: U64) -> Bools:
    """Which pairs of letters count as content, bool (pairs,): always the same half of all pairs."""
    kept: Bools = (stems & np.uint64(1)) == 0
    return kept
