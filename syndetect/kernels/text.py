"""Text to words: batches of texts become arrays of word borders and word hashes, with no loop over words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

U8: TypeAlias = NDArray[np.uint8]
I32: TypeAlias = NDArray[np.int32]
I64: TypeAlias = NDArray[np.int64]
U64: TypeAlias = NDArray[np.uint64]
Bools: TypeAlias = NDArray[np.bool_]

WORD = 1
"""Part of a word."""
SINGLE = 2
"""A word of its own, as in scripts without spaces."""
IGNORED = 4
"""Zero-width, soft hyphen, combining accent: stays inside a word's borders, adds nothing to its hash."""
JOINER = 8
"""Full stop or comma: part of a word only between two digits."""
DIGIT = 16
UPPER = 32

_BASE = np.uint64(0x9E3779B97F4A7C15)
_INVERSE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_SPREAD = np.uint64(0xD6E8FEB86659FD93)
_ONE = np.uint64(1)


@dataclass(frozen=True, slots=True)
class WordBatch:
    """The words of several texts, one after the other.

    `begins`, `ends`: int32 (words,), code points within the word's own text. `hashes`: uint64 (words,) of the
    folded word. `stems`: uint64 (words,) of its first five characters. `marks`: uint8 (words,), DIGIT if it
    has a digit, UPPER if it starts with a capital. `firsts`: int64 (texts + 1,), first word of each text.
    """

    begins: I32
    ends: I32
    hashes: U64
    stems: U64
    marks: U8
    firsts: I64


@lru_cache(maxsize=1)
def _tables() -> tuple[U8, NDArray[np.uint32]]:
    with files("syndetect").joinpath("data/unicode.npz").open("rb") as file, np.load(file) as saved:
        lengths = np.diff(saved["starts"], append=0x110000)
        kinds = np.repeat(saved["kinds"], lengths)
        folds = np.arange(0x110000, dtype=np.uint32)
        folds[saved["folded"]] = saved["folds"]
    return kinds, folds


@lru_cache(maxsize=2)
def _powers(size: int) -> tuple[U64, U64]:
    # Products wrap around modulo 2^64, which is the arithmetic wanted; an odd base has an inverse there.
    up = np.full(size, _BASE, np.uint64)
    down = np.full(size, _INVERSE, np.uint64)
    up[0] = down[0] = _ONE
    return np.multiply.accumulate(up), np.multiply.accumulate(down)


def mix(values: U64) -> U64:
    """Spread every input bit over the whole word (the finalizer of MurmurHash3, Appleby 2011)."""
    values = values ^ (values >> np.uint64(33))
    values = values * np.uint64(0xFF51AFD7ED558CCD)
    values ^= values >> np.uint64(33)
    values *= np.uint64(0xC4CEB9FE1A85EC53)
    values ^= values >> np.uint64(33)
    return values


def words(texts: Sequence[str]) -> WordBatch:
    """Split `texts` into words and hash them.

    A word is a run of letters, marks and digits; a full stop or comma between two digits belongs to the
    number; in scripts without spaces each letter is a word. Hashes are taken of the case- and accent-folded
    word by a polynomial over its characters modulo 2^64, so that all words of a batch come from one prefix
    sum; they do not depend on what else is in the batch.
    """
    # Three separators close every text, so that no word and no number reaches over two texts.
    joined = "\n".join((*texts, "\n"))
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.fromiter((len(text) for text in texts), np.int64, len(texts))
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(lengths + 1, out=offsets[1:])

    table, folds = _tables()
    kinds = table[np.minimum(points, 0x10FFFF)]
    inside = _inside(kinds)
    before = np.empty_like(inside)
    before[0] = False
    before[1:] = inside[:-1]
    single = (kinds & SINGLE) != 0
    if single.any():
        cut = single.copy()
        cut[1:] |= single[:-1]
        begins = np.flatnonzero(inside & (~before | cut))
        after = np.zeros_like(cut)
        after[:-1] = cut[1:]
        ends = np.flatnonzero(inside & (~np.append(inside[1:], False) | after)) + 1
    else:
        begins = np.flatnonzero(inside & ~before)
        ends = np.flatnonzero(before & ~inside)

    sums, place = _prefix_sums(points, kinds, folds)
    solid = place[ends] > place[begins]
    if not solid.all():
        begins, ends = begins[solid], ends[solid]
    hashes = _hash_between(sums, place, begins, ends)
    heads, fifths = begins, begins + 5
    if place[-1] < len(points):
        # Ignored characters are none of a word's first five, and none of them is its capital.
        heads = np.searchsorted(place, place[begins], side="right") - 1
        fifths = np.searchsorted(place, place[begins] + 5)
    stems = _hash_between(sums, place, begins, np.minimum(ends, fifths))

    marks = kinds[heads] & np.uint8(UPPER)
    digits = np.zeros(len(kinds) + 1, np.int32)
    np.cumsum((kinds & DIGIT) != 0, out=digits[1:])
    marks |= ((digits[ends] > digits[begins]) * DIGIT).astype(np.uint8)

    firsts = np.searchsorted(begins, offsets)
    shift = np.repeat(offsets[:-1], np.diff(firsts))
    return WordBatch(
        (begins - shift).astype(np.int32),
        (ends - shift).astype(np.int32),
        hashes,
        stems,
        marks,
        firsts.astype(np.int64),
    )


def _inside(kinds: U8) -> Bools:
    inside: Bools = (kinds & (WORD | IGNORED)) != 0
    joiners = np.flatnonzero(kinds[1:-1] == JOINER) + 1
    numeric = (kinds[joiners - 1] & DIGIT != 0) & (kinds[joiners + 1] & DIGIT != 0)
    inside[joiners[numeric]] = True
    return inside


def _prefix_sums(points: NDArray[np.uint32], kinds: U8, folds: NDArray[np.uint32]) -> tuple[U64, I64]:
    size = len(points)
    counted = (kinds & IGNORED) == 0
    place = np.zeros(size + 1, np.int64)
    np.cumsum(counted, out=place[1:])
    up, _ = _powers(_rounded(size + 1))
    letters = folds[np.minimum(points, 0x10FFFF)].astype(np.uint64)
    letters = (letters + _ONE) * _SPREAD
    letters ^= letters >> np.uint64(29)
    letters *= counted
    letters *= up[place[:-1]]
    sums = np.zeros(size + 1, np.uint64)
    np.cumsum(letters, out=sums[1:])
    return sums, place


def _hash_between(sums: U64, place: I64, begins: I64, ends: I64) -> U64:
    _, down = _powers(_rounded(len(sums)))
    return mix((sums[ends] - sums[begins]) * down[place[begins]])


def _rounded(size: int) -> int:
    # Powers of two, so that batches of similar size share one cached table.
    return 1 << max(12, int(size - 1).bit_length())
