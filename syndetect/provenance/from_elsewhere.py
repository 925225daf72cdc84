"""Two texts that were both made from the same further ones: neither need have anything from the other.

Two papers blend the same two wires, two digests the same seven stories. Each has more of the other one than
of any single source, so the tree hangs one below the other; but who takes a compilation over takes its seams
with it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np

from syndetect.kernels.hash_set import among
from syndetect.model import ClueKind
from syndetect.provenance.blends import blends
from syndetect.provenance.derivation_tree import Tree
from syndetect.provenance.nodes import Nodes
from syndetect.provenance.second_sources import spans_of
from syndetect.spans import covered

_ELSEWHERE = 0.5
"""Share of what two texts have in common from which on it is weighed whether both have it from elsewhere."""

_SEAMS = 3
"""Runs of words that only these two have from which on the one was made from the other: a seam has two, a
changed word three, and one short sentence of the compiler's own is enough."""

_NAMES: frozenset[ClueKind] = frozenset({"credit", "leftover"})
"""What names the other text as the source."""

Seconds = Mapping[int, tuple[int, float]]


def unhung(nodes: Nodes, tree: Tree, seconds: Seconds) -> tuple[Tree, Seconds, frozenset[int]]:
    """The tree without texts that hang below one that was made from the same further texts.

    Such a text hangs below the likeliest other source, if there is any that it is not itself above of; the
    second sources are those that are left, the third value the places without any other.
    """
    left: set[int] = set()
    further = dict(seconds)
    pieced = blends(nodes, tree)
    for place, parent in sorted(tree.parents.items()):
        if not _pieced(nodes, tree, parent, pieced) or not _alike_compiled(nodes, tree, place, parent):
            continue
        source = _other(tree, place, parent)
        if source is None:
            left.add(place)
            continue
        rest = max(1e-6, 1 - tree.likely.get((parent, place), 0.0))
        sure = min(0.99, tree.likely[source, place] / rest)
        tree = replace(tree, parents={**tree.parents, place: source}, certain={**tree.certain, place: sure})
        # What a second source explained, it explained beside the parent.
        further.pop(place, None)
    return tree, further, frozenset(left)


def _pieced(nodes: Nodes, tree: Tree, place: int, blended: Collection[int]) -> bool:
    """Whether a text was pieced together: it holds two unlike ones, or has most from other families."""
    if place in blended:
        return True
    above = tree.parents.get(place)
    elsewhere = [(span.begin, span.end) for span in nodes.sides[place].lead.elsewhere]
    return above is not None and covered(elsewhere) > covered(spans_of(nodes, place, above))


def _other(tree: Tree, place: int, parent: int) -> int | None:
    """The likeliest source of a place but its parent, and no text that hangs below it."""
    rivals = [
        (likely, -source)
        for (source, target), likely in tree.likely.items()
        if target == place and source != parent and place not in tree.above(source)
    ]
    return -max(rivals)[1] if rivals else None


def _alike_compiled(nodes: Nodes, tree: Tree, place: int, parent: int) -> bool:
    """Whether two texts have much of what they share from other families, and no seam in common."""
    sides = nodes.sides[place].lead, nodes.sides[parent].lead
    if not (sides[0].elsewhere and sides[1].elsewhere) or names(nodes, place, parent):
        return False
    for one, other, lead in ((place, parent, sides[0]), (parent, place, sides[1])):
        shared = spans_of(nodes, one, other)
        further = [(span.begin, span.end) for span in lead.elsewhere]
        both = covered(shared) + covered(further) - covered([*shared, *further])
        if both < _ELSEWHERE * max(1, covered(shared)):
            return False
    return _own_runs(nodes, tree, place, parent) < _SEAMS


def _own_runs(nodes: Nodes, tree: Tree, place: int, parent: int) -> int:
    """How many runs of words the two have that neither a further text nor another one of the family has."""
    mine, theirs = tree.wordings[place], tree.wordings[parent]
    own = among(mine.runs, theirs.runs)
    for span in nodes.sides[place].lead.elsewhere:
        own &= (mine.begins < span.begin) | (mine.ends > span.end)
    for other in nodes.near[place]:
        if other != parent and place not in tree.above(other) and parent not in tree.above(other):
            own &= ~among(mine.runs, tree.wordings[other].runs)
    return int(np.count_nonzero(own))


def names(nodes: Nodes, place: int, parent: int) -> bool:
    """Whether `place` names the outlet of `parent`, or keeps a trace of it."""
    ledger = nodes.ledger(parent, place)
    if ledger is None:
        return False
    told = sum(entry.weight for entry in ledger.entries if entry.kind in _NAMES)
    return (told if (parent, place) in nodes.ledgers else -told) > 0
