"""Which sentence of one text answers which of the other, decided over both texts at once.

Two sentences that share a few words may answer each other or only tell of the same thing. Sure answers come
first; of what is left, that one is believed which stands where the answers around it say.
"""

from __future__ import annotations

import numpy as np

from syndetect.align import limits
from syndetect.columns import Prepared
from syndetect.kernels.ranges import borders
from syndetect.kernels.seeds import F64, UnitPairs
from syndetect.kernels.words import I64, Bools


def assigned(articles: Prepared, sentences: UnitPairs) -> UnitPairs:
    """The units that answer each other, of pairs of texts that tell one thing from end to end.

    A unit has one best answer, and may be the best of several: of a sentence split in two, or told again.
    """
    sums = articles.sums
    weight = sentences.dice * (sums[sentences.left] + sums[sentences.right]) / 2
    contained = weight / np.maximum(np.minimum(sums[sentences.left], sums[sentences.right]), 1e-9)
    likeness = (sentences.dice + contained) / 2
    some = np.flatnonzero((likeness >= limits.ANSWER_FAINT) & (sentences.shared >= limits.LEAST_SHARED))
    found, likeness = sentences.take(some), likeness[some]
    anchors = (
        _mutual(found, likeness) & (likeness >= limits.ANSWER_SURE) & (found.shared > limits.LEAST_SHARED)
    )
    placed = _placed(found, np.flatnonzero(anchors))
    score = likeness + limits.ANSWER_PLACE * placed
    left, right = _leads(found.owners, found.left, score), _leads(found.owners, found.right, score)
    for_left, for_right = left == np.arange(len(found)), right == np.arange(len(found))
    plain = (likeness >= limits.ANSWER_PLAIN) & (found.shared > limits.LEAST_SHARED)
    good = (for_left | for_right) & (placed | plain)
    # An answer that is second best for one side is the other half of a sentence, next to the best; a near one
    # may also be told again.
    half = (np.abs(found.right - found.right[left]) <= 1) & (np.abs(found.left - found.left[right]) <= 1)
    good &= (
        (for_left & for_right)
        | (for_left & (likeness >= limits.ANSWER_HALF))
        | (half & (likeness >= limits.ANSWER_BESIDE))
    )
    return found.take(np.flatnonzero(good))


def _mutual(pairs: UnitPairs, score: F64) -> Bools:
    rows = np.arange(len(pairs))
    best: Bools = _leads(pairs.owners, pairs.left, score) == rows
    best &= _leads(pairs.owners, pairs.right, score) == rows
    return best


def _leads(owners: I64, units: I64, score: F64) -> I64:
    """The row with the best score of each row's unit; of equals the first."""
    order = np.lexsort((-score, units, owners))
    heads = borders(owners[order] * (int(units.max(initial=0)) + 1) + units[order])
    found = np.empty(len(owners), np.int64)
    found[order] = np.repeat(order[heads], np.diff(heads, append=len(order)))
    return found


def _placed(pairs: UnitPairs, anchors: I64) -> Bools:
    """Which rows stand between the sure answers before and behind them, or next to one."""
    result = np.zeros(len(pairs), np.bool_)
    if not len(anchors):
        return result
    width = int(pairs.left.max()) + 2
    keys = pairs.owners[anchors] * width + pairs.left[anchors]
    order = np.argsort(keys, kind="stable")
    keys, there = keys[order], pairs.right[anchors][order]
    here = pairs.left[anchors][order]
    own = pairs.owners[anchors][order]
    sought = pairs.owners * width + pairs.left
    before = np.searchsorted(keys, sought, side="left") - 1
    after = np.searchsorted(keys, sought, side="right")
    low, high = np.maximum(before, 0), np.minimum(after, len(keys) - 1)
    ahead = (before >= 0) & (own[low] == pairs.owners)
    behind = (after < len(keys)) & (own[high] == pairs.owners)
    step_ahead, step_behind = pairs.right - there[low], there[high] - pairs.right
    near = limits.ANSWER_NEAR
    beside_ahead = ahead & (step_ahead >= 0) & (step_ahead <= pairs.left - here[low] + near)
    beside_behind = behind & (step_behind >= 0) & (step_behind <= here[high] - pairs.left + near)
    between = ahead & behind & (step_ahead >= 0) & (step_behind >= 0)
    placed: Bools = between | beside_ahead | beside_behind
    return placed
