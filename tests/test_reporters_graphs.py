"""GraphML and GEXF: read back by a library that is not ours."""

from __future__ import annotations

import io

import networkx as nx
import pytest
from hostile import STRINGS, hostile_report
from reports import nothing_report, scan_report

from syndetect import render
from syndetect.gates import gate, parse
from syndetect.model import Report
from syndetect.reporters.graph import EDGE, NODE

FORMATS = ("graphml", "gexf")


def graph(report: Report, format: str) -> nx.DiGraph:
    """The graph as networkx has it."""
    text = io.BytesIO(render(report, format).encode())
    return nx.read_graphml(text) if format == "graphml" else nx.read_gexf(text, version="1.3")


@pytest.mark.parametrize("format", FORMATS)
def test_a_pair_is_an_edge_from_the_source_to_what_was_made_from_it(format: str) -> None:
    """With typed figures on it, and the finding of the gate."""
    found = graph(gate(scan_report(), parse("paraphrase")), format)
    assert found.is_directed()
    assert found.number_of_edges() == len(scan_report().pairs)
    edge = found.edges["wire/ferry.txt", "coast/ferry.txt"]
    assert (edge["relation"], edge["direction"], edge["fails"]) == ("paraphrase", "known", True)
    assert edge["coverage"] == 0.86
    assert isinstance(edge["passages"], int)
    assert edge["weight"] == max(edge["coverage"], edge["source_coverage"], 0.01)


@pytest.mark.parametrize("format", FORMATS)
def test_a_node_is_an_article_with_its_place_in_the_family(format: str) -> None:
    """Only articles with a relation are nodes; nothing is said where nothing is known."""
    found = graph(scan_report(), format)
    node = found.nodes["coast/ferry.txt"]
    assert (node["outlet"], node["role"], node["credit"]) == ("Coast Herald", "member", "named")
    assert node["label"] == "Ferry turns back with water on board"
    assert isinstance(node["words"], int)
    assert node["submission"] is False
    assert found.nodes["wire/ferry.txt"]["role"] == "source"
    assert found.nodes["bay/own.txt"]["role"] == "same-story"
    assert "outlet" not in found.nodes["bread/short.txt"]
    assert "north/garden.txt" not in found


@pytest.mark.parametrize("format", FORMATS)
def test_both_formats_hold_the_same_graph(format: str) -> None:
    """Attribute for attribute, apart from the names of edges."""
    one, other = graph(scan_report(), "graphml"), graph(scan_report(), format)
    for edges in (one.edges, other.edges):
        for values in edges.values():
            values.pop("id")
    assert dict(one.nodes) == dict(other.nodes)
    assert {ends: one.edges[ends] for ends in one.edges} == {ends: other.edges[ends] for ends in other.edges}
    assert all(set(values) <= NODE.keys() for _, values in one.nodes(data=True))
    assert all(set(values) <= EDGE.keys() for *_, values in one.edges(data=True))


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_names_are_names(format: str) -> None:
    """The graph is well formed, with a node for each of them."""
    assert graph(hostile_report(), format).number_of_nodes() == len(STRINGS) + 1


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_found_is_an_empty_graph(format: str) -> None:
    """Which readers open all the same."""
    assert graph(nothing_report(), format).number_of_nodes() == 0
