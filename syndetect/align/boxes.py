"""Boxes of words on both sides of many pairs, as columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.align import limits
from syndetect.align.pairing import PairedDocuments
from syndetect.columns import Prepared
from syndetect.kernels.maximal_segments import overlapping
from syndetect.kernels.ranges import borders, sized
from syndetect.kernels.words import I64, Bools

Box = tuple[int, int, int, int]
"""Words: near begin, near end, far begin, far end; ends excluded."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """`owners`: int64 (boxes,), the pair; `spans`: int64 (boxes, 4), words as in `Box`."""

    owners: I64
    spans: I64

    def __len__(self) -> int:
        return len(self.owners)

    def take(self, rows: I64 | Bools) -> Boxes:
        """Some of them."""
        return Boxes(self.owners[rows], self.spans[rows])

    def flipped(self) -> Boxes:
        """The same with the sides exchanged, in the same order."""
        return Boxes(self.owners, self.spans[:, [2, 3, 0, 1]])

    def sorted(self) -> Boxes:
        """By pair, then by place on the near side, then on the far side."""
        spans = self.spans
        return self.take(np.lexsort((spans[:, 3], spans[:, 2], spans[:, 1], spans[:, 0], self.owners)))

    def firsts(self, pairs: int) -> I64:
        """The first box of each of so many pairs, and the number of boxes; of boxes sorted by pair."""
        return np.searchsorted(self.owners, np.arange(pairs + 1))


def no_boxes() -> Boxes:
    """None at all."""
    return Boxes(np.empty(0, np.int64), np.empty((0, 4), np.int64))


def together(*some: Boxes) -> Boxes:
    """Several lots of boxes as one, sorted."""
    return Boxes(
        np.concatenate([boxes.owners for boxes in some]), np.concatenate([boxes.spans for boxes in some])
    ).sorted()


def disjoint(boxes: Boxes, pairs: int) -> Boxes:
    """Boxes that overlap on no side, sorted.

    Of two rivals the larger one is kept whole, and the smaller cut back if most of it stays.
    """
    boxes = boxes.sorted()
    spans = boxes.spans
    rivals = overlapping(boxes.owners, spans[:, 0], spans[:, 1], pairs)
    rivals |= overlapping(boxes.owners, spans[:, 2], spans[:, 3], pairs)
    if not rivals.any():
        return boxes
    firsts = boxes.firsts(pairs)
    parted = [
        (pair, *box)
        for pair in np.flatnonzero(rivals).tolist()
        for box in _parted([(*span,) for span in spans[firsts[pair] : firsts[pair + 1]].tolist()])
    ]
    rows = np.array(parted, np.int64).reshape(len(parted), 5)
    return together(boxes.take(~rivals[boxes.owners]), Boxes(rows[:, 0], rows[:, 1:]))


def _parted(boxes: list[Box]) -> list[Box]:
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda b: (-min(b[1] - b[0], b[3] - b[2]), b)):
        begin, end = _free(box[0], box[1], [(other[0], other[1]) for other in kept])
        low, high = _free(box[2], box[3], [(other[2], other[3]) for other in kept])
        if end - begin >= limits.KEPT * (box[1] - box[0]) and high - low >= limits.KEPT * (box[3] - box[2]):
            kept.append((begin, end, low, high))
    return kept


def _free(begin: int, end: int, taken: list[tuple[int, int]]) -> tuple[int, int]:
    """A stretch cut back at whichever end others have taken; empty when one lies in its middle."""
    for low, high in taken:
        if begin < high and low < end:
            if low > begin and high < end:
                return begin, begin
            begin, end = (high, end) if low <= begin else (begin, low)
    return begin, max(begin, end)


def characters(articles: Prepared, begins: I64, ends: I64) -> I64:
    """Characters from the first of some words to the last; ends after begins."""
    points = articles.tokens.ends[ends - 1].astype(np.int64) - articles.tokens.begins[begins]
    documents = np.searchsorted(articles.firsts, begins, side="right") - 1
    counted: I64 = (articles.density[documents] * points).astype(np.int64)
    return counted


def covering(owners: I64, left: I64, right: I64) -> Boxes:
    """The box around each owner's boxes; `left`, `right`: int64 (n, 2), grouped by owner."""
    firsts = borders(owners)
    if not len(firsts):
        return no_boxes()
    spans = (
        np.minimum.reduceat(left[:, 0], firsts),
        np.maximum.reduceat(left[:, 1], firsts),
        np.minimum.reduceat(right[:, 0], firsts),
        np.maximum.reduceat(right[:, 1], firsts),
    )
    return Boxes(owners[firsts], np.stack(spans, axis=1))


def members(owners: I64) -> I64:
    """How many rows each group of owners has."""
    return sized(borders(owners), len(owners))


def words_of(sides: PairedDocuments) -> I64:
    """Words of the near document of each pair."""
    firsts = sides.articles.firsts
    return firsts[sides.near + 1] - firsts[sides.near]
