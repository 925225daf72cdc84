"""Boxes taken apart where furniture stood inside them, so that no passage reaches over any."""

from __future__ import annotations

import numpy as np

from syndetect.align.boxes import Box, Boxes
from syndetect.align.equal import EqualRuns
from syndetect.kernels.words import I64, Bools


def uncut(cuts: Bools, boxes: Boxes, runs: EqualRuns) -> tuple[Boxes, I64]:
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
    waiting, runs = [box], equal.tolist()
    while waiting:
        box = waiting.pop()
        halves = _halves(cuts, box, runs)
        if halves is None:
            done.append(box)
        else:
            waiting += [half for half in halves[::-1] if half[0] < half[1] and half[2] < half[3]]
    return done


def _halves(cuts: Bools, box: Box, equal: list[list[int]]) -> tuple[Box, Box] | None:
    """What stands before and behind the first cut; None if there is none."""
    found = np.flatnonzero(cuts[box[0] + 1 : box[1]])
    if len(found):
        k = int(found[0]) + box[0] + 1
        ahead, behind = beside(equal, box, (k, k), near=0)
        return (box[0], k, *ahead), (k, box[1], *behind)
    found = np.flatnonzero(cuts[box[2] + 1 : box[3]])
    if len(found):
        m = int(found[0]) + box[2] + 1
        ahead, behind = beside(equal, box, (m, m), near=1)
        return (*ahead, box[2], m), (*behind, m, box[3])
    return None


def beside(
    equal: list[list[int]], box: Box, hole: tuple[int, int], *, near: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """The stretches of the other side that go with what stands before a hole, and behind it.

    They are parted at the equal runs, or in proportion. Paragraphs that have changed places stay with their
    like.
    """
    begin, end = (box[0], box[1]) if near == 0 else (box[2], box[3])
    low, high = (box[2], box[3]) if near == 0 else (box[0], box[1])
    far, (cut, stop) = 1 - near, hole
    before = [run for run in equal if begin <= run[near] < cut and low <= run[far] < high]
    after = [run for run in equal if cut <= run[near] < end and low <= run[far] < high]
    if before and after and _middle(before, far) > _middle([run for run in after if run[near] >= stop], far):
        at = min(before, key=lambda one: one[near])[far]
        return (at, high), (low, at)
    if before:
        run = max(before, key=lambda one: one[near])
        at = min(run[far] + min(run[2], cut - run[near]), high)
    elif after:
        at = min(after, key=lambda one: one[near])[far]
    else:
        at = low + round((high - low) * max(0, cut - begin) / max(1, end - begin))
    return (low, at), (at, high)


def _middle(runs: list[list[int]], side: int) -> float:
    """Where the words of some equal runs stand on the average; beyond everything without any."""
    words = sum(run[2] for run in runs)
    return sum((run[side] + run[2] / 2) * run[2] for run in runs) / words if words else float("inf")
