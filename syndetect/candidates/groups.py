"""Many prints of one text: equal texts, and near-copies, are compared once a group and not once a pair."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from syndetect.candidates.bands import Scored
from syndetect.kernels.join import pair_keys, unpacked
from syndetect.kernels.words import I64, U64
from syndetect.settings import GROUP_PAIRS

NEAR_COPY = 0.8
"""Estimated resemblance from which two texts are prints of one, as far as the search is concerned."""

ONE_PIECE = 0.5
"""Estimated resemblance from which two texts have one vote in what is rare."""

CROWD_RESEMBLANCE = 0.4
"""Estimated resemblance below which texts of a crowd are not compared each with each. With a signature of 126
hashes a pair that is half equal is estimated lower than this once in a hundred times."""

LARGE_CROWD = 60
"""Members from which a crowd is large."""


def equal_texts(digests: U64) -> tuple[I64, I64]:
    """The first place with each place's text, and the pairs of equal texts, int64 (pairs, 2)."""
    _, first, inverse, counts = np.unique(digests, return_index=True, return_inverse=True, return_counts=True)
    first_of = first[inverse]
    shared = np.flatnonzero(counts[inverse] > 1)
    order = shared[np.argsort(first_of[shared], kind="stable")]
    groups = first_of[order]
    borders = np.flatnonzero(np.append(True, groups[1:] != groups[:-1])) if len(order) else order
    sizes = np.diff(np.append(borders, len(order)))
    pairs: list[NDArray[np.int64]] = [np.empty((0, 2), np.int64)]
    for size in range(2, GROUP_PAIRS + 1):
        members = order[borders[sizes == size][:, None] + np.arange(size)]
        i, j = np.triu_indices(size, 1)
        pairs.append(np.stack((members[:, i].ravel(), members[:, j].ravel()), axis=1))
    big = np.repeat(sizes > GROUP_PAIRS, sizes)
    rest = order[big & (groups != order)]
    pairs.append(np.stack((first_of[rest], rest), axis=1))
    return first_of, np.concatenate(pairs)


def spread(keys: U64, first_of: I64) -> U64:
    """Pairs found for the first of some equal texts, given to the others too, while the groups are small."""
    counts = np.bincount(first_of, minlength=len(first_of))
    if not len(keys) or counts.max() == 1:
        return keys
    members = np.argsort(first_of, kind="stable")
    starts = np.searchsorted(first_of[members], np.arange(len(first_of)))
    out = [keys]
    left, right = unpacked(keys)
    shared = np.flatnonzero(
        ((counts[left] > 1) | (counts[right] > 1))
        & (counts[left] <= GROUP_PAIRS)
        & (counts[right] <= GROUP_PAIRS)
        & (first_of[left] != first_of[right])
    )
    for row in shared.tolist():
        a, b = left[row], right[row]
        ours = members[starts[a] : starts[a] + counts[a]]
        theirs = members[starts[b] : starts[b] + counts[b]]
        out.append(pair_keys(np.repeat(ours, len(theirs)), np.tile(theirs, len(ours))))
    return np.concatenate(out)


def hubs(near: Scored, places: int) -> I64:
    """For each place the near-copy that stands for it in the search, or itself: int64 (places,).

    Where more than GROUP_PAIRS texts are near-copies of one, that one stands for them.
    """
    return star_cover(near.where(near.score >= NEAR_COPY), places, GROUP_PAIRS)


