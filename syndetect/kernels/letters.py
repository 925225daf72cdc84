"""The characters of a text as bytes: the kind of each, and the folded letters that count, packed together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.kernels.code_points import I64, IGNORED, U8, U32, WIDENS, WORD, byte_tables, tables

PAD = 16
"""Zeros after the last letter, so that eight letters can be read from any offset."""

_NO_PLACES = np.empty(0, np.int64)
_NO_POINTS = np.empty(0, np.uint32)


@dataclass(frozen=True, slots=True)
class Packed:
    """The folded letters that count, without gaps.

    `folded`: uint8 (letters + PAD,), the lowest byte of each. `wide`, `wide_folds`: the offsets of letters
    that need more than one byte, and these letters. `ignored`, `extras`: the offsets in the text of
    characters that gave no letter, and, once for each further letter, of those that gave several.
    """

    folded: U8
    wide: I64
    wide_folds: U32
    ignored: I64
    extras: I64

    def places(self, characters: I64) -> I64:
        """Offsets in the text, in order -> offsets among the letters."""
        offsets = characters
        if len(self.ignored):
            offsets = offsets - _before(self.ignored, characters)
        if len(self.extras):
            offsets = offsets + _before(self.extras, characters)
        return offsets

    def planes(self) -> list[tuple[U8, I64]]:
        """The second byte of every letter, with the offsets of letters that have one; then the third."""
        planes = []
        for shift, least in ((8, 0xFF), (16, 0xFFFF)):
            reached = self.wide_folds > least
            if reached.any():
                plane = np.zeros(len(self.folded), np.uint8)
                plane[self.wide[reached]] = (self.wide_folds[reached] >> np.uint32(shift)).astype(np.uint8)
                planes.append((plane, self.wide[reached]))
        return planes

    def spelled(self, low: int, high: int) -> str:
        """The letters from offset `low` to `high`."""
        narrow = self.folded[low:high].tobytes().decode("latin-1")
        if not len(self.wide):
            return narrow
        first, last = np.searchsorted(self.wide, (low, high)).tolist()
        if first == last:
            return narrow
        letters = list(narrow)
        for number in range(first, last):
            letters[int(self.wide[number]) - low] = chr(self.wide_folds[number])
        return "".join(letters)

    def spellings(self, lows: I64, highs: I64) -> list[str]:
        """The letters of each stretch, from its low to its high offset."""
        narrow = self.folded.tobytes().decode("latin-1")
        if not len(self.wide):
            return [narrow[low:high] for low, high in zip(lows.tolist(), highs.tolist(), strict=True)]
        plain = np.searchsorted(self.wide, lows) == np.searchsorted(self.wide, highs)
        return [
            narrow[low:high] if all_narrow else self.spelled(low, high)
            for low, high, all_narrow in zip(lows.tolist(), highs.tolist(), plain.tolist(), strict=True)
        ]


def _before(marks: I64, offsets: I64) -> I64:
    """The number of marks before each of the offsets; both in order, with fewer marks than offsets."""
    counts = np.bincount(np.searchsorted(offsets, marks, side="right"), minlength=len(offsets) + 1)
    return np.cumsum(counts[: len(offsets)])


@dataclass(frozen=True, slots=True)
class Letters:
    """The characters of a text.

    `points`: uint32 (characters,), empty for ASCII. `kinds`: uint8 (characters,). `folded`: uint8 (characters
    + PAD,), the lowest byte of each folded letter. `wide`, `wide_folds`: the offsets of letters whose folding
    needs more than one byte, and that folding. `ignored`: the offsets of characters that do not count.
    """

    points: U32
    kinds: U8
    folded: U8
    wide: I64
    wide_folds: U32
    ignored: I64

    def packed(self) -> Packed:
        """The letters that count, ligatures as separate letters."""
        several = np.flatnonzero((self.kinds & np.uint8(WIDENS)) != 0) if len(self.points) else _NO_PLACES
        if not len(self.ignored) and not len(several):
            return Packed(self.folded, self.wide, self.wide_folds, self.ignored, _NO_PLACES)
        folded = np.delete(self.folded, self.ignored) if len(self.ignored) else self.folded
        bare = Packed(folded, self.wide, self.wide_folds, self.ignored, _NO_PLACES)
        offsets, rests = self._rests(several)
        if not len(offsets):
            return Packed(folded, bare.places(self.wide), self.wide_folds, self.ignored, offsets)
        whole = Packed(folded, self.wide, self.wide_folds, self.ignored, offsets)
        at = bare.places(offsets) + 1
        inserted = at + np.arange(len(at))
        beyond = rests > 0xFF
        wide = np.concatenate((whole.places(self.wide), inserted[beyond]))
        order = np.argsort(wide, kind="stable")
        wide_folds = np.concatenate((self.wide_folds, rests[beyond]))[order]
        return Packed(
            np.insert(folded, at, rests.astype(np.uint8)), wide[order], wide_folds, self.ignored, offsets
        )

    def _rests(self, several: I64) -> tuple[I64, U32]:
        """The offset of the character and the letter, for each further letter that a character folds to."""
        if not len(several):
            return _NO_PLACES, _NO_POINTS
        distinct, inverse = np.unique(self.points[several], return_inverse=True)
        rests = [tables().rests.get(point, ()) for point in distinct.tolist()]
        sizes = np.array([len(rest) for rest in rests], np.int64)
        starts = np.cumsum(sizes) - sizes
        counts = sizes[inverse]
        flat = np.array([letter for rest in rests for letter in rest], np.uint32)
        inner = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(several, counts), flat[np.repeat(starts[inverse], counts) + inner]


def read_letters(text: str) -> Letters:
    """The characters of `text`."""
    byte_kinds, byte_folds = byte_tables()
    if text.isascii():
        raw = text.encode("ascii")
        folded = np.frombuffer(raw.translate(byte_folds) + bytes(PAD), np.uint8)
        kinds = np.frombuffer(raw.translate(byte_kinds), np.uint8)
        return Letters(_NO_POINTS, kinds, folded, _NO_PLACES, _NO_POINTS, _NO_PLACES)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds_table = tables()
    # Most characters of most languages in Latin script are plain; only the others are looked up in the
    # tables.
    other = np.flatnonzero(points > 0xFF)
    raw = points.astype(np.uint8).tobytes()
    kinds = np.frombuffer(bytearray(raw.translate(byte_kinds)), np.uint8)
    folded = np.frombuffer(bytearray(raw.translate(byte_folds) + bytes(PAD)), np.uint8)
    beyond = points[other]
    kinds[other] = kinds_table.kinds[beyond]
    targets = kinds_table.folds[beyond]
    folded[other] = targets.astype(np.uint8)
    lettered = (kinds[other] & WORD != 0) & (targets > 0xFF)
    wide, wide_folds = other[lettered], targets[lettered]
    # One letter of Latin-1 folds to a letter outside it.
    edge = np.flatnonzero((kinds & np.uint8(WIDENS) != 0) & (points <= 0xFF))
    edge = edge[kinds_table.folds[points[edge]] > 0xFF]
    if len(edge):
        order = np.argsort(np.concatenate((wide, edge)), kind="stable")
        wide_folds = np.concatenate((wide_folds, kinds_table.folds[points[edge]]))[order]
        wide = np.concatenate((wide, edge))[order]
    return Letters(points, kinds, folded, wide, wide_folds, np.flatnonzero(kinds == IGNORED))
