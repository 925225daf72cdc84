"""The heaviest directed tree of a large graph: circles are joined one by one, without a look at all edges."""

from __future__ import annotations

from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.words import I64

NO_EDGE = 1e15
"""What an edge from the root costs where there is none: more than all others together."""


def grown(sources: I64, targets: I64, weights: NDArray[np.float64], root: int, size: int) -> I64:
    """The parents, int64 (size,), of the tree of greatest total weight from `root`; -1 as for `heaviest`.

    Chu, Liu and Edmonds' method as Gabow, Galil, Spencer and Tarjan (1986) grow it along a path, with a heap
    of edges for every circle: where thousands of circles stand one in another, as around a text with
    thousands of near-copies, each is worked on once.
    """
    # An edge of no weight leads to every place, so that each can be reached.
    tails = [*sources.tolist(), *[root] * size]
    heads = [*targets.tolist(), *range(size)]
    forest = _Forest(tails, heads, [*(-weights).tolist(), *[NO_EDGE] * size], size)
    seen = [-1] * size
    seen[root] = size
    into = [-1] * size
    circles: list[tuple[int, int, list[int]]] = []
    for start in range(size):
        place = start
        path: list[tuple[int, int]] = []
        while seen[place] < 0:
            edge = forest.cheapest(place)
            path.append((place, edge))
            seen[place] = start
            place = forest.find(tails[edge])
            if seen[place] == start:
                first = next(row for row in range(len(path) - 1, -1, -1) if path[row][0] == place)
                time = len(forest.joins)
                place = forest.united([member for member, _ in path[first:]])
                seen[place] = -1
                circles.append((place, time, [inside for _, inside in path[first:]]))
                del path[first:]
        for _, edge in path:
            into[forest.find(heads[edge])] = edge
    for place, time, inside in reversed(circles):
        entered = into[place]
        forest.undo(time)
        # Where the tree enters a circle, the circle opens.
        for edge in (*inside, entered):
            into[forest.find(heads[edge])] = edge
    parents = np.full(size, -1, np.int64)
    for place, edge in enumerate(into):
        if 0 <= edge < len(sources) and place != root:
            parents[place] = tails[edge]
    return parents


class _Forest:
    """Places joined to circles, which can be parted again, each circle with a heap of the edges into it."""

    def __init__(self, tails: list[int], heads: list[int], costs: list[float], size: int) -> None:
        self._tails = tails
        self._heaps: list[list[tuple[float, int]]] = [[] for _ in range(size)]
        for edge, (head, cost) in enumerate(zip(heads, costs, strict=True)):
            self._heaps[head].append((cost, edge))
        for heap in self._heaps:
            heapify(heap)
        # What the chosen edge into a place costs, which every other one is weighed against.
        self._paid = [0.0] * size
        # The place above, or, of one that stands for a circle, minus the circle's size.
        self._above = [-1] * size
        self.joins: list[tuple[int, int]] = []

    def find(self, place: int) -> int:
        """The place that stands for a place's circle."""
        while self._above[place] >= 0:
            place = self._above[place]
        return place

    def cheapest(self, place: int) -> int:
        """The cheapest edge into a circle from outside; of equal ones the first listed."""
        while True:
            cost, edge = heappop(self._heaps[place])
            if self.find(self._tails[edge]) != place:
                self._paid[place] = cost
                return edge

    def united(self, places: list[int]) -> int:
        """Circles as one; the place that stands for it."""
        kept = max(places, key=lambda place: len(self._heaps[place]))
        heap, paid = self._heaps[kept], self._paid[kept]
        for place in places:
            if place != kept:
                # The smaller heaps go into the largest.
                for cost, edge in self._heaps[place]:
                    heappush(heap, (cost - self._paid[place] + paid, edge))
                self._heaps[place] = []
        top = min(places, key=lambda place: self._above[place])
        for place in places:
            if place != top:
                self.joins.append((place, self._above[place]))
                self._above[top] += self._above[place]
                self._above[place] = top
        self._heaps[top], self._paid[top] = heap, paid
        return top

    def undo(self, time: int) -> None:
        """Undo all joins since then."""
        while len(self.joins) > time:
            place, size = self.joins.pop()
            self._above[self._above[place]] -= size
            self._above[place] = size
