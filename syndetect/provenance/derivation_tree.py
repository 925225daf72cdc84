"""Members and ledgers to a tree: how probable each source and each link is, and the tree that fits best."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from syndetect.kernels.arborescence import F64, heaviest, sums
from syndetect.kernels.words import I64
from syndetect.provenance.link_odds import EXACT, Links, links_of
from syndetect.provenance.nodes import Nodes
from syndetect.provenance.root_evidence import by_dates, centrality, root_weights
from syndetect.provenance.shared_runs import wordings_of
from syndetect.provenance.weights import weight
from syndetect.provenance.word_runs import Wordings

_LEAST, _LEAST_UNDATED = 0.6, 0.7
"""Below this no member is called the source; without dates shape says most, which is less sure elsewhere."""

_USUAL, _FURTHER = 12, 8
"""Places of a family up to which `first-hand` weighs what the table says. In a larger one there are more
other takers, and what is had first-hand is no less: for so many more places it weighs log 2 more."""

_CLEAR_RIVAL = 0.9
"""How probable a root must be by the texts alone before it disputes one that rests on dates."""

_DISPUTED = 0.5
"""How sure a disputed root can be at most."""

_ROOTS = 40
"""Up to so many places every one is summed up as a root; of more only the `_LIKELIEST`."""

_LIKELIEST = 8

_LINKED = 0.58
"""How much of its log odds a root keeps that was weighed by its links alone: they are surer than right."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Sources by place: `parents` of all but the root, with the probability of each in `certain`.

    `wordings` are the runs of words of each place, `weights` the log odds of every link that was weighed,
    `likely` its probability over all trees.
    `rival` is the root that the texts speak for where the dates dispute it, `dated` the share of the ties on
    which dates say something.
    """

    root: int
    confidence: float
    parents: Mapping[int, int]
    certain: Mapping[int, float]
    wordings: Sequence[Wordings]
    weights: Mapping[tuple[int, int], float]
    likely: Mapping[tuple[int, int], float]
    dated: float
    rival: int | None = None

    def confident(self, twins: int = 1) -> bool:
        """Whether the root may be called the source, where `twins` have its words and none is the first."""
        least = _LEAST_UNDATED + (_LEAST - _LEAST_UNDATED) * self.dated
        return self.confidence / twins >= least

    def above(self, place: int) -> list[int]:
        """The places that a place comes from, the nearest first."""
        found: list[int] = []
        while place in self.parents and len(found) <= len(self.parents):
            place = self.parents[place]
            found.append(place)
        return found


Settle = Callable[[Nodes, Tree], Tree]
"""Turns a tree into one that has patchworks."""


def rooted(nodes: Nodes, chains: Sequence[Sequence[int]], settle: Settle) -> Tree:
    """The tree over the places of one family; `chains` are one outlet's versions, the earliest first."""
    wordings = wordings_of(nodes)
    links = links_of(nodes, wordings, chains)
    roots = root_weights(nodes, chains)
    weights = links.weights
    likely, chance = _probable(links, weights, roots)
    # The shape of the first tree says which places are central; the second sum takes that in.
    roots = roots + weight("shape") * _central(links, _heaviest(links, likely, int(np.argmax(chance))))
    likely, chance = _probable(links, weights, roots)
    dated = _dated(nodes)
    tree = settle(nodes, replace(_tree(links, likely, chance, wordings), dated=dated))
    rival = _rival(links, roots - by_dates(nodes), tree) if dated else None
    return tree if rival is None else replace(tree, rival=rival, confidence=min(tree.confidence, _DISPUTED))


def _central(links: Links, parents: I64) -> F64:
    """Log odds of each place from the tree's shape; a text made from parts of several is no centre."""
    chosen = parents[links.targets] == links.sources
    found: F64 = centrality(parents) * (float(links.close[chosen].mean()) if chosen.any() else 1.0)
    return found


def _heaviest(links: Links, weights: F64, root: int) -> I64:
    return heaviest(links.sources, links.targets, weights, root, links.size)


def _dated(nodes: Nodes) -> float:
    """The share of the ties on which dates say something."""
    dated = [any(entry.kind == "time" for entry in ledger.entries) for ledger in nodes.ledgers.values()]
    return sum(dated) / max(1, len(dated))


def _rival(links: Links, undated: F64, tree: Tree) -> int | None:
    """Another root that the texts speak for so clearly that a clock against them may be wrong; or None.

    `undated` are the log weights of the roots without what dates say.
    """
    if links.size > _ROOTS:
        return None
    _, chance = _probable(links, links.weights - links.clocks, undated)
    best, top = int(np.argmax(chance)), tree.root
    return best if best != top and chance[best] >= _CLEAR_RIVAL and chance[top] < 1 - _CLEAR_RIVAL else None


