"""Blocks to passages: what kind each is, how alike, and long reworded ones taken apart by sentence."""

from __future__ import annotations

import numpy as np

from syndetect.align import limits
from syndetect.align.seeding import Seeds
from syndetect.align.support import Box
from syndetect.columns import Alignment, Prepared
from syndetect.kernels.seeds import matches, runs, sentence_pairs
from syndetect.kernels.segments import common
from syndetect.kernels.shingles import shingles
from syndetect.kernels.text import I64, Bools
from syndetect.model import Passage, PassageKind, Span


def passages_of(left: Prepared, right: Prepared, seeds: Seeds, blocks: list[Box]) -> Alignment:
    """The alignment that the blocks amount to, in the words' own offsets."""
    links = _links(left, right, blocks)
    apart = _mostly_shared(left, right, blocks)
    boxes: list[Box] = []
    equal: list[I64] = []
    for block in blocks:
        found = _equal_runs(left, right, block)
        equal.append(found)
        share = _in_runs(found, block)
        if apart and share < limits.EDITED_SHARE:
            boxes.extend(_by_sentence(left, right, block, links) or [block])
        else:
            boxes.append(block)
    boxes.sort()
    inside = np.concatenate(equal) if equal else np.empty((0, 3), np.int64)
    return Alignment(
        passages=tuple(_passage(left, right, box, inside) for box in boxes),
        boxes=np.array(boxes, np.int64).reshape(len(boxes), 4),
        runs=inside[np.lexsort((inside[:, 1], inside[:, 0]))],
        links=links,
    )


def _mostly_shared(left: Prepared, right: Prepared, blocks: list[Box]) -> bool:
    """Whether the blocks are much of both texts: then a block of all says little, and sentences are shown."""
    covered_left = sum(box[1] - box[0] for box in blocks)
    covered_right = sum(box[3] - box[2] for box in blocks)
    least = min(covered_left / max(1, len(left)), covered_right / max(1, len(right)))
    return least >= limits.SHOWN_BY_SENTENCE


def _equal_runs(left: Prepared, right: Prepared, box: Box) -> I64:
    """Equal runs of EQUAL_RUN words or more inside a block, no word used twice, longest first served."""
    size = limits.EQUAL_RUN
    ours, _ = shingles(left.tokens.hashes[box[0] : box[1]], np.array([0, box[1] - box[0]]), size)
    theirs, _ = shingles(right.tokens.hashes[box[2] : box[3]], np.array([0, box[3] - box[2]]), size)
    begin_left, begin_right, lengths = runs(*matches(ours, theirs, 64), size)
    off_diagonal = np.abs(begin_left - begin_right)
    free_left = np.ones(box[1] - box[0], np.bool_)
    free_right = np.ones(box[3] - box[2], np.bool_)
    free_left &= ~left.tokens.furniture[box[0] : box[1]]
    free_right &= ~right.tokens.furniture[box[2] : box[3]]
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
    inside = (equal[:, 0] >= box[0]) & (equal[:, 0] < box[1]) & (equal[:, 1] >= box[2]) & (equal[:, 1] < box[3])
    words = int(equal[inside, 2].sum())
    longer, shorter = sorted((box[1] - box[0], box[3] - box[2]), reverse=True)
    a = slice(*np.searchsorted(left.places, box[:2]))
    b = slice(*np.searchsorted(right.places, box[2:]))
    shared, _, _, weight_left, weight_right = common(
        left.stems[a], left.weights[a], right.stems[b], right.weights[b]
    )
    similarity = 2 * shared / max(weight_left + weight_right, 1e-9)
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
    return Passage(_span(left, box[0], box[1]), _span(right, box[2], box[3]), kind, min(1.0, similarity))


def _span(side: Prepared, begin: int, end: int) -> Span:
    return Span(int(side.tokens.begins[begin]), int(side.tokens.ends[end - 1]))


def _links(left: Prepared, right: Prepared, blocks: list[Box]) -> I64:
    """Units inside the blocks that answer each other: each unit's best, when enough of it stands there."""
    s, t, _, dice, shared = sentence_pairs(left.bags, right.bags, limits.MOST_MATCHES)
    if not len(s) or not blocks:
        return np.empty((0, 2), np.int64)
    weight = dice * (left.bags.sums[s] + right.bags.sums[t]) / 2
    least = np.minimum(left.bags.sums[s], right.bags.sums[t])
    good = (shared >= limits.LEAST_SHARED) & (weight >= limits.LINK_CONTAINMENT * least)
    edges = np.array(blocks, np.int64)
    within = np.zeros(len(s), np.bool_)
    for l0, l1, r0, r1 in edges.tolist():
        within |= (
            (left.lasts[s] > l0) & (left.firsts[s] < l1) & (right.lasts[t] > r0) & (right.firsts[t] < r1)
        )
    s, t, weight = s[good & within], t[good & within], weight[good & within]
    if not len(s):
        return np.empty((0, 2), np.int64)
    best_left = np.zeros(len(left.firsts))
    best_right = np.zeros(len(right.firsts))
    np.maximum.at(best_left, s, weight)
    np.maximum.at(best_right, t, weight)
    # Best for either side: a sentence split in two has two halves that both point to it.
    best = (weight >= best_left[s]) | (weight >= best_right[t])
    return np.unique(np.stack((s[best], t[best]), axis=1), axis=0)


def _by_sentence(left: Prepared, right: Prepared, block: Box, links: I64) -> list[Box]:
    """A long reworded block as one passage for each group of sentences that answer each other."""
    if not len(links):
        return []
    s, t = links[:, 0], links[:, 1]
    mine = (
        (left.firsts[s] >= block[0] - limits.SLACK)
        & (left.lasts[s] <= block[1] + limits.SLACK)
        & (right.firsts[t] >= block[2] - limits.SLACK)
        & (right.lasts[t] <= block[3] + limits.SLACK)
    )
    groups = _connected(links[mine])
    boxes: list[Box] = []
    for group in groups:
        boxes.append(
            (
                int(left.firsts[group[:, 0].min()]),
                int(left.lasts[group[:, 0].max()]),
                int(right.firsts[group[:, 1].min()]),
                int(right.lasts[group[:, 1].max()]),
            )
        )
    from syndetect.align.blocks import disjoint

    return disjoint(boxes)


def _connected(links: I64) -> list[I64]:
    """Links grouped so that a sentence stands in one group: merges and splits stay together while adjacent."""
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
