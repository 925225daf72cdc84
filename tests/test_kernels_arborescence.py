"""Directed trees against a slow twin that looks at every one of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.arborescence import F64, heaviest, sums
from syndetect.kernels.large_arborescence import grown


def trees(size: int, root: int) -> Iterator[dict[int, int]]:
    """Every directed tree over `size` nodes from `root`, as parents by child."""
    others = [node for node in range(size) if node != root]
    for chosen in product(range(size), repeat=size - 1):
        parents = dict(zip(others, chosen, strict=True))
        if all(_reaches(node, root, parents) for node in others):
            yield parents


def _reaches(node: int, root: int, parents: dict[int, int]) -> bool:
    for _ in range(len(parents) + 1):
        if node == root:
            return True
        node = parents[node]
    return False


def graph(size: int, seed: int) -> tuple[F64, F64]:
    """Random log weights of edges and roots."""
    random = np.random.default_rng(seed)
    return random.normal(size=(size, size)) * 3, random.normal(size=size)


@given(st.integers(2, 5), st.integers(0, 10**6))
def test_the_heaviest_tree_is_as_heavy_as_the_best_of_all(size: int, seed: int) -> None:
    """No directed tree from the root weighs more, and what comes back is one."""
    weights, _ = graph(size, seed)
    sources, targets = (axis.ravel() for axis in np.meshgrid(range(size), range(size), indexing="ij"))
    root = seed % size
    found = heaviest(sources, targets, weights[sources, targets], root, size)
    parents = {node: int(found[node]) for node in range(size) if node != root}
    best = max(sum(weights[p, c] for c, p in tree.items()) for tree in trees(size, root))
    assert found[root] == -1
    assert _reaches(max(parents), root, parents)
    assert sum(weights[p, c] for c, p in parents.items()) == pytest.approx(best)


@given(st.integers(1, 4), st.integers(0, 10**6))
def test_marginals_are_those_of_all_trees(size: int, seed: int) -> None:
    """An edge is as probable as the trees that have it, a root as those below it."""
    weights, roots = graph(size, seed)
    edges, chosen, total = np.zeros((size, size)), np.zeros(size), 0.0
    for root in range(size):
        for tree in trees(size, root):
            value = np.exp(roots[root] + sum(weights[p, c] for c, p in tree.items()))
            total += value
            chosen[root] += value
            for child, parent in tree.items():
                edges[parent, child] += value
    logs, shares = sums(np.repeat(weights[None], size, axis=0), np.arange(size))
    below = np.exp(logs + roots)
    assert np.einsum("r,rst->st", below, shares) / below.sum() == pytest.approx(edges / total, abs=1e-7)
    assert below / below.sum() == pytest.approx(chosen / total, abs=1e-7)


def test_what_cannot_be_reached_has_no_parent() -> None:
    """A node without an edge into it hangs on nothing, and the rest still makes a tree."""
    found = heaviest(np.array([0, 2]), np.array([1, 1]), np.array([1.0, 2.0]), 0, 4)
    assert found.tolist() == [-1, 2, -1, -1]


def test_of_equal_edges_the_first_wins() -> None:
    """Ties are settled by the order of the edges, so that equal input gives equal trees."""
    found = heaviest(np.array([2, 1, 0, 0]), np.array([3, 3, 1, 2]), np.ones(4), 0, 4)
    assert found.tolist() == [-1, 0, 0, 2]


@given(st.integers(2, 9), st.floats(0.05, 0.5), st.integers(0, 10**6))
def test_what_cannot_be_reached_stands_on_no_circle(size: int, share: float, seed: int) -> None:
    """Where edges are missing there are several trees, but nothing is above itself."""
    random = np.random.default_rng(seed)
    weights = random.normal(size=(size, size)) * 3
    root = seed % size
    known = random.random((size, size)) < share
    known[:, root] = False
    known[np.arange(size), np.arange(size)] = False
    sources, targets = np.nonzero(known)
    for method in (heaviest, grown):
        above = method(sources, targets, weights[sources, targets], root, size).tolist()
        for node in range(size):
            top = node
            for _ in range(size):
                top = above[top] if above[top] >= 0 else top
            assert above[top] < 0
