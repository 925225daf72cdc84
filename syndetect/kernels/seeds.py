"""Two token columns to seeds: runs of equal words, and pairs of sentences that share their content words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.text import I64, U64

F64: TypeAlias = NDArray[np.float64]


def matches(left: U64, right: U64, most: int) -> tuple[I64, I64]:
    """All places (i, j) with left[i] == right[j], of values with at most `most` such places.

    `left`, `right`: uint64 (n,), (m,). Returns two int64 arrays of one length, by value, then i, then j.
    """
    order_left = np.argsort(left, kind="stable")
    order_right = np.argsort(right, kind="stable")
    return matches_sorted(left[order_left], order_left, right[order_right], order_right, most)


def matches_sorted(left: U64, order_left: I64, right: U64, order_right: I64, most: int) -> tuple[I64, I64]:
    """`matches` for columns already sorted, with the places that the sorted values come from."""
    low = np.searchsorted(right, left, side="left")
    counts = np.searchsorted(right, left, side="right") - low
    if most < len(left) * len(right):
        own = np.searchsorted(left, left, side="right") - np.searchsorted(left, left, side="left")
        counts[counts * own > most] = 0
    total = int(counts.sum())
    if not total:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    hit = np.flatnonzero(counts)
    sizes = counts[hit]
    ends = np.cumsum(sizes)
    within = np.arange(total) - np.repeat(ends - sizes, sizes)
    return (
        np.repeat(order_left[hit], sizes),
        order_right[np.repeat(low[hit], sizes) + within],
    )


def runs(left: I64, right: I64, size: int) -> tuple[I64, I64, I64]:
    """Maximal diagonal runs of shingle matches, as runs of words.

    `left`, `right`: int64 (matches,), starts of equal shingles of `size` words. Returns the first word on
    each side and the length in words, each (runs,), sorted by left then right.
    """
    if not len(left):
        empty = np.empty(0, np.int64)
        return empty, empty, empty
    order = np.lexsort((left, left - right))
    left, right = left[order], right[order]
    diagonal = left - right
    new = np.append(True, (diagonal[1:] != diagonal[:-1]) | (left[1:] != left[:-1] + 1))
    firsts = np.flatnonzero(new)
    lengths = np.diff(np.append(firsts, len(left))) + size - 1
    begin_left, begin_right = left[firsts], right[firsts]
    order = np.lexsort((begin_right, begin_left))
    return begin_left[order], begin_right[order], lengths[order]


@dataclass(frozen=True, slots=True)
class Bags:
    """The distinct content stems of every sentence, sorted by stem.

    `stems`: uint64 (entries,); `groups`: int64 (entries,), the sentence; `weights`: float64 (entries,).
    `norms`, `sums`: float64 (sentences,), root of the summed squares and sum of the weights.
    """

    stems: U64
    groups: I64
    weights: F64
    norms: F64
    sums: F64


def bags(stems: U64, groups: I64, weights: F64, total: int) -> Bags:
    """Bags of `total` sentences from their content words: columns (words,) of stem, sentence and weight."""
    order = np.lexsort((groups, stems))
    stems, groups, weights = stems[order], groups[order], weights[order]
    if len(stems):
        new = np.append(True, (stems[1:] != stems[:-1]) | (groups[1:] != groups[:-1]))
        stems, groups, weights = stems[new], groups[new], weights[new]
    norms = np.sqrt(np.bincount(groups, weights * weights, total))
    sums: F64 = np.bincount(groups, weights, total).astype(np.float64)
    return Bags(stems, groups, weights, norms, sums)


def sentence_pairs(left: Bags, right: Bags, most: int) -> tuple[I64, I64, F64, F64, I64]:
    """Sentences that share stems: left and right sentence, cosine, Dice and count of shared stems.

    Cosine and Dice coefficient are taken over the weights. Columns (pairs,), sorted by left then right.
    Stems with more than `most` places in the product of both sides are passed over.
    """
    i, j = matches_sorted(
        left.stems, np.arange(len(left.stems)), right.stems, np.arange(len(right.stems)), most
    )
    empty = np.empty(0, np.int64)
    if not len(i):
        return empty, empty, np.empty(0), np.empty(0), empty
    width = len(right.norms)
    cells = left.groups[i] * width + right.groups[j]
    both = np.minimum(left.weights[i], right.weights[j])
    if len(left.norms) * width <= 1 << 20:
        count = np.bincount(cells, minlength=0)
        distinct = np.flatnonzero(count)
        squares = np.bincount(cells, both * both)[distinct]
        sums = np.bincount(cells, both)[distinct]
        count = count[distinct]
    else:
        distinct, inverse, count = np.unique(cells, return_inverse=True, return_counts=True)
        squares = np.bincount(inverse, both * both)
        sums = np.bincount(inverse, both)
    s, t = distinct // width, distinct % width
    cosine = squares / np.maximum(left.norms[s] * right.norms[t], 1e-9)
    dice = 2 * sums / np.maximum(left.sums[s] + right.sums[t], 1e-9)
    return s, t, cosine, dice, count


def cluster(left: NDArray[np.int64], right: NDArray[np.int64], gap_left: int, gap_right: int) -> I64:
    """Groups of boxes that lie close on both sides: int64 (boxes,), group numbers.

    `left`, `right`: int64 (boxes, 2), begin and end (excluded) of each box on each axis. Boxes of a group are
    linked on each axis by gaps of at most `gap_left` and `gap_right`. Splits by one axis, then the other,
    until nothing splits (as Sanchez-Perez et al. 2014 do with sentence numbers).
    """
    labels = np.zeros(len(left), np.int64)
    groups, stable, axis = 1, 0, 0
    while stable < 2 and len(left):
        spans, gap = (left, gap_left) if axis == 0 else (right, gap_right)
        labels = _split(spans, labels, gap)
        now = int(labels.max()) + 1
        stable = stable + 1 if now == groups else 0
        # One pass over each axis must have been made before "nothing split" means anything.
        groups, axis = now, 1 - axis
    return labels


def _split(spans: I64, labels: I64, gap: int) -> I64:
    order = np.lexsort((spans[:, 0], labels))
    begins, ends, owner = spans[order, 0], spans[order, 1], labels[order]
    # A running maximum of ends within each group: shift groups apart, so that one scan does for all.
    apart = owner * (int(spans.max()) + gap + 2)
    reach = np.maximum.accumulate(ends + apart)
    new = np.append(True, (begins[1:] + apart[1:] > reach[:-1] + gap) | (owner[1:] != owner[:-1]))
    out = np.empty(len(labels), np.int64)
    out[order] = np.cumsum(new) - 1
    return out
