"""What two independent reports of one event have in common word for word: quotations, and figures."""

from __future__ import annotations

import numpy as np

from syndetect.align import limits
from syndetect.align.boxes import Boxes
from syndetect.align.equal import equal_runs
from syndetect.align.pairing import sides_of, triples_of
from syndetect.columns import PASSAGE_KINDS, Alignments, Prepared
from syndetect.kernels.maximal_segments import stretches
from syndetect.kernels.ranges import ranges
from syndetect.kernels.words import I64, Bools


def in_common(articles: Prepared, alignments: Alignments, rows: I64) -> Alignments:
    """The quotations and the figures that the texts of some pairs share, in place of their passages.

    `rows`: int64, ascending, of the pairs; the result has only these.
    """
    near, far = alignments.near[rows], alignments.far[rows]
    firsts = articles.firsts
    pairs = np.arange(len(rows))
    sides = sides_of(articles, near, far)
    whole = Boxes(pairs, np.stack((firsts[near], firsts[near + 1], firsts[far], firsts[far + 1]), axis=1))
    runs = equal_runs(sides[0], triples_of(sides[0], pairs)[0], whole)
    row, here = ranges(runs.spans[:, 0], runs.spans[:, 0] + runs.spans[:, 2])
    shift = (runs.spans[:, 1] - runs.spans[:, 0])[row]
    quoted = articles.tokens.quoted[here] & articles.tokens.quoted[here + shift]
    figures = _around(articles.tokens.figures[here] & articles.tokens.content[here], row) & ~quoted
    parts = []
    for chosen, least, kind in ((quoted, limits.COMMON_QUOTED, "quote"), (figures, 2, "verbatim")):
        begin, end = stretches(chosen, row)
        long = np.flatnonzero(end - begin >= least)
        begin, end = begin[long], end[long]
        size = end - begin
        first = here[begin]
        span = np.stack((first, first + size, first + shift[begin], first + shift[begin] + size), axis=1)
        parts.append((runs.owners[row[begin]], span, np.full(len(begin), PASSAGE_KINDS.index(kind))))
    owners, spans, kinds = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((*spans.T[::-1], owners))
    owners, spans, kinds = owners[order], spans[order], kinds[order]
    return Alignments(
        near=near,
        far=far,
        swapped=alignments.swapped[rows],
        box_owners=owners,
        boxes=spans,
        kinds=kinds,
        similarity=np.ones(len(owners)),
        run_owners=owners,
        runs=np.stack((spans[:, 0], spans[:, 2], spans[:, 1] - spans[:, 0]), axis=1),
        links=np.empty((0, 3), np.int64),
    )


def _around(figures: Bools, rows: I64) -> Bools:
    """The figures with a word before each and two behind it, in one run: what is counted, and how much."""
    found = figures.copy()
    for step in (1, 2):
        same = rows[step:] == rows[:-step]
        found[step:] |= figures[:-step] & same
    found[:-1] |= figures[1:] & (rows[1:] == rows[:-1])
    return found
