"""Members and ledgers to a tree: how probable each source is, and the one directed tree that fits best."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from syndetect.families.nodes import Nodes
from syndetect.families.sharing import Wordings, inside_share, wordings_of
from syndetect.kernels.arborescence import F64, heaviest, marginals
from syndetect.kernels.text import I64

LEAST_CONFIDENCE = 0.55
"""Below this no member is called the source, and no other one the place that a member comes from."""

WORDING_WEIGHT = 2.0
"""Log odds of a source for its share of the runs of words, times the root of how many there are."""

_TILT_WEIGHT = 0.7
"""The same for the difference between the shares of the two: what was taken is all in the source."""

_EARLIER = 0.5
"""Log odds against a root for each member that certainly appeared before it, `_MOST_EARLIER` at most."""

_MOST_EARLIER = 4

_COVERAGE_WEIGHT = 2.0
"""Log odds of a source for covering all of a text."""

_ALONE = 0.4
"""What a run that stands in no passage counts of one that does: it may be the text's own."""

_FOREIGN = 1.0
"""Log odds against a root that credits somebody who is no member."""

_CREDITED = 1.0
"""Log odds for a root whose outlet another member credits, for three of them at most."""

_SIGNED = 0.8
"""Log odds for a root that bears its own outlet's mark, as a wire's dateline."""

_SHAPE_WEIGHT = 1.7
"""How much of the log odds that the tree's shape gives to each root is taken in."""

_CLEAR_RIVAL = 0.9
"""How probable a root must be by the texts alone before it disputes one that rests on dates."""

_DISPUTED = 0.5
"""How sure a disputed root can be at most."""

_FIRST_HAND = 0.7
"""Log odds for having a text from the source itself and not from another taker."""

_UNCLOCKED = 0.58
"""How much of its log odds a root keeps where no date speaks."""

_EXACT = 250
"""Families with more places are too large for the exact sum over all trees."""

_EVERY_ROOT = 40
"""Up to so many places every root gets a best tree of its own; else the best tree is turned."""

_RARE = 0.02
"""A root less probable than this adds nothing to how probable an edge is."""

_SOURCES = 12
"""Sources weighed for one place of a large family, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Sources by place: `parents` of all but the root, with the probability of each in `certain`.

    `wordings` are the runs of words of each place, `weights` the log odds of every link that was weighed.
    `rival` is the root that the texts speak for where the dates dispute it.
    """

    root: int
    confidence: float
    parents: Mapping[int, int]
    certain: Mapping[int, float]
    wordings: Sequence[Wordings]
    weights: Mapping[tuple[int, int], float]
    rival: int | None = None

    @property
    def confident(self) -> bool:
        """Whether the root may be called the source."""
        return self.confidence >= LEAST_CONFIDENCE

    def above(self, place: int) -> list[int]:
        """The places that a place comes from, the nearest first."""
        found: list[int] = []
        while place in self.parents and len(found) <= len(self.parents):
            place = self.parents[place]
            found.append(place)
        return found


Settle = Callable[[Nodes, Tree], tuple[Tree, float]]
"""Turns a tree into one that has patchworks, and says how much better it is, in log odds."""


def rooted(nodes: Nodes, chains: Sequence[Sequence[int]], settle: Settle) -> Tree:
    """The tree over the places of one family; `chains` are one outlet's versions, the earliest first."""
    wordings = wordings_of(nodes)
    sources, targets, weights = _edges(nodes, wordings)
    kept = _allowed(sources, targets, chains)
    edges = Edges(sources[kept], targets[kept], weights[kept], len(nodes), _clocked(nodes))
    roots = _root_weights(nodes, chains)
    likely, root = _weighed_all(edges, roots)
    parents = heaviest(edges.sources, edges.targets, likely, int(np.argmax(root)), len(nodes))
    # The shape of the first tree says which places are central; the second sum takes that in.
    roots = roots + _SHAPE_WEIGHT * centrality(parents)
    likely, root = _weighed_all(edges, roots)
    if len(nodes) <= _EVERY_ROOT:
        gains = np.zeros(len(nodes))
        for place in np.flatnonzero(root >= _RARE).tolist():
            gains[place] = settle(nodes, _tree(edges, likely, root, place, wordings))[1]
        if gains.any():
            likely, root = _weighed_all(edges, roots + gains)
    tree = settle(nodes, _tree(edges, likely, root, int(np.argmax(root)), wordings))[0]
    rival = _rival(nodes, edges, roots, tree.root)
    return tree if rival is None else replace(tree, rival=rival, confidence=min(tree.confidence, _DISPUTED))


