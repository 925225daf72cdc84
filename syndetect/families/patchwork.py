"""Second sources: members made from two texts, each of which explains a part that the other does not."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from syndetect.families.links import EXACT, WORDING_WEIGHT
from syndetect.families.nodes import Nodes
from syndetect.families.runs import Wordings
from syndetect.families.tree import Tree
from syndetect.kernels.members import among
from syndetect.model import Pair
from syndetect.spans import covered

_LEAST_RUNS = 0.2
"""Share of a member's runs of words that each of two sources must have alone."""

_FEWEST = 8
"""Runs of words that each must have alone where the two parts stand apart in the text."""

_FEW_RUNS = 0.02
"""Share of the runs that each must have alone for a member to hang below one that hung below it."""

_APART = 0.9
"""How often a run of the one part precedes one of the other, or follows it, for the parts to stand apart."""

_LEAST_COVERED = 0.15
"""Share of the text in passages that each of two sources must cover alone."""

_SECOND = 2.0
"""Log odds against a second source, whatever it explains."""

_CANDIDATES = 8


def second_sources(nodes: Nodes, tree: Tree) -> dict[int, tuple[int, float]]:
    """For each place made from two: the second one, and the share of its runs that only this one has."""
    below = _below(tree)
    found = {}
    for place, parent in sorted(tree.parents.items()):
        others = [other for other in nodes.near[place] if other != parent and other not in below[place]]
        others.sort(key=lambda other: (-_coverage(nodes, place, other), other))
        gains = [
            (*gain, -other)
            for other in others[:_CANDIDATES]
            if (gain := _gain(nodes, tree.wordings, place, parent, other)) is not None
        ]
        if gains:
            _, share, other = max(gains)
            found[place] = -other, share
    return found


def _below(tree: Tree) -> Mapping[int, set[int]]:
    below: dict[int, set[int]] = defaultdict(set)
    for place in tree.parents:
        for above in tree.above(place):
            below[above].add(place)
    return below


def tie(nodes: Nodes, one: int, other: int) -> Pair | None:
    """The pair between two places, or None."""
    return nodes.ties.get((one, other)) or nodes.ties.get((other, one))


def spans_of(nodes: Nodes, place: int, other: int) -> list[tuple[int, int]]:
    """What `other` covers of the text of `place`."""
    if (pair := nodes.ties.get((place, other))) is not None:
        return [(passage.left.begin, passage.left.end) for passage in pair.passages]
    pair = nodes.ties.get((other, place))
    return [(passage.right.begin, passage.right.end) for passage in pair.passages] if pair else []


def _coverage(nodes: Nodes, place: int, other: int) -> float:
    pair = tie(nodes, place, other)
    if pair is None:
        return 0.0
    return pair.evidence.coverage_left if (place, other) in nodes.ties else pair.evidence.coverage_right


@dataclass(frozen=True, slots=True)
class _Parts:
    """What of a text only the first and only the second of two sources have: shares of its runs of words.

    `runs`: how many runs only the second one has. `apart`: whether the two parts stand in different places.
    """

    first: float
    second: float
    runs: int
    apart: bool


def _parts(wordings: Sequence[Wordings], place: int, one: int, other: int) -> _Parts:
    mine = wordings[place]
    if not len(mine):
        return _Parts(0.0, 0.0, 0, apart=False)
    first, second = among(mine.runs, wordings[one].runs), among(mine.runs, wordings[other].runs)
    only_first, only_second = mine.begins[first & ~second], mine.begins[second & ~first]
    enough = min(len(only_first), len(only_second)) >= _FEWEST
    apart = False
    if enough:
        before = float(np.searchsorted(np.sort(only_first), only_second).mean() / len(only_first))
        apart = max(before, 1 - before) >= _APART
    return _Parts(len(only_first) / len(mine), len(only_second) / len(mine), len(only_second), apart)


def _gain(
    nodes: Nodes, wordings: Sequence[Wordings], place: int, parent: int, other: int
) -> tuple[bool, float] | None:
    """Whether the parts stand apart, and what only `other` explains; None unless each explains enough."""
    parts = _parts(wordings, place, parent, other)
    if parts.apart or min(parts.first, parts.second) >= _LEAST_RUNS:
        return parts.apart, parts.second
    one, two = spans_of(nodes, place, parent), spans_of(nodes, place, other)
    both = covered([*one, *two])
    length = max(1, len(nodes.sides[place].lead.document.text))
    alone = (both - covered(one)) / length, (both - covered(two)) / length
    return (False, alone[0]) if min(alone) >= _LEAST_COVERED else None


def untangled(nodes: Nodes, tree: Tree) -> Tree:
    """The tree with patchworks below their sources, where they stood above one of them.

    A patchwork has more of each of its sources than these have of each other, and so draws them below itself.
    A child moves away from its parent if it finds another source, and the parent's text comes apart into a
    part of its own parent's and a part of the child's, which weigh more together.
    """
    for child in sorted(tree.parents):
        place = tree.parents[child]
        parent = tree.parents.get(place)
        if parent is None or len(nodes) > EXACT:
            continue
        parts = _parts(tree.wordings, place, parent, child)
        if not (parts.apart and min(parts.first, parts.second) >= _FEW_RUNS):
            continue
        below = _below(tree)
        away = {child, place, *below[child], *below[place]}
        rivals = [(weight, source) for (source, target), weight in tree.weights.items() if target == child]
        best = max(((weight, -source) for weight, source in rivals if source not in away), default=None)
        if best is None:
            continue
        gain = best[0] - tree.weights[place, child]
        gain += WORDING_WEIGHT * parts.runs / math.sqrt(max(1, len(tree.wordings[place])))
        gain += _time(nodes, child, place) - _SECOND
        if gain > 0:
            chance = 1 / (1 + math.exp(-gain))
            parents = {**tree.parents, child: -best[1]}
            certain = {**tree.certain, child: chance}
            # Of one outlet's versions each hangs below the one before it: that link alone was weighed.
            if parts.second > parts.first and (child, place) in tree.weights:
                parents[place] = child
                certain[place] = chance
            tree = replace(tree, parents=parents, certain=certain)
    return tree


def _time(nodes: Nodes, source: int, target: int) -> float:
    """Log odds that clocks give to the link."""
    ledger = nodes.ledgers.get((source, target)) or nodes.ledgers.get((target, source))
    if ledger is None:
        return 0.0
    forward = (source, target) in nodes.ledgers
    return ledger.clock(forward=forward)


def novel_runs(
    nodes: Nodes, tree: Tree, seconds: Mapping[int, tuple[int, float]]
) -> Sequence[np.ndarray[tuple[int], np.dtype[np.uint64]]]:
    """The runs of each place that none of its sources has; the root's are all its runs."""
    found = []
    for place in range(len(nodes)):
        runs = tree.wordings[place].runs
        sources = [tree.parents[place]] if place in tree.parents else []
        sources += [seconds[place][0]] if place in seconds else []
        for source in sources:
            runs = runs[~among(runs, tree.wordings[source].runs)]
        found.append(runs)
    return found
