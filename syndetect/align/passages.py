"""Blocks to passages: what kind each is, how alike, and long reworded ones taken apart by sentence."""

from __future__ import annotations

import numpy as np

from syndetect.align import limits
from syndetect.align.answers import answered, answers, merged, mostly_carried, mostly_shared, with_sentences
from syndetect.align.assignment import assigned
from syndetect.align.boxes import Boxes
from syndetect.align.cut_at_furniture import uncut
from syndetect.align.equal import EqualRuns, equal_runs, sorted_runs
from syndetect.align.own import without_own
from syndetect.align.pairing import PairedDocuments
from syndetect.align.passage_columns import PassageColumns, kinds_of, run_words
from syndetect.align.sentence_borders import at_sentences
from syndetect.align.shared_words import sharing
from syndetect.kernels.feature_index import FeatureLinks
from syndetect.kernels.seeds import F64, SentencePairs, UnitPairs
from syndetect.kernels.words import I64, Bools


def passages_of(
    sides: tuple[PairedDocuments, PairedDocuments],
    triples: FeatureLinks,
    sentences: SentencePairs,
    blocks: Boxes,
    retold: Bools,
) -> PassageColumns:
    """What the blocks of some pairs amount to; `retold`: bool (pairs,), shown sentence by sentence."""
    near = sides[0]
    articles = near.articles
    shared = retold | mostly_shared(near, blocks)
    links = answers(articles, sentences, blocks, shared)
    shared, links = _with_carried(sides[1], sentences, blocks, shared, links)
    blocks = at_sentences(sides, blocks)
    runs = equal_runs(near, triples, blocks)
    kept = np.flatnonzero(~shared[blocks.owners] | (_in_runs(runs, blocks) >= limits.EDITED_SHARE))
    boxes, runs = blocks.take(kept), _only(runs, kept, len(blocks))
    if shared.any():
        boxes, runs = _by_sentence(sides, triples, with_sentences(near, boxes, links, shared), boxes, runs)
    boxes, runs = without_own(articles, sentences, boxes, runs)
    pieces, parents = uncut(articles.cuts, boxes, runs)
    words = run_words(runs, pieces, parents, len(boxes))
    found = sharing(sides, pieces)
    alike = 2 * found.shared / np.maximum(found.left + found.right, 1e-9)
    kinds, similarity = kinds_of(articles, pieces, words, alike)
    # Cutting at furniture can leave crumbs that answer nothing.
    good = np.flatnonzero((similarity > 0) | (kinds != 0))
    return PassageColumns(
        boxes=pieces.take(good),
        kinds=kinds[good],
        similarity=similarity[good],
        runs=EqualRuns(boxes.owners[runs.owners], runs.spans),
        links=links.columns(),
    )


def _with_carried(
    far: PairedDocuments, sentences: SentencePairs, blocks: Boxes, shared: Bools, links: UnitPairs
) -> tuple[Bools, UnitPairs]:
    """The pairs shown by sentence, and all links, with those whose shorter text the longer one answers."""
    carried = mostly_carried(far, blocks) & ~shared
    if not carried.any():
        return shared, links
    more = assigned(far.articles, sentences.take(carried[sentences.owners]))
    carried &= answered(far, more) >= limits.CARRIED_ANSWERED
    more = more.take(carried[more.owners])
    return shared | carried, merged(links.take(~carried[links.owners]), more)


def _only(runs: EqualRuns, kept: I64, total: int) -> EqualRuns:
    """The runs of the boxes that are kept, which are numbered anew."""
    numbers = np.full(total, -1, np.int64)
    numbers[kept] = np.arange(len(kept))
    owners = numbers[runs.owners]
    return EqualRuns(owners[owners >= 0], runs.spans[owners >= 0])


def _in_runs(runs: EqualRuns, boxes: Boxes) -> F64:
    spans = boxes.spans
    shorter = np.minimum(spans[:, 1] - spans[:, 0], spans[:, 3] - spans[:, 2])
    shares: F64 = np.bincount(runs.owners, runs.spans[:, 2], len(boxes)) / np.maximum(1, shorter)
    return shares


def _by_sentence(
    sides: tuple[PairedDocuments, PairedDocuments],
    triples: FeatureLinks,
    boxes: Boxes,
    known: Boxes,
    runs: EqualRuns,
) -> tuple[Boxes, EqualRuns]:
    """All boxes with their runs, which are looked for only in those that are not yet `known`."""
    places = {(owner, *span): row for row, (owner, span) in enumerate(_rows(known))}
    old = np.array([places.get((owner, *span), -1) for owner, span in _rows(boxes)], np.int64)
    new = np.flatnonzero(old < 0)
    kept = np.flatnonzero(old >= 0)
    numbers = np.full(len(known), -1, np.int64)
    numbers[old[kept]] = kept
    owners = numbers[runs.owners]
    fresh = equal_runs(sides[0], triples, boxes.take(new))
    return boxes, sorted_runs(
        np.concatenate((owners[owners >= 0], new[fresh.owners])),
        np.concatenate((runs.spans[owners >= 0], fresh.spans)),
    )


def _rows(boxes: Boxes) -> list[tuple[int, list[int]]]:
    return list(zip(boxes.owners.tolist(), boxes.spans.tolist(), strict=True))