def _rival(nodes: Nodes, edges: Edges, roots: F64, top: int) -> int | None:
    """Another root that the texts speak for so clearly that a clock against them may be wrong; or None."""
    if edges.clocked == 0 or edges.size > _EVERY_ROOT:
        return None
    time = np.array(
        [
            _clock(nodes, source, target)
            for source, target in zip(edges.sources.tolist(), edges.targets.tolist(), strict=True)
        ]
    )
    undated = roots + _EARLIER * np.minimum(_MOST_EARLIER, _before(nodes))
    _, root = _weighed_all(replace(edges, weights=edges.weights - time, clocked=1.0), undated)
    best = int(np.argmax(root))
    return best if best != top and root[best] >= _CLEAR_RIVAL and root[top] < 1 - _CLEAR_RIVAL else None


def _clock(nodes: Nodes, source: int, target: int) -> float:
    """What dates add to the weight of a link."""
    ledger = nodes.ledgers.get((source, target))
    if ledger is not None:
        return ledger.clock(forward=True)
    return nodes.ledgers[target, source].clock(forward=False)


def _tree(edges: Edges, likely: F64, root: F64, top: int, wordings: Sequence[Wordings]) -> Tree:
    """The tree below `top` whose links are the most probable together."""
    # Where a root is unlikely its links are so too: their weights tell them apart.
    ranked = likely if root[top] == root.max() else edges.weights + _FIRST_HAND * (edges.sources == top)
    parents = heaviest(edges.sources, edges.targets, ranked, top, edges.size).tolist()
    found = {place: parent for place, parent in enumerate(parents) if parent >= 0}
    keys = list(zip(edges.sources.tolist(), edges.targets.tolist(), strict=True))
    chance = dict(zip(keys, likely.tolist(), strict=True))
    certain = {place: min(0.99, chance[parent, place]) for place, parent in found.items()}
    weights = dict(zip(keys, edges.weights.tolist(), strict=True))
    return Tree(top, min(0.99, float(root[top])), found, certain, wordings, weights)


@dataclass(frozen=True, slots=True)
class Edges:
    """Links between places: sources, targets (int64) and log weights (float64), a row each.

    `clocked` is the share of the ties on which dates say something.
    """

    sources: I64
    targets: I64
    weights: F64
    size: int
    clocked: float


def _weighed_all(edges: Edges, roots: F64) -> tuple[F64, F64]:
    """How probable each edge and each root is.

    A root is as probable as the best tree below it. (The sum over all trees would be the better figure, but
    its roots drown in rounding where edges weigh very differently.) Edges are summed exactly, root by root.
    """
    if edges.size > _EXACT:
        chance = _chances(_by_turning(edges, roots), edges.clocked)
        return _locally(edges.targets, edges.weights, edges.size), chance
    totals = _best_by_root(edges, roots) if edges.size <= _EVERY_ROOT else _by_turning(edges, roots)
    chance = _chances(totals, edges.clocked)
    dense = np.full((edges.size, edges.size), -np.inf)
    dense[edges.sources, edges.targets] = edges.weights
    found = np.zeros((edges.size, edges.size))
    for place in np.flatnonzero(chance >= _RARE).tolist():
        only = np.full(edges.size, -np.inf)
        only[place] = 0.0
        favoured = dense.copy()
        favoured[place] += _FIRST_HAND
        found += chance[place] * marginals(favoured, only)[0]
    return found[edges.sources, edges.targets], chance


