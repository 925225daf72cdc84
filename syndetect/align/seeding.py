"""Seeds: the small certain agreements that passages grow from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.align import limits
from syndetect.align.equal import EqualRuns, sorted_runs
from syndetect.columns import Prepared
from syndetect.kernels.feature_index import matches
from syndetect.kernels.seeds import SentencePairs, cells, runs
from syndetect.kernels.words import I64, Bools

_MOST_RUNS = 64
_REPEATING = 0.25
"""Texts repeat themselves from this share of frequent ones on, among the runs of words that they share."""


_MOST_APART = 2000
"""Equal runs of a pair that repeats itself; edits beyond that many are not told apart."""


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


def equal_stretches(articles: Prepared, near: I64, far: I64) -> EqualRuns:
    """Equal runs of LEAST_RUN words or more of each pair, sorted by pair, near and far place."""
    sought = articles.seeds, articles.seed_firsts
    pairs, i, j = matches(articles.runs, near, far, _MOST_RUNS, sought, (_REPEATING, articles.firsts))
    nearest = articles.runs.sizes[i] * articles.runs.sizes[j] > _MOST_RUNS
    repeating = np.unique(pairs[nearest])
    i, j = articles.runs.places[i], articles.runs.places[j]
    # Runs are told apart by places within each document, so that small numbers do for their diagonals.
    firsts, words = articles.firsts, np.diff(articles.firsts)
    owners, *columns = runs(
        pairs,
        i - firsts[near][pairs],
        j - firsts[far][pairs],
        words[near],
        words[far],
        limits.RUN_WORDS,
        limits.RUN_STEP,
    )
    columns[0] += firsts[near][owners]
    columns[1] += firsts[far][owners]
    begins, others, lengths = _lengthened(articles, near[owners], far[owners], *columns)
    long = np.flatnonzero(lengths >= limits.LEAST_RUN)
    found = sorted_runs(owners[long], np.stack((begins[long], others[long], lengths[long]), axis=1))
    # Where a frequent shingle was passed over, one run comes from either side of it.
    again = (found.owners[1:] == found.owners[:-1]) & (found.spans[1:] == found.spans[:-1]).all(axis=1)
    found = found.take(np.flatnonzero(np.append(True, ~again))[: len(long)])
    if not len(repeating):
        return found
    texts = np.stack((firsts[near], firsts[far], firsts[near + 1], firsts[far + 1]), axis=1)
    return _without_rivals(found, repeating, texts)


def _without_rivals(runs: EqualRuns, repeating: I64, texts: I64) -> EqualRuns:
    """Of pairs that repeat themselves, the longest runs, cut so that no word is in two of them.

    `repeating`: int64, ascending; `texts`: int64 (pairs, 4), where both begin and both end. Every part of
    such a text is like every other: all of its runs claim the same words, and the longest ones alone tell how
    the texts go together.
    """
    others = runs.take(~np.isin(runs.owners, repeating))
    parts, owners = [others.spans], [others.owners]
    for pair in repeating.tolist():
        begin, end = np.searchsorted(runs.owners, (pair, pair + 1))
        parts.append(_apart(runs.spans[begin:end], texts[pair]))
        owners.append(np.full(len(parts[-1]), pair, np.int64))
    return sorted_runs(np.concatenate(owners), np.concatenate(parts))


def _apart(spans: I64, text: I64) -> I64:
    """The best run, then what is left of the best of the others, and so on.

    The best is the longest one, less the words by which its distances from the ends of both texts differ.
    """
    kept: list[I64] = []
    while len(spans) and len(kept) < _MOST_APART:
        ends = spans[:, :2] + spans[:, 2:]
        askew = abs(np.diff(spans[:, :2] - text[:2])) + abs(np.diff(text[2:] - ends))
        worth = spans[:, 2] - askew[:, 0]
        equal = np.flatnonzero(worth == worth.max())
        first = equal[np.lexsort((spans[equal, 1], spans[equal, 0]))[0]]
        best, end = spans[first], ends[first]
        kept.append(best)
        # As much of each as ends before the best one begins, or begins behind its end, on either side.
        meets = (spans[:, :2] < end) & (ends > best[:2])
        ahead = np.where(meets, best[:2] - spans[:, :2], spans[:, 2:]).min(axis=1)
        behind = np.where(meets, ends - end, spans[:, 2:]).min(axis=1)
        later = behind > ahead
        length = np.maximum(ahead, behind)
        shift = np.where(later, spans[:, 2] - length, 0)
        spans = np.stack((spans[:, 0] + shift, spans[:, 1] + shift, length), axis=1)
        spans = spans[length >= limits.LEAST_RUN]
    return np.array(kept, np.int64).reshape(-1, 3)


def _lengthened(
    articles: Prepared, near: I64, far: I64, begins: I64, others: I64, lengths: I64
) -> tuple[I64, I64, I64]:
    """The runs as long as they are: the shingles that were looked for reach not quite to their ends."""
    firsts = articles.firsts
    ahead = np.minimum(begins - firsts[near], others - firsts[far])
    ends, stops = begins + lengths, others + lengths
    behind = np.minimum(firsts[near + 1] - ends, firsts[far + 1] - stops)
    more = _alike(articles, begins - 1, others - 1, ahead, -1)
    return begins - more, others - more, lengths + more + _alike(articles, ends, stops, behind, 1)


def _alike(articles: Prepared, here: I64, there: I64, most: I64, step: int) -> I64:
    """How many words are equal in place from each `here` and `there` on, at most so many."""
    hashes = articles.tokens.hashes
    counts = np.zeros(len(here), np.int64)
    rows = np.flatnonzero(most > 0)
    here, there, most = here[rows], there[rows], most[rows]
    done = 0
    while len(rows):
        equal = np.flatnonzero(hashes[here] == hashes[there])
        rows, done = rows[equal], done + 1
        counts[rows] = done
        further = np.flatnonzero(most[equal] > done)
        rows, equal = rows[further], equal[further]
        here, there, most = here[equal] + step, there[equal] + step, most[equal]
    return counts


def find_seeds(articles: Prepared, equal: EqualRuns, sentences: SentencePairs) -> Seeds:
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
    firsts = articles.unit_firsts
    widths = firsts[far + 1] - firsts[far]
    sizes = (firsts[near + 1] - firsts[near]) * widths
    base = np.cumsum(sizes) - sizes
    s, t = articles.bags.places[i] - firsts[near][pairs], articles.bags.places[j] - firsts[far][pairs]
    distinct, count, squares, sums = cells(base[pairs] + s * widths[pairs] + t, both, int(sizes.sum()))
    # Pairs without sentences have no cells and share their base with the next pair.
    owners = np.searchsorted(base, distinct, side="right") - 1
    inner = distinct - base[owners]
    s, t = inner // np.maximum(widths[owners], 1), inner % np.maximum(widths[owners], 1)
    s, t = s + firsts[near][owners], t + firsts[far][owners]
    norms, weights = articles.norms, articles.sums
    cosine = squares / np.maximum(norms[s] * norms[t], 1e-9)
    dice = 2 * sums / np.maximum(weights[s] + weights[t], 1e-9)
    return SentencePairs(owners, s, t, dice, count, cosine)
