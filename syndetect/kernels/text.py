"""Text to words: batches of texts become arrays of word borders and word hashes, with no loop over words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
_SPREAD = np.uint64(0xD6E8FEB86659FD93)
_STEP = np.uint64(0xC2B2AE3D27D4EB4F)
_ONE = np.uint64(1)
_BITS = np.uint64(63)
_STEM = 5
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)


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


@lru_cache(maxsize=1)
def _byte_tables() -> tuple[bytes, bytes]:
    # What the first 256 code points are and fold to, for bytes.translate, which reads a gigabyte a second.
    kinds, folds = _tables()
    narrow = folds[:256]
    return kinds[:256].tobytes(), np.where(narrow < 256, narrow, 0).astype(np.uint8).tobytes()


def mix(values: U64) -> U64:
    """Spread every input bit over the whole word (the finalizer of MurmurHash3, Appleby 2011)."""
    values = values ^ (values >> np.uint64(33))
    values *= np.uint64(0xFF51AFD7ED558CCD)
    values ^= values >> np.uint64(33)
    values *= np.uint64(0xC4CEB9FE1A85EC53)
    values ^= values >> np.uint64(33)
    return values


def words(texts: Sequence[str]) -> WordBatch:
    """Split `texts` into words and hash them.

    A word is a run of letters, marks and digits; a full stop or comma between two digits belongs to the
    number; in scripts without spaces each letter is a word. Hashes are taken of the case- and accent-folded
    word, eight letters at a time where all of them fold into Latin-1, and by a polynomial over its letters
    elsewhere; they do not depend on what else is in the batch.
    """
    # Three separators close every batch, so that no word and no number reaches over two texts.
    letters = _letters("\n".join((*texts, "\n")))
    begins, ends = _borders(letters)
    # Where the letters stand once the ignored ones are gone.
    low, high = letters.packed(begins), letters.packed(ends)
    if len(letters.ignored):
        solid = high > low
        if not solid.all():
            begins, ends, low, high = begins[solid], ends[solid], low[solid], high[solid]
    hashes, stems = _hashed(letters, low, high)

    heads = letters.unpacked(low) if len(letters.ignored) else begins
    marks = letters.kinds[heads] & np.uint8(UPPER)
    digits = np.flatnonzero((letters.kinds & np.uint8(DIGIT)) != 0)
    # A digit is always inside a word: that of the last begin before it.
    marks[np.searchsorted(begins, digits, side="right") - 1] |= np.uint8(DIGIT)

    lengths = np.fromiter((len(text) for text in texts), np.int64, len(texts))
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(lengths + 1, out=offsets[1:])
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


@dataclass(frozen=True, slots=True)
class _Letters:
    """The characters of a batch: what each is, and the folded letters that count, packed.

    `kinds`: uint8 (characters,). `ignored`: int64, where characters stand that count for nothing. `folded`:
    uint8, the folded letter of every other character, 0 where it does not fit, and _PAD zeros at the end.
    `wide`, `wide_folds`: where among the packed letters those stand that do not fit, and what they fold to.
    """

    kinds: U8
    ignored: I64
    folded: U8
    wide: I64
    wide_folds: NDArray[np.uint32]

    def packed(self, places: I64) -> I64:
        """Places among all characters as places among those that count."""
        if not len(self.ignored):
            return places
        return places - np.searchsorted(self.ignored, places)

    def unpacked(self, places: I64) -> I64:
        """Places among the characters that count as places among all."""
        shifted = self.ignored - np.arange(len(self.ignored))
        return places + np.searchsorted(shifted, places, side="right")


_PAD = 16


def _letters(text: str) -> _Letters:
    byte_kinds, byte_folds = _byte_tables()
    none = np.empty(0, np.int64)
    if text.isascii():
        raw = text.encode("ascii")
        folded = np.frombuffer(raw.translate(byte_folds) + bytes(_PAD), np.uint8)
        kinds = np.frombuffer(raw.translate(byte_kinds), np.uint8)
        return _Letters(kinds, none, folded, none, none.astype(np.uint32))
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    table, folds = _tables()
    # Most characters of most languages with Latin letters are plain; the others are looked up one by one.
    other = np.flatnonzero(points > 0xFF)
    raw = points.astype(np.uint8).tobytes()
    kinds = np.frombuffer(bytearray(raw.translate(byte_kinds)), np.uint8)
    folded = np.frombuffer(bytearray(raw.translate(byte_folds) + bytes(_PAD)), np.uint8)
    beyond = points[other]
    kinds[other] = table[beyond]
    targets = folds[beyond]
    folded[other] = np.where(targets <= 0xFF, targets, 0)
    # One letter of Latin-1 itself, the y with two dots in capital form, and the long s fold across its edge.
    lettered = (kinds[other] & WORD != 0) & (targets > 0xFF)
    wide, wide_folds = other[lettered], targets[lettered]
    edge = np.flatnonzero((folded[:-_PAD] == 0) & (kinds & WORD != 0) & (points <= 0xFF))
    if len(edge):
        order = np.argsort(np.concatenate((wide, edge)), kind="stable")
        wide_folds = np.concatenate((wide_folds, folds[points[edge]]))[order]
        wide = np.concatenate((wide, edge))[order]
    ignored = np.flatnonzero(kinds == IGNORED)
    letters = _Letters(kinds, ignored, folded, wide, wide_folds)
    if not len(ignored):
        return letters
    return replace(letters, folded=np.delete(folded, ignored), wide=letters.packed(wide))


def _borders(letters: _Letters) -> tuple[I64, I64]:
    """Begins and ends of all runs of letters; some may hold nothing but ignored characters."""
    kinds = letters.kinds
    inside = (kinds & np.uint8(WORD | IGNORED)) != 0
    joiners = np.flatnonzero(kinds[1:-1] == JOINER) + 1
    numeric = (kinds[joiners - 1] & DIGIT != 0) & (kinds[joiners + 1] & DIGIT != 0)
    inside[joiners[numeric]] = True
    changes = np.empty(len(inside), np.bool_)
    changes[0] = inside[0]
    np.not_equal(inside[1:], inside[:-1], out=changes[1:])
    # Texts close with separators, so that begins and ends take turns.
    edges = np.flatnonzero(changes)
    single = np.flatnonzero((kinds & np.uint8(SINGLE)) != 0)
    if not len(single):
        return edges[::2], edges[1::2]
    cuts = np.concatenate((single, single + 1))
    cuts = cuts[inside[cuts] & inside[cuts - 1]]
    begins = np.union1d(edges[::2], cuts)
    return begins, np.union1d(edges[1::2], cuts)


def _hashed(letters: _Letters, low: I64, high: I64) -> tuple[U64, U64]:
    """Hashes of words between packed places, and of their first five letters."""
    sizes = high - low
    folded = letters.folded
    # Eight letters from any place on, as one number: two neighbouring aligned numbers, shifted together.
    aligned = np.frombuffer(folded.data, "<u8", len(folded) // 8)
    block = _eight(aligned, low)
    head = block & _MASKS[np.minimum(sizes, 8)]
    stems = mix(block & _MASKS[np.minimum(sizes, _STEM)])
    hashes = mix(head)
    longer = np.flatnonzero(sizes > 8)
    done = 8
    while len(longer):
        block = _eight(aligned, low[longer] + done) & _MASKS[np.minimum(sizes[longer] - done, 8)]
        hashes[longer] = mix(hashes[longer] * _STEP + block)
        done += 8
        longer = longer[sizes[longer] > done]
    if len(letters.wide):
        _hash_wide(letters, low, high, hashes, stems)
    return hashes, stems


def _eight(aligned: U64, places: I64) -> U64:
    """The eight bytes from each place on."""
    cells = places >> 3
    shifts = ((places & 7) << 3).astype(np.uint64)
    # Shifting by 64 is undefined, so the other part is shifted twice.
    eight: U64 = (aligned[cells] >> shifts) | ((aligned[cells + 1] << np.uint64(1)) << (_BITS - shifts))
    return eight


def _hash_wide(letters: _Letters, low: I64, high: I64, hashes: U64, stems: U64) -> None:
    """Hash words with letters that fit in no byte anew, by a polynomial over all their letters."""
    holders = np.searchsorted(low, letters.wide, side="right") - 1
    rows = np.unique(holders)
    sizes = high[rows] - low[rows]
    starts = np.cumsum(sizes) - sizes
    inner = np.arange(int(sizes.sum())) - np.repeat(starts, sizes)
    values = letters.folded.astype(np.uint64)
    values[letters.wide] = letters.wide_folds
    values = values[np.repeat(low[rows], sizes) + inner]
    values = (values + _ONE) * _SPREAD
    values ^= values >> np.uint64(29)
    values *= _powers(_rounded(int(sizes.max())))[inner]
    hashes[rows] = mix(np.add.reduceat(values, starts))
    values[inner >= _STEM] = 0
    sums = mix(np.add.reduceat(values, starts))
    # A stem without such letters is that of a word without them.
    early = np.isin(rows, holders[letters.wide - low[holders] < _STEM])
    stems[rows[early]] = sums[early]


@lru_cache(maxsize=2)
def _powers(size: int) -> U64:
    # Products wrap around modulo 2^64, which is the arithmetic wanted.
    up = np.full(size, _BASE, np.uint64)
    up[0] = _ONE
    powers: U64 = np.multiply.accumulate(up)
    return powers


def _rounded(size: int) -> int:
    # Powers of two, so that batches with long words share one cached table.
    return 1 << max(6, int(size).bit_length())