def _best_by_root(edges: Edges, roots: F64) -> F64:
    """The log weight of the heaviest tree below each root."""
    total = np.full(edges.size, -np.inf)
    weight = dict(
        zip(
            zip(edges.sources.tolist(), edges.targets.tolist(), strict=True),
            edges.weights.tolist(),
            strict=True,
        )
    )
    for place in range(edges.size):
        parents = heaviest(edges.sources, edges.targets, edges.weights, place, edges.size).tolist()
        linked = [weight[parent, child] for child, parent in enumerate(parents) if parent >= 0]
        # A root that does not reach every place is none.
        total[place] = roots[place] + sum(linked) - 1e6 * (edges.size - 1 - len(linked))
    return total


def _chances(totals: F64, clocked: float) -> F64:
    """How probable each root is, by the log weights of the trees below them.

    `clocked` is the share of ties on which dates say something: wording alone is surer of itself than right.
    """
    scale = _UNCLOCKED + (1 - _UNCLOCKED) * clocked
    chance = np.exp(np.maximum(scale * (totals - totals.max()), -700.0))
    found: F64 = chance / chance.sum()
    return found


def centrality(parents: I64) -> F64:
    """Log odds of each place as the root, from the tree's shape alone.

    In how many orders a tree can have grown from a place: the rumour centrality of Shah and Zaman (2011).
    """
    size = len(parents)
    below: dict[int, list[int]] = defaultdict(list)
    for place, parent in enumerate(parents.tolist()):
        below[parent].append(place)
    order: list[int] = list(below[-1])
    for place in order:
        order.extend(below[place])
    counts = np.ones(size)
    for place in reversed(order):
        if parents[place] >= 0:
            counts[parents[place]] += counts[place]
    found = np.zeros(size)
    for place in order:
        if parents[place] >= 0:
            rest = max(1.0, size - counts[place])
            found[place] = found[parents[place]] + math.log(counts[place] / rest)
    return found


def _edges(nodes: Nodes, wordings: Sequence[Wordings]) -> tuple[I64, I64, F64]:
    """Every tie as an edge in both directions, and the log weight of each."""
    scale = [
        math.sqrt(len(one) * (share + _ALONE * (1 - share))) or 1.0
        for one, share in zip(wordings, inside_share(nodes), strict=True)
    ]
    rows: list[tuple[int, int, float]] = []
    for left, right in _weighed(nodes):
        ledger = nodes.ledgers[left, right]
        shared = wordings[left].shared(wordings[right])
        alike = WORDING_WEIGHT * shared / math.sqrt(scale[left] * scale[right])
        tilt = _TILT_WEIGHT * shared * (1 / scale[right] - 1 / scale[left]) / 2
        if nodes.ties[left, right].relation == "excerpt":
            # How much the source of an excerpt has besides says nothing.
            alike = WORDING_WEIGHT * shared * (1 / scale[left] + 1 / scale[right]) / 2
            tilt = WORDING_WEIGHT * shared * (1 / scale[right] - 1 / scale[left]) / 2
        forward = alike + tilt + _COVERAGE_WEIGHT * ledger.right_covered + ledger.weight(forward=True)
        backward = alike - tilt + _COVERAGE_WEIGHT * ledger.left_covered + ledger.weight(forward=False)
        rows += [(left, right, forward), (right, left, backward)]
    return (
        np.array([row[0] for row in rows], np.int64),
        np.array([row[1] for row in rows], np.int64),
        np.array([row[2] for row in rows], np.float64),
    )


def _clocked(nodes: Nodes) -> float:
    told = [any(entry.kind == "time" for entry in ledger.entries) for ledger in nodes.ledgers.values()]
    return sum(told) / max(1, len(told))


