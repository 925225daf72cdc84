"""Seeds: the small certain agreements that passages grow from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.align import limits
from syndetect.align.equal import Runs, sorted_runs
from syndetect.columns import Prepared
from syndetect.kernels.index import matches
from syndetect.kernels.seeds import F64, SentencePairs, cells, runs
from syndetect.kernels.text import I64, Bools

_MOST_RUNS = 64


@dataclass(frozen=True, slots=True)
class Seeds:
    """Stretches that answer each other, of many pairs.

    `owners`: int64 (seeds,), the pair, ascending. `left`, `right`: int64 (seeds, 2), words begin and end.
    `exact`: bool (seeds,), an equal run of words; these come before the sentences of the same pair.
    """

    owners: I64
    left: I64
    right: I64
    exact: Bools


def equal_stretches(articles: Prepared, near: I64, far: I64) -> Runs:
    """Equal runs of LEAST_RUN words or more of each pair, sorted by pair, near and far place."""
    sought = articles.seeds, articles.seed_firsts
    pairs, i, j = matches(articles.runs, near, far, _MOST_RUNS, sought)
    i, j = articles.runs.places[i], articles.runs.places[j]
    # Runs are told apart by places within each document, so that small numbers do for their diagonals.
    firsts, words = articles.firsts, np.diff(articles.firsts)
    owners, begin, other, lengths = runs(
        pairs,
        i - firsts[near][pairs],
        j - firsts[far][pairs],
        words[near],
        words[far],
        limits.RUN_WORDS,
        limits.RUN_STEP,
    )
    spans = np.stack((begin + firsts[near][owners], other + firsts[far][owners], lengths), axis=1)
    _lengthened(articles, near, far, owners, spans)
    long = np.flatnonzero(spans[:, 2] >= limits.LEAST_RUN)
    found = sorted_runs(owners[long], spans[long])
    # Where a frequent shingle was passed over, one run comes from either side of it.
    again = (found.owners[1:] == found.owners[:-1]) & (found.spans[1:] == found.spans[:-1]).all(axis=1)
    return found.take(np.flatnonzero(np.append(True, ~again))[: len(long)])


def _lengthened(articles: Prepared, near: I64, far: I64, owners: I64, spans: I64) -> None:
    """Make the runs as long as they are: the shingles that were looked for reach not quite to their ends."""
    hashes, firsts = articles.tokens.hashes, articles.firsts
    low, high = (np.stack((firsts[side], firsts[side + 1])) for side in (near, far))
    rows = np.arange(len(owners))
    while len(rows):
        rows = rows[(spans[rows, 0] > low[0, owners[rows]]) & (spans[rows, 1] > high[0, owners[rows]])]
        rows = rows[hashes[spans[rows, 0] - 1] == hashes[spans[rows, 1] - 1]]
        spans[rows] += (-1, -1, 1)
    rows, ends = np.arange(len(owners)), spans[:, :2] + spans[:, 2:]
    while len(rows):
        rows = rows[(ends[rows, 0] < low[1, owners[rows]]) & (ends[rows, 1] < high[1, owners[rows]])]
        rows = rows[hashes[ends[rows, 0]] == hashes[ends[rows, 1]]]
        ends[rows] += 1
        spans[rows, 2] += 1


def find_seeds(articles: Prepared, equal: Runs, sentences: SentencePairs) -> Seeds:
    """Equal runs, and pairs of sentences that share much of their content."""
    close = sentences.take(
        (sentences.cosine > limits.LEAST_COSINE)
        & (sentences.dice > limits.LEAST_DICE)
        & (sentences.shared >= limits.LEAST_SHARED)
    )
    both = np.concatenate((equal.owners, close.owners))
    order = np.argsort(both, kind="stable")
    begins, ends = equal.spans[:, :2], equal.spans[:, :2] + equal.spans[:, 2:]
    left = (
        np.concatenate((begins[:, 0], articles.unit_begins[close.left])),
        np.concatenate((ends[:, 0], articles.unit_ends[close.left])),
    )
    right = (
        np.concatenate((begins[:, 1], articles.unit_begins[close.right])),
        np.concatenate((ends[:, 1], articles.unit_ends[close.right])),
    )
    return Seeds(
        owners=both[order],
        left=np.stack(left, axis=1)[order],
        right=np.stack(right, axis=1)[order],
        exact=order < len(equal.owners),
    )


def sentence_pairs(articles: Prepared, near: I64, far: I64) -> SentencePairs:
    """Units that share stems; a stem with too many places in the product of both sides is passed over.

    `near`, `far`: int64 (pairs,), documents.
    """
    pairs, i, j = matches(articles.bags, near, far, limits.MOST_MATCHES)
    both = np.minimum(articles.bag_weights[i], articles.bag_weights[j])
    return sentences_of(articles, near, far, pairs, (articles.bags.places[i], articles.bags.places[j]), both)


def sentences_of(
    articles: Prepared, near: I64, far: I64, pairs: I64, units: tuple[I64, I64], shared: F64
) -> SentencePairs:
    """Units with what they share: for each shared word its pair, its units and its weight."""
    firsts = articles.unit_firsts
    widths = firsts[far + 1] - firsts[far]
    sizes = (firsts[near + 1] - firsts[near]) * widths
    base = np.cumsum(sizes) - sizes
    s, t = units[0] - firsts[near][pairs], units[1] - firsts[far][pairs]
    distinct, count, squares, sums = cells(base[pairs] + s * widths[pairs] + t, shared, int(sizes.sum()))
    # Pairs without sentences have no cells and share their base with the next pair.
    owners = np.searchsorted(base, distinct, side="right") - 1
    inner = distinct - base[owners]
    s, t = inner // np.maximum(widths[owners], 1), inner % np.maximum(widths[owners], 1)
    s, t = s + firsts[near][owners], t + firsts[far][owners]
    norms, weights = articles.norms, articles.sums
    cosine = squares / np.maximum(norms[s] * norms[t], 1e-9)
    dice = 2 * sums / np.maximum(weights[s] + weights[t], 1e-9)
    return SentencePairs(owners, s, t, cosine, dice, count)
