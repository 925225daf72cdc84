"""How much of each member's wording each other member has: the sets that sources are weighed by."""

from __future__ import annotations

from syndetect.families.nodes import Nodes
from syndetect.families.runs import Wordings, runs_of
from syndetect.spans import covered


def wordings_of(nodes: Nodes) -> list[Wordings]:
    """The runs of each place's text."""
    return [runs_of(side.lead.words) for side in nodes.sides]


def inside_share(nodes: Nodes) -> list[float]:
    """The share of each place's text, in code points, that stands inside a passage with any other place."""
    return [
        min(1.0, covered(found) / max(1, len(side.lead.document.text)))
        for found, side in zip(_inside(nodes), nodes.sides, strict=True)
    ]


def elsewhere_share(nodes: Nodes) -> list[float]:
    """The share of each place's text that stands in none, and in passages with other families' articles."""
    found = []
    for spans, side in zip(_inside(nodes), nodes.sides, strict=True):
        others = [(span.begin, span.end) for span in side.lead.elsewhere]
        length = max(1, len(side.lead.document.text))
        found.append((covered([*spans, *others]) - covered(spans)) / length if others else 0.0)
    return found


def _inside(nodes: Nodes) -> list[list[tuple[int, int]]]:
    """The stretches of each place's text inside passages."""
    spans: list[list[tuple[int, int]]] = [[] for _ in nodes.sides]
    for (left, right), pair in nodes.ties.items():
        spans[left].extend((passage.left.begin, passage.left.end) for passage in pair.passages)
        spans[right].extend((passage.right.begin, passage.right.end) for passage in pair.passages)
    return spans
