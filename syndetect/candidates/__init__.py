"""Fingerprints to candidate pairs: equal texts, near-copies, shared rare wording, shared rare content.

Each view finds what the others cannot: banded signatures find near-copies however often they were printed,
rare wording finds paraphrases and excerpts, rare pairs of content words find rewrites.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

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
from syndetect.candidates.rare import RarePairs, rare_in_common
from syndetect.candidates.rules import DatedOutlets, allowed
from syndetect.candidates.substitutes import allowed_or_substituted
from syndetect.candidates.votes import Votes
from syndetect.columns import Fingerprints
from syndetect.kernels.join import counted, pair_keys, unpacked
from syndetect.kernels.words import I64
from syndetect.settings import Settings
from syndetect.spill import Budget

__all__ = ["DatedPlaces", "Search", "bands_and_rows", "combined", "find_candidates", "search"]


class DatedPlaces(DatedOutlets, Protocol):
    """How many articles there are, their dates and their outlets."""

    def __len__(self) -> int:
        """How many places there are."""
        ...


@dataclass(frozen=True, slots=True)
class Search:
    """What each step of a search found, for whoever wants to know where a pair was lost.

    `first_of`, `hub`: int64 (places,), who stands for a place: the first of equal texts, and of many
    near-copies one. `pieces`, `groups`, `mass`, `ranked`, `votes` are those of `RarePairs`. `near`, `rare`:
    what the views found; `allowed`: what of it lies within the rules; `thinned`: what of that says anything
    new; `kept`: the strongest of each article. `pairs`: int64 (pairs, 2), the candidates with the equal
    texts.
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
    votes: tuple[Votes, ...] = ()


def find_candidates(prints: Fingerprints, settings: Settings, budget: Budget) -> I64:
    """Pairs of places worth aligning: int64 (pairs, 2), left < right, sorted, each once."""
    return search(prints, settings, budget).pairs


def search(prints: Fingerprints, settings: Settings, budget: Budget, *, keep: bool = False) -> Search:
    """The candidates, and how they came about; `keep`: with all that asking an archive needs."""
    first_of, equal = equal_texts(prints.digests)
    alone = first_of == np.arange(len(prints))
    near = near_copies(prints, alone, settings)
    rare = rare_in_common(prints, first_of, near, settings, budget, keep=keep)
    return combined(prints, equal, first_of, near, rare, settings)


def combined(
    articles: DatedPlaces, equal: I64, first_of: I64, near: Scored, rare: RarePairs, settings: Settings
) -> Search:
    """The candidates of what each view found, wherever that was.

    `equal` and `first_of` are those of `equal_texts`.
    """
    ruled = allowed_or_substituted(_united([near, rare.pairs]), rare.groups, articles, settings)
    hub = hubs(near, len(articles))
    crowd = crowds(near, len(articles))
    thinned = without_repeats(ruled, near, hub)
    thinned = without_siblings(thinned, near, rare.pairs, hub, crowd, sizes_of(crowd))
    kept = thinned.where(strongest(thinned, len(articles), settings.max_candidates))
    same = allowed(Scored(equal[:, 0], equal[:, 1], np.ones(len(equal))), articles, settings)
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
        votes=rare.votes,
    )


def _united(views: list[Scored]) -> Scored:
    """Pairs of all views, each once, with the sum of their scores."""
    keys = np.concatenate([pair_keys(view.left, view.right) for view in views])
    scores = np.concatenate([view.score for view in views])
    distinct, inverse = np.unique(keys, return_inverse=True)
    total = np.bincount(inverse, scores, len(distinct)).astype(np.float64)
    return Scored(*unpacked(distinct), total)
