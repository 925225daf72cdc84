"""Scripts without spaces: a letter together with its neighbours is used in place of a word.

A letter alone is too common. Its hash becomes that of the letter between its two neighbours, so that a run of
three covers five letters, about three words; its stem becomes the pair with the next letter, the usual unit
of retrieval in these scripts.
"""

from __future__ import annotations

import numpy as np

from syndetect.kernels.words import SINGLE, U64, Bools, WordBatch, mix

_BEFORE = np.uint64(0x9FB21C651E98DF25)
_SELF = np.uint64(0xD6E8FEB86659FD93)
_AFTER = np.uint64(0xC2B2AE3D27D4EB4F)


def in_context(batch: WordBatch) -> WordBatch:
    """The batch with hashes and stems of letters of unspaced scripts made from their neighbours."""
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
    """Whether a letter follows the one before without a gap that counts: bool (words + 1,)."""
    joined = np.zeros(len(single) + 1, np.bool_)
    joined[1:-1] = single[1:] & single[:-1] & (batch.lows[1:] == batch.highs[:-1])
    joined[batch.firsts] = False
    return joined


def distinctive(stems: U64) -> Bools:
    """Which pairs of letters count as content words, bool (pairs,): always the same half of all pairs."""
    kept: Bools = (stems & np.uint64(1)) == 0
    return kept
