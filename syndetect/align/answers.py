"""Alignment units that answer each other, and texts that share so much that sentences are shown."""

from __future__ import annotations

import numpy as np

from syndetect.align import limits
from syndetect.align.boxes import Boxes, covering, disjoint, together
from syndetect.align.pairing import Sides
from syndetect.columns import Prepared
from syndetect.kernels.ranges import any_of, within
from syndetect.kernels.seeds import F64, UnitPairs
from syndetect.kernels.text import I64, Bools


def mostly_shared(near: Sides, blocks: Boxes) -> Bools:
    """Pairs whose blocks are much of both texts: a block of all says little, and sentences are shown."""
    spans, owners, total = blocks.spans, blocks.owners, len(near)
    firsts = near.articles.firsts
    sizes = np.stack((spans[:, 1] - spans[:, 0], spans[:, 3] - spans[:, 2]), axis=1)
    whole = np.stack(
        [np.maximum(1, firsts[side + 1] - firsts[side]) for side in (near.near, near.far)], axis=1
    )
    condensed = sizes.max(axis=1) >= limits.CONDENSED_RATIO * sizes.min(axis=1)
    # Of a condensed passage only the shorter side is known to be shared, word for word.
    shortened = sizes.min(axis=1) / whole[owners, sizes.argmin(axis=1)] >= limits.CONDENSED_ALL
    found = any_of(owners, condensed & shortened, total)
    dense = ~condensed
    covered = np.stack([np.bincount(owners[dense], sizes[dense, side], total) for side in (0, 1)], axis=1)
    shares: Bools = (covered / whole).min(axis=1) >= limits.SHOWN_BY_SENTENCE
    found |= shares & (covered.min(axis=1) >= limits.SHOWN_BY_SENTENCE_WORDS)
    return found


def answers(articles: Prepared, sentences: UnitPairs, blocks: Boxes, everywhere: Bools) -> UnitPairs:
    """Units that answer each other: each unit's best, when enough of it stands there.

    Within the blocks; for the pairs that `everywhere` marks also those outside that are each other's best,
    since two texts that share much share more than what stands out by itself.
    """
    firsts = blocks.firsts(len(everywhere))
    some = (np.diff(firsts) > 0)[sentences.owners] & (sentences.shared >= limits.LEAST_SHARED)
    found = sentences.take(some)
    sums = articles.sums
    weight = found.dice * (sums[found.left] + sums[found.right]) / 2
    good = weight >= limits.LINK_CONTAINMENT * np.minimum(sums[found.left], sums[found.right])
    found, weight = found.take(good), weight[good]
    inside = _inside(articles, found, blocks, firsts)
    lonely = (found.shared > limits.LEAST_SHARED) & (found.dice >= limits.LONELY_DICE)
    kept = inside | (lonely & everywhere[found.owners])
    found, weight, inside = found.take(kept), weight[kept], inside[kept]
    for_left = weight >= _best(found.owners, found.left, weight)
    for_right = weight >= _best(found.owners, found.right, weight)
    # Best for either side: a sentence split in two has two halves that both point to it.
    return found.take(np.where(inside, for_left | for_right, for_left & for_right))


def _inside(articles: Prepared, found: UnitPairs, blocks: Boxes, firsts: I64) -> Bools:
    rows, members = within(found.owners, firsts[:-1], firsts[1:])
    spans, s, t = blocks.spans[members], found.left[rows], found.right[rows]
    meets = (
        (articles.unit_ends[s] > spans[:, 0])
        & (articles.unit_begins[s] < spans[:, 1])
        & (articles.unit_ends[t] > spans[:, 2])
        & (articles.unit_begins[t] < spans[:, 3])
    )
    return any_of(rows, meets, len(found))


def _best(owners: I64, units: I64, weight: F64) -> F64:
    """The largest weight of each pair's unit, for every row of it."""
    order = np.lexsort((units, owners))
    new = np.append(True, (np.diff(owners[order]) != 0) | (np.diff(units[order]) != 0))[: len(order)]
    firsts = np.flatnonzero(new)
    best = np.empty(len(order))
    if len(order):
        best[order] = np.maximum.reduceat(weight[order], firsts)[np.cumsum(new) - 1]
    return best


def with_sentences(near: Sides, boxes: Boxes, links: UnitPairs, shared: Bools) -> Boxes:
    """`boxes`, and in the pairs that share most, one for each further group of sentences that answer."""
    articles, total = near.articles, len(near)
    links = links.take(shared[links.owners])
    spans = np.stack(
        (
            articles.unit_begins[links.left],
            articles.unit_ends[links.left],
            articles.unit_begins[links.right],
            articles.unit_ends[links.right],
        ),
        axis=1,
    )
    firsts = boxes.firsts(total)
    apart = ~_meets(links.owners, spans, boxes, firsts)
    # A pair whose every sentence stands in its boxes has no group apart from them.
    worth = any_of(links.owners, apart, total)[links.owners]
    made = _connected(links.take(worth), spans[worth])
    made = made.take(~_meets(made.owners, made.spans, boxes, firsts))
    added = together(boxes, made)
    loose = disjoint(added.take(shared[added.owners]), total)
    return together(added.take(~shared[added.owners]), loose)


def _meets(owners: I64, spans: I64, boxes: Boxes, firsts: I64) -> Bools:
    """Which spans overlap a box of their pair on either side."""
    rows, members = within(owners, firsts[:-1], firsts[1:])
    one, other = spans[rows], boxes.spans[members]
    meets = ((one[:, 0] < other[:, 1]) & (other[:, 0] < one[:, 1])) | (
        (one[:, 2] < other[:, 3]) & (other[:, 2] < one[:, 3])
    )
    return any_of(rows, meets, len(owners))


def _connected(links: UnitPairs, spans: I64) -> Boxes:
    """Links grouped so that a sentence stands in one group; merges and splits stay together if adjacent."""
    group_of: dict[tuple[int, int, int], int] = {}
    labels = np.zeros(len(links), np.int64)
    groups = 0
    columns = (links.owners.tolist(), links.left.tolist(), links.right.tolist())
    for row, (pair, s, t) in enumerate(zip(*columns, strict=True)):
        beside, above = group_of.get((pair, s, t - 1)), group_of.get((pair, s - 1, t))
        met = [group for group in (beside, above) if group is not None]
        label = min(met, default=groups)
        groups = max(groups, label + 1)
        group_of[pair, s, t] = labels[row] = label
    order = np.argsort(labels, kind="stable")
    boxes = covering(labels[order], spans[order][:, :2], spans[order][:, 2:])
    return Boxes(links.owners[order][np.searchsorted(labels[order], boxes.owners)], boxes.spans)
