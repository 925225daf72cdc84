"""Pairs of documents to aligned passages: seeds, blocks of seeds, borders, passages a reader can check.

The shape is that of the text alignment task at PAN: seeding, extension, filtering (Potthast et al. 2013;
sentence seeds and recursive gap clustering after Sanchez-Perez, Sidorov and Gelbukh 2014). What differs:
exact runs of words are seeds beside sentences, borders are maximum-scoring segments over word weights, and
one fitted model decides whether a block is evidence or coincidence. Every step takes many pairs at once; what
it finds for one pair does not depend on the others.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from syndetect.align.blocks import find_blocks, short_pairs
from syndetect.align.boxes import characters
from syndetect.align.by_document import alignments, joined, shown
from syndetect.align.common import in_common
from syndetect.align.condensed import condensed_blocks, drawn_upon
from syndetect.align.equal import EqualRuns
from syndetect.align.limits import LEAST_CHARACTERS
from syndetect.align.nearcopies import near_copies
from syndetect.align.pairing import sides_of, triples_of
from syndetect.align.passage_columns import PassageColumns, gathered, wholes
from syndetect.align.passages import passages_of
from syndetect.align.prepare import prepare
from syndetect.align.seeding import equal_stretches, find_seeds, sentence_pairs
from syndetect.batching import batched
from syndetect.columns import Alignments, Prepared
from syndetect.kernels.words import I64, Bools

__all__ = ["align", "alignments", "in_common", "prepare", "shown", "slices"]

_SLICE_WORDS = 400_000


def align(articles: Prepared, pairs: I64) -> Alignments:
    """What the two documents of each pair share.

    `pairs`: int64 (pairs, 2), documents. Swapping the documents of a pair swaps the sides of its result and
    changes nothing else.
    """
    return joined([_aligned(articles, pairs[rows]) for rows in slices(articles, pairs)])


def slices(articles: Prepared, pairs: I64) -> Iterator[slice]:
    """Pairs in runs of about so many words, so that what is held at once stays small; none in one."""
    words = np.diff(articles.firsts)[pairs].sum(axis=1).tolist()
    if not words:
        yield slice(0, 0)
    for rows in batched(range(len(words)), _SLICE_WORDS, words.__getitem__):
        yield slice(rows[0], rows[-1] + 1)


def _aligned(articles: Prepared, pairs: I64) -> Alignments:
    swapped = _outranked(articles, pairs)
    near = np.where(swapped, pairs[:, 1], pairs[:, 0])
    far = np.where(swapped, pairs[:, 0], pairs[:, 1])
    found = _passage_columns(articles, near, far)
    return Alignments(
        near=near,
        far=far,
        swapped=swapped,
        box_owners=found.boxes.owners,
        boxes=found.boxes.spans,
        kinds=found.kinds,
        similarity=found.similarity,
        run_owners=found.runs.owners,
        runs=found.runs.spans,
        links=found.links,
    )


def _passage_columns(articles: Prepared, near: I64, far: I64) -> PassageColumns:
    """Equal texts first, then near-copies, then all that has to be weighed."""
    equal = _equal(articles, near, far)
    same, rest = np.flatnonzero(equal), np.flatnonzero(~equal)
    parts = [wholes(articles, near[same], far[same]).of(same)]
    near, far = near[rest], far[rest]
    runs = equal_stretches(articles, near, far)
    copies, found = near_copies(articles, near, far, runs)
    parts.append(found.of(rest))
    left = np.ones(len(near), np.bool_)
    left[copies] = False
    some = np.flatnonzero(left)
    if len(some):
        kept = left[runs.owners]
        runs = EqualRuns((np.cumsum(left) - 1)[runs.owners[kept]], runs.spans[kept])
        parts.append(_weighed(articles, near[some], far[some], runs).of(rest[some]))
    return gathered(parts)


def _weighed(articles: Prepared, near: I64, far: I64, runs: EqualRuns) -> PassageColumns:
    sides = sides_of(articles, near, far, runs)
    sentences = sentence_pairs(articles, near, far)
    seeds = find_seeds(articles, runs, sentences)
    wanted = drawn_upon(sides, sentences)
    wanted[seeds.owners] = True
    wanted[short_pairs(sides[0])] = True
    triples = triples_of(sides[0], np.flatnonzero(wanted))
    blocks = find_blocks(sides, seeds, triples)
    blocks, retold = condensed_blocks(sides, triples, sentences, blocks)
    return passages_of(sides, triples[0], sentences, blocks, retold)


def _outranked(articles: Prepared, pairs: I64) -> Bools:
    """Pairs whose right side is the longer text, which takes some steps first: order is no input."""
    words, digests = np.diff(articles.firsts)[pairs], articles.digests[pairs]
    longer: Bools = words[:, 0] < words[:, 1]
    longer |= (words[:, 0] == words[:, 1]) & (digests[:, 0] < digests[:, 1])
    return longer


def _equal(articles: Prepared, near: I64, far: I64) -> Bools:
    """Pairs of the same words, long enough to be a passage."""
    begins, ends = articles.firsts[near], articles.firsts[near + 1]
    mask: Bools = (articles.digests[near] == articles.digests[far]) & (ends > begins)
    mask &= ends - begins == np.diff(articles.firsts)[far]
    rows = np.flatnonzero(mask)
    mask[rows] = characters(articles, begins[rows], ends[rows]) >= LEAST_CHARACTERS
    return mask
