"""Words to shingles: hashes of every run of k words, and of pairs of neighbouring content words."""

from __future__ import annotations

import numpy as np

from syndetect.kernels.text import I32, I64, U64, Bools, mix

_STEP = np.uint64(0x9FB21C651E98DF25)


def owners(firsts: I64) -> I32:
    """The text of every word: int32 (words,), from the first words (texts + 1,)."""
    return np.repeat(np.arange(len(firsts) - 1, dtype=np.int32), np.diff(firsts))


def shingles(hashes: U64, firsts: I64, size: int) -> tuple[U64, I64]:
    """Hashes of all runs of `size` words that stay within a text.

    `hashes`: uint64 (words,); `firsts`: int64 (texts + 1,). Returns the shingles, uint64 (shingles,), in
    reading order, and the first shingle of each text, int64 (texts + 1,). A text of w words has
    max(0, w - size + 1). Rolling polynomial over word hashes modulo 2^64 (Karp and Rabin 1987).
    """
    counts = np.maximum(np.diff(firsts) - size + 1, 0)
    starts = np.zeros(len(firsts), np.int64)
    np.cumsum(counts, out=starts[1:])
    total = len(hashes) - size + 1
    if total <= 0:
        return np.empty(0, np.uint64), starts
    rolled = hashes[:total].copy()
    for shift in range(1, size):
        rolled *= _STEP
        rolled += hashes[shift : shift + total]
    keep = np.ones(total, np.bool_)
    for shift in range(1, size):
        # The last size - 1 words of a text start no shingle.
        ends = firsts[1:] - shift
        ends = ends[(ends >= firsts[:-1]) & (ends < total)]
        keep[ends] = False
    return mix(rolled[keep]), starts


def neighbours(stems: U64, texts: I32, window: int) -> tuple[U64, I32]:
    """Unordered pairs of content words at most `window` content words apart.

    `stems`: uint64 (content words,) and their texts, int32 of the same shape. Returns pair hashes and texts.
    The order within a pair is forgotten, so "villages were evacuated" meets "evacuation of villages".
    """
    found: list[U64] = []
    where: list[I32] = []
    for shift in range(1, window + 1):
        if len(stems) <= shift:
            break
        left, right = stems[:-shift], stems[shift:]
        keep: Bools = (texts[:-shift] == texts[shift:]) & (left != right)
        low = np.minimum(left, right)[keep]
        high = np.maximum(left, right)[keep]
        found.append(mix(low * _STEP + high))
        where.append(texts[:-shift][keep])
    if not found:
        return np.empty(0, np.uint64), np.empty(0, np.int32)
    return np.concatenate(found), np.concatenate(where)
