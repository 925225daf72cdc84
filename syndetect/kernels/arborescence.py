"""Directed trees in a weighted graph: the heaviest one, and the probability of each edge over all trees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.large_arborescence import NO_EDGE, grown
from syndetect.kernels.words import I64

F64 = NDArray[np.float64]

_DEEPEST = 300.0
"""Log weight below the best of its column, at most, for an edge: a tree would not use a lighter one."""


_MANY = 250
"""Nodes of a graph, at most, whose edges are all read for each circle: larger ones nest circles too deep."""


def sums(weights: F64, roots: I64) -> tuple[F64, F64]:
    """For each graph the log of the summed weights of all its trees, and the probability of each edge.

    `weights`: float64 (b, n, n), the log weight of the edge from row to column, -inf where there is none;
    `roots`: int64 (b,), the root of each graph. A tree weighs the exponential of its summed weights. Returns
    float64 (b,), -inf where a node cannot be reached, and (b, n, n).

    The determinant of the matrix-tree theorem (Tutte 1948), by elimination without subtraction (Grassmann,
    Taksar and Heyman 1985): an edge of any weight keeps all its digits, while a plain determinant loses light
    edges next to a heavy circle. The probability of an edge is the derivative of the log sum.
    """
    count, size = len(roots), weights.shape[1]
    rows = np.arange(count)
    order = np.tile(np.arange(size), (count, 1))
    order[rows, roots], order[:, size - 1] = size - 1, roots
    turned = rows[:, None, None], order[:, :, None], order[:, None, :]
    first, top = _scaled(weights[turned])
    total, steps = _eliminated(first.copy())
    probabilities = np.empty_like(first)
    probabilities[turned] = first * _derived(steps, size)
    return total + top[:, : size - 1].sum(axis=1), probabilities


def _scaled(weights: F64) -> tuple[F64, F64]:
    """Weights divided by the best of their column, and the logs of these best ones.

    In a tree exactly one edge leads to each node but the root.
    """
    edges = weights.copy()
    diagonal = np.arange(weights.shape[1])
    edges[:, diagonal, diagonal] = -np.inf
    top = edges.max(axis=1)
    top = np.where(np.isfinite(top), top, 0.0)
    shifted = np.where(np.isfinite(edges), np.maximum(edges - top[:, None, :], -_DEEPEST), -np.inf)
    return np.exp(shifted), top


_Step = tuple[F64, F64, F64]


def _eliminated(edges: F64) -> tuple[F64, list[_Step]]:
    """The log sums, with the last node as root, and for each eliminated node its edges and their sum."""
    count, size = edges.shape[:2]
    total = np.zeros(count)
    steps: list[_Step] = []
    for node in range(size - 1):
        into, out = edges[:, node + 1 :, node].copy(), edges[:, node, node + 1 :].copy()
        weight = into.sum(axis=1)
        total += np.log(weight, where=weight > 0, out=np.full(count, -np.inf))
        weight = np.where(weight > 0, weight, 1.0)
        steps.append((into, out, weight))
        rest = edges[:, node + 1 :, node + 1 :]
        rest += into[:, :, None] * (out / weight[:, None])[:, None, :]
        # An edge from a node to itself, through the eliminated one, is no edge of a tree.
        rest[:, np.arange(size - node - 1), np.arange(size - node - 1)] = 0.0
    return total, steps


def _derived(steps: list[_Step], size: int) -> F64:
    """The derivatives of the log sums by every edge: the elimination in reverse."""
    slope = np.zeros((len(steps[0][2]) if steps else 1, size, size))
    for node in range(size - 2, -1, -1):
        into, out, weight = steps[node]
        rest = slope[:, node + 1 :, node + 1 :].copy()
        rest[:, np.arange(size - node - 1), np.arange(size - node - 1)] = 0.0
        inward = (rest * out[:, None, :]).sum(axis=2) / weight[:, None]
        slope[:, node, node + 1 :] += (rest * into[:, :, None]).sum(axis=1) / weight[:, None]
        slope[:, node + 1 :, node] += inward + ((1 - (inward * into).sum(axis=1)) / weight)[:, None]
    return slope


def heaviest(sources: I64, targets: I64, weights: F64, root: int, size: int) -> I64:
    """The parents, int64 (size,), of the directed tree of greatest total weight from `root`.

    `sources`, `targets`, `weights`: (edges,), the nodes and the weight of each edge. The parent of the root
    is -1, and that of the top of each other tree, where the root does not reach all nodes. Chu and Liu
    (1965), Edmonds (1967); among edges of the same weight the first one wins.
    """
    keep = (targets != root) & (sources != targets)
    rows = np.flatnonzero(keep)
    if size == 2:
        parents = np.full(size, -1, np.int64)
        parents[1 - root] = root if (weights[rows] > -NO_EDGE).any() else -1
        return parents
    if size > _MANY:
        return grown(sources[rows], targets[rows], weights[rows], root, size)
    # An artificial edge leads from the root to every node: without it, nodes that the root does not reach
    # would stay in circles.
    tails = np.concatenate((sources[rows], np.full(size - 1, root)))
    heads = np.concatenate((targets[rows], np.delete(np.arange(size), root)))
    chosen = _chosen(tails, heads, np.concatenate((weights[rows], np.full(size - 1, -NO_EDGE))), root, size)
    picked = chosen[chosen < len(rows)]
    parents = np.full(size, -1, np.int64)
    parents[heads[picked]] = tails[picked]
    return parents


def _chosen(sources: I64, targets: I64, weights: F64, root: int, size: int) -> I64:
    """The numbers of the edges of the tree."""
    best = _best_into(targets, weights, size)
    cycle, count = _cycles(sources, best, root, size)
    if count == 0:
        return best[best >= 0]
    # Each circle becomes one node; the edge of the circle that an edge into it replaces is subtracted.
    alone = cycle < 0
    label = np.empty(size, np.int64)
    label[~alone] = cycle[~alone]
    label[alone] = count + np.arange(int(alone.sum()))
    paid = np.where(cycle[targets] >= 0, weights[np.maximum(best[targets], 0)], 0.0)
    inner = label[sources] == label[targets]
    rows = np.flatnonzero(~inner)
    smaller = int(alone.sum()) + count
    taken = rows[
        _chosen(label[sources[rows]], label[targets[rows]], (weights - paid)[rows], int(label[root]), smaller)
    ]
    kept = best.copy()
    kept[alone] = -1
    # Where the tree enters a circle, the circle opens.
    kept[targets[taken]] = taken
    return kept[kept >= 0]


def _best_into(targets: I64, weights: F64, size: int) -> I64:
    """The number of the heaviest edge into each node, -1 where there is none."""
    order = np.lexsort((np.arange(len(targets)), -weights, targets))
    ordered = targets[order]
    first = np.ones(len(order), np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    best = np.full(size, -1, np.int64)
    best[ordered[first]] = order[first]
    return best


def _cycles(sources: I64, best: I64, root: int, size: int) -> tuple[I64, int]:
    """The number of the circle of each node, -1 for none, and the number of circles."""
    above = np.where(best >= 0, sources[np.maximum(best, 0)] if len(sources) else -1, -1).tolist()
    above[root] = -1
    cycle = np.full(size, -1, np.int64)
    seen = [-1] * size
    count = 0
    for start in range(size):
        node = start
        while node >= 0 and seen[node] < 0:
            seen[node] = start
            node = above[node]
        if node >= 0 and seen[node] == start and cycle[node] < 0:
            walker = node
            while cycle[walker] < 0:
                cycle[walker] = count
                walker = above[walker]
            count += 1
    return cycle, count
