"""Fingerprints to candidate pairs: equal texts, near-copies, shared rare wording, shared rare content.

Each view finds what the others cannot: banded signatures find near-copies however often they were printed,
rare wording finds paraphrases and excerpts, rare pairs of content words find rewrites.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from syndetect.columns import Fingerprints
from syndetect.kernels.join import (
    ROW_BITS,
    band_keys,
    banded_pairs,
    counted,
    pair_keys,
    shared_pairs,
    tallied,
    unpacked,
)
from syndetect.kernels.minhash import resemblance
from syndetect.kernels.text import I64, U64
from syndetect.settings import Settings

GROUP_PAIRS = 10
"""In a group of at most this many equal texts every pair is listed; in a larger one each with the first."""

_SLACK = 2.5
"""Standard errors by which an estimated resemblance may miss the least one and still be verified."""

_SHORT = 60
"""Words below which a text is asked for fewer shared features, in proportion."""


def bands_and_rows(num_perm: int, threshold: float, recall: float) -> tuple[int, int]:
    """The most selective (b, r) that finds a pair at the threshold with the wanted probability.

    A pair of resemblance s shares a band with probability 1 - (1 - s^r)^b (Leskovec, Rajaraman and Ullman,
    ch. 3). Where no r reaches the recall, one row a band comes closest.
    """
    for rows in range(num_perm, 1, -1):
        bands = num_perm // rows
        if 1 - (1 - threshold**rows) ** bands >= recall:
            return bands, rows
    return num_perm, 1


def find_candidates(found: Fingerprints, settings: Settings) -> I64:
    """Row pairs worth aligning: int64 (pairs, 2), left < right, sorted, each once."""
    first_of, equal = _equal_texts(found.digests)
    alone = first_of == np.arange(len(found))
    near = _near_copies(found, alone, settings)
    left, right, score = _united([near, _rare_in_common(found, alone, settings)])
    kept = _strongest(left, right, score, len(found), settings.max_candidates)
    keys = np.concatenate((pair_keys(left[kept], right[kept]), pair_keys(equal[:, 0], equal[:, 1])))
    left, right, _ = counted(_spread(keys, first_of))
    return np.stack((left, right), axis=1)


def _equal_texts(digests: U64) -> tuple[I64, I64]:
    """The first row with each row's text, and the pairs of equal texts."""
    _, first, inverse, counts = np.unique(digests, return_index=True, return_inverse=True, return_counts=True)
    first_of = first[inverse]
    order = np.argsort(first_of, kind="stable")
    pairs: list[NDArray[np.int64]] = []
    for group in np.flatnonzero(counts > 1).tolist():
        low = np.searchsorted(first_of[order], first[group])
        members = order[low : low + counts[group]]
        if len(members) <= GROUP_PAIRS:
            i, j = np.triu_indices(len(members), 1)
            pairs.append(np.stack((members[i], members[j]), axis=1))
        else:
            pairs.append(np.stack((np.full(len(members) - 1, members[0]), members[1:]), axis=1))
    return first_of, np.concatenate(pairs) if pairs else np.empty((0, 2), np.int64)


def _near_copies(
    found: Fingerprints, alone: NDArray[np.bool_], settings: Settings
) -> tuple[I64, I64, NDArray[np.float64]]:
    bands, rows = bands_and_rows(settings.num_perm, settings.least_resemblance, settings.target_recall)
    members = np.flatnonzero(alone)
    i, j = banded_pairs(band_keys(found.signatures[members], bands, rows))
    left, right = members[i], members[j]
    estimate = resemblance(found.signatures, left, right)
    least = settings.least_resemblance
    error = (least * (1 - least) / settings.num_perm) ** 0.5
    close = estimate >= least - _SLACK * error
    return left[close], right[close], estimate[close]


def _rare_in_common(
    found: Fingerprints, alone: NDArray[np.bool_], settings: Settings
) -> tuple[I64, I64, NDArray[np.float64]]:
    """Pairs that share enough rare wording or rare content, and how much for their length.

    A pair of content words is found more easily than a run of words, so it counts for less. A short text has
    few features of any kind: less is asked of it, but never a single coincidence.
    """
    left, right, runs, pairs = tallied(
        _shared(found.rare, alone, settings.rare_documents),
        _shared(found.content, alone, settings.rare_documents),
        least=2,
    )
    shorter = np.maximum(np.minimum(found.words[left], found.words[right]), 1)
    least = np.minimum(settings.rare_shared, np.maximum(2.0, settings.rare_shared * shorter / _SHORT))
    strength = (runs + 0.75 * pairs) / np.sqrt(shorter)
    enough = (runs + pairs / 2 >= least) & (strength >= settings.rare_strength)
    return left[enough], right[enough], strength[enough]


def _shared(packed: U64, alone: NDArray[np.bool_], most: int) -> U64:
    if alone.all():
        return shared_pairs(packed, most)
    rows = (packed & np.uint64((1 << ROW_BITS) - 1)).astype(np.int32)
    return shared_pairs(packed[alone[rows]], most)


def _united(
    views: list[tuple[I64, I64, NDArray[np.float64]]],
) -> tuple[I64, I64, NDArray[np.float64]]:
    """Pairs of all views, each once, with the sum of their scores."""
    keys = np.concatenate([pair_keys(left, right) for left, right, _ in views])
    scores = np.concatenate([score for _, _, score in views])
    distinct, inverse = np.unique(keys, return_inverse=True)
    total = np.bincount(inverse, scores, len(distinct)).astype(np.float64)
    return (*unpacked(distinct), total)


def _strongest(left: I64, right: I64, score: NDArray[np.float64], total: int, most: int) -> NDArray[np.bool_]:
    """Pairs that are among the `most` strongest of one of their two documents."""
    if not len(left) or np.bincount(np.concatenate((left, right)), minlength=total).max() <= most:
        return np.ones(len(left), np.bool_)
    ends = np.concatenate((left, right))
    pairs = np.tile(np.arange(len(left)), 2)
    order = np.lexsort((pairs, -score[pairs], ends))
    ranked = ends[order]
    firsts = np.searchsorted(ranked, ranked, side="left")
    kept = np.zeros(len(left), np.bool_)
    kept[pairs[order][np.arange(len(order)) - firsts < most]] = True
    return kept


def _spread(keys: U64, first_of: I64) -> U64:
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
