"""Seeds: the small certain agreements that passages grow from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.align import limits
from syndetect.columns import Prepared
from syndetect.kernels.seeds import matches_sorted, runs, sentence_pairs
from syndetect.kernels.text import I64, Bools


@dataclass(frozen=True, slots=True)
class Seeds:
    """`left`, `right`: int64 (seeds, 2), words begin and end; `exact`: bool (seeds,), an equal run of words.

    `runs`: int64 (runs, 3), every equal run of RUN_WORDS words or more: left begin, right begin, length.
    """

    left: I64
    right: I64
    exact: Bools
    runs: I64


def find_seeds(left: Prepared, right: Prepared) -> Seeds:
    """Equal runs, and pairs of sentences that share much of their content."""
    i, j = matches_sorted(left.shingles, left.starts, right.shingles, right.starts, 64)
    begin_left, begin_right, lengths = runs(i, j, limits.RUN_WORDS)
    every = np.stack((begin_left, begin_right, lengths), axis=1)
    long = every[lengths >= limits.LEAST_RUN]

    s, t, cosine, dice, shared = sentence_pairs(left.bags, right.bags, limits.MOST_MATCHES)
    close = (cosine > limits.LEAST_COSINE) & (dice > limits.LEAST_DICE) & (shared >= limits.LEAST_SHARED)
    s, t = s[close], t[close]
    return Seeds(
        left=np.concatenate(
            (
                np.stack((long[:, 0], long[:, 0] + long[:, 2]), axis=1),
                np.stack((left.firsts[s], left.lasts[s]), axis=1),
            )
        ),
        right=np.concatenate(
            (
                np.stack((long[:, 1], long[:, 1] + long[:, 2]), axis=1),
                np.stack((right.firsts[t], right.lasts[t]), axis=1),
            )
        ),
        exact=np.arange(len(long) + len(s)) < len(long),
        runs=every,
    )
