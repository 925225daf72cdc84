"""Others in place of the one that stands for many, where the rules do not allow that one."""

from __future__ import annotations

import numpy as np

from syndetect.candidates.bands import Scored
from syndetect.candidates.rules import DatedOutlets, allowed
from syndetect.kernels.join import pair_keys
from syndetect.kernels.words import I64
from syndetect.settings import Settings

_MOST = 3
"""Members of a group that a text is compared with when the one that stands for them is not allowed."""


def allowed_or_substituted(pairs: Scored, groups: I64, articles: DatedOutlets, settings: Settings) -> Scored:
    """The pairs that the rules allow, and for each other pair some that its sides stand for.

    `groups`: int64 (places,), who the texts of one piece are called by. What many texts have is compared with
    one of them; when that is of the wrong outlet or time, members of its group take its place, those nearest
    in time first.
    """
    within = allowed(pairs, articles, settings)
    if len(within) == len(pairs):
        return pairs
    inside = np.isin(pair_keys(pairs.left, pairs.right), pair_keys(within.left, within.right))
    members = np.argsort(groups, kind="stable")
    starts = np.searchsorted(groups[members], np.arange(len(groups) + 1))
    parts = [within]
    for row in np.flatnonzero(~inside).tolist():
        for kept, other in (
            (int(pairs.left[row]), groups[pairs.right[row]]),
            (int(pairs.right[row]), groups[pairs.left[row]]),
        ):
            near = members[starts[other] : starts[other + 1]]
            near = near[near != kept]
            if len(near) > 1:
                tried = Scored(
                    np.minimum(near, kept), np.maximum(near, kept), np.full(len(near), pairs.score[row])
                )
                parts.append(_nearest(allowed(tried, articles, settings), articles))
    return _each_once(parts)


def _nearest(pairs: Scored, articles: DatedOutlets) -> Scored:
    """The pairs of the texts that are nearest to each other in time; those without a date come last."""
    apart = np.abs(articles.published[pairs.left] - articles.published[pairs.right])
    chosen = np.zeros(len(pairs), np.bool_)
    chosen[np.argsort(apart, kind="stable")[:_MOST]] = True
    return pairs.where(chosen)


def _each_once(parts: list[Scored]) -> Scored:
    left, right, score = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("left", "right", "score")
    )
    _, first = np.unique(pair_keys(left, right), return_index=True)
    return Scored(left[first], right[first], score[first])
