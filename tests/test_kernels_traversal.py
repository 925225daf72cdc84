"""Components and the order in which nodes are done with, against slow twins."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.traversal import components, narrow_front

SIZE = 12
EDGES = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=20)


def ends(edges: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Both ends of each edge as columns."""
    columns = np.array(edges, np.int64).reshape(-1, 2)
    return columns[:, 0], columns[:, 1]


def graph_of(edges: list[tuple[int, int]]) -> nx.Graph[int]:
    """The same graph in a library of graphs."""
    graph: nx.Graph[int] = nx.empty_graph(SIZE)
    graph.add_edges_from(edges)
    return graph


@given(EDGES)
def test_components_are_those_of_the_graph(edges: list[tuple[int, int]]) -> None:
    """Each node is labelled with the smallest one that can be reached from it."""
    labels = components(*ends(edges), SIZE)
    for members in nx.connected_components(graph_of(edges)):
        assert {int(labels[node]) for node in members} == {min(members)}


def most_begun(edges: list[tuple[int, int]], order: list[int]) -> int:
    """The most nodes that are begun and not done with at any time, each edge coming with its first end."""
    graph: nx.Graph[int] = nx.Graph(edges)
    begun: set[int] = set()
    most = 0
    for at, node in enumerate(order):
        begun |= {node, *graph[node]}
        most = max(most, len(begun - set(order[:at])))
    return most


@given(EDGES)
def test_an_order_goes_component_by_component(edges: list[tuple[int, int]]) -> None:
    """Every node comes once, and one component is done before the next begins."""
    order = narrow_front(*ends(edges), SIZE).tolist()
    assert sorted(order) == list(range(SIZE))
    labels = components(*ends(edges), SIZE)[order].tolist()
    assert len(set(labels)) == sum(now != before for now, before in zip(labels, [-1, *labels], strict=False))


def test_a_chain_is_walked_from_its_end() -> None:
    """Nodes in a row, whatever their numbers, come in the order of the row."""
    row = [3, 0, 4, 1, 2]
    walked = narrow_front(np.array(row[:-1]), np.array(row[1:]), 5).tolist()
    assert walked in (row, row[::-1])


@pytest.mark.parametrize("centres", [1, 2, 5])
def test_around_centres_only_these_stay_begun(centres: int) -> None:
    """Whoever stands between several centres is begun once, and done with at once."""
    edges = [(centre, centres + node) for centre in range(centres) for node in range(40)]
    order = narrow_front(*ends(edges), centres + 40).tolist()
    assert most_begun(edges, order) <= centres + 2


def test_a_grid_is_walked_along_its_shorter_side() -> None:
    """What is begun is never much more than one row."""
    wide, long = 4, 50
    edges = [(row * wide + at, row * wide + at + 1) for row in range(long) for at in range(wide - 1)]
    edges += [(row * wide + at, (row + 1) * wide + at) for row in range(long - 1) for at in range(wide)]
    order = narrow_front(*ends(edges), wide * long).tolist()
    assert most_begun(edges, order) <= 2 * wide + 2
