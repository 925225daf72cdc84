"""GraphML with typed attributes, for Gephi, yEd, networkx and the like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from syndetect.faults import missing
from syndetect.model import Report
from syndetect.reporters.escape import spelled
from syndetect.reporters.graph import EDGE, NODE, edges, nodes


def render(report: Report, *, width: int, colour: bool, explain: bool) -> Iterator[str]:  # noqa: ARG001
    """A directed graph; `width`, `colour` and `explain` change nothing."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for scope, kinds in (("node", NODE), ("edge", EDGE)):
        for name, kind in kinds.items():
            yield f'  <key id="{scope}_{name}" for="{scope}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '  <graph id="syndetect" edgedefault="directed">\n'
    if report.faults:
        yield f"    <desc>{escape(spelled(missing(report.faults)))}</desc>\n"
    for node in nodes(report):
        yield f"    <node id={_quoted(node.id)}>{_data('node', node.values)}</node>\n"
    for number, edge in enumerate(edges(report)):
        ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
        yield f'    <edge id="e{number}" {ends}>{_data("edge", edge.values)}</edge>\n'
    yield "  </graph>\n</graphml>\n"


def value_text(value: Any) -> str:
    """A value as both graph formats write it."""
    return str(value).lower() if isinstance(value, bool) else spelled(str(value))


def _data(scope: str, values: Mapping[str, Any]) -> str:
    return "".join(
        f'<data key="{scope}_{name}">{escape(value_text(value))}</data>'
        for name, value in values.items()
        if value is not None
    )


def _quoted(id: str) -> str:
    return quoteattr(spelled(id))
