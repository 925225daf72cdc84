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
"""A table of counts may have so many cells for every match; with more, the matches are sorted."""


def runs(
    owners: I64, left: I64, right: I64, heights: I64, widths: I64, size: int, step: int = 1
) -> tuple[I64, I64, I64, I64]:
    """Maximal diagonal runs of shingle matches, as runs of words.

    `owners`, `left`, `right`: int64 (matches,), whose match it is and the starts of equal shingles of `size`
    words, below 2^32, `step` words apart where they follow each other. `heights`, `widths`: int64
    (owners,), more than any start on the left and on the right. Returns the owner, the first word on each
    side and the length in words, each (runs,), sorted by owner, left and right.
    """
    if not len(left):
        empty = np.empty(0, np.int64)
        return empty, empty, empty, empty
    # Diagonals of all owners, one after the other: each has as many as its words on both sides.
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
    """Sentences of two sides that share stems, sorted by owner, left and right.

    `owners`, `left`, `right`: int64 (pairs,), the pair of documents and the sentences. `dice`: float64, over
    the weights. `shared`: int64, how many stems.
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
        """Some of them."""
        return type(self)(*(getattr(self, item.name)[rows] for item in fields(self)))


@dataclass(frozen=True, slots=True)
class SentencePairs(UnitPairs):
    """The same with their `cosine`: float64, over the weights."""

    cosine: F64


def cells(rows: I64, weights: F64, total: int) -> tuple[I64, I64, F64, F64]:
    """Distinct cells of `total`, with counts, sums of squares and sums of the weights of their rows.

    `rows`: int64 (n,), the cell of each row. Sums are taken in the order of the rows, whatever the way.
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
    """Groups of boxes that lie close on both sides: int64 (boxes,), group numbers, which split `labels`.

    `labels`: int64 (boxes,), groups to begin with, numbered without gaps. `left`, `right`: int64 (boxes, 2),
    begin and end (excluded) of each box on each axis. Boxes of a group are linked on each axis by gaps of at
    most `gap_left` and `gap_right`. Splits by one axis, then the other, until nothing splits (as
    Sanchez-Perez et al. 2014 do with sentence numbers).
    """
    if not len(labels):
        return labels
    groups, stable, axis = int(labels.max()) + 1, 0, 0
    while stable < 2:
        spans, gap = (left, gap_left) if axis == 0 else (right, gap_right)
        labels = split(spans, labels, gap)
        now = int(labels.max()) + 1
        stable = stable + 1 if now == groups else 0
        # One pass over each axis must have been made before "nothing split" means anything.
        groups, axis = now, 1 - axis
    return labels


def split(spans: I64, labels: I64, gap: int) -> I64:
    """Groups parted where no span of theirs reaches over, or to within `gap` of, the next one."""
    order = np.lexsort((spans[:, 0], labels))
    begins, ends, owner = spans[order, 0], spans[order, 1], labels[order]
    # A running maximum of ends within each group: shift groups apart, so that one scan does for all.
    apart = owner * (int(spans.max()) + gap + 2)
    reach = np.maximum.accumulate(ends + apart)
    new = np.append(True, (begins[1:] + apart[1:] > reach[:-1] + gap) | (owner[1:] != owner[:-1]))
    out = np.empty(len(labels), np.int64)
    out[order] = np.cumsum(new) - 1
    return out


def grouped(labels: I64) -> tuple[I64, I64]:
    """Rows sorted by label, stable: int64 (rows,); and where each label begins among them."""
    order = np.argsort(labels, kind="stable")
    return order, borders(labels[order])
