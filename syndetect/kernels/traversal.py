"""Graphs of pairs: which nodes hang together, and an order in which each node is soon done with."""

from __future__ import annotations

from array import array
from heapq import heappop, heappush

import numpy as np

from syndetect.kernels.words import I64

_NODE_BITS = 32


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


def narrow_front(left: I64, right: I64, size: int) -> I64:
    """All nodes, int64 (size,), so ordered that few are begun, a neighbour having come, and not done with.

    The next one, of those begun and their neighbours, is that which begins the fewest others (King 1970;
    Sloan 1986 looks at the neighbours as well, without which all nodes around several centres would be begun
    for the sake of each). A component is done before the next.
    """
    heads, firsts = _neighbours(left, right, size)
    begins, degrees = firsts.tolist(), np.diff(firsts)
    # How many of a node and its neighbours are not begun.
    new = array("q", (degrees + 1).tobytes())
    begun, done = bytearray(size), bytearray(size)
    order = array("q")
    waiting: list[int] = []

    def begin(node: int) -> None:
        if begun[node]:
            return
        begun[node] = 1
        for near in (node, *heads[begins[node] : begins[node + 1]]):
            new[near] -= 1
            if not done[near]:
                heappush(waiting, new[near] << _NODE_BITS | near)

    for first in np.argsort(degrees, kind="stable").tolist():
        begin(first)
        while waiting:
            count, node = divmod(heappop(waiting), 1 << _NODE_BITS)
            if done[node] or count != new[node]:
                continue
            done[node] = 1
            order.append(node)
            begin(node)
            for near in heads[begins[node] : begins[node + 1]]:
                begin(near)
    return np.array(order, np.int64)


def _neighbours(left: I64, right: I64, size: int) -> tuple[array[int], I64]:
    """Every node's neighbours, one node after the other, and the first place of each node.

    They are read one by one, for which arrays of the language are quicker and lists larger.
    """
    tails, heads = np.concatenate((left, right)), np.concatenate((right, left))
    order = np.argsort(tails, kind="stable")
    return array("q", heads[order].tobytes()), np.searchsorted(tails[order], np.arange(size + 1))
