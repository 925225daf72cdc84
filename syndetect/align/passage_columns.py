"""Passages of many pairs as columns, however they were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from syndetect.align import limits
from syndetect.align.boxes import Boxes, no_boxes
from syndetect.align.cut_at_furniture import uncut
from syndetect.align.equal import EqualRuns, sorted_runs
from syndetect.columns import Prepared
from syndetect.kernels.ranges import ranges
from syndetect.kernels.seeds import F64
from syndetect.kernels.words import I64


@dataclass(frozen=True, slots=True)
class PassageColumns:
    """The passages of pairs: `boxes`; `kinds`: int64, in PASSAGE_KINDS; `similarity`: float64.

    `runs`: equal runs, owned by pairs. `links`: int64 (links, 3), pair, near and far unit.
    """

    boxes: Boxes
    kinds: I64
    similarity: F64
    runs: EqualRuns
    links: I64

    def of(self, pairs: I64) -> PassageColumns:
        """The same where the owners are numbers of `pairs`."""
        links = np.concatenate((pairs[self.links[:, :1]], self.links[:, 1:]), axis=1)
        return PassageColumns(
            Boxes(pairs[self.boxes.owners], self.boxes.spans),
            self.kinds,
            self.similarity,
            EqualRuns(pairs[self.runs.owners], self.runs.spans),
            links,
        )


def nothing_found() -> PassageColumns:
    """No passages at all."""
    none, columns = np.empty(0, np.int64), np.empty((0, 3), np.int64)
    return PassageColumns(no_boxes(), none, np.empty(0), EqualRuns(none, columns), columns)


def gathered(parts: Sequence[PassageColumns]) -> PassageColumns:
    """Several lots as one, everything sorted by pair and near place."""
    owners = np.concatenate([part.boxes.owners for part in parts])
    spans = np.concatenate([part.boxes.spans for part in parts])
    order = np.lexsort((*spans.T[::-1], owners))
    links = np.concatenate([part.links for part in parts])
    return PassageColumns(
        boxes=Boxes(owners[order], spans[order]),
        kinds=np.concatenate([part.kinds for part in parts])[order],
        similarity=np.concatenate([part.similarity for part in parts])[order],
        runs=sorted_runs(
            np.concatenate([part.runs.owners for part in parts]),
            np.concatenate([part.runs.spans for part in parts]),
        ),
        links=links[np.lexsort(links.T[::-1])],
    )


def wholes(articles: Prepared, near: I64, far: I64) -> PassageColumns:
    """The passages of pairs of documents of the same words: `near`, `far`, int64 (pairs,)."""
    firsts, units = articles.firsts, articles.unit_firsts
    pairs = np.arange(len(near))
    boxes = Boxes(pairs, np.stack((firsts[near], firsts[near + 1], firsts[far], firsts[far + 1]), axis=1))
    runs = EqualRuns(pairs, np.stack((firsts[near], firsts[far], np.diff(firsts)[near]), axis=1))
    pieces, parents = uncut(articles.cuts, boxes, runs)
    words = run_words(runs, pieces, parents, len(boxes))
    kinds, similarity = kinds_of(articles, pieces, words, np.ones(len(pieces)))
    # Furniture taken out may have parted one side's sentences otherwise.
    alike = np.flatnonzero(np.diff(units)[near] == np.diff(units)[far])
    rows, unit = ranges(units[near[alike]], units[near[alike] + 1])
    shift = (units[far] - units[near])[alike][rows]
    return PassageColumns(
        pieces, kinds, similarity, runs, np.stack((alike[rows], unit, unit + shift), axis=1)
    )


def run_words(runs: EqualRuns, pieces: Boxes, parents: I64, total: int) -> I64:
    """Words of each piece that stand in equal runs of its box: a run may reach over the piece's borders."""
    begins = np.searchsorted(runs.owners, np.arange(total))
    ends = np.searchsorted(runs.owners, np.arange(total), side="right")
    rows, members = ranges(begins[parents], ends[parents])
    box, run = pieces.spans[rows], runs.spans[members]
    starts = np.maximum(0, np.maximum(box[:, 0] - run[:, 0], box[:, 2] - run[:, 1]))
    stops = np.minimum(run[:, 2], np.minimum(box[:, 1] - run[:, 0], box[:, 3] - run[:, 1]))
    return np.bincount(rows, np.maximum(stops - starts, 0), len(pieces)).astype(np.int64)


def kinds_of(articles: Prepared, boxes: Boxes, words: I64, similarity: F64) -> tuple[I64, F64]:
    """Kind and similarity of each box, `words` of which stand in equal runs."""
    spans, before = boxes.spans, articles.quoted_before
    sizes = spans[:, 1] - spans[:, 0], spans[:, 3] - spans[:, 2]
    longer, shorter = np.maximum(*sizes), np.minimum(*sizes)
    quoted = np.minimum(
        (before[spans[:, 1]] - before[spans[:, 0]]) / sizes[0],
        (before[spans[:, 3]] - before[spans[:, 2]]) / sizes[1],
    )
    kinds = np.select(
        (
            quoted >= limits.QUOTE_SHARE,
            words >= limits.VERBATIM_SHARE * longer,
            words >= limits.EDITED_SHARE * shorter,
        ),
        (3, 2, 1),
        0,
    )
    # Equal words are alike, also where none of them carries weight.
    return kinds, np.where(words == longer, 1.0, np.minimum(1.0, similarity))
