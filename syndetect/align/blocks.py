"""Seeds to blocks: neighbours joined, borders moved to where the evidence ends, coincidences dropped."""

from __future__ import annotations

import numpy as np

from syndetect.align import limits
from syndetect.align.seeding import Seeds
from syndetect.align.support import Box, support
from syndetect.columns import Prepared
from syndetect.kernels.seeds import cluster
from syndetect.kernels.segments import best_segment, held
from syndetect.kernels.text import I64


def find_blocks(
    left: Prepared, right: Prepared, seeds: Seeds, *, least_support: float = limits.LEAST_SUPPORT
) -> list[Box]:
    """Blocks that stand for reuse; none overlaps another on either side. Sorted by their place on the left.

    `least_support` is the probability of reuse that a block needs; 0 keeps those that the model would drop.
    """
    found: list[Box] = []
    waiting = [(np.arange(len(seeds.left)), limits.GAP)] if len(seeds.left) else []
    while waiting:
        rows, gap = waiting.pop()
        labels = cluster(seeds.left[rows], seeds.right[rows], gap, gap)
        for label in range(int(labels.max()) + 1):
            members = rows[labels == label]
            box = _bordered(left, right, seeds, members)
            probability = support(left, right, box) if box is not None else 0.0
            if box is not None and probability >= least_support:
                found.append(box)
            elif gap > limits.GAP_STEP and len(members) > 1 and probability >= limits.HOPE:
                waiting.append((members, gap - limits.GAP_STEP))
    long_enough = [
        box
        for box in found
        if characters(left, box[0], box[1]) >= limits.LEAST_CHARACTERS
        and characters(right, box[2], box[3]) >= limits.LEAST_CHARACTERS
    ]
    return disjoint(long_enough) or _short(left, right)


def _short(left: Prepared, right: Prepared) -> list[Box]:
    """Two short texts as one block, for which less support will do; empty when they are long or unlike.

    A block in long texts is the best of very many that chance could have made; of this one there is one.
    """
    box = (0, len(left), 0, len(right))
    if max(box) > limits.SHORT_WORDS or min(characters(left), characters(right)) < limits.LEAST_CHARACTERS:
        return []
    return [box] if support(left, right, box) >= limits.LEAST_SHORT_SUPPORT else []


def disjoint(boxes: list[Box]) -> list[Box]:
    """Boxes that overlap on no side, sorted by their place on the left.

    Of two rivals the larger one is kept whole, and the smaller cut back if most of it stays.
    """
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda b: (-min(b[1] - b[0], b[3] - b[2]), b)):
        begin, end = _free(box[0], box[1], [(other[0], other[1]) for other in kept])
        low, high = _free(box[2], box[3], [(other[2], other[3]) for other in kept])
        if end - begin >= limits.KEPT * (box[1] - box[0]) and high - low >= limits.KEPT * (box[3] - box[2]):
            kept.append((begin, end, low, high))
    return sorted(kept)


def _free(begin: int, end: int, taken: list[tuple[int, int]]) -> tuple[int, int]:
    """A stretch cut back at whichever end others have taken; empty when one lies in its middle."""
    for low, high in taken:
        if begin < high and low < end:
            if low > begin and high < end:
                return begin, begin
            begin, end = (high, end) if low <= begin else (begin, low)
    return begin, max(begin, end)


def characters(side: Prepared, begin: int = 0, end: int | None = None) -> int:
    """Characters from the first of some words to the last; of all words by default."""
    words = slice(begin, end)
    begins, ends = side.tokens.begins[words], side.tokens.ends[words]
    counted = limits.DENSITY.get(side.tokens.language, 1.0)
    return int(counted * int(ends[-1] - begins[0])) if len(begins) else 0


