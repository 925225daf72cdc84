"""Every tie as a link in both directions: what makes it likely, and how likely that is."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from syndetect.kernels.arborescence import F64
from syndetect.kernels.words import I64
from syndetect.provenance.nodes import Nodes
from syndetect.provenance.shared_runs import own_shares
from syndetect.provenance.unshared_text import surpluses
from syndetect.provenance.weights import weight
from syndetect.provenance.word_runs import Wordings

_PARTLY = 0.5, 0.75
"""Coverage of the better covered text up to which the tilt says nothing, and from which on it says all."""

_ALONE = 0.4
"""What a run that stands in no passage counts of one that does: it may be the text's own."""

EXACT = 250
"""Families with more places are too large for the exact sum over all trees."""

_LEAST_COVERED = 0.01

_SOURCES = 16
"""Sources weighed for one place of a large family, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Links:
    """Links between places: sources, targets (int64) and log weights (float64), a row each.

    `alike`, `tilt` and `coverage` are what the weights `wording`, `tilt` and `whole` multiply, `ledgers` and
    `clocks` the log odds of the evidence, and the part of them that dates give; `close` says how
    far, 0 to 1, a link is one of whole articles, not of a part that stands in a text much longer than the
    other. `size`: of the family.
    """

    sources: I64
    targets: I64
    alike: F64
    tilt: F64
    coverage: F64
    ledgers: F64
    clocks: F64
    close: F64
    size: int

    @property
    def weights(self) -> F64:
        """The log weight of each link."""
        wording = weight("wording") * self.alike + weight("tilt") * self.tilt
        found: F64 = wording + weight("whole") * self.coverage + self.ledgers
        return found

    def ends(self) -> list[tuple[int, int]]:
        """Source and target of each link."""
        return list(zip(self.sources.tolist(), self.targets.tolist(), strict=True))


def own_weight(words: Wordings) -> float:
    """What the link from a text with the very same words would weigh, dates and credits apart."""
    return weight("wording") * math.sqrt(len(words)) + weight("whole")


def links_of(nodes: Nodes, wordings: Sequence[Wordings], chains: Sequence[Sequence[int]]) -> Links:
    """The links of a family; `chains` are one outlet's versions, each of which comes from the one before."""
    scale = [
        math.sqrt(len(one) * (inside + _ALONE * alone)) or 1.0
        for one, (inside, alone) in zip(wordings, own_shares(nodes), strict=True)
    ]
    rows: list[tuple[float, ...]] = []
    for left, right in _weighed(nodes):
        shared = wordings[left].shared(wordings[right])
        longer = max((left, right), key=lambda place: len(wordings[place]))
        rows += _both(nodes, left, right, (shared, scale[left], scale[right], scale[longer]))
    table = np.array(rows, np.float64).reshape(len(rows), 8)
    ends = table[:, :2].astype(np.int64)
    kept = allowed(ends, chains, len(nodes))
    alike, tilt, coverage, ledgers, clocks, close = np.ascontiguousarray(table[kept, 2:].T)
    sources, targets = np.ascontiguousarray(ends[kept].T)
    return Links(sources, targets, alike, tilt, coverage, ledgers, clocks, close, len(nodes))


def _both(
    nodes: Nodes, left: int, right: int, shares: tuple[int, float, float, float]
) -> list[tuple[float, ...]]:
    """The rows of a tie: from left to right, and back."""
    shared, first, second, longer = shares
    ledger, pair = nodes.ledgers[left, right], nodes.ties[left, right]
    tilt = shared * (1 / second - 1 / first) / 2
    covered = ledger.left_covered, ledger.right_covered
    # Who took a text up into one of its own has much besides it, and so has the source of an excerpt.
    whole = pair.relation != "excerpt"
    level = (1 - _surrounding(nodes, left, right)) * (1 - abs(ledger.quotes)) if whole else 0.0
    # Of two texts that both have much of their own neither is cut from the other.
    tilt *= _ramp(max(covered))
    alike = shared / (math.sqrt(first * second) if whole else longer)
    close = level if whole else min(covered) / max(*covered, _LEAST_COVERED)
    least = [max(covered) + level * (one - max(covered)) for one in covered]
    return [
        (
            *ends,
            alike,
            sign * level * tilt,
            coverage,
            ledger.weight(forward=sign > 0),
            ledger.clock(forward=sign > 0),
            close,
        )
        for ends, sign, coverage in (((left, right), 1.0, least[1]), ((right, left), -1.0, least[0]))
    ]


def _ramp(covered: float) -> float:
    low, high = _PARTLY
    return min(1.0, max(0.0, (covered - low) / (high - low)))


def _surrounding(nodes: Nodes, left: int, right: int) -> float:
    """How far the less covered of two texts looks to have taken the other one up."""
    leads = [nodes.sides[place].lead for place in (left, right)]
    first, second = surpluses(nodes.ties[left, right], *leads)
    ledger = nodes.ledgers[left, right]
    return (first if ledger.left_covered < ledger.right_covered else second).surrounding


def _weighed(nodes: Nodes) -> list[tuple[int, int]]:
    """All ties; of a large family those that are among the strongest of one of their ends."""
    if len(nodes) <= EXACT:
        return sorted(nodes.ties)
    strength: dict[int, list[tuple[float, tuple[int, int]]]] = defaultdict(list)
    for tie, pair in nodes.ties.items():
        evidence = pair.evidence
        strength[tie[0]].append((-evidence.containment_left - evidence.coverage_left, tie))
        strength[tie[1]].append((-evidence.containment_right - evidence.coverage_right, tie))
    return sorted({tie for found in strength.values() for _, tie in sorted(found)[:_SOURCES]})


def allowed(ends: I64, chains: Sequence[Sequence[int]], size: int) -> NDArray[np.bool_]:
    """Links that leave every version below the one before it, as far as a tree can be made of them.

    Versions of two outlets may wait for each other: each tied to its own only, but for one that is not the
    earliest. Then the chains that keep places out of reach bind nobody.
    """
    pairs = [(source, target) for source, target in ends.tolist()]
    linked = set(pairs)
    while True:
        before = {later: earlier for chain in chains for earlier, later in pairwise(chain)}
        kept = [
            target not in before or before[target] == source or (before[target], target) not in linked
            for source, target in pairs
        ]
        far = _out_of_reach([pair for pair, whether in zip(pairs, kept, strict=True) if whether], size)
        bound = [chain for chain in chains if far.isdisjoint(chain[1:])]
        if len(bound) == len(chains):
            return np.array(kept, np.bool_)
        chains = bound


def _out_of_reach(pairs: Sequence[tuple[int, int]], size: int) -> set[int]:
    """The places out of reach of the one that may reach most: none if there is a tree.

    Of a search that begins wherever it has not been, the last beginning is the only one that may reach all.
    """
    below: dict[int, list[int]] = defaultdict(list)
    for source, target in pairs:
        below[source].append(target)
    seen: set[int] = set()
    last = 0
    for start in range(size):
        if start not in seen:
            last = start
            seen |= _from(start, below, seen)
    return set(range(size)) - _from(last, below, set())


def _from(start: int, below: Mapping[int, Sequence[int]], seen: set[int]) -> set[int]:
    """The places that a walk along links reaches, those left out that were seen before."""
    reached, waiting = {start}, [start]
    while waiting:
        for place in below.get(waiting.pop(), ()):
            if place not in reached and place not in seen:
                reached.add(place)
                waiting.append(place)
    return reached
