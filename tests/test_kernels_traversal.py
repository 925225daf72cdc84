"""Components and the order of neighbours, against slow twins."""

from __future__ import annotations

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from syndetect.kernels.traversal import breadth_first, components

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


@given(EDGES)
def test_an_order_goes_level_by_level(edges: list[tuple[int, int]]) -> None:
    """Every node comes once; each component is one stretch in which distances from its first node rise."""
    order = breadth_first(*ends(edges), SIZE).tolist()
    assert sorted(order) == list(range(SIZE))
    graph = graph_of(edges)
    while order:
        distances = nx.single_source_shortest_path_length(graph, order[0])
        stretch, order = order[: len(distances)], order[len(distances) :]
        assert set(stretch) == distances.keys()
        steps = [distances[node] for node in stretch]
        assert steps == sorted(steps)


def test_a_chain_is_walked_from_its_end() -> None:
    """Nodes in a row, whatever their numbers, come in the order of the row."""
    row = [3, 0, 4, 1, 2]
    walked = breadth_first(np.array(row[:-1]), np.array(row[1:]), 5).tolist()
    assert walked in (row, row[::-1])
