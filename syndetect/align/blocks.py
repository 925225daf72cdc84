"""Seeds to blocks: neighbours joined, borders moved to where the evidence ends, coincidences dropped."""

from __future__ import annotations

import numpy as np

from syndetect.align import limits
from syndetect.align.borders import bordered
from syndetect.align.boxes import Boxes, characters, covering, disjoint, no_boxes, together
from syndetect.align.pairing import PairedDocuments
from syndetect.align.seeding import Seeds
from syndetect.align.support import support
from syndetect.kernels.feature_index import FeatureLinks
from syndetect.kernels.ranges import sized
from syndetect.kernels.seeds import cluster, grouped
from syndetect.kernels.words import I64


def find_blocks(
    sides: tuple[PairedDocuments, PairedDocuments],
    seeds: Seeds,
    triples: tuple[FeatureLinks, FeatureLinks],
    *,
    least_support: float = limits.LEAST_SUPPORT,
) -> Boxes:
    """Blocks that stand for reuse; none overlaps another on either side. Sorted by pair and near place.

    `triples`: both sides' runs of three words on the other one. `least_support` is the probability of reuse
    that a block needs; 0 keeps those that the model would drop.
    """
    articles = sides[0].articles
    found = [no_boxes()]
    rows, gap = np.arange(len(seeds.owners)), limits.GAP
    labels = np.cumsum(np.append(False, seeds.owners[1:] != seeds.owners[:-1]))[: len(rows)]
    while len(rows):
        labels = cluster(labels, seeds.left[rows], seeds.right[rows], gap, gap)
        order, firsts = grouped(labels)
        rows, labels = rows[order], labels[order]
        counts = sized(firsts, len(rows))
        boxes = covering(labels, seeds.left[rows], seeds.right[rows])
        boxes = Boxes(seeds.owners[rows[firsts]], boxes.spans)
        kept, boxes = bordered(sides, seeds, boxes, rows, firsts)
        probability = np.zeros(len(firsts))
        probability[kept] = support(sides, triples, boxes)
        alive = np.zeros(len(firsts), np.bool_)
        alive[kept] = True
        good = alive & (probability >= least_support)
        found.append(boxes.take(good[kept]))
        again = ~good & (counts > 1) & (probability >= limits.HOPE) & (gap > limits.GAP_STEP)
        rows = rows[np.repeat(again, counts)]
        labels = np.repeat(np.cumsum(again) - 1, counts)[np.repeat(again, counts)]
        gap -= limits.GAP_STEP
    boxes = together(*found)
    left, right = boxes.spans[:, :2], boxes.spans[:, 2:]
    long_enough = (characters(articles, left[:, 0], left[:, 1]) >= limits.LEAST_CHARACTERS) & (
        characters(articles, right[:, 0], right[:, 1]) >= limits.LEAST_CHARACTERS
    )
    found_boxes = disjoint(boxes.take(long_enough), len(sides[0]))
    return together(found_boxes, _short(sides, triples, found_boxes))


def _short(
    sides: tuple[PairedDocuments, PairedDocuments], triples: tuple[FeatureLinks, FeatureLinks], boxes: Boxes
) -> Boxes:
    """Of the pairs without a box those of two short texts, each as one block, for which less support will do.

    A block in long texts is the best of very many that chance could have made; of this one there is one.
    """
    alone = np.ones(len(sides[0]), np.bool_)
    alone[boxes.owners] = False
    pairs = short_pairs(sides[0])
    pairs = pairs[alone[pairs]]
    firsts, (near, far) = sides[0].articles.firsts, (side.near[pairs] for side in sides)
    whole = Boxes(pairs, np.stack((firsts[near], firsts[near + 1], firsts[far], firsts[far + 1]), axis=1))
    return whole.take(support(sides, triples, whole) >= limits.LEAST_SHORT_SUPPORT)


def short_pairs(near: PairedDocuments) -> I64:
    """The pairs of two texts that are short, but long enough to be shown."""
    articles, firsts = near.articles, near.articles.firsts
    words = np.diff(firsts)
    short = (words > 0) & (words <= limits.SHORT_WORDS)
    rows = np.flatnonzero(short)
    short[rows] = characters(articles, firsts[rows], firsts[rows + 1]) >= limits.LEAST_CHARACTERS
    return np.flatnonzero(short[near.near] & short[near.far])
