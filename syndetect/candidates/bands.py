"""The whole-text view: which texts share a band of their signatures, and how near they are by estimate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from syndetect.columns import Fingerprints
from syndetect.kernels.join import band_key, bucket_pairs, counted, pair_keys, unpacked
from syndetect.kernels.minhash import NOTHING, U16, resemblance
from syndetect.kernels.words import I64, U64
from syndetect.settings import Settings

_SLACK = 2.5
"""Standard errors by which an estimated resemblance may miss the least one and still be verified."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs of places, left < right, each once, and a score, the larger the nearer: columns of one length."""

    left: I64
    right: I64
    score: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.left)

    def where(self, mask: NDArray[np.bool_]) -> Scored:
        """Those pairs only."""
        return Scored(self.left[mask], self.right[mask], self.score[mask])


def bands_and_rows(num_perm: int, threshold: float, recall: float) -> tuple[int, int]:
    """The most selective (b, r) that finds a pair at the threshold with the wanted probability.

    Where no r reaches the recall, one row a band comes closest.
    """
    for rows in range(num_perm, 1, -1):
        bands = num_perm // rows
        if band_probability(threshold, bands, rows) >= recall:
            return bands, rows
    return num_perm, 1


def band_probability(resemblance: float, bands: int, rows: int) -> float:
    """Probability that a pair shares a band: 1 - (1 - s^r)^b (Leskovec, Rajaraman and Ullman, ch. 3)."""
    return 1 - (1 - resemblance**rows) ** bands


def least_estimate(settings: Settings) -> float:
    """The estimated resemblance below which a pair is let go."""
    least = settings.least_resemblance
    error: float = (least * (1 - least) / settings.num_perm) ** 0.5
    return least - _SLACK * error


def near_copies(prints: Fingerprints, alone: NDArray[np.bool_], settings: Settings) -> Scored:
    """Pairs, of the places that are `alone`, that share a band and seem near enough; scored by estimate."""
    bands, rows = bands_and_rows(settings.num_perm, settings.least_resemblance, settings.target_recall)
    members = np.flatnonzero(alone)
    lines = prints.order[members]
    empty = np.flatnonzero(prints.signatures[lines, 0] == NOTHING)
    empty = empty[(prints.signatures[lines[empty]] == NOTHING).all(axis=1)]
    sieve = _Sieve(prints.signatures, lines, least_estimate(settings))
    in_place = len(lines) == len(prints.signatures) and bool((np.diff(lines) == 1).all())
    for band in range(bands):
        part = prints.signatures[:, band * rows : (band + 1) * rows]
        part = part if in_place else part[lines]
        sieve.add(bucket_pairs(band_key(part, band, empty)))
    near = sieve.done()
    return Scored(members[near.left], members[near.right], near.score)


_PILE = 1 << 22


class _Sieve:
    """Pairs that meet in bands, let go in piles when their estimate is too low, so that they never add up."""

    def __init__(self, signatures: U16, lines: I64, least: float) -> None:
        self._signatures, self._lines, self._least = signatures, lines, least
        self._near = np.empty(0, np.uint64)
        self._pile: list[U64] = []

    def add(self, keys: U64) -> None:
        """Take in the pairs of a band."""
        self._pile.append(keys)
        if sum(map(len, self._pile)) > max(_PILE, len(self._near)):
            self._near = self._sifted()[0]
            self._pile = []

    def _sifted(self) -> tuple[U64, NDArray[np.float64]]:
        left, right, _ = counted(np.concatenate([self._near, *self._pile]))
        score = resemblance(self._signatures, self._lines[left], self._lines[right])
        near = score >= self._least
        return pair_keys(left[near], right[near]), score[near]

    def done(self) -> Scored:
        """All pairs that are near enough."""
        keys, score = self._sifted()
        return Scored(*unpacked(keys), score)


def strongest(pairs: Scored, total: int, most: int) -> NDArray[np.bool_]:
    """Pairs that are among the `most` strongest of one of their two documents: bool (pairs,)."""
    ends = np.concatenate((pairs.left, pairs.right))
    if not len(ends) or np.bincount(ends, minlength=total).max() <= most:
        return np.ones(len(pairs), np.bool_)
    numbers = np.tile(np.arange(len(pairs)), 2)
    order = np.lexsort((numbers, -pairs.score[numbers], ends))
    ranked = ends[order]
    firsts = np.searchsorted(ranked, ranked, side="left")
    kept = np.zeros(len(pairs), np.bool_)
    kept[numbers[order][np.arange(len(order)) - firsts < most]] = True
    return kept
