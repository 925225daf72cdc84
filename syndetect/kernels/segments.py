"""Maximum-scoring segments, and how much of one bag of words another holds."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from syndetect.kernels.seeds import F64
from syndetect.kernels.text import U64, Bools


def best_segment(scores: F64) -> tuple[int, int]:
    """Begin and end of the contiguous segment with the largest sum (Bentley 1984).

    `scores`: float64 (n,), n at least 1. The segment is never empty; of equals the one that ends first is
    taken, and of those the shortest.
    """
    sums = np.concatenate((np.zeros(1), np.cumsum(scores)))
    least = np.minimum.accumulate(sums[:-1])
    end = int(np.argmax(sums[1:] - least)) + 1
    begin = int(np.flatnonzero(sums[:end] == least[end - 1])[-1])
    return begin, end


def held(values: U64, others: U64) -> Bools:
    """Which of `values` occur in `others`: bool (n,)."""
    if not len(others):
        return np.zeros(len(values), np.bool_)
    ranked = np.sort(others)
    places = np.minimum(np.searchsorted(ranked, values), len(ranked) - 1)
    found: Bools = ranked[places] == values
    return found


@dataclass(frozen=True, slots=True)
class Common:
    """What two bags of weighted words share.

    `shared`: weight of the shared words, each as often as the side with fewer has it. `distinct`: weight of
    the shared words, each once. `left`, `right`: weight of each bag. `order`: share of neighbouring shared
    words, those that the left side has once, that come in the same order on both sides; .5 below three.
    """

    shared: float
    distinct: float
    cosine: float
    left: float
    right: float
    order: float


def common(left: U64, left_weights: F64, right: U64, right_weights: F64) -> Common:
    """Compare two bags: words in reading order, uint64 (n,), (m,), and the weight of each occurrence."""
    total_left, total_right = float(left_weights.sum()), float(right_weights.sum())
    u, first_u, count_u = np.unique(left, return_index=True, return_counts=True)
    v, first_v, count_v = np.unique(right, return_index=True, return_counts=True)
    if not len(u) or not len(v):
        return Common(0.0, 0.0, 0.0, total_left, total_right, 0.5)
    weight_u, weight_v = left_weights[first_u], right_weights[first_v]
    places = np.minimum(np.searchsorted(v, u), len(v) - 1)
    both = np.flatnonzero(v[places] == u)
    places = places[both]
    weights, times_u, times_v = weight_u[both], count_u[both], count_v[places]
    squares_u, squares_v = weight_u * count_u, weight_v * count_v
    norm = math.sqrt(float(squares_u @ squares_u) * float(squares_v @ squares_v))
    single = times_u == 1
    order = 0.5
    if np.count_nonzero(single) >= 3:
        ranked = first_v[places[single]][np.argsort(first_u[both[single]])]
        order = np.count_nonzero(ranked[1:] > ranked[:-1]) / (len(ranked) - 1)
    return Common(
        shared=float(weights @ np.minimum(times_u, times_v)),
        distinct=float(weights.sum()),
        cosine=float((weights * weights) @ (times_u * times_v)) / max(norm, 1e-9),
        left=total_left,
        right=total_right,
        order=order,
    )
