"""Where a block of seeds begins and ends on either side."""

from __future__ import annotations

import numpy as np

from syndetect.align import limits
from syndetect.align.boxes import Boxes
from syndetect.align.pairing import PairedDocuments
from syndetect.align.seeding import Seeds
from syndetect.columns import Prepared
from syndetect.kernels.feature_index import inside
from syndetect.kernels.maximal_segments import best_segments, filled, overlapping
from syndetect.kernels.ranges import borders, ranges, sized
from syndetect.kernels.words import I64, Bools


def bordered(
    sides: tuple[PairedDocuments, PairedDocuments], seeds: Seeds, boxes: Boxes, rows: I64, firsts: I64
) -> tuple[I64, Boxes]:
    """The boxes around groups of seeds, their borders moved to where the evidence ends.

    `rows`: int64, the seeds of the boxes, one box after the other; `firsts`: int64 (boxes,), where each box's
    begin. Returns the boxes that have anything in common, by number, and their borders.
    """
    near, far = sides
    kept = np.arange(len(boxes))
    for _ in range(2):
        alive, boxes = _trimmed(near, boxes)
        kept = kept[alive]
        alive, flipped = _trimmed(far, boxes.flipped())
        boxes = flipped.flipped()
        kept = kept[alive]
    snapped = _snapped(near.articles, boxes)
    exact, spans = _exact_borders(seeds, boxes, *_members(rows, firsts, kept))
    snapped[exact] = spans
    return kept, Boxes(boxes.owners, snapped)


def _members(rows: I64, firsts: I64, kept: I64) -> tuple[I64, I64]:
    """The seeds of the boxes that are left: which box's, counted among these, and which seed."""
    ends = firsts + sized(firsts, len(rows))
    owners, places = ranges(firsts[kept], ends[kept])
    return owners, rows[places]


def _trimmed(sides: PairedDocuments, boxes: Boxes) -> tuple[I64, Boxes]:
    """The best-scoring stretch of the near side, given the far side's, of the boxes that have one.

    A content word scores its weight when the far stretch has it, less a share of that weight which rises with
    how much of the block is matched: a verbatim block ends sharply, a reworded one may hold new words.
    """
    articles, spans = sides.articles, boxes.spans
    before = articles.content_before
    document = sides.near[boxes.owners]
    low = np.maximum(articles.firsts[document], spans[:, 0] - limits.SLACK)
    high = np.minimum(articles.firsts[document + 1], spans[:, 1] + limits.SLACK)
    first, last, begin, end = before[low], before[high], before[spans[:, 2]], before[spans[:, 3]]
    alive = np.flatnonzero((first < last) & (begin < end))
    first, last, begin, end = first[alive], last[alive], begin[alive], end[alive]
    boxes, spans = boxes.take(alive), spans[alive]
    owners, words = ranges(first, last)
    linked = sides.stems.of(boxes.owners[owners], words)
    rows = np.flatnonzero(linked >= 0)
    of = owners[rows]
    _, counts = inside(articles.stems, linked[rows], begin[of], end[of])
    mask = np.zeros(len(words), np.bool_)
    mask[rows] = counts > 0
    # Weights are whole multiples of 2^-20, so that sums of them are exact in any order.
    weights = articles.weights[words]
    matched = np.concatenate(([0.0], np.cumsum(weights * mask)))
    offsets = np.concatenate(([0], np.cumsum(last - first)))
    shift = offsets[:-1] - first
    i, j = before[spans[:, 0]], before[spans[:, 1]]
    total = articles.carried[j] - articles.carried[i]
    share = np.where(
        total > 0, (matched[j + shift] - matched[i + shift]) / np.where(total > 0, total, 1), 0.0
    )
    price = np.clip(
        limits.BORDER_SHARE * share + limits.BORDER_RISE * (share * share * share) ** 2, 0.15, 0.9
    )
    i, j = best_segments(weights * (mask - price[owners]), offsets)
    out = spans.copy()
    out[:, 0], out[:, 1] = articles.places[first + i], articles.places[first + j - 1] + 1
    return alive, Boxes(boxes.owners, out)


