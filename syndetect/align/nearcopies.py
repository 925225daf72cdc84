"""Near-copies: pairs that equal runs of words settle, so that nothing need be weighed.

Where one text is equal runs from end to end, with few words changed between them, the runs that follow each
other on both sides are the passages. This is plain seed and extend; moved parts are passages of their own.
"""

from __future__ import annotations

import numpy as np

from syndetect.align import limits
from syndetect.align.answers import answers
from syndetect.align.boxes import Boxes, characters
from syndetect.align.equal import Runs, sorted_runs
from syndetect.align.found import Found, kinds_of, nothing_found, run_words
from syndetect.align.prepare import TRIPLE
from syndetect.align.seeding import sentences_of
from syndetect.columns import Prepared
from syndetect.kernels.ranges import any_of, borders, ranges
from syndetect.kernels.seeds import F64, SentencePairs, summed
from syndetect.kernels.segments import overlapping, stretches
from syndetect.kernels.text import I64, Bools


def near_copies(articles: Prepared, near: I64, far: I64, runs: Runs) -> tuple[I64, Found]:
    """The pairs whose one text is covered by runs that follow each other on both sides, and their passages.

    `near`, `far`: int64 (pairs,), documents; `runs`: the pairs' equal runs of LEAST_RUN words or more.
    """
    runs = _unrivalled(runs, len(near))
    chains, firsts = _chains(runs)
    chains = _widened(articles, near, far, chains)
    kept = _settled(articles, near, far, runs, chains, firsts)
    if not kept.any():
        return np.empty(0, np.int64), nothing_found()
    pairs = chains.owners[kept][borders(chains.owners[kept])]
    counts = np.diff(firsts)
    runs, chains = runs.take(np.repeat(kept, counts)), chains.take(kept)
    owners = np.repeat(np.arange(len(chains)), counts[kept])
    equal = _with_gaps(articles, chains, Runs(owners, runs.spans))
    shared = _shared(articles, equal, len(chains))
    within = equal.take(equal.spans[:, 2] >= TRIPLE)
    words = run_words(within, chains, np.arange(len(chains)), len(chains))
    sums = articles.carried[articles.content_before[chains.spans]]
    weight = sums[:, 1] - sums[:, 0] + sums[:, 3] - sums[:, 2]
    kinds, similarity = kinds_of(articles, chains, words, 2 * shared / np.maximum(weight, 1e-9))
    links = answers(
        articles, _sentences(articles, near, far, chains, within), chains, np.zeros(len(near), np.bool_)
    )
    return pairs, Found(
        chains, kinds, similarity, Runs(chains.owners[within.owners], within.spans), links.columns()
    )


def _unrivalled(runs: Runs, total: int) -> Runs:
    """The runs of the pairs in which no words are claimed by two runs, but for a few where two runs meet."""
    owners, spans = runs.owners, runs.spans.copy()
    begins, lengths = spans[:, :2], spans[:, 2]
    same = owners[1:] == owners[:-1]
    # Around a word put in or left out beside its like, two runs may both reach over it.
    lap = (begins[:-1] + lengths[:-1, None] - begins[1:]).max(axis=1, initial=0)
    lap = np.where(same & (lap > 0) & (lap < TRIPLE), lap, 0)
    begins[1:] += lap[:, None]
    lengths[1:] -= lap
    rivals = overlapping(owners, begins[:, 0], begins[:, 0] + lengths, total)
    rivals |= overlapping(owners, begins[:, 1], begins[:, 1] + lengths, total)
    return Runs(owners, spans).take(~rivals[owners])


def _chains(runs: Runs) -> tuple[Boxes, I64]:
    """The boxes of runs that follow each other on both sides, the first run of each, and the runs' number."""
    owners, spans = runs.owners, runs.spans
    gaps = spans[1:, :2] - spans[:-1, :2] - spans[:-1, 2:]
    follows = (owners[1:] == owners[:-1]) & ((gaps >= 0) & (gaps <= limits.GAP)).all(axis=1)
    firsts = np.flatnonzero(np.append(True, ~follows))[: len(owners)]
    lasts = np.append(firsts[1:], len(owners)) - 1 if len(owners) else firsts
    ends = spans[lasts, :2] + spans[lasts, 2:]
    box = np.stack((spans[firsts, 0], ends[:, 0], spans[firsts, 1], ends[:, 1]), axis=1)
    return Boxes(owners[firsts], box), np.append(firsts, len(owners))


