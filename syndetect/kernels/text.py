"""Text to words: batches of texts become arrays of word borders and word hashes, with no loop over words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.disguise import hidden, unmasked
from syndetect.kernels.letters import Packed, read_letters
from syndetect.kernels.points import CLINGS, DIGIT, I64, IGNORED, JOINER, SINGLE, U8, UPPER, WORD

__all__ = [
    "CLINGS", "DIGIT", "DISGUISED", "I32", "I64", "IGNORED", "JOINER", "SINGLE", "U8", "U64", "UPPER", "WORD",
    "Bools", "WordBatch", "mix", "words",
]  # fmt: skip

I32: TypeAlias = NDArray[np.int32]
U64: TypeAlias = NDArray[np.uint64]
Bools: TypeAlias = NDArray[np.bool_]

DISGUISED = 64
"""Mark of a word that holds hidden characters or letters of another script that look like its own."""

_STEP = np.uint64(0xC2B2AE3D27D4EB4F)
_BITS = np.uint64(63)
_STEM = 5
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)


@dataclass(frozen=True, slots=True)
class WordBatch:
    """The words of several texts, one after the other.

    `begins`, `ends`: int32 (words,), code points within the word's own text. `hashes`: uint64 (words,) of the
    folded word. `stems`: uint64 (words,) of its first five letters. `marks`: uint8 (words,), DIGIT if it has
    a digit, UPPER if it starts with a capital, SINGLE if it is a letter of an unspaced script, DISGUISED.
    `firsts`: int64 (texts + 1,), first word of each text. `packed`: the folded letters of the batch;
    `lows`, `highs`: int64 (words,), where among them words begin and end.
    """

    begins: I32
    ends: I32
    hashes: U64
    stems: U64
    marks: U8
    firsts: I64
    packed: Packed = field(repr=False)
    lows: I64 = field(repr=False)
    highs: I64 = field(repr=False)

    def where(self, kept: Bools) -> WordBatch:
        """Those words only; `kept`: bool (words,)."""
        counts = np.append(0, np.cumsum(kept))
        return WordBatch(
            self.begins[kept],
            self.ends[kept],
            self.hashes[kept],
            self.stems[kept],
            self.marks[kept],
            counts[self.firsts],
            self.packed,
            self.lows[kept],
            self.highs[kept],
        )

    def spelled(self, row: int) -> str:
        """The folded letters of a word: those that its hash is taken of."""
        return self.packed.spelled(int(self.lows[row]), int(self.highs[row]))


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
    number; in scripts without spaces each letter, with the signs around it, is a word. Hashes are taken of
    the folded word, without case, accents and disguise, eight letters at a time; they do not depend on what
    else is in the batch.
    """
    # Three separators close every batch, so that no word and no number reaches over two texts.
    letters = read_letters("\n".join((*texts, "\n")))
    begins, ends = _borders(letters.kinds)
    heads = begins
    if len(letters.ignored):
        begins, ends, heads = _solid(letters.ignored, begins, ends)
    lengths = np.fromiter((len(text) for text in texts), np.int64, len(texts))
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(lengths + 1, out=offsets[1:])
    firsts = np.searchsorted(begins, offsets).astype(np.int64)

    letters, masked = unmasked(letters, begins, ends, firsts)
    marks = _marks(letters.kinds, begins, heads)
    marks[masked] |= np.uint8(DISGUISED)
    marks[hidden(letters, begins, ends)] |= np.uint8(DISGUISED)
    packed = letters.packed()
    low, high = packed.places(begins), packed.places(ends)
    hashes, stems = _hashed(packed, low, high)
    shift = np.repeat(offsets[:-1], np.diff(firsts))
    return WordBatch(
        (begins - shift).astype(np.int32),
        (ends - shift).astype(np.int32),
        hashes,
        stems,
        marks,
        firsts,
        packed,
        low,
        high,
    )


def _solid(ignored: I64, begins: I64, ends: I64) -> tuple[I64, I64, I64]:
    """Without the words that hold nothing but ignored characters; and where the letters of each begin."""
    low, high = begins - np.searchsorted(ignored, begins), ends - np.searchsorted(ignored, ends)
    solid = high > low
    low = low[solid]
    shifted = ignored - np.arange(len(ignored))
    return begins[solid], ends[solid], low + np.searchsorted(shifted, low, side="right")


