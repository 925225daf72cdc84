"""Sets that are joined, and what can be reached."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from syndetect.graphs import DisjointSets, reached

edges = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=30)


@given(edges)
def test_joined_items_are_the_components_of_a_graph(pairs: list[tuple[int, int]]) -> None:
    """Two items have one leader if, and only if, a way of joined pairs leads from one to the other."""
    sets, graph = DisjointSets[int](), nx.Graph(pairs)
    for item, leader in pairs:
        known_by = sets.leader(leader)
        sets.join(item, leader)
        assert sets.leader(item) == known_by
    for part in nx.connected_components(graph):
        assert len({sets.leader(item) for item in part}) == 1
    assert len({sets.leader(item) for item in graph}) == nx.number_connected_components(graph)


@given(edges, st.sets(st.integers(1, 12)))
def test_what_is_reached_is_the_component_of_the_start(pairs: list[tuple[int, int]], out: set[int]) -> None:
    """All of the start's component, once some nodes are taken out of the graph, and nothing else."""
    graph = nx.Graph([*pairs, (0, 0)])
    near = {node: set(graph[node]) - {node} for node in graph}
    left = graph.subgraph(graph.nodes - out)
    assert reached(0, near, out) == nx.node_connected_component(left, 0)
