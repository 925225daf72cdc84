"""An archive that was fingerprinted just now, as articles are held against it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from syndetect.candidates import Search
from syndetect.candidates.archive_search import ArchiveSearch, standing
from syndetect.candidates.bands import bands_and_rows
from syndetect.candidates.rare import places_by_row
from syndetect.columns import Fingerprints, Postings
from syndetect.kernels.join import ROW_BITS, band_key
from syndetect.kernels.minhash import NOTHING, U16
from syndetect.kernels.ranges import ranges
from syndetect.kernels.words import I64, U64, Bools
from syndetect.settings import Settings

_ROWS = np.uint64((1 << ROW_BITS) - 1)


class InMemory:
    """Fingerprints and what their search left."""

    def __init__(
        self, prints: Fingerprints, made: Search, lines: Postings, line_rows: I64, settings: Settings
    ) -> None:
        """`line_rows`: int64 (places,), the row that each place has in the postings of `lines`."""
        self.standing: ArchiveSearch = standing(made, settings.max_candidates)
        self.words, self.digests = prints.words, prints.digests
        self.published: NDArray[np.float64] = prints.published
        self.outlets = prints.outlets
        self._found = prints
        self._alone = np.flatnonzero(made.first_of == np.arange(len(prints)))
        self._banded = bands_and_rows(settings.num_perm, settings.least_resemblance, settings.target_recall)
        of_prints = places_by_row(prints, made.first_of)
        of_lines = np.full(int(line_rows.max(initial=-1)) + 1, -1, np.int64)
        of_lines[line_rows] = np.arange(len(line_rows))
        self._views = (*((view, of_prints) for view in prints.views), (lines, of_lines))

    def signatures(self, places: I64) -> U16:
        """The signatures at some places: uint16 (places, num_perm)."""
        return self._found.signatures[self._found.order[places]]

    def mates(self, keys: U64, wanted: Bools | None = None) -> tuple[I64, I64]:
        """Who shares a band: numbers of keys' texts, and `wanted` places, from the texts' keys."""
        bands, rows = self._banded
        signed = self.signatures(self._alone)
        empty = np.flatnonzero((signed == NOTHING).all(axis=1))
        texts, places = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for band in range(bands):
            theirs = band_key(signed[:, band * rows : (band + 1) * rows], band, empty)
            order = np.argsort(theirs & ~_ROWS, kind="stable")
            text, row = matched(keys[:, band] & ~_ROWS, (theirs & ~_ROWS)[order])
            texts.append(text)
            places.append(self._alone[order[row]])
        text, place = np.concatenate(texts), np.concatenate(places)
        return (text, place) if wanted is None else (text[wanted[place]], place[wanted[place]])

    def postings(self, view: int, features: U64, wanted: Bools | None = None) -> U64:
        """Postings of the features in a view, with `wanted` places: uint64, sorted."""
        runs, places = self._views[view]
        near = runs.holding(features, ROW_BITS)
        rows = (near & _ROWS).astype(np.int64)
        held = np.where(rows < len(places), places[np.minimum(rows, len(places) - 1)], -1)
        kept = held >= 0
        if wanted is not None:
            kept &= wanted[held]
        found = (near[kept] & ~_ROWS) | held[kept].astype(np.uint64)
        found.sort()
        return found


def matched(keys: U64, ordered: U64) -> tuple[I64, I64]:
    """Which keys, and which rows of a sorted column, are equal: int64, one beside the other."""
    low = np.searchsorted(ordered, keys)
    return ranges(low, np.searchsorted(ordered, keys, side="right"))
