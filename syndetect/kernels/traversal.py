"""Graphs of pairs: connected components, and an order of the nodes in which few are open at a time."""

from __future__ import annotations

from array import array
from heapq import heappop, heappush

import numpy as np

from syndetect.kernels.words import I64

_NODE_BITS = 32


def components(left: I64, right: I64, size: int) -> I64:
    """The smallest node of each node's connected component, int64 (size,); edges are `left`, `right`."""
    lowest = np.arange(size)
    while True:
        low = np.minimum(lowest[left], lowest[right])
        joined = lowest.copy()
        for ends in (left, right):
            np.minimum.at(joined, lowest[ends], low)
        while not np.array_equal(joined, nearer := joined[joined]):
            joined = nearer
        if np.array_equal(joined, lowest):
            return lowest
        lowest = joined


def narrow_front(left: I64, right: I64, size: int) -> I64:
    """All nodes, int64 (size,), in an order in which few are open at a time.

    A node is open from the first of its neighbours on until it comes itself. The next node, of the open ones
    and their neighbours, is the one that opens the fewest others (King 1970; Sloan 1986 uses the neighbours
    too, without which all nodes around several centres would be opened for each). One component follows the
    other.
    """
    heads, firsts = _neighbours(left, right, size)
    begins, degrees = firsts.tolist(), np.diff(firsts)
    # The number of nodes, of a node and its neighbours, that are not open yet.
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
    """The neighbours of every node, one node after the other, and the first of each node among them.

    They are read one by one, for which Python's arrays are quicker than numpy's, and smaller than lists.
    """
    tails, heads = np.concatenate((left, right)), np.concatenate((right, left))
    order = np.argsort(tails, kind="stable")
    return array("q", heads[order].tobytes()), np.searchsorted(tails[order], np.arange(size + 1))
