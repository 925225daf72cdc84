"""Maximum-scoring segments, and stretches of true values."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from syndetect.kernels.ranges import borders, ranges
from syndetect.kernels.seeds import F64
from syndetect.kernels.words import I64, U64, Bools

_CELLS = 1 << 20
_LOWEST = -1e18


def best_segments(scores: F64, firsts: I64) -> tuple[I64, I64]:
    """Begin and end of the contiguous segment with the largest sum (Bentley 1984) in each of many columns.

    `scores`: float64 (n,), the columns one after the other; `firsts`: int64 (columns + 1,), no column empty.
    Begins and ends are counted within the column. A segment is never empty. Among equal ones the one that
    ends first is taken, and among those the shortest. The result of a column does not depend on the others.
    """
    sizes = np.diff(firsts)
    begins, ends = np.zeros(len(sizes), np.int64), np.zeros(len(sizes), np.int64)
    order = np.argsort(sizes, kind="stable")
    for rows in _blocks(order, sizes):
        width = int(sizes[rows[-1]])
        table = np.full((len(rows), width), _LOWEST)
        owners, numbers = ranges(firsts[rows], firsts[rows + 1])
        table[owners, numbers - firsts[rows][owners]] = scores[numbers]
        begins[rows], ends[rows] = _best(table)
    return begins, ends


def _blocks(order: I64, sizes: I64) -> Iterator[I64]:
    """Numbers of columns of similar size, in groups whose table has at most _CELLS cells."""
    begin = 0
    while begin < len(order):
        least = int(sizes[order[begin]])
        end = int(np.searchsorted(sizes[order], least + least // 4 + 8, side="right"))
        most = max(1, _CELLS // int(sizes[order[end - 1]]))
        end = min(end, begin + most)
        yield order[begin:end]
        begin = end


def _best(table: F64) -> tuple[I64, I64]:
    """The same for the rows of a table; the cells that make them equally long have the score _LOWEST."""
    sums = np.zeros((len(table), table.shape[1] + 1))
    np.cumsum(table, axis=1, out=sums[:, 1:])
    least = np.minimum.accumulate(sums[:, :-1], axis=1)
    last = np.argmax(sums[:, 1:] - least, axis=1)
    rows = np.arange(len(table))
    lowest = (sums[:, :-1] == least[rows, last][:, None]) & (np.arange(table.shape[1]) <= last[:, None])
    begins = table.shape[1] - 1 - np.argmax(lowest[:, ::-1], axis=1)
    return begins, last + 1


def occurring(values: U64, others: U64) -> Bools:
    """Which of `values` occur in `others`: bool (n,)."""
    if not len(others):
        return np.zeros(len(values), np.bool_)
    ranked = np.sort(others)
    nearest = np.minimum(np.searchsorted(ranked, values), len(ranked) - 1)
    mask: Bools = ranked[nearest] == values
    return mask


def stretches(true: Bools, owners: I64) -> tuple[I64, I64]:
    """Begin and end of every run of true values with the same owner; `owners`: int64 (n,), grouped."""
    rows = np.flatnonzero(true)
    if not len(rows):
        return rows, rows
    breaks = (rows[1:] != rows[:-1] + 1) | (owners[rows[1:]] != owners[rows[:-1]])
    firsts = np.flatnonzero(np.append(True, breaks))
    lasts = np.append(firsts[1:], len(rows)) - 1
    return rows[firsts], rows[lasts] + 1


def filled(owners: I64, begins: I64, ends: I64, total: int) -> I64:
    """The length of the union of the spans of each of `total` owners: int64 (total,)."""
    order = np.lexsort((begins, owners))
    owners, begins, ends = owners[order], begins[order], ends[order]
    if not len(owners):
        return np.zeros(total, np.int64)
    # A running maximum of ends within each owner: owners are shifted apart, so that one pass is enough.
    apart = owners * (int(ends.max()) + 1)
    reach = np.maximum.accumulate(ends + apart)
    before = np.append(0, reach[:-1] - apart[1:])
    before[borders(owners)] = 0
    added = np.maximum(ends - np.maximum(begins, before), 0)
    return np.bincount(owners, added, total).astype(np.int64)


def overlapping(owners: I64, begins: I64, ends: I64, total: int) -> Bools:
    """Which of `total` owners have spans that overlap each other: bool (total,)."""
    covered = filled(owners, begins, ends, total)
    mask: Bools = covered < np.bincount(owners, ends - begins, total)
    return mask