def _exact_borders(seeds: Seeds, boxes: Boxes, owners: I64, rows: I64) -> tuple[I64, I64]:
    """Which boxes are filled by the equal runs in them, and the borders that these give them.

    `owners`, `rows`: int64, the box and the number of each seed.
    """
    exact = np.flatnonzero(seeds.exact[rows])
    owners, rows = owners[exact], rows[exact]
    left, right, box = seeds.left[rows], seeds.right[rows], boxes.spans[owners]
    inner = np.flatnonzero(
        (left[:, 1] > box[:, 0])
        & (left[:, 0] < box[:, 1])
        & (right[:, 1] > box[:, 2])
        & (right[:, 0] < box[:, 3])
    )
    owners, left, right, box = owners[inner], left[inner], right[inner], box[inner]
    total, spans = len(boxes), boxes.spans
    share = [
        filled(owners, np.maximum(side[:, 0], low), np.minimum(side[:, 1], high), total) / (end - begin)
        for side, low, high, begin, end in (
            (left, box[:, 0], box[:, 1], spans[:, 0], spans[:, 1]),
            (right, box[:, 2], box[:, 3], spans[:, 2], spans[:, 3]),
        )
    ]
    full = np.maximum(*share) > limits.VERBATIM_BOX
    chosen = np.flatnonzero(full[owners])
    owners, left, right = owners[chosen], left[chosen], right[chosen]
    kept = _claimed(owners, left, right, total)
    owners, left, right = owners[kept], left[kept], right[kept]
    firsts = borders(owners)
    if not len(firsts):
        return np.empty(0, np.int64), np.empty((0, 4), np.int64)
    boxed = owners[firsts]
    box = spans[boxed]
    begin, end = np.minimum.reduceat(left[:, 0], firsts), np.maximum.reduceat(left[:, 1], firsts)
    low, high = np.minimum.reduceat(right[:, 0], firsts), np.maximum.reduceat(right[:, 1], firsts)
    # A word changed near the border leaves an equal stretch too short for a seed beyond it.
    ahead = _near(begin - box[:, 0]) & _near(low - box[:, 2])
    behind = _near(box[:, 1] - end) & _near(box[:, 3] - high)
    borders_of = (
        np.where(ahead, box[:, 0], begin),
        np.where(behind, box[:, 1], end),
        np.where(ahead, box[:, 2], low),
        np.where(behind, box[:, 3], high),
    )
    return boxed, np.stack(borders_of, axis=1)


def _near(distance: I64) -> Bools:
    mask: Bools = (distance > 0) & (distance < limits.LEAST_RUN)
    return mask


def _claimed(owners: I64, left: I64, right: I64, total: int) -> I64:
    """The runs that claim words of their own: of those that overlap, the longest come first."""
    rivals = overlapping(owners, left[:, 0], left[:, 1], total) | overlapping(
        owners, right[:, 0], right[:, 1], total
    )
    kept = ~rivals[owners]
    firsts = borders(owners)
    ends = firsts + sized(firsts, len(owners))
    for first, end, owner in zip(firsts.tolist(), ends.tolist(), owners[firsts].tolist(), strict=True):
        if rivals[owner]:
            rows = _longest_first(left[first:end], right[first:end])
            kept[[first + row for row in rows]] = True
    return np.flatnonzero(kept)


def _longest_first(left: I64, right: I64) -> list[int]:
    order = np.argsort(left[:, 0] - left[:, 1], kind="stable")
    taken_left = np.zeros(int(left[:, 1].max() - left[:, 0].min()), np.bool_)
    taken_right = np.zeros(int(right[:, 1].max() - right[:, 0].min()), np.bool_)
    left, right = left - left[:, 0].min(), right - right[:, 0].min()
    kept = []
    for row in order.tolist():
        here, there = slice(*left[row].tolist()), slice(*right[row].tolist())
        if taken_left[here].mean() < 0.3 and taken_right[there].mean() < 0.3:
            taken_left[here] = taken_right[there] = True
            kept.append(row)
    return kept


def _snapped(articles: Prepared, boxes: Boxes) -> I64:
    """Borders moved out to the sentence's own where they nearly reach it."""
    spans = boxes.spans.copy()
    begins, ends = articles.unit_begins, articles.unit_ends
    for side in (0, 2):
        first, last = articles.units[spans[:, side]], articles.units[spans[:, side + 1] - 1]
        ahead = spans[:, side] - begins[first] <= limits.SNAP * (ends[first] - begins[first])
        behind = ends[last] - spans[:, side + 1] <= limits.SNAP * (ends[last] - begins[last])
        spans[:, side] = np.where(ahead, begins[first], spans[:, side])
        spans[:, side + 1] = np.where(behind, ends[last], spans[:, side + 1])
    return spans