def _tree(links: Links, likely: F64, chance: F64, wordings: Sequence[Wordings]) -> Tree:
    """The tree below the likeliest root whose links are the most probable together."""
    top = int(np.argmax(chance))
    parents = {
        place: parent for place, parent in enumerate(_heaviest(links, likely, top).tolist()) if parent >= 0
    }
    keys = links.ends()
    known = dict(zip(keys, likely.tolist(), strict=True))
    certain = {place: min(0.99, known[parent, place]) for place, parent in parents.items()}
    weights = dict(zip(keys, links.weights.tolist(), strict=True))
    return Tree(top, min(0.99, float(chance[top])), parents, certain, wordings, weights, known, 0.0)


def at_first_hand(size: int) -> float:
    """Log odds for having a text from the source and not from one other taker, in a family of `size`."""
    return weight("first-hand") + math.log1p(max(0, size - _USUAL) / _FURTHER)


def _probable(links: Links, weights: F64, roots: F64) -> tuple[F64, F64]:
    """How probable each link and each root is, over all directed trees.

    A tree weighs the sum of its links and its root, and close links from the root `first-hand` more.
    """
    if links.size > EXACT:
        return _locally(links, weights), _chances(_LINKED * _by_links(links, weights, roots))
    return (_of_two if links.size <= 2 else _summed)(links, weights, roots)


def _summed(links: Links, weights: F64, roots: F64) -> tuple[F64, F64]:
    """The same of a family of any size."""
    dense = np.full((links.size, links.size), -np.inf)
    dense[links.sources, links.targets] = weights
    first_hand = np.zeros_like(dense)
    first_hand[links.sources, links.targets] = at_first_hand(links.size) * links.close
    tops = np.arange(links.size) if links.size <= _ROOTS else _likeliest(dense, roots, first_hand)
    below = np.repeat(dense[None], len(tops), axis=0)
    below[np.arange(len(tops)), tops] += first_hand[tops]
    total, edges = sums(below, tops)
    known = _chances(total + roots[tops])
    chance = np.zeros(links.size)
    chance[tops] = known
    found: F64 = (edges * known[:, None, None]).sum(axis=0)[links.sources, links.targets]
    return found, chance


def _of_two(links: Links, weights: F64, roots: F64) -> tuple[F64, F64]:
    """The same of one place or two, where a root has one tree: the link to the other place.

    Most families are two texts, for which the sums over all trees take longer than all else.
    """
    total = np.full(links.size, -np.inf if links.size > 1 else 0.0)
    total[links.sources] = weights + at_first_hand(links.size) * links.close
    chance = _chances(total + roots)
    return np.where(np.isfinite(weights), chance[links.sources], 0.0), chance


def _likeliest(dense: F64, roots: F64, first_hand: F64) -> I64:
    """The likeliest roots by the weights of the links into each place, whether they form trees or not."""
    top = dense.max(axis=0)
    top = np.where(np.isfinite(top), top, 0.0)
    share = np.exp(dense - top)
    total = share.sum(axis=0)
    total[total == 0] = 1.0
    gain = np.log1p((np.exp(first_hand) - 1) * share / total).sum(axis=1)
    return np.sort(np.argsort(-(roots + gain - top - np.log(total)), kind="stable")[:_LIKELIEST])


def _chances(totals: F64) -> F64:
    """How probable each root is, by the log weights of the trees below them."""
    highest = totals.max()
    chance = np.exp(np.maximum(totals - (highest if np.isfinite(highest) else 0.0), -700.0))
    found: F64 = chance / chance.sum()
    return found


def _locally(links: Links, weights: F64) -> F64:
    """How probable each link is among those into the same place."""
    targets = links.targets
    top = np.full(links.size, -np.inf)
    np.maximum.at(top, targets, weights)
    chance = np.exp(weights - top[targets])
    total = np.zeros(links.size)
    np.add.at(total, targets, chance)
    found: F64 = chance / total[targets]
    return found


def _by_links(links: Links, weights: F64, roots: F64) -> F64:
    """The log weight of each root, by the links into each place, whether they form trees or not."""
    targets = links.targets
    top = np.full(links.size, -np.inf)
    np.maximum.at(top, targets, weights)
    share = np.exp(weights - top[targets])
    total = np.bincount(targets, share, links.size)
    more = np.log1p((np.exp(at_first_hand(links.size) * links.close) - 1) * share / total[targets])
    linked = total > 0
    into = np.where(linked, np.where(linked, top, 0.0) + np.log(np.where(linked, total, 1.0)), 0.0)
    found: F64 = roots + np.bincount(links.sources, more, links.size) - into
    return found
