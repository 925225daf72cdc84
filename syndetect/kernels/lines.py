"""Lines of texts as hashes, to see which ones recur."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from syndetect.kernels.text import I64, U64, WordBatch, mix

LENGTH_BITS = 8
"""Low bits of the part of a line's key that a posting keeps: how many words it has, up to a limit."""

LONGEST = (1 << LENGTH_BITS) - 1


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines, of several texts, that have words.

    `keys`: uint64 (lines,), equal for equal words of equal owners, with the number of words, at most LONGEST,
    in bits 24 to 31. `texts`: int64 (lines,), the text of each. `firsts`: int64 (lines + 1,), its first word
    in the batch.
    """

    keys: U64
    texts: I64
    firsts: I64


def lines(texts: Sequence[str], batch: WordBatch, owners: U64) -> Lines:
    """The lines of `texts`, whose words are `batch`.

    `owners`: uint64 (texts,), a hash of who each belongs to. The order of words within a line does not count.
    """
    lengths = np.fromiter((len(text) for text in texts), np.int64, len(texts))
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(lengths + 1, out=offsets[1:])
    counts = np.diff(batch.firsts)
    begins = batch.begins + np.repeat(offsets[:-1], counts)
    first = np.unique(np.searchsorted(begins, _breaks("\n".join(texts))))
    first = np.unique(np.concatenate((batch.firsts[:-1], first)))
    first = first[first < len(begins)]
    if not len(first):
        nothing = np.empty(0, np.int64)
        return Lines(nothing.astype(np.uint64), nothing, np.zeros(1, np.int64))
    firsts = np.append(first, len(begins))
    of_text = np.searchsorted(batch.firsts, first, side="right") - 1
    sums = mix(np.add.reduceat(mix(batch.hashes), first) + owners[of_text])
    words = np.minimum(np.diff(firsts), LONGEST).astype(np.uint64)
    keys = (sums & ~np.uint64(0xFFFFFFFF)) | (words << np.uint64(24))
    return Lines(keys, of_text, firsts)


def _breaks(text: str) -> I64:
    if text.isascii():
        return np.flatnonzero(np.frombuffer(text.encode("ascii"), np.uint8) == ord("\n"))
    return np.flatnonzero(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32) == ord("\n"))
