"""Matches to seeds: runs of equal words, and pairs of sentences that share their content words."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.ranges import borders
from syndetect.kernels.words import I64, Bools

F64: TypeAlias = NDArray[np.float64]

_PLACE = (1 << 32) - 1
_TABLE = 8
"""Cells of a table of counts for every match, at most; with more cells, the matches are sorted instead."""


def runs(
    owners: I64, left: I64, right: I64, heights: I64, widths: I64, size: int, step: int = 1
) -> tuple[I64, I64, I64, I64]:
    """Maximal diagonal runs of shingle matches, as runs of words.

    `owners`, `left`, `right`: int64 (matches,), the owner of each match and the starts of equal shingles of
    `size` words, below 2^32; shingles that follow each other are `step` words apart. `heights`, `widths`:
    int64 (owners,), more than any start on the left and on the right. Returns the owner, the first word on
    each side and the length in words, each (runs,), sorted by owner, left and right.
    """
    if not len(left):
        empty = np.empty(0, np.int64)
        return empty, empty, empty, empty
    # Diagonals of all owners, one after the other: an owner has as many as words on both sides.
    diagonals = np.cumsum(heights + widths)
    base = diagonals - heights
    packed = ((base[owners] + left - right) << 32) | left
    packed.sort()
    firsts = np.flatnonzero(np.append(True, packed[1:] != packed[:-1] + step))
    lengths = (np.diff(firsts, append=len(packed)) - 1) * step + size
    diagonal, begin_left = packed[firsts] >> 32, packed[firsts] & _PLACE
    owner = np.searchsorted(diagonals, diagonal, side="right")
    begin_right = begin_left - (diagonal - base[owner])
    order = np.lexsort((begin_right, begin_left, owner))
    return owner[order], begin_left[order], begin_right[order], lengths[order]


@dataclass(frozen=True, slots=True)
class UnitPairs:
    """Pairs of sentences that share stems, sorted by owner, left and right.

    `owners`, `left`, `right`: int64 (pairs,), the pair of documents and the two sentences. `dice`: float64,
    the Dice coefficient of the weights. `shared`: int64, the number of shared stems.
    """

    owners: I64
    left: I64
    right: I64
    dice: F64
    shared: I64

    def __len__(self) -> int:
        return len(self.owners)

    def columns(self) -> I64:
        """Owner, left and right sentence: int64 (pairs, 3)."""
        return np.stack((self.owners, self.left, self.right), axis=1)

    def take(self, rows: I64 | Bools) -> Self:
        """The pairs of these rows, or those that a mask selects."""
        return type(self)(*(getattr(self, item.name)[rows] for item in fields(self)))


@dataclass(frozen=True, slots=True)
class SentencePairs(UnitPairs):
    """The same with the `cosine` of the weights: float64."""

    cosine: F64


def cells(rows: I64, weights: F64, total: int) -> tuple[I64, I64, F64, F64]:
    """The distinct cells, out of `total`, each with the count of its rows and the sums of their weights.

    `rows`: int64 (n,), the cell of each row. The sums are those of the squares, then those of the weights,
    always in the order of the rows.
    """
    if total <= _TABLE * len(rows) + 4096:
        count = np.bincount(rows)
        distinct = np.flatnonzero(count)
        squares, sums = summed(rows, weights * weights), summed(rows, weights)
        return distinct, count[distinct], squares[distinct], sums[distinct]
    distinct, inverse, count = np.unique(rows, return_inverse=True, return_counts=True)
    return distinct, count, summed(inverse, weights * weights), summed(inverse, weights)


def summed(rows: I64, weights: F64, total: int = 0) -> F64:
    """The sum of the weights of each owner: float64; `rows`: int64, the owner of each weight.

    Weights are added in their order, so that no owner's sum depends on the others.
    """
    sums: F64 = np.bincount(rows, weights, total).astype(np.float64, copy=False)
    return sums


def cluster(labels: I64, left: I64, right: I64, gap_left: int, gap_right: int) -> I64:
    """Groups of boxes that are close on both sides: int64 (boxes,), group numbers, which split `labels`.

    `labels`: int64 (boxes,), the first groups, numbered without gaps. `left`, `right`: int64 (boxes, 2),
    begin and end (excluded) of each box on each axis. The boxes of a group are linked on each axis by gaps of
    at most `gap_left` and `gap_right`. Groups are split by one axis, then by the other, until none splits (as
    in Sanchez-Perez et al. 2014 with sentence numbers).
    """
    if not len(labels):
        return labels
    groups, stable, axis = int(labels.max()) + 1, 0, 0
    while stable < 2:
        spans, gap = (left, gap_left) if axis == 0 else (right, gap_right)
        labels = split(spans, labels, gap)
        now = int(labels.max()) + 1
        stable = stable + 1 if now == groups else 0
        # Only after a pass over each axis does "nothing split" count.
        groups, axis = now, 1 - axis
    return labels


def split(spans: I64, labels: I64, gap: int) -> I64:
    """Group numbers, int64: a group is split where the gap before its next span is larger than `gap`."""
    order = np.lexsort((spans[:, 0], labels))
    begins, ends, owner = spans[order, 0], spans[order, 1], labels[order]
    # A running maximum of ends within each group: groups are shifted apart, so that one pass is enough.
    apart = owner * (int(spans.max()) + gap + 2)
    reach = np.maximum.accumulate(ends + apart)
    new = np.append(True, (begins[1:] + apart[1:] > reach[:-1] + gap) | (owner[1:] != owner[:-1]))
    out = np.empty(len(labels), np.int64)
    out[order] = np.cumsum(new) - 1
    return out


def grouped(labels: I64) -> tuple[I64, I64]:
    """The rows sorted by label, stable: int64 (rows,); and the first of each label among them."""
    order = np.argsort(labels, kind="stable")
    return order, borders(labels[order])
