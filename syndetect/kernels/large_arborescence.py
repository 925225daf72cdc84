"""The heaviest directed tree of a large graph: circles are joined one by one, each with a heap of edges."""

from __future__ import annotations

from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.words import I64

NO_EDGE = 1e15
"""The cost of an artificial edge from the root: more than all other edges together."""


def grown(sources: I64, targets: I64, weights: NDArray[np.float64], root: int, size: int) -> I64:
    """The parents, int64 (size,), of the tree of greatest total weight from `root`; as `heaviest`.

    The method of Chu, Liu and Edmonds along a path, as Gabow, Galil, Spencer and Tarjan (1986) have it, with
    a heap of edges for every circle: each circle is processed once, even where thousands of circles are
    nested, as around a text with thousands of near-copies.
    """
    # An artificial edge leads from the root to every node, so that each can be reached.
    tails = [*sources.tolist(), *[root] * size]
    heads = [*targets.tolist(), *range(size)]
    forest = _Forest(tails, heads, [*(-weights).tolist(), *[NO_EDGE] * size], size)
    seen = [-1] * size
    seen[root] = size
    into = [-1] * size
    circles: list[tuple[int, int, list[int]]] = []
    for start in range(size):
        node = start
        path: list[tuple[int, int]] = []
        while seen[node] < 0:
            edge = forest.cheapest(node)
            path.append((node, edge))
            seen[node] = start
            node = forest.find(tails[edge])
            if seen[node] == start:
                first = next(row for row in range(len(path) - 1, -1, -1) if path[row][0] == node)
                time = len(forest.joins)
                node = forest.united([member for member, _ in path[first:]])
                seen[node] = -1
                circles.append((node, time, [inside for _, inside in path[first:]]))
                del path[first:]
        for _, edge in path:
            into[forest.find(heads[edge])] = edge
    for node, time, inside in reversed(circles):
        entered = into[node]
        forest.undo(time)
        # Where the tree enters a circle, the circle opens.
        for edge in (*inside, entered):
            into[forest.find(heads[edge])] = edge
    parents = np.full(size, -1, np.int64)
    for node, edge in enumerate(into):
        if 0 <= edge < len(sources) and node != root:
            parents[node] = tails[edge]
    return parents


class _Forest:
    """Nodes joined to circles, which can be undone, each circle with a heap of the edges into it."""

    def __init__(self, tails: list[int], heads: list[int], costs: list[float], size: int) -> None:
        self._tails = tails
        self._heaps: list[list[tuple[float, int]]] = [[] for _ in range(size)]
        for edge, (head, cost) in enumerate(zip(heads, costs, strict=True)):
            self._heaps[head].append((cost, edge))
        for heap in self._heaps:
            heapify(heap)
        # The cost of the chosen edge into a node, which is subtracted from that of every other one.
        self._paid = [0.0] * size
        # The node above, or, for the node that represents a circle, minus the size of the circle.
        self._above = [-1] * size
        self.joins: list[tuple[int, int]] = []

    def find(self, node: int) -> int:
        """The node that represents the circle of a node."""
        while self._above[node] >= 0:
            node = self._above[node]
        return node

    def cheapest(self, node: int) -> int:
        """The cheapest edge into a circle from outside; the first of equal ones."""
        while True:
            cost, edge = heappop(self._heaps[node])
            if self.find(self._tails[edge]) != node:
                self._paid[node] = cost
                return edge

    def united(self, nodes: list[int]) -> int:
        """Join circles to one, and return the node that represents it."""
        kept = max(nodes, key=lambda node: len(self._heaps[node]))
        heap, paid = self._heaps[kept], self._paid[kept]
        for node in nodes:
            if node != kept:
                # The smaller heaps are put into the largest.
                for cost, edge in self._heaps[node]:
                    heappush(heap, (cost - self._paid[node] + paid, edge))
                self._heaps[node] = []
        top = min(nodes, key=lambda node: self._above[node])
        for node in nodes:
            if node != top:
                self.joins.append((node, self._above[node]))
                self._above[top] += self._above[node]
                self._above[node] = top
        self._heaps[top], self._paid[top] = heap, paid
        return top

    def undo(self, time: int) -> None:
        """Undo all joins but the first `time`."""
        while len(self.joins) > time:
            node, size = self.joins.pop()
            self._above[self._above[node]] -= size
            self._above[node] = size
