"""Directed trees over weighted edges: the heaviest one, and how probable each edge is over all of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.growing import grown
from syndetect.kernels.text import I64

F64 = NDArray[np.float64]

_DEEPEST = 30.0
"""Log weights further than this below the best of their column add nothing that a float could hold."""


_MANY = 250
"""Nodes beyond which circles may stand so deep in one another that all edges cannot be looked at for each."""


def marginals(weights: F64, roots: F64) -> tuple[F64, F64]:
    """How probable each edge and each root is over all directed spanning trees with a single root.

    `weights`: float64 (n, n), the log weight of the edge from row to column, -inf where there is none.
    `roots`: float64 (n,), log weights of the roots. Returns float64 (n, n) and (n,); each column and its root
    sum to 1. A tree is as probable as the exponential of its summed weights: the matrix-tree theorem for
    single-rooted trees, after Koo, Globerson, Carreras and Collins (2007).
    """
    size = len(roots)
    if size == 1:
        return np.zeros((1, 1)), np.ones(1)
    edges, root = _scaled(weights, roots)
    laplacian = -edges
    laplacian[np.diag_indices(size)] = edges.sum(axis=0)
    laplacian[0] = root
    inverse = np.linalg.pinv(laplacian, rcond=1e-300) if _singular(laplacian) else np.linalg.inv(laplacian)
    diagonal, turned = np.diag(inverse).copy(), inverse.T.copy()
    diagonal[0] = 0.0
    turned[0] = 0.0
    found = edges * (diagonal[None, :] - turned)
    chosen = root * inverse[:, 0]
    found, chosen = np.clip(found, 0.0, 1.0), np.clip(chosen, 0.0, 1.0)
    total = found.sum(axis=0) + chosen
    total[total == 0] = 1.0
    return found / total, chosen / max(chosen.sum(), 1e-12)


def _scaled(weights: F64, roots: F64) -> tuple[F64, F64]:
    """Weights by column, the best of each 1: every tree has one edge, or the root, in every column."""
    edges = weights.copy()
    edges[np.diag_indices(len(roots))] = -np.inf
    top = edges.max(axis=0)
    top = np.where(np.isfinite(top), top, 0.0)
    shifted = np.where(np.isfinite(edges), np.maximum(edges - top, -_DEEPEST), -np.inf)
    root = roots - top
    root = np.exp(root - root.max())
    return np.exp(shifted), root


def _singular(matrix: F64) -> bool:
    return bool(np.linalg.cond(matrix, 1) > 1e15)


def heaviest(sources: I64, targets: I64, weights: F64, root: int, size: int) -> I64:
    """The parents, int64 (size,), of the directed tree of greatest total weight from `root`.

    `sources`, `targets`, `weights`: the edges, one row each. -1 stands for the root and for what cannot be
    reached. Chu and Liu (1965), Edmonds (1967); of edges of one weight the first listed wins.
    """
    keep = (targets != root) & (sources != targets)
    rows = np.flatnonzero(keep)
    if size > _MANY:
        return grown(sources[rows], targets[rows], weights[rows], root, size)
    chosen = _chosen(sources[rows], targets[rows], weights[rows], root, size)
    parents = np.full(size, -1, np.int64)
    picked = rows[chosen]
    parents[targets[picked]] = sources[picked]
    return parents


def _chosen(sources: I64, targets: I64, weights: F64, root: int, size: int) -> I64:
    """Which edges the tree has, as rows of the arguments."""
    best = _best_into(targets, weights, size)
    cycle, count = _cycles(sources, best, root, size)
    if count == 0:
        return best[best >= 0]
    # Each circle becomes one node; an edge into it pays for the edge of the circle whose place it takes.
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
    """The heaviest edge into each node, -1 where there is none."""
    order = np.lexsort((np.arange(len(targets)), -weights, targets))
    ordered = targets[order]
    first = np.ones(len(order), np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    best = np.full(size, -1, np.int64)
    best[ordered[first]] = order[first]
    return best


def _cycles(sources: I64, best: I64, root: int, size: int) -> tuple[I64, int]:
    """The circle that each node stands on, -1 for none, and how many there are."""
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
