"""Words to shingles: hashes of every run of k words, and of pairs of neighbouring content words."""

from __future__ import annotations

import numpy as np

from syndetect.kernels.words import I32, I64, U64, Bools

_STEP = 0x9FB21C651E98DF25
_ODD = np.uint64(0xD6E8FEB86659FD93)


def owners(firsts: I64) -> I32:
    """The text of every word: int32 (words,), from the first words (texts + 1,)."""
    return np.repeat(np.arange(len(firsts) - 1, dtype=np.int32), np.diff(firsts))


class Runs:
    """Hashes of runs of words of several lengths, each length made from shorter ones that are kept.

    A run's hash is the rolling polynomial over its words' hashes modulo 2^64 (Karp and Rabin 1987). Hashes of
    words are spread evenly over all 64 bits, and so are sums of their odd multiples, which need no mixing.
    """

    def __init__(self, hashes: U64, firsts: I64) -> None:
        """`hashes`: uint64 (words,) of several texts; `firsts`: int64 (texts + 1,), first word of each."""
        self._firsts = firsts
        self._rolled = {1: hashes}

    def of(self, size: int) -> tuple[U64, I64]:
        """All runs of `size` words within a text, and the first run of each text.

        uint64 (shingles,) in reading order, int64 (texts + 1,). A text of w words has max(0, w - size + 1).
        """
        firsts = self._firsts
        counts = np.maximum(np.diff(firsts) - size + 1, 0)
        starts = np.zeros(len(firsts), np.int64)
        np.cumsum(counts, out=starts[1:])
        total = len(self._rolled[1]) - size + 1
        if total <= 0:
            return np.empty(0, np.uint64), starts
        rolled = self._of_any_text(size)
        keep = np.ones(total, np.bool_)
        for shift in range(1, size):
            # The last size - 1 words of a text start no shingle.
            ends = firsts[1:] - shift
            ends = ends[(ends >= firsts[:-1]) & (ends < total)]
            keep[ends] = False
        return rolled[keep], starts

    def _of_any_text(self, size: int) -> U64:
        rolled = self._rolled.get(size)
        if rolled is None:
            tail = min(size // 2, max((known for known in self._rolled if known < size), default=1))
            head = size - tail
            long = self._of_any_text(head)
            short = self._of_any_text(tail)
            total = len(self._rolled[1]) - size + 1
            rolled = long[:total] * np.uint64(pow(_STEP, tail, 1 << 64))
            rolled += short[head : head + total]
            self._rolled[size] = rolled
        return rolled


def shingles(hashes: U64, firsts: I64, size: int) -> tuple[U64, I64]:
    """Hashes of all runs of `size` words inside a text, and the first one of each; shapes as in `Runs.of`."""
    return Runs(hashes, firsts).of(size)


def neighbours(stems: U64, texts: I32, window: int) -> tuple[U64, I32]:
    """Unordered pairs of content words at most `window` content words apart.

    `stems`: uint64 (content words,) and their texts, int32 of the same shape. Returns pair hashes and texts.
    The order within a pair does not count, so "villages were evacuated" equals "evacuation of villages".
    """
    hashes: list[U64] = []
    where: list[I32] = []
    for shift in range(1, window + 1):
        if len(stems) <= shift:
            break
        left, right = stems[:-shift], stems[shift:]
        keep: Bools = (texts[:-shift] == texts[shift:]) & (left != right)
        # A sum of evenly spread hashes does not depend on their order, and is as evenly spread.
        hashes.append((left + right)[keep] * _ODD)
        where.append(texts[:-shift][keep])
    if not hashes:
        return np.empty(0, np.uint64), np.empty(0, np.int32)
    return np.concatenate(hashes), np.concatenate(where)
