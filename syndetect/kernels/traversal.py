"""Graphs of pairs: which nodes hang together, and an order in which neighbours come close to one another."""

from __future__ import annotations

import numpy as np

from syndetect.kernels.ranges import ranges
from syndetect.kernels.words import I64


def components(left: I64, right: I64, size: int) -> I64:
    """The smallest node of each node's connected component, int64 (size,); edges are `left`, `right`."""
    found = np.arange(size)
    while True:
        low = np.minimum(found[left], found[right])
        joined = found.copy()
        for ends in (left, right):
            np.minimum.at(joined, found[ends], low)
        while not np.array_equal(joined, nearer := joined[joined]):
            joined = nearer
        if np.array_equal(joined, found):
            return found
        found = joined


def breadth_first(left: I64, right: I64, size: int) -> I64:
    """All nodes, int64 (size,), each component level by level from its node of fewest neighbours.

    Within a level nodes follow the order of those they were reached from, then come those with fewer
    neighbours (Cuthill and McKee 1969). All components are walked through at once.
    """
    tails, heads = np.concatenate((left, right)), np.concatenate((right, left))
    order = np.argsort(tails, kind="stable")
    tails, heads = tails[order], heads[order]
    firsts = np.searchsorted(tails, np.arange(size + 1))
    degrees = np.diff(firsts)
    labels = components(left, right, size)
    by_degree = np.lexsort((np.arange(size), degrees))
    level = by_degree[np.unique(labels[by_degree], return_index=True)[1]]
    seen = np.zeros(size, np.bool_)
    levels = []
    while len(level):
        levels.append(level)
        seen[level] = True
        parents, edges = ranges(firsts[level], firsts[level + 1])
        reached = heads[edges]
        new = np.flatnonzero(~seen[reached])
        new = new[np.lexsort((reached[new], degrees[reached[new]], parents[new]))]
        nodes, places = np.unique(reached[new], return_index=True)
        level = nodes[np.argsort(places)]
    walked = np.concatenate([np.empty(0, np.int64), *levels])
    return walked[np.argsort(labels[walked], kind="stable")]
