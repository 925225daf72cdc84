"""Directed trees of large graphs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.arborescence import heaviest
from syndetect.kernels.large_arborescence import grown


@given(st.integers(2, 30), st.floats(0.5, 6), st.integers(0, 10**6))
def test_as_heavy_as_the_tree_of_a_small_graph(size: int, edges: float, seed: int) -> None:
    """Wherever the root reaches all places, both ways give a tree of one weight."""
    random = np.random.default_rng(seed)
    sources, targets = random.integers(0, size, (2, int(edges * size)))
    # A line from the root makes sure that every place can be reached.
    order = random.permutation(size)
    sources, targets = np.append(sources, order[:-1]), np.append(targets, order[1:])
    weights = np.round(random.normal(size=len(sources)) * 3, 1)
    rows = np.flatnonzero((sources != targets) & (targets != order[0]))
    sources, targets, weights = sources[rows], targets[rows], weights[rows]
    weight: dict[tuple[int, int], float] = {}
    for edge in zip(sources.tolist(), targets.tolist(), weights.tolist(), strict=True):
        weight[edge[:2]] = max(edge[2], weight.get(edge[:2], -100.0))
    totals = []
    for method in (grown, heaviest):
        parents = method(sources, targets, weights, int(order[0]), size).tolist()
        assert [place for place, parent in enumerate(parents) if parent < 0] == [order[0]]
        assert all(_top(place, parents) == order[0] for place in range(size))
        totals.append(sum(weight[parent, child] for child, parent in enumerate(parents) if parent >= 0))
    assert totals[0] == pytest.approx(totals[1])


def _top(place: int, parents: list[int]) -> int:
    for _ in range(len(parents)):
        place = parents[place] if parents[place] >= 0 else place
    return place


def test_a_text_with_thousands_of_near_copies() -> None:
    """A star whose centre is not the root takes no deeper than its own work, and all hang on the centre."""
    size = 4000
    leaves = np.arange(1, size)
    centre = np.zeros(size - 1, np.int64)
    weights = np.concatenate((2 - leaves / size, 1 - leaves / size))
    found = heaviest(np.append(centre, leaves), np.append(leaves, centre), weights, 1, size)
    assert found[0] == 1
    assert found[1] == -1
    assert set(found[2:].tolist()) == {0}


def test_what_cannot_be_reached_has_no_parent() -> None:
    """Of places that only reach each other one is without a parent."""
    found = grown(np.array([0, 2, 3]), np.array([1, 3, 2]), np.ones(3), 0, 4)
    assert found[:2].tolist() == [-1, 0]
    assert sorted(found[2:].tolist()) in ([-1, 2], [-1, 3])
