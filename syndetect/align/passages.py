"""Blocks to passages: what kind each is, how alike, and long reworded ones taken apart by sentence."""

from __future__ import annotations

import numpy as np

from syndetect.align import limits
from syndetect.align.blocks import disjoint
from syndetect.align.support import TRIPLE, Box, within
from syndetect.columns import Alignment, Prepared
from syndetect.kernels.seeds import matches, runs, sentence_pairs
from syndetect.kernels.segments import common
from syndetect.kernels.text import I64, Bools
from syndetect.model import Passage, PassageKind, Span


def passages_of(left: Prepared, right: Prepared, blocks: list[Box]) -> Alignment:
    """The alignment that the blocks amount to, in the words' own offsets."""
    shared = _mostly_shared(left, right, blocks)
    links = _links(left, right, blocks, everywhere=shared)
    equal = {block: _equal_runs(left, right, block) for block in blocks}
    boxes = [block for block in blocks if not shared or _in_runs(equal[block], block) >= limits.EDITED_SHARE]
    if shared:
        boxes = _with_sentences(left, right, boxes, links)
        equal = {box: _equal_runs(left, right, box) for box in boxes}
    pieces = sorted(piece for box in boxes for piece in _uncut(left, right, box, equal[box]))
    inside = np.concatenate([*equal.values(), np.empty((0, 3), np.int64)])
    made = [(box, _passage(left, right, box, inside)) for box in pieces]
    # Cutting at furniture can leave crumbs that answer nothing.
    made = [(box, passage) for box, passage in made if passage.similarity > 0 or passage.kind != "reworded"]
    return Alignment(
        passages=tuple(passage for _, passage in made),
        boxes=np.array([box for box, _ in made], np.int64).reshape(len(made), 4),
        runs=inside[np.lexsort((inside[:, 1], inside[:, 0]))],
        links=links,
    )


def whole(left: Prepared, right: Prepared) -> Alignment:
    """The alignment of two documents of the same words."""
    box = (0, len(left), 0, len(right))
    equal = np.array([(0, 0, len(left))], np.int64)
    pieces = _uncut(left, right, box, equal)
    units = np.arange(len(left.firsts))
    return Alignment(
        passages=tuple(_passage(left, right, piece, equal) for piece in pieces),
        boxes=np.array(pieces, np.int64),
        runs=equal,
        links=np.stack((units, units), axis=1)
        if len(units) == len(right.firsts)
        else np.empty((0, 2), np.int64),
    )


def _mostly_shared(left: Prepared, right: Prepared, blocks: list[Box]) -> bool:
    """Whether the blocks are much of both texts: then a block of all says little, and sentences are shown."""
    if not blocks:
        return False
    sizes = np.array([(box[1] - box[0], box[3] - box[2]) for box in blocks], np.int64)
    whole = np.array([max(1, len(left)), max(1, len(right))])
    condensed = sizes.max(axis=1) >= limits.CONDENSED_RATIO * sizes.min(axis=1)
    # Of a condensed passage only the shorter side is known to be shared, word for word.
    shortened = (sizes / whole)[condensed]
    if (shortened[sizes[condensed].argmin(axis=1)[:, None] == np.arange(2)] >= limits.CONDENSED_ALL).any():
        return True
    covered = sizes[~condensed].sum(axis=0)
    return bool(
        (covered / whole).min() >= limits.SHOWN_BY_SENTENCE
        and covered.min() >= limits.SHOWN_BY_SENTENCE_WORDS
    )


def _equal_runs(left: Prepared, right: Prepared, box: Box) -> I64:
    """Equal runs of EQUAL_RUN words or more inside a block, no word used twice, longest first served."""
    size = TRIPLE
    ours, theirs = within(left.triples, box[0], box[1]), within(right.triples, box[2], box[3])
    begin_left, begin_right, lengths = runs(*matches(ours, theirs, 64), size)
    off_diagonal = np.abs(begin_left - begin_right)
    free_left = np.ones(box[1] - box[0], np.bool_)
    free_right = np.ones(box[3] - box[2], np.bool_)
    kept = []
    for row in np.lexsort((off_diagonal, -lengths)).tolist():
        i, j, length = int(begin_left[row]), int(begin_right[row]), int(lengths[row])
        free = free_left[i : i + length] & free_right[j : j + length]
        for first, last in _stretches(free):
            if last - first >= size:
                free_left[i + first : i + last] = False
                free_right[j + first : j + last] = False
                kept.append((box[0] + i + first, box[2] + j + first, last - first))
    return np.array(kept, np.int64).reshape(len(kept), 3)


def _stretches(mask: Bools) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _in_runs(found: I64, box: Box) -> float:
    return float(found[:, 2].sum()) / max(1, min(box[1] - box[0], box[3] - box[2]))


