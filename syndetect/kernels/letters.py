"""The characters of a text as bytes: what each is, and the folded letters that count, packed together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.kernels.code_points import I64, IGNORED, U8, U32, WIDENS, WORD, byte_tables, tables

PAD = 16
"""Zeros behind the last letter, so that eight letters can be read from any place."""

_NO_PLACES = np.empty(0, np.int64)
_NO_POINTS = np.empty(0, np.uint32)


@dataclass(frozen=True, slots=True)
class Packed:
    """The folded letters that count, without gaps.

    `folded`: uint8 (letters + PAD,), the lowest byte of each. `wide`, `wide_folds`: where those stand that
    need more than one byte, and what they are. `ignored`, `extras`: where in the text characters stood that
    left no letter, and, once for each further letter, that left several.
    """

    folded: U8
    wide: I64
    wide_folds: U32
    ignored: I64
    extras: I64

    def places(self, characters: I64) -> I64:
        """Places among all characters, in order, as places among the letters."""
        places = characters
        if len(self.ignored):
            places = places - _before(self.ignored, characters)
        if len(self.extras):
            places = places + _before(self.extras, characters)
        return places

    def planes(self) -> list[tuple[U8, I64]]:
        """The second byte of every letter and where letters with one stand, and the same of the third."""
        planes = []
        for shift, least in ((8, 0xFF), (16, 0xFFFF)):
            reached = self.wide_folds > least
            if reached.any():
                plane = np.zeros(len(self.folded), np.uint8)
                plane[self.wide[reached]] = (self.wide_folds[reached] >> np.uint32(shift)).astype(np.uint8)
                planes.append((plane, self.wide[reached]))
        return planes

    def spelled(self, low: int, high: int) -> str:
        """The letters between two places."""
        narrow = self.folded[low:high].tobytes().decode("latin-1")
        if not len(self.wide):
            return narrow
        first, last = np.searchsorted(self.wide, (low, high)).tolist()
        if first == last:
            return narrow
        letters = list(narrow)
        for place in range(first, last):
            letters[int(self.wide[place]) - low] = chr(self.wide_folds[place])
        return "".join(letters)


def _before(marks: I64, places: I64) -> I64:
    """How many marks stand before each place; both in order. There are fewer marks than places."""
    counts = np.bincount(np.searchsorted(places, marks, side="right"), minlength=len(places) + 1)
    return np.cumsum(counts[: len(places)])


@dataclass(frozen=True, slots=True)
class Letters:
    """The characters of a text.

    `points`: uint32 (characters,), empty for ASCII. `kinds`: uint8 (characters,). `folded`: uint8 (characters
    + PAD,), the lowest byte of each folded letter. `wide`, `wide_folds`: where letters stand whose folding
    needs more than one byte, and what it is. `ignored`: where characters stand that count for nothing.
    """

    points: U32
    kinds: U8
    folded: U8
    wide: I64
    wide_folds: U32
    ignored: I64

    def packed(self) -> Packed:
        """The letters that count, ligatures taken apart."""
        several = np.flatnonzero((self.kinds & np.uint8(WIDENS)) != 0) if len(self.points) else _NO_PLACES
        if not len(self.ignored) and not len(several):
            return Packed(self.folded, self.wide, self.wide_folds, self.ignored, _NO_PLACES)
        folded = np.delete(self.folded, self.ignored) if len(self.ignored) else self.folded
        bare = Packed(folded, self.wide, self.wide_folds, self.ignored, _NO_PLACES)
        places, rests = self._rests(several)
        if not len(places):
            return Packed(folded, bare.places(self.wide), self.wide_folds, self.ignored, places)
        whole = Packed(folded, self.wide, self.wide_folds, self.ignored, places)
        at = bare.places(places) + 1
        inserted = at + np.arange(len(at))
        beyond = rests > 0xFF
        wide = np.concatenate((whole.places(self.wide), inserted[beyond]))
        order = np.argsort(wide, kind="stable")
        wide_folds = np.concatenate((self.wide_folds, rests[beyond]))[order]
        return Packed(
            np.insert(folded, at, rests.astype(np.uint8)), wide[order], wide_folds, self.ignored, places
        )

    def _rests(self, several: I64) -> tuple[I64, U32]:
        """Each further letter that a character leaves, with that character's place."""
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
    """What the characters of `text` are."""
    byte_kinds, byte_folds = byte_tables()
    if text.isascii():
        raw = text.encode("ascii")
        folded = np.frombuffer(raw.translate(byte_folds) + bytes(PAD), np.uint8)
        kinds = np.frombuffer(raw.translate(byte_kinds), np.uint8)
        return Letters(_NO_POINTS, kinds, folded, _NO_PLACES, _NO_POINTS, _NO_PLACES)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds_table = tables()
    # Most characters of most languages with Latin letters are plain; the others are looked up one by one.
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
    # One letter of Latin-1 itself folds beyond it.
    edge = np.flatnonzero((kinds & np.uint8(WIDENS) != 0) & (points <= 0xFF))
    edge = edge[kinds_table.folds[points[edge]] > 0xFF]
    if len(edge):
        order = np.argsort(np.concatenate((wide, edge)), kind="stable")
        wide_folds = np.concatenate((wide_folds, kinds_table.folds[points[edge]]))[order]
        wide = np.concatenate((wide, edge))[order]
    return Letters(points, kinds, folded, wide, wide_folds, np.flatnonzero(kinds == IGNORED))
