"""The weighted words that two stretches share, for many pairs of stretches at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.kernels.feature_index import FeatureIndex, FeatureLinks, inside
from syndetect.kernels.ranges import ranges
from syndetect.kernels.seeds import F64, summed
from syndetect.kernels.words import I64


@dataclass(frozen=True, slots=True)
class WeightedWords:
    """Weighted words in reading order, one document after the other.

    `index`: their index, whose places are the words. `rows`: int64 (words,), the first row of each in it;
    `previous`: int64, the word before that is the same in the same document, or -1. `weights`: float64, whole
    multiples of 2^-20; `carried`: float64 (words + 1,), the weight before each.
    """

    index: FeatureIndex
    rows: I64
    previous: I64
    weights: F64
    carried: F64


@dataclass(frozen=True, slots=True)
class Sharing:
    """Measures of the words that the two sides of each box share; columns float64 (boxes,).

    `shared`: weight of the shared words, each as often as the side with fewer has it. `distinct`: weight of
    the shared words, each once. `left`, `right`: weight of each side. `order`: share of the neighbouring
    shared words, of those that the near side has once, in the same order on both sides; 0.5 for fewer than
    three.
    """

    shared: F64
    distinct: F64
    cosine: F64
    left: F64
    right: F64
    order: F64


def sharing(words_of: WeightedWords, linked: FeatureLinks, pairs: I64, windows: I64) -> Sharing:
    """Compare the content words of the two sides of each box.

    `linked`: links from near words to far ones. `pairs`: int64 (boxes,), the pair of each box; `windows`:
    int64 (4, boxes), words: near begin and end, far begin and end.
    """
    total = len(pairs)
    a0, a1, b0, b1 = windows
    # A word counts at its first occurrence in the box.
    owners, words = ranges(a0, a1)
    first = np.flatnonzero(words_of.previous[words] < a0[owners])
    owners, words = owners[first], words[first]
    _, times = inside(words_of.index, words_of.rows[words], a0[owners], a1[owners])
    squares = _squares(words_of, owners, words, times, total) * _squares(
        words_of, *_distinct(words_of, b0, b1), total
    )
    other = linked.of(pairs[owners], words)
    rows = np.flatnonzero(other >= 0)
    owners, words, times = owners[rows], words[rows], times[rows]
    far_rows, others = inside(words_of.index, other[rows], b0[owners], b1[owners])
    rows = np.flatnonzero(others > 0)
    owners, words, times, others, far_rows = (
        owners[rows],
        words[rows],
        times[rows],
        others[rows],
        far_rows[rows],
    )
    weights = words_of.weights[words]
    dot = summed(owners, weights * weights * (times * others), total)
    single = times == 1
    return Sharing(
        shared=summed(owners, weights * np.minimum(times, others), total),
        distinct=summed(owners, weights, total),
        cosine=dot / np.maximum(np.sqrt(squares), 1e-9),
        left=words_of.carried[a1] - words_of.carried[a0],
        right=words_of.carried[b1] - words_of.carried[b0],
        order=_order(owners[single], words_of.index.places[far_rows[single]], total),
    )


def _distinct(words_of: WeightedWords, begins: I64, ends: I64) -> tuple[I64, I64, I64]:
    """Owner, first word and number of each distinct word from `begins` up to `ends`."""
    owners, words = ranges(begins, ends)
    first = np.flatnonzero(words_of.previous[words] < begins[owners])
    owners, words = owners[first], words[first]
    _, times = inside(words_of.index, words_of.rows[words], begins[owners], ends[owners])
    return owners, words, times


def _squares(words_of: WeightedWords, owners: I64, words: I64, times: I64, total: int) -> F64:
    weights = words_of.weights[words] * times
    return summed(owners, weights * weights, total)


def _order(owners: I64, places: I64, total: int) -> F64:
    counts = np.bincount(owners, minlength=total)
    ahead = (places[1:] > places[:-1]) & (owners[1:] == owners[:-1])
    steps = np.bincount(owners[1:][ahead], minlength=total)
    return np.where(counts >= 3, steps / np.maximum(counts - 1, 1), 0.5)
