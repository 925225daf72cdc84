"""What speaks for or against each place as the one where a family's text begins, apart from its links."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from syndetect.kernels.arborescence import F64
from syndetect.kernels.words import I64
from syndetect.provenance.nodes import Nodes
from syndetect.provenance.weights import most, weight


def root_weights(nodes: Nodes, chains: Sequence[Sequence[int]]) -> F64:
    """Log odds of each place, from dates and credits; `chains` are one outlet's versions."""
    weights = by_dates(nodes)
    outlets = {one.outlet for side in nodes.sides for one in side.profiles}
    crediting = [{credit.name for credit in side.lead.credits} for side in nodes.sides]
    credited = Counter(name for names in crediting for name in names)
    for place, side in enumerate(nodes.sides):
        own = {one.outlet for one in side.profiles if one.outlet is not None}
        others = sum(credited[name] for name in own) - bool(crediting[place] & own)
        weights[place] += weight("credited-by-members") * min(most("credited-by-members"), others)
        weights[place] += weight("own-mark") * bool(crediting[place] & own)
        weights[place] -= weight("credits-outsider") * bool(crediting[place] - outlets - {None})
    for chain in chains:
        weights[list(chain[1:])] -= weight("later-version")
    return weights


def by_dates(nodes: Nodes) -> F64:
    """Log odds of each place as the root from the dates of all.

    Among so many that bear dates one is the first by chance, too: that is all that speaks against those
    without.
    """
    before = earlier(nodes)
    dated = np.array([side.published is not None for side in nodes.sides], np.bool_)
    counted = np.minimum(most("appeared-before"), np.array(before, np.float64))
    found: F64 = -weight("appeared-before") * counted
    first = dated & (np.array(before) == 0)
    if dated.any() and not dated.all():
        found[first] += math.log(dated.sum() / first.sum())
    return found


def earlier(nodes: Nodes) -> list[int]:
    """How many places certainly appeared before each."""
    spans = [side.published for side in nodes.sides]
    ends = sorted(span[1] for span in spans if span is not None)
    return [bisect_left(ends, span[0]) if span is not None else 0 for span in spans]


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