def _settled(articles: Prepared, near: I64, far: I64, runs: Runs, chains: Boxes, firsts: I64) -> Bools:
    """The chains of pairs in which they leave less than a sentence of one text, and are mostly equal runs."""
    total, spans, owners = len(near), chains.spans, chains.owners
    sizes = np.stack((spans[:, 1] - spans[:, 0], spans[:, 3] - spans[:, 2]), axis=1)
    shown = (characters(articles, spans[:, 0], spans[:, 1]) >= limits.LEAST_CHARACTERS) & (
        characters(articles, spans[:, 2], spans[:, 3]) >= limits.LEAST_CHARACTERS
    )
    equal = np.add.reduceat(runs.spans[:, 2], firsts[:-1]) if len(owners) else owners
    longer = sizes.max(axis=1)
    loose = any_of(owners, shown & (equal <= limits.EDITED_SHARE * longer), total)
    dense = np.bincount(owners, equal, total) > limits.NEAR_COPY * np.bincount(owners, longer, total)
    left = np.minimum(*(_left(articles, side, chains.take(shown), k) for side, k in ((near, 0), (far, 2))))
    cut = np.diff(np.concatenate(([0], np.cumsum(articles.cuts)))[articles.firsts]) > 0
    words = np.diff(articles.firsts)
    words = np.maximum(words[near], words[far])
    alike = (words >= limits.NEAR_COPY_WORDS) & (
        np.bincount(owners, equal, total) >= limits.NEAR_COPY * words
    )
    settled = alike & (left <= 2 * limits.SLACK) & dense & ~loose & ~cut[near] & ~cut[far]
    found: Bools = shown & settled[owners]
    return found


def _left(articles: Prepared, side: I64, chains: Boxes, column: int) -> I64:
    """Words of the longest stretch of one side that no chain covers, for each pair."""
    pairs = np.arange(len(side))
    owners = np.concatenate((chains.owners, pairs))
    begins = np.concatenate((chains.spans[:, column], articles.firsts[side + 1]))
    ends = np.concatenate((chains.spans[:, column + 1], articles.firsts[side + 1]))
    order = np.lexsort((begins, owners))
    owners, begins, ends = owners[order], begins[order], ends[order]
    before = np.append(0, ends[:-1])
    firsts = borders(owners)
    before[firsts] = articles.firsts[side]
    longest: I64 = np.maximum.reduceat(begins - before, firsts) if len(firsts) else pairs
    return longest


def _widened(articles: Prepared, near: I64, far: I64, chains: Boxes) -> Boxes:
    """Chains that nearly reach the ends of both texts moved there, over few words or such as mostly agree."""
    spans, hashes = chains.spans.copy(), articles.tokens.hashes
    a, b = near[chains.owners], far[chains.owners]
    for column in (0, 1):
        last = np.stack((articles.firsts[a + column], articles.firsts[b + column]), axis=1)
        begins, stops = np.sort(np.stack((spans[:, [column, column + 2]], last)), axis=0)
        distance = stops - begins
        close = ((distance > 0) & (distance < limits.LEAST_RUN)).all(axis=1)
        even = np.flatnonzero((distance[:, 0] == distance[:, 1]) & (distance[:, 0] <= limits.GAP))
        rows, here = ranges(begins[even, 0], stops[even, 0])
        agree = hashes[here] == hashes[here + (begins[even, 1] - begins[even, 0])[rows]]
        close[even] |= 2 * np.bincount(rows[agree], minlength=len(even)) > distance[even, 0]
        spans[:, column] = np.where(close, last[:, 0], spans[:, column])
        spans[:, column + 2] = np.where(close, last[:, 1], spans[:, column + 2])
    return Boxes(chains.owners, spans)


def _with_gaps(articles: Prepared, chains: Boxes, runs: Runs) -> Runs:
    """The runs, and what is equal in place between them where as many words stand on both sides."""
    owners, spans = runs.owners, runs.spans
    ends = spans[:, :2] + spans[:, 2:]
    firsts, lasts = borders(owners), np.append(borders(owners)[1:], len(owners)) - 1
    before = np.empty_like(ends)
    before[1:] = ends[:-1]
    before[firsts] = chains.spans[:, [0, 2]]
    begins = np.concatenate((before, ends[lasts]))
    stops = np.concatenate((spans[:, :2], chains.spans[:, [1, 3]]))
    gaps = stops - begins
    whose = np.concatenate((owners, np.arange(len(chains))))
    even = np.flatnonzero((gaps[:, 0] == gaps[:, 1]) & (gaps[:, 0] > 0))
    rows, here = ranges(begins[even, 0], stops[even, 0])
    shift = (begins[even, 1] - begins[even, 0])[rows]
    hashes = articles.tokens.hashes
    low, high = stretches(hashes[here] == hashes[here + shift], rows)
    found = np.stack((here[low], here[low] + shift[low], high - low), axis=1)
    return sorted_runs(np.concatenate((owners, whose[even][rows[low]])), np.concatenate((spans, found)))


def _shared(articles: Prepared, equal: Runs, total: int) -> F64:
    """Weight of the equal words of each chain."""
    begins, lengths = equal.spans[:, 0], equal.spans[:, 2]
    before = articles.carried[articles.content_before[np.stack((begins, begins + lengths))]]
    return summed(equal.owners, before[1] - before[0], total)


def _sentences(articles: Prepared, near: I64, far: I64, chains: Boxes, runs: Runs) -> SentencePairs:
    """Units that have equal content words in place."""
    before = articles.content_before
    rows, content = ranges(before[runs.spans[:, 0]], before[runs.spans[:, 0] + runs.spans[:, 2]])
    here = articles.places[content]
    there = here + (runs.spans[:, 1] - runs.spans[:, 0])[rows]
    pairs = chains.owners[runs.owners[rows]]
    units = articles.units[here], articles.units[there]
    return sentences_of(articles, near, far, pairs, units, articles.weights[content])
