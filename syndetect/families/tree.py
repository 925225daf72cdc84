"""Members and ledgers to a tree: the likeliest source, and for each other member the one it came from."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from syndetect.families.direction import Ledger

LEAST_CONFIDENCE = 0.6
"""Below this no member is called the source."""

_EXPLAINED_WEIGHT = 4.0
"""Log odds of a source for each member wholly covered by it: the source is what the others are covered by."""


_STEP = 0.95
"""A copy of the source explains a member as well as the source does; each step away must explain more."""


@dataclass(frozen=True, slots=True)
class Tree:
    """`parents` names for each member but the root the one it came from.

    `outside` names a source that is no member; then the root is only the member closest to it.
    """

    root: str
    confidence: float
    parents: Mapping[str, str]
    reasons: tuple[str, ...]
    outside: str | None = None

    @property
    def confident(self) -> bool:
        """Whether the root may be called the source."""
        return self.outside is None and self.confidence >= LEAST_CONFIDENCE


def rooted(members: Sequence[str], ledgers: Mapping[tuple[str, str], Ledger]) -> Tree:
    """The tree over the members of one family, from the ledgers of its pairs."""
    odds: dict[tuple[str, str], float] = {}
    covered: dict[tuple[str, str], float] = {}
    shares: dict[tuple[str, str], float] = {}
    for (left, right), ledger in ledgers.items():
        odds[left, right], odds[right, left] = ledger.odds, -ledger.odds
        covered[left, right], covered[right, left] = ledger.right_explained, ledger.left_explained
        shares[left, right], shares[right, left] = ledger.right_covered, ledger.left_covered
    near: dict[str, list[str]] = {id: [] for id in members}
    for source, target in odds:
        near[source].append(target)
    scores = {
        id: sum(odds[id, other] + _EXPLAINED_WEIGHT * covered[id, other] for other in near[id])
        for id in members
    }
    root = max(members, key=lambda id: (scores[id], id))
    # Many agreeing members make a source surer, but not with the sum of all their odds.
    scale = math.sqrt(max(1, len(members) - 1))
    weights = [math.exp(max(-60.0, (scores[id] - scores[root]) / scale)) for id in members]
    confidence = 1 / sum(weights)
    parents = _parents(root, near, ledgers, covered)
    explained = [id for id in near[root] if parents.get(id) == root]
    mean = sum(shares[root, id] for id in explained) / max(1, len(explained))
    reasons = [
        f"{len(explained)} of {len(members) - 1} other members draw on it, covered to {100 * mean:.0f} %"
    ]
    for (left, right), ledger in sorted(ledgers.items()):
        if root in (left, right):
            sign = 1 if root == left else -1
            reasons.extend(entry.reason for entry in ledger.entries[:-1] if sign * entry.weight > 0)
    return Tree(root, min(confidence, 0.99), parents, tuple(dict.fromkeys(reasons))[:6])


def _parents(
    root: str,
    near: Mapping[str, Sequence[str]],
    ledgers: Mapping[tuple[str, str], Ledger],
    covered: Mapping[tuple[str, str], float],
) -> dict[str, str]:
    """For each member that the root reaches the one it came from: what explains it best, without circles."""

    def strength(source: str, target: str) -> float:
        ledger = ledgers.get((source, target))
        odds = ledger.told if ledger is not None else -ledgers[target, source].told
        # Against the clock or a credit a tie counts for less; its strength is what it explains.
        likely = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
        return covered[source, target] * (0.5 + likely) * (1.0 if source == root else _STEP)

    parents = _attached(root, near, strength)
    improved = True
    while improved:
        improved = False
        for target in sorted(parents):
            best = max(
                (other for other in near[target] if other in parents or other == root),
                key=lambda other: (strength(other, target), other),
            )
            if strength(best, target) > strength(parents[target], target) and not _above(
                target, best, parents
            ):
                parents[target] = best
                improved = True
    return parents


def _attached(
    root: str, near: Mapping[str, Sequence[str]], strength: Callable[[str, str], float]
) -> dict[str, str]:
    """Members attached one by one, each by the strongest tie to one already there (after Prim 1957)."""
    parents: dict[str, str] = {}
    queue = [(-strength(root, target), target, root) for target in near[root]]
    heapq.heapify(queue)
    while queue:
        _, target, source = heapq.heappop(queue)
        if target != root and target not in parents:
            parents[target] = source
            for other in near[target]:
                heapq.heappush(queue, (-strength(target, other), other, target))
    return parents


def _above(ancestor: str, id: str, parents: Mapping[str, str]) -> bool:
    while id in parents:
        if id == ancestor:
            return True
        id = parents[id]
    return id == ancestor
