"""The weights of family trees: those under which the trees that were made are the most probable.

What dates, credits and leftovers weigh is no part of it: how often those of invented articles are wrong was
made up. Fitted are the weights of wording, coverage and shape, by the exact sum over all trees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality import detect
from benchmarks.quality.derivations import Derivation, derivations
from benchmarks.quality.fit.samples import F64, NothingToFitError
from benchmarks.quality.results import Table, table
from syndetect.attribution.credit_wording import wording
from syndetect.attribution.phrases import learned
from syndetect.attribution.profile import profiles_of
from syndetect.families.joining import grouped
from syndetect.kernels.arborescence import heaviest, sums
from syndetect.model import Document, Pair
from syndetect.provenance.link_odds import Links, links_of
from syndetect.provenance.nodes import folded, version_chains
from syndetect.provenance.root_evidence import centrality, root_weights
from syndetect.provenance.shared_runs import wordings_of
from syndetect.provenance.source_names import credited_names
from syndetect.provenance.weights import weight

SEEDS = (1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008)
"""Seeds of the trees that are learned from; no figure is ever taken from them."""

TREES = 100
"""Trees of each seed."""

NAMES = ("wording", "tilt", "whole", "first-hand", "shape")
"""The rows of `data/provenance.json` that are fitted."""

PENALTY = 1e-4
"""Of the squared distance from the committed weights, against the mean log probability of a tree."""


@dataclass(frozen=True, slots=True)
class Known:
    """A family whose tree is known: its links, its roots' weights, and which links are true.

    `allowed` is true for a link from a member's parent; a patchwork has two of them.
    """

    links: Links
    roots: F64
    allowed: NDArray[np.bool_]
    root: int
    shape: F64


def fit(jobs: int) -> tuple[Table, dict[str, float]]:
    """The weights as they are committed and as they are fitted, and the latter by name."""
    before = committed()
    known = list(collected(jobs))
    after = fitted(known, before)
    rows = [(name, old, new) for name, old, new in zip(NAMES, before.tolist(), after.tolist(), strict=True)]
    title = f"Weights of {len(known)} families"
    return table(title, ("weight", "committed", "fitted"), rows), {name: new for name, _, new in rows}


def committed() -> F64:
    """The weights in use, in the order of `NAMES`."""
    return np.array([weight(name) for name in NAMES])


def collected(jobs: int, seeds: Sequence[int] = SEEDS, count: int = TREES) -> Iterator[Known]:
    """Every family of the learning seeds that is one whole tree, with its dates and without."""
    for seed in seeds:
        trees = list(derivations(count, timed=True, seed=seed))
        report = detect.scan([one for made in trees for one in made.documents], jobs)
        for timed in (True, False):
            documents = [one if timed else replace(one, published=None) for one in report.documents]
            yield from families(documents, report.pairs, trees)


def families(
    documents: Sequence[Document], pairs: Sequence[Pair], trees: Sequence[Derivation]
) -> Iterator[Known]:
    """Those families of a scan that hold one tree, root included, and in which every parent is linked."""
    by_id = {document.id: document for document in documents}
    derived = {(pair.left, pair.right): pair for pair in pairs if pair.derived}
    groups = grouped(derived.values(), {id: by_id[id].text for key in derived for id in key}).members
    profiles = profiles_of(groups, by_id, wording(), learned(documents, groups))
    made = {document.id: one for one in trees for document in one.documents}
    for members in groups:
        home = made[members[0]]
        if home.root not in members or any(made[id] is not home for id in members):
            continue
        inside = {key: pair for key, pair in derived.items() if set(key) <= set(members)}
        nodes = folded(members, inside, profiles, set(credited_names([profiles[id] for id in members])))
        chains = version_chains(nodes, several=True)
        found = links_of(nodes, wordings_of(nodes), chains)
        truth = {
            (nodes.home[parent], nodes.home[child])
            for origin in (home.parents, home.also)
            for child, parent in origin.items()
            if child in nodes.home and parent in nodes.home
        }
        allowed = np.array([link in truth for link in found.ends()], np.bool_)
        if len(nodes) == len(members) == 1 + len(set(found.targets[allowed].tolist())):
            roots = root_weights(nodes, chains)
            yield Known(found, roots, allowed, nodes.home[home.root], np.zeros(len(nodes)))


def fitted(known: Sequence[Known], start: F64, rounds: int = 2) -> F64:
    """The weights under which the true trees are the most probable.

    Raises NothingToFitError without a family.
    """
    from scipy.optimize import minimize

    if not known:
        raise NothingToFitError("no family of the learning seeds is one whole tree")
    weights = start
    for _ in range(rounds):
        shaped = [_shaped(one, weights) for one in known]
        batches = _batches(shaped)
        found = minimize(_loss, weights, args=(batches, start), jac=True, method="L-BFGS-B")
        weights = np.asarray(found.x, np.float64)
    return weights


def loss(weights: F64, known: Sequence[Known], start: F64) -> float:
    """The mean negative log probability of the true trees, with what the distance from `start` costs."""
    return _loss(weights, _batches([_shaped(one, weights) for one in known]), start)[0]


def _features(one: Links) -> F64:
    return np.stack([one.alike, one.tilt, one.coverage], axis=1)


def _shaped(one: Known, weights: F64) -> Known:
    """The family with the shape of its heaviest tree, which `tree.rooted` takes in as well."""
    values = _features(one.links) @ weights[:3] + one.links.ledgers
    weight = dict(zip(one.links.ends(), values.tolist(), strict=True))
    close = dict(zip(one.links.ends(), one.links.close.tolist(), strict=True))
    best, shape = -np.inf, one.shape
    for root in range(one.links.size):
        parents = heaviest(one.links.sources, one.links.targets, values, root, one.links.size)
        linked = [(parent, child) for child, parent in enumerate(parents.tolist()) if parent >= 0]
        total = one.roots[root] + sum(
            weight[link] + weights[3] * close[link] * (link[0] == root) for link in linked
        )
        if len(linked) == one.links.size - 1 and total > best:
            best, shape = total, centrality(parents)
    return replace(one, shape=shape)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Families of one size: features (b, n, n, 3), fixed (b, n, n), -inf where no link is, and so on."""

    features: F64
    fixed: F64
    close: F64
    roots: F64
    shapes: F64
    allowed: NDArray[np.bool_]
    root: NDArray[np.int64]