def _marks(kinds: U8, begins: I64, heads: I64) -> U8:
    marks = kinds[heads] & np.uint8(UPPER | SINGLE)
    digits = np.flatnonzero((kinds & np.uint8(DIGIT)) != 0)
    # A digit is always inside a word: that of the last begin before it.
    marks[np.searchsorted(begins, digits, side="right") - 1] |= np.uint8(DIGIT)
    return marks


def _borders(kinds: U8) -> tuple[I64, I64]:
    """Begins and ends of all runs of letters; some may hold nothing but ignored characters."""
    inside = (kinds & np.uint8(WORD | IGNORED)) != 0
    joiners = np.flatnonzero(kinds[1:-1] == JOINER) + 1
    numeric = (kinds[joiners - 1] & DIGIT != 0) & (kinds[joiners + 1] & DIGIT != 0)
    inside[joiners[numeric]] = True
    changes = np.empty(len(inside), np.bool_)
    changes[0] = inside[0]
    np.not_equal(inside[1:], inside[:-1], out=changes[1:])
    single = (kinds & np.uint8(SINGLE)) != 0
    if not single.any():
        # Texts close with separators, so that begins and ends take turns.
        edges = np.flatnonzero(changes)
        return edges[::2], edges[1::2]
    cut = _cuts(kinds, single) & inside[1:] & inside[:-1]
    starts, stops = changes & inside, changes & ~inside
    starts[1:] |= cut
    stops[1:] |= cut
    return np.flatnonzero(starts), np.flatnonzero(stops)


def _cuts(kinds: U8, single: Bools) -> Bools:
    """Whether a letter of an unspaced script is cut from what stands before: bool (characters - 1,)."""
    before, after = single[:-1], single[1:]
    whole = before & after
    bound = whole & ((kinds[1:] & np.uint8(CLINGS) != 0) | (kinds[:-1] & np.uint8(JOINER) != 0))
    cuts: Bools = (before | after) & ~bound
    return cuts


def _hashed(packed: Packed, low: I64, high: I64) -> tuple[U64, U64]:
    """Hashes of words between packed places, and of their first five letters."""
    hashes, stems, _ = _chained(packed.folded, low, high)
    for plane, places in packed.planes():
        rows = np.flatnonzero(np.diff(np.searchsorted(places, low), append=len(places)))
        upper, heads, filled = _chained(plane, low[rows], high[rows])
        hashes[rows] = mix(hashes[rows] * _STEP + upper)
        # A stem without such letters is that of a word without them.
        early = rows[filled]
        stems[early] = mix(stems[early] * _STEP + heads[filled])
    return hashes, stems


def _chained(plane: U8, low: I64, high: I64) -> tuple[U64, U64, Bools]:
    """Hashes of the bytes of words, of their first five, and whether there is anything in those five."""
    sizes = high - low
    # Eight letters from any place on, as one number: two neighbouring aligned numbers, shifted together.
    aligned = np.frombuffer(plane.data, "<u8", len(plane) // 8)
    block = _eight(aligned, low)
    head = block & _MASKS[np.minimum(sizes, _STEM)]
    hashes = mix(block & _MASKS[np.minimum(sizes, 8)])
    longer = np.flatnonzero(sizes > 8)
    done = 8
    while len(longer):
        block = _eight(aligned, low[longer] + done) & _MASKS[np.minimum(sizes[longer] - done, 8)]
        hashes[longer] = mix(hashes[longer] * _STEP + block)
        done += 8
        longer = longer[sizes[longer] > done]
    return hashes, mix(head), head != 0


def _eight(aligned: U64, places: I64) -> U64:
    """The eight bytes from each place on."""
    cells = places >> 3
    shifts = ((places & 7) << 3).astype(np.uint64)
    # Shifting by 64 is undefined, so the other part is shifted twice.
    eight: U64 = (aligned[cells] >> shifts) | ((aligned[cells + 1] << np.uint64(1)) << (_BITS - shifts))
    return eight
