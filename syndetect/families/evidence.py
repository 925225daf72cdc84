"""The ledger of one link: what speaks for and against a member's having been made from its source."""

from __future__ import annotations

import math

import numpy as np

from syndetect.families.nodes import Nodes
from syndetect.families.sharing import Wordings
from syndetect.families.tree import Tree
from syndetect.model import Clue, Sign

_LEAST_RUNS = 3
_MOST = 12


def link_evidence(nodes: Nodes, tree: Tree, id: str, source: str) -> tuple[Clue, ...]:
    """Every piece of evidence on the link from `source` to `id`, the weightiest first."""
    place, parent = nodes.home[id], nodes.home[source]
    if place == parent:
        return (Clue("coverage", "neutral", 0.0, f"{id} has the very same words as {source}"),)
    clues = list(_clues(nodes, place, parent))
    rival = _rival(nodes, tree, place, parent)
    if rival is not None:
        clues += _shared_change(nodes, tree, place, parent, rival)
    return tuple(sorted(clues, key=lambda clue: (-clue.weight, clue.kind, clue.reason)))[:_MOST]


def _clues(nodes: Nodes, place: int, parent: int) -> tuple[Clue, ...]:
    if (ledger := nodes.ledgers.get((parent, place))) is not None:
        return ledger.clues(forward=True)
    found = nodes.ledgers.get((place, parent))
    return found.clues(forward=False) if found is not None else ()


def _rival(nodes: Nodes, tree: Tree, place: int, parent: int) -> int | None:
    """The place that explains most of a text after its source, and does not come from it."""
    others = [other for other in nodes.near[place] if other != parent and place not in tree.above(other)]
    shared = [(tree.wordings[place].shared(tree.wordings[other]), -other) for other in others[:_MOST]]
    return -max(shared)[1] if shared else None


def _shared_change(nodes: Nodes, tree: Tree, place: int, parent: int, rival: int) -> list[Clue]:
    """Wording that a text shares with its source and not with the rival: changes made on the way there."""
    mine, source, other = (tree.wordings[at] for at in (place, parent, rival))
    changed = _only(mine, source, other)
    missed = len(_only(mine, other, source))
    if len(changed) < _LEAST_RUNS and missed < _LEAST_RUNS:
        return []
    weight = (len(changed) - missed) / math.sqrt(max(1, len(mine)))
    names = [nodes.sides[at].lead.id for at in (place, parent, rival)]
    reason = (
        f"{len(changed)} runs of words in {names[0]} are those of {names[1]} and not of {names[2]}, "
        f"{missed} the other way round"
    )
    span = _longest(mine, changed)
    sign: Sign = "for" if weight > 0 else "against" if weight < 0 else "neutral"
    return [Clue("shared-change", sign, abs(weight), reason, names[0], *span)]


def _only(mine: Wordings, source: Wordings, other: Wordings) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Rows of the runs that `mine` shares with `source` and not with `other`."""
    inside = np.isin(mine.runs, source.runs, assume_unique=True)
    return np.flatnonzero(inside & ~np.isin(mine.runs, other.runs, assume_unique=True))


def _longest(
    mine: Wordings, rows: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> tuple[int, int] | tuple[None, None]:
    """The longest stretch of text that the runs form."""
    if not len(rows):
        return None, None
    order = np.argsort(mine.begins[rows], kind="stable")
    begins, ends = mine.begins[rows][order].tolist(), mine.ends[rows][order].tolist()
    best = (begins[0], ends[0])
    begin, end = best
    for first, last in zip(begins[1:], ends[1:], strict=True):
        begin, end = (begin, last) if first < end else (first, last)
        if end - begin > best[1] - best[0]:
            best = begin, end
    return best
