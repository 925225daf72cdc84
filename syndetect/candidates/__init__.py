"""Fingerprints to candidate pairs: equal texts, near-copies, shared rare wording, shared rare content.

Each view finds what the others cannot: banded signatures find near-copies however often they were printed,
rare wording finds paraphrases and excerpts, rare pairs of content words find rewrites.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.candidates.bands import Scored, bands_and_rows, near_copies, strongest
from syndetect.candidates.groups import (
    crowds,
    equal_texts,
    hubs,
    sizes_of,
    spread,
    without_repeats,
    without_siblings,
)
from syndetect.candidates.rare import rare_in_common
from syndetect.candidates.rules import allowed
from syndetect.candidates.substitutes import allowed_or_substituted
from syndetect.columns import Fingerprints
from syndetect.kernels.join import counted, pair_keys, unpacked
from syndetect.kernels.words import I64
from syndetect.settings import Settings
from syndetect.spill import Budget

__all__ = ["Search", "bands_and_rows", "find_candidates", "search"]


@dataclass(frozen=True, slots=True)
class Search:
    """What each step of a search found, for whoever wants to know where a pair was lost.

    `first_of`, `hub`: int64 (places,), who stands for a place: the first of equal texts, and of many
    near-copies one. `pieces`, `groups`, `mass`, `ranked` are those of `RarePairs`. `near`, `rare`: what the
    views found; `allowed`: what of it lies within the rules; `thinned`: what of that says anything new;
    `kept`: the strongest of each article. `pairs`: int64 (pairs, 2), the candidates with the equal texts.
    """

    first_of: I64
    hub: I64
    crowd: I64
    near: Scored
    rare: Scored
    pieces: I64
    groups: I64
    mass: I64
    ranked: I64
    allowed: Scored
    thinned: Scored
    kept: Scored
    pairs: I64


def find_candidates(found: Fingerprints, settings: Settings, budget: Budget) -> I64:
    """Pairs of places worth aligning: int64 (pairs, 2), left < right, sorted, each once."""
    return search(found, settings, budget).pairs


def search(found: Fingerprints, settings: Settings, budget: Budget) -> Search:
    """The candidates, and how they came about."""
    first_of, equal = equal_texts(found.digests)
    alone = first_of == np.arange(len(found))
    near = near_copies(found, alone, settings)
    rare = rare_in_common(found, first_of, near, settings, budget)
    ruled = allowed_or_substituted(_united([near, rare.pairs]), rare.groups, found, settings)
    hub = hubs(near, len(found))
    crowd = crowds(near, len(found))
    thinned = without_repeats(ruled, near, hub)
    thinned = without_siblings(thinned, near, rare.pairs, crowd, sizes_of(crowd))
    kept = thinned.where(strongest(thinned, len(found), settings.max_candidates))
    same = allowed(Scored(equal[:, 0], equal[:, 1], np.ones(len(equal))), found, settings)
    keys = np.concatenate((pair_keys(kept.left, kept.right), pair_keys(same.left, same.right)))
    left, right, _ = counted(spread(keys, first_of))
    pairs = np.stack((left, right), axis=1)
    return Search(
        first_of=first_of,
        hub=hub,
        crowd=crowd,
        near=near,
        rare=rare.pairs,
        pieces=rare.pieces,
        groups=rare.groups,
        mass=rare.mass,
        ranked=rare.ranked,
        allowed=ruled,
        thinned=thinned,
        kept=kept,
        pairs=pairs,
    )


def _united(views: list[Scored]) -> Scored:
    """Pairs of all views, each once, with the sum of their scores."""
    keys = np.concatenate([pair_keys(view.left, view.right) for view in views])
    scores = np.concatenate([view.score for view in views])
    distinct, inverse = np.unique(keys, return_inverse=True)
    total = np.bincount(inverse, scores, len(distinct)).astype(np.float64)
    return Scored(*unpacked(distinct), total)