def _batches(known: Sequence[Known]) -> list[_Batch]:
    sizes: dict[int, list[Known]] = defaultdict(list)
    for one in known:
        sizes[one.links.size].append(one)
    return [_batch(size, sizes[size]) for size in sorted(sizes)]


def _batch(size: int, known: Sequence[Known]) -> _Batch:
    features = np.zeros((len(known), size, size, 3))
    fixed = np.full((len(known), size, size), -np.inf)
    close = np.zeros((len(known), size, size))
    allowed = np.zeros((len(known), size, size), np.bool_)
    for row, one in enumerate(known):
        at = one.links.sources, one.links.targets
        features[row][at], fixed[row][at] = _features(one.links), one.links.ledgers
        allowed[row][at], close[row][at] = one.allowed, one.links.close
    return _Batch(
        features,
        fixed,
        close,
        np.stack([one.roots for one in known]),
        np.stack([one.shape for one in known]),
        allowed,
        np.array([one.root for one in known]),
    )


def _loss(weights: F64, batches: Sequence[_Batch], start: F64) -> tuple[float, F64]:
    """The mean negative log probability of the true trees, and its slope."""
    parts = [_of_batch(weights, batch) for batch in batches]
    count = sum(len(batch.root) for batch in batches)
    away = weights - start
    loss = sum(part[0] for part in parts) / count + PENALTY * float(away @ away)
    slope: F64 = np.sum([part[1] for part in parts], axis=0) / count + 2 * PENALTY * away
    return loss, slope


def _of_batch(weights: F64, batch: _Batch) -> tuple[float, F64]:
    count, size = batch.roots.shape
    rows = np.arange(count)
    values = batch.fixed + batch.features @ weights[:3]
    roots = batch.roots + weights[4] * batch.shapes
    below = np.repeat(values[:, None], size, axis=1)
    below[:, np.arange(size), np.arange(size)] += weights[3] * batch.close
    total, edges = sums(below.reshape(-1, size, size), np.tile(np.arange(size), count))
    total = total.reshape(count, size) + roots
    highest = total.max(axis=1, keepdims=True)
    chance = np.exp(total - highest)
    whole = highest[:, 0] + np.log(chance.sum(axis=1))
    chance /= chance.sum(axis=1, keepdims=True)
    edges = edges.reshape(count, size, size, size)
    true, likely = _true(below[rows, batch.root], batch)
    loss = float((whole - likely - roots[rows, batch.root]).sum())
    expected = np.einsum("br,brst->bst", chance, edges)
    root_slope = chance.copy()
    root_slope[rows, batch.root] -= 1
    first_hand = np.einsum("br,brrt,brt->", chance, edges, batch.close)
    first_hand -= (true * batch.close)[rows, batch.root].sum()
    slope = np.einsum("bst,bstk->k", expected - true, batch.features)
    return loss, np.array([*slope, first_hand, (root_slope * batch.shapes).sum()])


def _true(below: F64, batch: _Batch) -> tuple[F64, F64]:
    """How probable each true link is beside the other parent of its member, and the log sum of true trees."""
    held = np.where(batch.allowed, below, -np.inf)
    top = held.max(axis=1)
    linked = np.isfinite(top)
    share = np.exp(held - np.where(linked, top, 0.0)[:, None, :])
    total = np.where(linked, share.sum(axis=1), 1.0)
    return share / total[:, None, :], np.where(linked, top + np.log(total), 0.0).sum(axis=1)