def _bordered(left: Prepared, right: Prepared, seeds: Seeds, members: I64) -> Box | None:
    box: Box | None = (
        int(seeds.left[members, 0].min()),
        int(seeds.left[members, 1].max()),
        int(seeds.right[members, 0].min()),
        int(seeds.right[members, 1].max()),
    )
    for _ in range(2):
        if box is not None:
            box = _trimmed(left, right, box)
        if box is not None:
            flipped = _trimmed(right, left, (box[2], box[3], box[0], box[1]))
            box = None if flipped is None else (flipped[2], flipped[3], flipped[0], flipped[1])
    if box is None:
        return None
    exact = _exact_borders(seeds, members[seeds.exact[members]], box)
    if exact is not None:
        return exact
    return (*_snapped(left, box[0], box[1]), *_snapped(right, box[2], box[3]))


def _trimmed(near: Prepared, far: Prepared, box: Box) -> Box | None:
    """The best-scoring stretch of the near side, given the far side's.

    A content word scores its weight when the far stretch has it, less a share of that weight which rises with
    how much of the block is matched: a verbatim block ends sharply, a reworded one may hold new words.
    """
    low, high = max(0, box[0] - limits.SLACK), min(len(near), box[1] + limits.SLACK)
    first, last = np.searchsorted(near.places, (low, high))
    begin, end = np.searchsorted(far.places, box[2:])
    if first == last or begin == end:
        return None
    found = held(near.stems[first:last], far.stems[begin:end])
    weights = near.weights[first:last]
    inner = slice(*np.searchsorted(near.places[first:last], box[:2]))
    total = float(weights[inner].sum())
    share = float((weights[inner] * found[inner]).sum()) / total if total else 0.0
    price = min(max(limits.BORDER_SHARE * share + limits.BORDER_RISE * share**6, 0.15), 0.9)
    i, j = best_segment(weights * (found - price))
    return int(near.places[first + i]), int(near.places[first + j - 1]) + 1, box[2], box[3]


def _exact_borders(seeds: Seeds, exact: I64, box: Box) -> Box | None:
    """The borders of the equal runs in a block, when they fill it; None when they do not."""
    left, right = seeds.left[exact], seeds.right[exact]
    inside = (left[:, 1] > box[0]) & (left[:, 0] < box[1]) & (right[:, 1] > box[2]) & (right[:, 0] < box[3])
    left, right = left[inside], right[inside]
    if max(_filled(left, box[0], box[1]), _filled(right, box[2], box[3])) <= limits.VERBATIM_BOX:
        return None
    # A phrase that recurs on one side makes several runs; the longest claim their words first.
    order = np.argsort(left[:, 0] - left[:, 1], kind="stable")
    taken_left = np.zeros(int(left.max()), np.bool_)
    taken_right = np.zeros(int(right.max()), np.bool_)
    kept = []
    for row in order.tolist():
        here, there = slice(*left[row].tolist()), slice(*right[row].tolist())
        if taken_left[here].mean() < 0.3 and taken_right[there].mean() < 0.3:
            taken_left[here] = taken_right[there] = True
            kept.append(row)
    left, right = left[kept], right[kept]
    begin, end = int(left[:, 0].min()), int(left[:, 1].max())
    low, high = int(right[:, 0].min()), int(right[:, 1].max())
    # A word changed near the border leaves an equal stretch too short for a seed beyond it.
    if 0 < begin - box[0] < limits.LEAST_RUN and 0 < low - box[2] < limits.LEAST_RUN:
        begin, low = box[0], box[2]
    if 0 < box[1] - end < limits.LEAST_RUN and 0 < box[3] - high < limits.LEAST_RUN:
        end, high = box[1], box[3]
    return begin, end, low, high


def _filled(spans: I64, begin: int, end: int) -> float:
    mask = np.zeros(end - begin, np.bool_)
    for low, high in np.clip(spans - begin, 0, end - begin).tolist():
        mask[low:high] = True
    return float(mask.mean())


def _snapped(side: Prepared, begin: int, end: int) -> tuple[int, int]:
    """Borders moved out to the sentence's own where they nearly reach it."""
    first, last = side.units[begin], side.units[end - 1]
    if begin - side.firsts[first] <= limits.SNAP * (side.lasts[first] - side.firsts[first]):
        begin = int(side.firsts[first])
    if side.lasts[last] - end <= limits.SNAP * (side.lasts[last] - side.firsts[last]):
        end = int(side.lasts[last])
    return begin, end