def star_cover(pairs: Scored, places: int, least: int = 1) -> I64:
    """For each place the one that its group is called by, or itself: int64 (places,).

    Of all places the one whose scores sum up to most first, with its partners, then the next with its
    partners among those that are left, while there are `least` of them (a greedy star cover). So the text
    that is nearest to the others stands for them.
    """
    hub = np.arange(places)
    degree = np.bincount(np.concatenate((pairs.left, pairs.right)), minlength=places)
    nearness = np.bincount(np.concatenate((pairs.left, pairs.right)), np.tile(pairs.score, 2), places)
    if not len(pairs) or degree.max() < least:
        return hub
    ends = np.concatenate((pairs.left, pairs.right))
    others = np.concatenate((pairs.right, pairs.left))
    others = others[np.argsort(ends, kind="stable")]
    starts = np.append(0, np.cumsum(degree))
    taken = np.zeros(places, np.bool_)
    tried = np.flatnonzero(degree >= least)
    for place in tried[np.lexsort((tried, -nearness[tried]))].tolist():
        if taken[place]:
            continue
        around = others[starts[place] : starts[place + 1]]
        around = around[~taken[around]]
        if len(around) >= least:
            hub[around] = place
            taken[around] = True
            taken[place] = True
    return hub


def without_repeats(pairs: Scored, near: Scored, hub: I64) -> Scored:
    """Without the pairs that say again what another pair says; `near` are those of the whole-text view.

    Two near-copies of one hub are not compared with each other. A near-copy is not compared with an outsider
    that its hub is compared with. Of the whole-text pairs between two groups, or between a group and an
    outsider, whose hubs did not meet, the strongest stands for all; what only rare wording found stays.
    """
    left, right = hub[pairs.left], hub[pairs.right]
    if (left == pairs.left).all() and (right == pairs.right).all():
        return pairs
    of_hubs = (left == pairs.left) & (right == pairs.right)
    to_hub = (left == pairs.right) | (right == pairs.left)
    groups = pair_keys(left, right)
    beside_hubs = np.isin(groups, groups[of_hubs])
    between = (left != right) & ~beside_hubs & ~to_hub & ~of_hubs
    alike = np.flatnonzero(
        between & np.isin(pair_keys(pairs.left, pairs.right), pair_keys(near.left, near.right))
    )
    ranked = alike[np.lexsort((alike, -pairs.score[alike], groups[alike]))]
    between[ranked[1:][groups[ranked[1:]] == groups[ranked[:-1]]]] = False
    return pairs.where(of_hubs | to_hub | between)


def crowds(near: Scored, places: int) -> I64:
    """For each place the one that its crowd is compared with, or itself: int64 (places,)."""
    return star_cover(near, places, GROUP_PAIRS)


def sizes_of(groups: I64) -> I64:
    """How many places are called as each place is: int64 (places,)."""
    sizes: I64 = np.bincount(groups, minlength=len(groups))[groups]
    return sizes


def without_siblings(pairs: Scored, near: Scored, rare: Scored, hub: I64, crowd: I64, size: I64) -> Scored:
    """Without most pairs of a crowd that is alike by its whole text alone.

    `hub` and `crowd`: int64 (places,), those of `hubs` and of `crowds`, `size` how many are in the crowd of
    each. A crowd is more than GROUP_PAIRS texts that are somewhat like one: reports filled into one form,
    articles with one long footer. Its members are compared with that one, as near-copies are. A pair stays
    that rare wording found as well, or that stands for such a one, or whose estimate reaches
    CROWD_RESEMBLANCE, in a crowd of more than LARGE_CROWD members ONE_PIECE.
    """
    large = np.maximum(size[near.left], size[near.right]) > LARGE_CROWD
    alike = near.where(near.score < np.where(large, ONE_PIECE, CROWD_RESEMBLANCE))
    worded = np.concatenate((_keys(rare), pair_keys(hub[rare.left], hub[rare.right])))
    only = np.isin(_keys(pairs), _keys(alike)) & ~np.isin(_keys(pairs), worded)
    thinned = without_repeats(pairs.where(only), alike, crowd)
    kept = ~only
    kept[np.flatnonzero(only)] = np.isin(_keys(pairs.where(only)), _keys(thinned))
    return pairs.where(kept)


def _keys(pairs: Scored) -> U64:
    return pair_keys(pairs.left, pairs.right)
