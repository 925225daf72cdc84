"""Lines of texts as hashes, to see which ones recur."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.kernels.words import I64, U64, WordBatch, mix

LENGTH_BITS = 8
"""Low bits of the part of a line's key that a posting keeps: how many words it has, up to a limit."""

LONGEST = (1 << LENGTH_BITS) - 1

COMMON = 1 << 32
"""The bit that keys of lines have when their owner does not count."""

_HASH = np.uint64(((1 << 64) - 1) ^ ((COMMON << 1) - 1))


@dataclass(frozen=True, slots=True)
class LineHashes:
    """The lines, of several texts, that have words.

    `keys`: uint64 (lines,), equal for equal words of equal owners, with the number of words, at most LONGEST,
    in bits 24 to 31. `common`: the same, equal for equal words whoever owns them, with the bit COMMON, which
    no other key has. `texts`: int64 (lines,), the text of each. `firsts`: int64 (lines + 1,), its first word
    in the batch.
    """

    keys: U64
    common: U64
    texts: I64
    firsts: I64


def lines(batch: WordBatch, owners: U64) -> LineHashes:
    """The lines of the texts whose words are `batch`, all of them.

    `owners`: uint64 (texts,), a hash of who each belongs to. The order of words within a line does not count.
    """
    # The end of a text is the end of a line, too.
    first = np.searchsorted(batch.read.begins, _breaks(batch.read.text))
    first = _distinct(np.concatenate((np.zeros(1, np.int64), first)))
    first = first[first < len(batch.hashes)]
    if not len(first):
        nothing = np.empty(0, np.int64)
        none = nothing.astype(np.uint64)
        return LineHashes(none, none, nothing, np.zeros(1, np.int64))
    firsts = np.append(first, len(batch.hashes))
    of_text = np.searchsorted(batch.firsts, first, side="right") - 1
    sums = np.add.reduceat(batch.hashes, first)
    words = np.minimum(np.diff(firsts), LONGEST).astype(np.uint64) << np.uint64(24)
    keys = (mix(sums + owners[of_text]) & _HASH) | words
    common = (mix(sums) & _HASH) | words | np.uint64(COMMON)
    return LineHashes(keys, common, of_text, firsts)


def _distinct(ordered: I64) -> I64:
    new = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return ordered[new]


def _breaks(text: str) -> I64:
    if text.isascii():
        return np.flatnonzero(np.frombuffer(text.encode("ascii"), np.uint8) == ord("\n"))
    return np.flatnonzero(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32) == ord("\n"))
