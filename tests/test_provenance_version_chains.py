"""Versions of several outlets: each below the one before it, as long as a tree can be made of that."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from syndetect.provenance.link_odds import allowed


@given(st.integers(2, 12), st.integers(0, 10**6))
def test_chains_leave_a_tree(size: int, seed: int) -> None:
    """Over any connected ties and any chains of versions, some place reaches all others by allowed links."""
    source = Random(seed)  # noqa: S311 - not for secrets
    ties = {(source.randrange(place), place) for place in range(1, size)}
    for _ in range(source.randint(0, size)):
        left, right = sorted(source.sample(range(size), 2))
        ties.add((left, right))
    ends = np.array(sorted([*ties, *((right, left) for left, right in ties)]), np.int64)
    places = source.sample(range(size), size)
    middle, end = sorted(source.choices(range(size + 1), k=2))
    chains = [chain for chain in (places[:middle], places[middle:end]) if len(chain) > 1]
    kept = ends[allowed(ends, chains, size)].tolist()
    assert any(_reached(root, kept) == set(range(size)) for root in range(size))


def _reached(root: int, links: list[list[int]]) -> set[int]:
    found = {root}
    for _ in links:
        found |= {target for source, target in links if source in found}
    return found