def _passage(left: Prepared, right: Prepared, box: Box, equal: I64) -> Passage:
    # A run may reach over the piece's borders: a block is cut where furniture stood, its runs are not.
    starts = np.maximum(0, np.maximum(box[0] - equal[:, 0], box[2] - equal[:, 1]))
    stops = np.minimum(equal[:, 2], np.minimum(box[1] - equal[:, 0], box[3] - equal[:, 1]))
    words = int(np.maximum(stops - starts, 0).sum())
    longer, shorter = sorted((box[1] - box[0], box[3] - box[2]), reverse=True)
    a = slice(*np.searchsorted(left.places, box[:2]))
    b = slice(*np.searchsorted(right.places, box[2:]))
    found = common(left.stems[a], left.weights[a], right.stems[b], right.weights[b])
    similarity = 2 * found.shared / max(found.left + found.right, 1e-9)
    quoted = min(
        float(left.tokens.quoted[box[0] : box[1]].mean()), float(right.tokens.quoted[box[2] : box[3]].mean())
    )
    kind: PassageKind = "reworded"
    if quoted >= limits.QUOTE_SHARE:
        kind = "quote"
    elif words >= limits.VERBATIM_SHARE * longer:
        kind = "verbatim"
    elif words >= limits.EDITED_SHARE * shorter:
        kind = "edited"
    if words == longer:
        # Equal words are alike, also where none of them carries weight.
        similarity = 1.0
    return Passage(_span(left, box[0], box[1]), _span(right, box[2], box[3]), kind, min(1.0, similarity))


def _span(side: Prepared, begin: int, end: int) -> Span:
    return Span(int(side.tokens.heads[begin]), int(side.tokens.tails[end - 1]))


def _links(left: Prepared, right: Prepared, blocks: list[Box], *, everywhere: bool) -> I64:
    """Units that answer each other: each unit's best, when enough of it stands there.

    Within the blocks; `everywhere` adds those outside that are each other's best, since two texts that share
    much share more than what stands out by itself.
    """
    s, t, _, dice, shared = sentence_pairs(left.bags, right.bags, limits.MOST_MATCHES)
    if not len(s) or not blocks:
        return np.empty((0, 2), np.int64)
    weight = dice * (left.bags.sums[s] + right.bags.sums[t]) / 2
    least = np.minimum(left.bags.sums[s], right.bags.sums[t])
    good = (shared >= limits.LEAST_SHARED) & (weight >= limits.LINK_CONTAINMENT * least)
    within = np.zeros(len(s), np.bool_)
    for l0, l1, r0, r1 in blocks:
        within |= (
            (left.lasts[s] > l0) & (left.firsts[s] < l1) & (right.lasts[t] > r0) & (right.firsts[t] < r1)
        )
    lonely = (shared > limits.LEAST_SHARED) & (dice >= limits.LONELY_DICE) if everywhere else within
    kept = good & (within | lonely)
    s, t, weight, within = s[kept], t[kept], weight[kept], within[kept]
    best_left, best_right = np.zeros(len(left.firsts)), np.zeros(len(right.firsts))
    np.maximum.at(best_left, s, weight)
    np.maximum.at(best_right, t, weight)
    for_left, for_right = weight >= best_left[s], weight >= best_right[t]
    # Best for either side: a sentence split in two has two halves that both point to it.
    best = np.where(within, for_left | for_right, for_left & for_right)
    return np.unique(np.stack((s[best], t[best]), axis=1), axis=0)


def _with_sentences(left: Prepared, right: Prepared, boxes: list[Box], links: I64) -> list[Box]:
    """`boxes`, and for the rest one box for each group of sentences that answer each other."""
    found = [
        (
            int(left.firsts[group[:, 0].min()]),
            int(left.lasts[group[:, 0].max()]),
            int(right.firsts[group[:, 1].min()]),
            int(right.lasts[group[:, 1].max()]),
        )
        for group in _connected(links)
    ]
    apart = [
        box
        for box in found
        if not any((box[0] < b[1] and b[0] < box[1]) or (box[2] < b[3] and b[2] < box[3]) for b in boxes)
    ]
    return disjoint([*boxes, *apart])


def _uncut(left: Prepared, right: Prepared, box: Box, equal: I64) -> list[Box]:
    """A box taken apart where furniture stood inside it, so that no passage reaches over any."""
    for k in (np.flatnonzero(left.cuts[box[0] + 1 : box[1]]) + box[0] + 1).tolist():
        m = _across(
            equal[:, 0], equal[:, 1], equal[:, 2], k, (k - box[0]) / (box[1] - box[0]), box[2], box[3]
        )
        return _halves(left, right, box, (k, m), equal)
    for m in (np.flatnonzero(right.cuts[box[2] + 1 : box[3]]) + box[2] + 1).tolist():
        k = _across(
            equal[:, 1], equal[:, 0], equal[:, 2], m, (m - box[2]) / (box[3] - box[2]), box[0], box[1]
        )
        return _halves(left, right, box, (k, m), equal)
    return [box]


def _halves(left: Prepared, right: Prepared, box: Box, at: tuple[int, int], equal: I64) -> list[Box]:
    k, m = at
    halves = [(box[0], k, box[2], m), (k, box[1], m, box[3])]
    return [
        piece
        for half in halves
        if half[0] < half[1] and half[2] < half[3]
        for piece in _uncut(left, right, half, equal)
    ]


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


def _connected(links: I64) -> list[I64]:
    """Links grouped so that a sentence stands in one group; merges and splits stay together if adjacent."""
    groups: list[list[tuple[int, int]]] = []
    for s, t in links.tolist():
        for group in groups:
            near_left = any(s == i and abs(t - j) <= 1 for i, j in group)
            near_right = any(t == j and abs(s - i) <= 1 for i, j in group)
            if near_left or near_right:
                group.append((s, t))
                break
        else:
            groups.append([(s, t)])
    return [np.array(group, np.int64) for group in groups]
