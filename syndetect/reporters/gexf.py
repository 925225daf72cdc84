"""GEXF 1.3, Gephi's own format, with typed attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from syndetect.faults import missing
from syndetect.model import Report
from syndetect.reporters.escape import spelled
from syndetect.reporters.graph import EDGE, NODE, Kind, edges, nodes
from syndetect.reporters.graphml import value_text

_OWN = frozenset({"label", "weight"})
"""Values that have an attribute of their own in the format."""

_TYPES: Mapping[Kind, str] = {"string": "string", "int": "integer", "double": "double", "boolean": "boolean"}


def render(report: Report, *, width: int, colour: bool, explain: bool) -> Iterator[str]:  # noqa: ARG001
    """A static directed graph; `width`, `colour` and `explain` change nothing."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    creator = f"<creator>syndetect {escape(spelled(report.run.version))}</creator>"
    description = (
        f"<description>{escape(spelled(missing(report.faults)))}</description>" if report.faults else ""
    )
    yield f"  <meta>{creator}{description}</meta>\n"
    yield '  <graph mode="static" defaultedgetype="directed">\n'
    yield from _declared("node", NODE)
    yield from _declared("edge", EDGE)
    yield "    <nodes>\n"
    for node in nodes(report):
        label = _quoted(node.values["label"])
        yield f"      <node id={_quoted(node.id)} label={label}>{_values(NODE, node.values)}</node>\n"
    yield "    </nodes>\n    <edges>\n"
    for number, edge in enumerate(edges(report)):
        ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
        weight = edge.values["weight"]
        yield f'      <edge id="{number}" {ends} weight="{weight}">{_values(EDGE, edge.values)}</edge>\n'
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _declared(scope: str, kinds: Mapping[str, Kind]) -> Iterator[str]:
    yield f'    <attributes class="{scope}" mode="static">\n'
    for number, (name, kind) in enumerate(kinds.items()):
        if name not in _OWN:
            yield f'      <attribute id="{number}" title="{name}" type="{_TYPES[kind]}"/>\n'
    yield "    </attributes>\n"


def _values(kinds: Mapping[str, Kind], values: Mapping[str, Any]) -> str:
    listed = [
        f'<attvalue for="{number}" value={quoteattr(value_text(values[name]))}/>'
        for number, name in enumerate(kinds)
        if name not in _OWN and values.get(name) is not None
    ]
    return f"<attvalues>{''.join(listed)}</attvalues>" if listed else ""


def _quoted(text: str) -> str:
    return quoteattr(spelled(text))
