"""Text to words: batches of texts become arrays of word borders and word hashes, with no loop over words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.code_points import CLINGS, DIGIT, I64, IGNORED, JOINER, SINGLE, U8, UPPER, WORD
from syndetect.kernels.disguise import hidden, unmasked
from syndetect.kernels.hashing import U64, chained, joined, mix, openings
from syndetect.kernels.letters import PAD, Letters, Packed, read_letters

__all__ = [
    "CLINGS", "DIGIT", "DISGUISED", "I32", "I64", "IGNORED", "JOINER", "SINGLE", "U8", "U64", "UPPER", "WORD",
    "Bools", "WordBatch", "mix", "words",
]  # fmt: skip

I32: TypeAlias = NDArray[np.int32]
Bools: TypeAlias = NDArray[np.bool_]

DISGUISED = 64
"""Mark of a word with hidden characters, or with letters of another script that look the same."""

_LOWER = np.uint64(0x2020202020202020)
"""The bit that small ASCII letters have and capitals have not; digits, full stops and commas have it too."""


@dataclass(frozen=True, slots=True)
class _Read:
    """The data from which the columns of a batch are made when they are needed.

    `text`: all texts as one; `offsets`: int64 (texts + 1,), the begin of each in it. `begins`, `ends`: int64
    (words,), characters in it; `heads`: the same for the first letters. `letters`: None for ASCII.
    `disguised`: int64, numbers of words. `first`: uint64 (words,), the lowest bytes of the first eight
    letters.
    """

    text: str
    offsets: I64
    begins: I64
    ends: I64
    heads: I64
    letters: Letters | None
    disguised: I64
    first: U64


@dataclass(frozen=True, eq=False)
class WordBatch:
    """The words of several texts, one after the other.

    `hashes`: uint64 (words,) of the folded word. `firsts`: int64 (texts + 1,), first word of each text.
    `lows`, `highs`: int64 (words,), begin and end of each word among the `packed` letters. All other columns
    are made when they are needed: whole-text signatures do not need them.
    """

    hashes: U64
    firsts: I64
    lows: I64
    highs: I64
    read: _Read

    @cached_property
    def begins(self) -> I32:
        """Begins of words: int32 (words,), code points within their own text."""
        return (self.read.begins - self._shift).astype(np.int32)

    @cached_property
    def ends(self) -> I32:
        """Ends of words: int32 (words,), as `begins`."""
        return (self.read.ends - self._shift).astype(np.int32)

    @cached_property
    def stems(self) -> U64:
        """Hashes of the first five letters of each word: uint64 (words,)."""
        return mix(openings(self.read.first))

    @cached_property
    def marks(self) -> U8:
        """uint8 (words,): DIGIT if a word has a digit, UPPER if it starts with a capital, SINGLE, DISGUISED.

        SINGLE is a letter of an unspaced script.
        """
        marks = _marks(self._letters.kinds, self.read.begins, self.read.heads)
        marks[self.read.disguised] |= np.uint8(DISGUISED)
        return marks

    @cached_property
    def packed(self) -> Packed:
        """The folded letters of the batch."""
        return self._letters.packed()

    @property
    def plain(self) -> bool:
        """Whether all texts are ASCII, so that no word is SINGLE or DISGUISED."""
        return self.read.letters is None

    @cached_property
    def _letters(self) -> Letters:
        return self.read.letters or read_letters(self.read.text)

    @property
    def _shift(self) -> I64:
        return np.repeat(self.read.offsets[:-1], np.diff(self.firsts))

    def where(self, mask: Bools) -> WordBatch:
        """The words that `mask`, bool (words,), selects."""
        counts = np.append(0, np.cumsum(mask))
        columns = {name: getattr(self, name)[mask] for name in ("begins", "ends", "stems", "marks")}
        firsts = counts[self.firsts]
        return self._like(self.hashes[mask], firsts, self.lows[mask], self.highs[mask], columns)

    def renamed(self, hashes: U64, stems: U64) -> WordBatch:
        """The same words with other hashes and stems."""
        columns: dict[str, NDArray[Any]] = {
            "begins": self.begins,
            "ends": self.ends,
            "marks": self.marks,
            "stems": stems,
        }
        return self._like(hashes, self.firsts, self.lows, self.highs, columns)

    def _like(
        self, hashes: U64, firsts: I64, lows: I64, highs: I64, columns: dict[str, NDArray[Any]]
    ) -> WordBatch:
        other = WordBatch(hashes, firsts, lows, highs, self.read)
        other.__dict__.update(columns, packed=self.packed)
        return other

    def spelled(self, row: int) -> str:
        """The folded letters of the word number `row`, from which its hash is made."""
        return self.packed.spelled(int(self.lows[row]), int(self.highs[row]))

    def spellings(self, rows: I64) -> list[str]:
        """The same of several words."""
        return self.packed.spellings(self.lows[rows].astype(np.int64), self.highs[rows].astype(np.int64))


def words(texts: Sequence[str]) -> WordBatch:
    """Split `texts` into words and hash them.

    A word is a run of letters, marks and digits; a full stop or comma between two digits belongs to the
    number; in scripts without spaces each letter, with the signs around it, is a word. Hashes are made from
    the folded word, without case, accents and disguise, eight letters at a time; they do not depend on the
    other texts of the batch.
    """
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) + 1 for text in texts], out=offsets[1:])
    # Three separators end every batch, so that no word and no number goes over two texts.
    text = "\n".join((*texts, "\n"))
    return _plain_words(text, offsets) if text.isascii() else _any_words(text, offsets)


def _plain_words(text: str, offsets: I64) -> WordBatch:
    """The words of ASCII texts, by a few comparisons of all characters instead of a look-up for each."""
    raw = np.frombuffer(text.encode("ascii") + bytes(PAD), np.uint8)
    begins, ends = _edges(_plainly_inside(raw[: len(text)]))
    hashes, first = chained(raw, begins, ends, _LOWER)
    read = _Read(text, offsets, begins, ends, begins, None, begins[:0], first)
    return WordBatch(hashes, np.searchsorted(begins, offsets).astype(np.int64), begins, ends, read)


def _plainly_inside(raw: U8) -> Bools:
    """Which ASCII characters are in a word: bool (characters,)."""
    digit = (raw - np.uint8(ord("0"))) < 10
    inside: Bools = ((raw | np.uint8(0x20)) - np.uint8(ord("a"))) < 26
    inside |= digit
    joins = (raw == ord(".")) | (raw == ord(","))
    joins[1:-1] &= digit[:-2]
    joins[1:-1] &= digit[2:]
    inside[1:-1] |= joins[1:-1]
    return inside


def _any_words(text: str, offsets: I64) -> WordBatch:
    letters = read_letters(text)
    begins, ends = _borders(letters.kinds)
    heads = begins
    if len(letters.ignored):
        begins, ends, heads = _solid(letters.ignored, begins, ends)
    firsts = np.searchsorted(begins, offsets).astype(np.int64)
    letters, masked = unmasked(letters, begins, ends, firsts)
    disguised = np.concatenate((masked, hidden(letters, begins, ends)))
    packed = letters.packed()
    low, high = packed.places(begins), packed.places(ends)
    hashes, stems, first = _hashed(packed, low, high)
    read = _Read(text, offsets, begins, ends, heads, letters, disguised, first)
    batch = WordBatch(hashes, firsts, low, high, read)
    batch.__dict__.update(stems=stems, packed=packed)
    return batch


def _solid(ignored: I64, begins: I64, ends: I64) -> tuple[I64, I64, I64]:
    """Begins and ends without words that have only ignored characters, and the first letter of each."""
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
    """Begins and ends of all runs of letters; some can have only ignored characters."""
    inside = (kinds & np.uint8(WORD | IGNORED)) != 0
    joiners = np.flatnonzero(kinds[1:-1] == JOINER) + 1
    numeric = (kinds[joiners - 1] & DIGIT != 0) & (kinds[joiners + 1] & DIGIT != 0)
    inside[joiners[numeric]] = True
    single = (kinds & np.uint8(SINGLE)) != 0
    if not single.any():
        return _edges(inside)
    changes = _changes(inside)
    cut = _cuts(kinds, single) & inside[1:] & inside[:-1]
    starts, stops = changes & inside, changes & ~inside
    starts[1:] |= cut
    stops[1:] |= cut
    return np.flatnonzero(starts), np.flatnonzero(stops)


def _edges(inside: Bools) -> tuple[I64, I64]:
    """Begins and ends of runs; texts end with separators, so that the two alternate."""
    edges = np.flatnonzero(_changes(inside))
    return edges[::2], edges[1::2]


def _changes(inside: Bools) -> Bools:
    changes = np.empty(len(inside), np.bool_)
    changes[0] = inside[0]
    np.not_equal(inside[1:], inside[:-1], out=changes[1:])
    return changes


def _cuts(kinds: U8, single: Bools) -> Bools:
    """Whether a letter of an unspaced script is separate from the one before: bool (characters - 1,)."""
    before, after = single[:-1], single[1:]
    whole = before & after
    bound = whole & ((kinds[1:] & np.uint8(CLINGS) != 0) | (kinds[:-1] & np.uint8(JOINER) != 0))
    cuts: Bools = (before | after) & ~bound
    return cuts


def _hashed(packed: Packed, low: I64, high: I64) -> tuple[U64, U64, U64]:
    """Hashes of words between packed offsets, of their first five letters, and the first eight low bytes."""
    hashes, first = chained(packed.folded, low, high)
    stems = mix(openings(first))
    for plane, offsets in packed.planes():
        rows = np.flatnonzero(np.diff(np.searchsorted(offsets, low), append=len(offsets)))
        upper, above = chained(plane, low[rows], high[rows])
        hashes[rows] = joined(hashes[rows], upper)
        # A stem without such letters stays as it is.
        heads = openings(above)
        filled = heads != 0
        early = rows[filled]
        stems[early] = joined(stems[early], mix(heads[filled]))
    return hashes, stems, first
