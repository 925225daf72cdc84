"""How much of two texts is worded alike: shares of the covered words, shingles, equal runs and their bits."""

from __future__ import annotations

import numpy as np

from syndetect.columns import Alignments, Prepared
from syndetect.kernels.feature_index import FeatureLinks, joined_by_runs, shared
from syndetect.kernels.ranges import ranges
from syndetect.kernels.seeds import F64
from syndetect.kernels.words import I64, U64, Bools

_REWORDED = 0


def overlaps(keys: U64, firsts: I64, near: I64, far: I64) -> tuple[F64, F64, F64]:
    """Jaccard coefficient and both containments (Broder 1997) of two sets of shingles, for each pair.

    `keys`: uint64, sorted, and the first of each document.
    """
    both = np.bincount(shared(keys, firsts, near, far)[0], minlength=len(near))
    sizes = np.diff(firsts)
    left, right = sizes[near], sizes[far]
    return (
        both / np.maximum(left + right - both, 1),
        both / np.maximum(left, 1),
        both / np.maximum(right, 1),
    )


def wording(articles: Prepared, alignments: Alignments, by_near: Bools) -> tuple[F64, F64, F64, F64]:
    """Shares of the covered words: in equal runs, beside them in edited passages, reworded, quoted.

    `by_near`: bool (pairs,), the side whose words are counted.
    """
    side = np.where(by_near, alignments.near, alignments.far)
    words = np.where(np.isin(np.arange(len(side)), alignments.box_owners), np.diff(articles.firsts)[side], 0)
    # The words of all pairs with passages one after the other, with one place between pairs.
    begins = np.cumsum(words + 1) - (words + 1)
    shift = begins - articles.firsts[side]
    at = np.where(by_near[alignments.box_owners, None], alignments.boxes[:, :2], alignments.boxes[:, 2:])
    at += shift[alignments.box_owners, None]
    run = (
        np.where(by_near[alignments.run_owners], alignments.runs[:, 0], alignments.runs[:, 1])
        + shift[alignments.run_owners]
    )
    size = int((words + 1).sum())
    covered = _marked(size, at[:, 0], at[:, 1])
    equal = _marked(size, run, run + alignments.runs[:, 2]) & covered
    close = alignments.kinds != _REWORDED
    edited = _marked(size, at[close, 0], at[close, 1]) & ~equal
    places = np.flatnonzero(covered)
    owners = np.searchsorted(begins, places, side="right") - 1
    quoted = articles.tokens.quoted[places - shift[owners]]
    total = len(side)
    counts = np.maximum(np.bincount(owners, minlength=total), 1)
    equal, edited = equal[places], edited[places]
    marks = (equal, edited, ~equal & ~edited, quoted)
    shares = [np.bincount(owners[mark], minlength=total) / counts for mark in marks]
    return shares[0], shares[1], shares[2], shares[3]


def _marked(size: int, begins: I64, ends: I64) -> Bools:
    """Which of so many places stand in a span."""
    steps = np.bincount(begins, minlength=size + 1) - np.bincount(ends, minlength=size + 1)
    mask: Bools = np.cumsum(steps)[:size] > 0
    return mask


def equal_share(alignments: Alignments) -> F64:
    """Share of each pair's passages that stands in equal runs, of the side on which they have fewer words."""
    sizes = alignments.boxes[:, 1::2] - alignments.boxes[:, ::2]
    total = len(alignments)
    fewer = np.minimum(*(np.bincount(alignments.box_owners, sizes[:, side], total) for side in (0, 1)))
    equal = np.bincount(alignments.run_owners, alignments.runs[:, 2], total)
    return np.where(fewer > 0, np.minimum(1.0, equal / np.maximum(fewer, 1)), 0.0)


def unquoted_runs(articles: Prepared, alignments: Alignments) -> tuple[I64, I64]:
    """Equal runs less the words that either side has between quotation marks, and the pair of each.

    Those left empty are dropped.
    """
    runs, quoted = alignments.runs, articles.tokens.quoted
    rows, here = ranges(runs[:, 0], runs[:, 0] + runs[:, 2])
    there = here + (runs[:, 1] - runs[:, 0])[rows]
    unquoted = ~(quoted[here] | quoted[there])
    counts = np.bincount(rows[unquoted], minlength=len(runs))
    kept = np.flatnonzero(counts)
    return alignments.run_owners[kept], np.stack((runs[kept, 0], runs[kept, 1], counts[kept]), axis=1)


def with_equal_words(
    articles: Prepared, alignments: Alignments, linked: tuple[FeatureLinks, FeatureLinks]
) -> tuple[FeatureLinks, FeatureLinks]:
    """Each side's links to stems, of texts in two languages also between the words of their equal runs."""
    languages = np.array(articles.tokens.languages)
    foreign = (languages[alignments.near] != languages[alignments.far])[alignments.run_owners]
    words = articles.tokens.content, articles.content_before, articles.stem_rows
    return joined_by_runs(
        articles.stems, words, linked, alignments.run_owners[foreign], alignments.runs[foreign]
    )


def surprise(articles: Prepared, alignments: Alignments, owners: I64, runs: I64) -> F64:
    """Bits by which each pair's equal narrative runs exceed what chance places in texts of these lengths.

    A run's content words are as surprising as their language makes them; to say where it stands on either
    side costs log2 of the product of the lengths.
    """
    tokens = articles.tokens
    # Surprise comes in whole multiples of 2^-20, so that sums of it are exact in any order.
    weights = np.where(tokens.quoted | ~tokens.content, 0.0, tokens.bits)
    sums = np.concatenate(([0.0], np.cumsum(weights, dtype=np.float64)))
    lengths = np.diff(articles.firsts)
    cost = np.log2(np.maximum(2, lengths[alignments.near] * lengths[alignments.far]))
    ends = np.minimum(runs[:, 0] + runs[:, 2], articles.firsts[alignments.near + 1][owners])
    values = np.maximum(sums[ends] - sums[runs[:, 0]] - cost[owners], 0.0)
    return np.bincount(owners, values, len(alignments)).astype(np.float64)