def _weighed(nodes: Nodes) -> list[tuple[int, int]]:
    """All ties; of a large family those that are among the strongest of one of their ends."""
    if len(nodes) <= _EXACT:
        return sorted(nodes.ties)
    strength: dict[int, list[tuple[float, tuple[int, int]]]] = defaultdict(list)
    for tie, pair in nodes.ties.items():
        evidence = pair.evidence
        strength[tie[0]].append((-evidence.containment_left - evidence.coverage_left, tie))
        strength[tie[1]].append((-evidence.containment_right - evidence.coverage_right, tie))
    return sorted({tie for found in strength.values() for _, tie in sorted(found)[:_SOURCES]})


def _allowed(sources: I64, targets: I64, chains: Sequence[Sequence[int]]) -> NDArray[np.bool_]:
    """Edges that leave every version below the one before it."""
    before = {later: earlier for chain in chains for earlier, later in pairwise(chain)}
    pairs = zip(sources.tolist(), targets.tolist(), strict=True)
    linked = set(zip(sources.tolist(), targets.tolist(), strict=True))
    return np.array(
        [
            target not in before or before[target] == source or (before[target], target) not in linked
            for source, target in pairs
        ],
        np.bool_,
    )


def _root_weights(nodes: Nodes, chains: Sequence[Sequence[int]]) -> F64:
    """What speaks for or against a place as the root, apart from its ties."""
    weights = np.zeros(len(nodes))
    outlets = {one.outlet for side in nodes.sides for one in side.traits}
    crediting = [{credit.name for credit in side.lead.credits} for side in nodes.sides]
    credited = Counter(name for names in crediting for name in names)
    before = _before(nodes)
    for place, side in enumerate(nodes.sides):
        own = {one.outlet for one in side.traits if one.outlet is not None}
        others = sum(credited[name] for name in own) - bool(crediting[place] & own)
        weights[place] += _CREDITED * min(3, others) + _SIGNED * bool(crediting[place] & own)
        weights[place] -= _EARLIER * min(_MOST_EARLIER, before[place])
        weights[place] -= _FOREIGN * bool(crediting[place] - outlets - {None})
    for chain in chains:
        weights[list(chain[1:])] -= 20.0
    return weights


def _before(nodes: Nodes) -> list[int]:
    """How many places certainly appeared before each."""
    spans = [side.published for side in nodes.sides]
    ends = sorted(span[1] for span in spans if span is not None)
    return [bisect_left(ends, span[0]) if span is not None else 0 for span in spans]


def _locally(targets: I64, weights: F64, size: int) -> F64:
    """How probable each edge is among those into the same place."""
    top = np.full(size, -np.inf)
    np.maximum.at(top, targets, weights)
    chance = np.exp(weights - top[targets])
    total = np.zeros(size)
    np.add.at(total, targets, chance)
    found: F64 = chance / total[targets]
    return found


def _by_turning(edges: Edges, roots: F64) -> F64:
    """The log weight of each root, by the best tree turned so that it is on top."""
    sources, targets, weights, size = edges.sources, edges.targets, edges.weights, edges.size
    start = int(np.argmax(np.bincount(sources, weights, size) + roots))
    parents = heaviest(sources, targets, weights, start, size).tolist()
    weight = dict(zip(zip(sources.tolist(), targets.tolist(), strict=True), weights.tolist(), strict=True))
    below: dict[int, list[int]] = defaultdict(list)
    for place, parent in enumerate(parents):
        below[parent].append(place)
    total = np.full(size, -np.inf)
    total[start] = 0.0
    waiting = [start]
    while waiting:
        place = waiting.pop()
        for child in below[place]:
            turned = weight.get((child, place), -50.0) - weight[place, child]
            total[child] = total[place] + turned
            waiting.append(child)
    return total + roots
