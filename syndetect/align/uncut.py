"""Boxes taken apart where furniture stood inside them, so that no passage reaches over any."""

from __future__ import annotations

import numpy as np

from syndetect.align.boxes import Box, Boxes
from syndetect.align.equal import Runs
from syndetect.kernels.text import I64, Bools


def uncut(cuts: Bools, boxes: Boxes, runs: Runs) -> tuple[Boxes, I64]:
    """The boxes' pieces, box by box, and the box of each piece.

    `cuts`: bool (words,), where a piece has to end. `runs`: the boxes' equal runs, owned by boxes.
    """
    spans = boxes.spans
    if not len(spans) or not cuts.any():
        return boxes, np.arange(len(boxes))
    before = np.concatenate(([0], np.cumsum(cuts)))
    count = before[spans[:, 1]] - before[spans[:, 0] + 1] + before[spans[:, 3]] - before[spans[:, 2] + 1]
    rows = np.flatnonzero(count)
    if not len(rows):
        return boxes, np.arange(len(boxes))
    whole = np.flatnonzero(count == 0)
    firsts = np.searchsorted(runs.owners, np.arange(len(boxes) + 1))
    pieces = [
        (row, *piece)
        for row in rows.tolist()
        for piece in _pieces(cuts, (*spans[row].tolist(),), runs.spans[firsts[row] : firsts[row + 1]])
    ]
    made = np.array(pieces, np.int64).reshape(len(pieces), 5)
    parents = np.concatenate((whole, made[:, 0]))
    order = np.argsort(parents, kind="stable")
    parts = np.concatenate((spans[whole], made[:, 1:]))
    return Boxes(boxes.owners[parents[order]], parts[order]), parents[order]


def _pieces(cuts: Bools, box: Box, equal: I64) -> list[Box]:
    done: list[Box] = []
    waiting = [box]
    while waiting:
        box = waiting.pop()
        at = _first_cut(cuts, box, equal)
        if at is None:
            done.append(box)
        else:
            k, m = at
            halves = ((box[0], k, box[2], m), (k, box[1], m, box[3]))
            waiting += [half for half in halves[::-1] if half[0] < half[1] and half[2] < half[3]]
    return done


def _first_cut(cuts: Bools, box: Box, equal: I64) -> tuple[int, int] | None:
    near, far, lengths = equal[:, 0], equal[:, 1], equal[:, 2]
    found = np.flatnonzero(cuts[box[0] + 1 : box[1]])
    if len(found):
        k = int(found[0]) + box[0] + 1
        return k, _across(near, far, lengths, k, (k - box[0]) / (box[1] - box[0]), box[2], box[3])
    found = np.flatnonzero(cuts[box[2] + 1 : box[3]])
    if len(found):
        m = int(found[0]) + box[2] + 1
        return _across(far, near, lengths, m, (m - box[2]) / (box[3] - box[2]), box[0], box[1]), m
    return None


def _across(near: I64, far: I64, lengths: I64, cut: int, share: float, low: int, high: int) -> int:
    """Where the far side is to be cut: at the nearest equal run before or after, or in proportion."""
    before = (near < cut) & (far >= low) & (far < high)
    if before.any():
        row = np.flatnonzero(before)[np.argmax(near[before])]
        return int(min(far[row] + min(lengths[row], cut - near[row]), high))
    after = (near >= cut) & (far >= low) & (far < high)
    if after.any():
        return int(far[np.flatnonzero(after)[np.argmin(near[after])]])
    return round(low + share * (high - low))
