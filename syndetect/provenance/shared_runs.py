"""How much of each member's wording each other member has: the sets that sources are weighed by."""

from __future__ import annotations

from syndetect.provenance.nodes import Nodes
from syndetect.provenance.word_runs import Wordings, runs_of
from syndetect.settings import GROUP_PAIRS
from syndetect.spans import covered


def wordings_of(nodes: Nodes) -> list[Wordings]:
    """The runs of each place's text."""
    return [runs_of(side.lead.words, side.lead.house) for side in nodes.sides]


def own_shares(nodes: Nodes) -> list[tuple[float, float]]:
    """Of each place's text, in code points: the share inside passages with other places, and that in none.

    What it shares with other families' articles is in neither, but for half of what is inside at least: the
    others may have taken it. Of many prints the search holds one alone against other families' articles, and
    what the prints have in common is all of their own.
    """
    found = []
    many = len(nodes.home) > GROUP_PAIRS
    for spans, side in zip(_inside(nodes), nodes.sides, strict=True):
        house = [(span.begin, span.end) for span in side.lead.house]
        others = [(span.begin, span.end) for span in side.lead.elsewhere]
        # Lines of the house are no part of the article, whoever shares them.
        aside = covered(house)
        length = max(1, len(side.lead.document.text) - aside)
        both, inside = covered([*spans, *others, *house]) - aside, covered([*spans, *house]) - aside
        own = inside if many else max(both - (covered([*others, *house]) - aside), inside / 2)
        found.append((min(1.0, own / length), max(0.0, 1 - both / length)))
    return found


def _inside(nodes: Nodes) -> list[list[tuple[int, int]]]:
    """The stretches of each place's text inside passages."""
    spans: list[list[tuple[int, int]]] = [[] for _ in nodes.sides]
    for (left, right), pair in nodes.ties.items():
        spans[left].extend((passage.left.begin, passage.left.end) for passage in pair.passages)
        spans[right].extend((passage.right.begin, passage.right.end) for passage in pair.passages)
    return spans
