"""Maximum-scoring segments, and how much of one bag of words another holds."""

from __future__ import annotations

import numpy as np

from syndetect.kernels.seeds import F64
from syndetect.kernels.text import U64, Bools


def best_segment(scores: F64) -> tuple[int, int]:
    """Begin and end of the contiguous segment with the largest sum (Bentley 1984), the shortest of equals.

    `scores`: float64 (n,), n at least 1. The segment is never empty.
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


def common(
    left: U64, left_weights: F64, right: U64, right_weights: F64
) -> tuple[float, float, float, float, float]:
    """Weight shared by two bags, of distinct words, cosine, and the weight of each bag.

    Words count as often as the side with fewer of them has them; weights are per occurrence.
    """
    u, first_u, count_u = np.unique(left, return_index=True, return_counts=True)
    v, first_v, count_v = np.unique(right, return_index=True, return_counts=True)
    if not len(u) or not len(v):
        return 0.0, 0.0, 0.0, float(left_weights.sum()), float(right_weights.sum())
    weight_u, weight_v = left_weights[first_u], right_weights[first_v]
    places = np.minimum(np.searchsorted(v, u), len(v) - 1)
    both = v[places] == u
    weights, times_u, times_v = weight_u[both], count_u[both], count_v[places[both]]
    dot = float((weights * weights * times_u * times_v).sum())
    norm = float(((weight_u * count_u) ** 2).sum() * ((weight_v * count_v) ** 2).sum())
    return (
        float((weights * np.minimum(times_u, times_v)).sum()),
        float(weights.sum()),
        dot / max(norm**0.5, 1e-9),
        float((weight_u * count_u).sum()),
        float((weight_v * count_v).sum()),
    )
