"""Alignment units that answer each other, and texts that share so much that sentences are shown."""

from __future__ import annotations

import numpy as np

from syndetect.align import limits
from syndetect.align.assignment import assigned
from syndetect.align.boxes import Boxes, covering, disjoint, together
from syndetect.align.pairing import PairedDocuments
from syndetect.columns import Prepared
from syndetect.kernels.ranges import any_of, borders, ranges, within
from syndetect.kernels.seeds import F64, UnitPairs, summed
from syndetect.kernels.words import I64, Bools


def mostly_shared(near: PairedDocuments, blocks: Boxes) -> Bools:
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


def mostly_carried(far: PairedDocuments, blocks: Boxes) -> Bools:
    """Pairs of which the shorter text's content and figures and names stand somewhere in the longer one.

    Not so where there are blocks: they show what was taken.
    """
    articles, total = far.articles, len(far)
    begins, ends = articles.firsts[far.near], articles.firsts[far.near + 1]
    first, last = articles.content_before[begins], articles.content_before[ends]
    # A stretch that was lifted into another article carries itself alone.
    lifted = np.bincount(blocks.owners, minlength=total) > 0
    chosen = (ends - begins >= limits.CARRIED_WORDS) & ~lifted
    owners, words = ranges(first, np.where(chosen, last, first))
    has = far.stems.of(owners, words) >= 0
    facts = articles.tokens.facts[articles.places[words]]
    weights = articles.weights[words]
    for some, least in ((~facts, limits.CARRIED), (facts, limits.CARRIED_FACTS)):
        held = summed(owners[has & some], weights[has & some], total)
        chosen &= held >= least * summed(owners[some], weights[some], total)
    named: Bools = np.bincount(owners[facts], minlength=total) >= limits.CARRIED_NAMED
    return chosen & named


def answers(articles: Prepared, sentences: UnitPairs, blocks: Boxes, everywhere: Bools) -> UnitPairs:
    """Units that answer each other: each unit's best, when enough of it stands there.

    Within the blocks; for the pairs that `everywhere` marks also those outside that are each other's best,
    since two texts that share much share more than what stands out by itself.
    """
    firsts = blocks.firsts(len(everywhere))
    throughout = assigned(articles, sentences.take(everywhere[sentences.owners]))
    some = (np.diff(firsts) > 0)[sentences.owners] & (sentences.shared >= limits.LEAST_SHARED)
    some &= ~everywhere[sentences.owners]
    found = sentences.take(some)
    sums = articles.sums
    weight = found.dice * (sums[found.left] + sums[found.right]) / 2
    good = weight >= limits.LINK_CONTAINMENT * np.minimum(sums[found.left], sums[found.right])
    found, weight = found.take(good), weight[good]
    inside = _inside(articles, found, blocks, firsts)
    found, weight = found.take(inside), weight[inside]
    for_left = weight >= _best(found.owners, found.left, weight)
    for_right = weight >= _best(found.owners, found.right, weight)
    # Best for either side: a sentence split in two has two halves that both point to it.
    return merged(found.take(for_left | for_right), throughout)


def answered(far: PairedDocuments, links: UnitPairs) -> F64:
    """Share of each far text's words in units that answer."""
    articles = far.articles
    order = np.lexsort((links.right, links.owners))
    owners, units = links.owners[order], links.right[order]
    once = borders(owners * (int(units.max(initial=0)) + 1) + units)
    words = articles.unit_ends[units[once]] - articles.unit_begins[units[once]]
    total = articles.firsts[far.near + 1] - articles.firsts[far.near]
    shares: F64 = np.bincount(owners[once], words, len(far)) / np.maximum(total, 1)
    return shares


def merged(*some: UnitPairs) -> UnitPairs:
    """Several lots as one, sorted."""
    parts = (
        np.concatenate([getattr(one, name) for one in some])
        for name in ("owners", "left", "right", "dice", "shared")
    )
    both = UnitPairs(*parts)
    return both.take(np.lexsort((both.right, both.left, both.owners)))


def _inside(articles: Prepared, pairs: UnitPairs, blocks: Boxes, firsts: I64) -> Bools:
    rows, members = within(pairs.owners, firsts[:-1], firsts[1:])
    spans, s, t = blocks.spans[members], pairs.left[rows], pairs.right[rows]
    meets = (
        (articles.unit_ends[s] > spans[:, 0])
        & (articles.unit_begins[s] < spans[:, 1])
        & (articles.unit_ends[t] > spans[:, 2])
        & (articles.unit_begins[t] < spans[:, 3])
    )
    return any_of(rows, meets, len(pairs))


def _best(owners: I64, units: I64, weight: F64) -> F64:
    """The largest weight of each pair's unit, for every row of it."""
    order = np.lexsort((units, owners))
    new = np.append(True, (np.diff(owners[order]) != 0) | (np.diff(units[order]) != 0))[: len(order)]
    firsts = np.flatnonzero(new)
    best = np.empty(len(order))
    if len(order):
        best[order] = np.maximum.reduceat(weight[order], firsts)[np.cumsum(new) - 1]
    return best


def with_sentences(near: PairedDocuments, boxes: Boxes, links: UnitPairs, shared: Bools) -> Boxes:
    """`boxes`, and in the pairs that share most, one for each further group of sentences that answer."""
    articles, total = near.articles, len(near)
    links = links.take(shared[links.owners])
    spans = np.stack(
        (
            _sentence_begins(articles, links.left),
            articles.unit_ends[links.left],
            _sentence_begins(articles, links.right),
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
    return together(added.take(~shared[added.owners]), loose, _again(made, loose, total))


def _again(made: Boxes, kept: Boxes, total: int) -> Boxes:
    """Of the boxes that gave way, those that tell once more what another one tells: new words on one side.

    What has a place on both sides by now is told.
    """
    firsts = kept.firsts(total)
    rows, members = within(made.owners, firsts[:-1], firsts[1:])
    one, other = made.spans[rows], kept.spans[members]
    free = [
        ~any_of(rows, (one[:, k] < other[:, k + 1]) & (other[:, k] < one[:, k + 1]), len(made))
        for k in (0, 2)
    ]
    here, there = made.take(free[0] & ~free[1]), made.take(free[1] & ~free[0])
    return together(here.take(_once(here, 0)), there.take(_once(there, 2)))


def _once(boxes: Boxes, column: int) -> Bools:
    """Which boxes begin on one side where the one before them ends, or later."""
    order = np.lexsort((boxes.spans[:, column], boxes.owners))
    begins, ends, owners = boxes.spans[order, column], boxes.spans[order, column + 1], boxes.owners[order]
    kept = np.ones(len(order), np.bool_)
    kept[order[1:]] = (owners[1:] != owners[:-1]) | (begins[1:] >= ends[:-1])
    return kept


def _sentence_begins(articles: Prepared, units: I64) -> I64:
    """The first words of units, less a line before the sentence: a headline alone answers nothing."""
    begins, ends = articles.unit_begins[units], articles.unit_ends[units]
    sentences, blocks = articles.tokens.sentences, articles.tokens.blocks
    rows, words = ranges(begins, ends)
    last = (sentences[words] == sentences[ends[rows] - 1]) & (blocks[words] == blocks[ends[rows] - 1])
    heads = np.full(len(units), np.iinfo(np.int64).max)
    np.minimum.at(heads, rows[last], words[last])
    content = articles.content_before[ends] - articles.content_before[np.minimum(heads, ends)]
    parted = blocks[np.minimum(heads, ends - 1)] != blocks[begins]
    alone = parted & (content >= limits.LEAST_UNIT)
    return np.where(alone, heads, begins)


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
