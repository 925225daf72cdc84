"""Members and ledgers to a tree: the likeliest source, and for each other member the one it came from."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
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
    """`parents` names for each member but the root the one it came from."""

    root: str
    confidence: float
    parents: Mapping[str, str]
    reasons: tuple[str, ...]

    @property
    def confident(self) -> bool:
        """Whether the root may be called the source."""
        return self.confidence >= LEAST_CONFIDENCE


def rooted(members: Sequence[str], ledgers: Mapping[tuple[str, str], Ledger]) -> Tree:
    """The tree over the members of one family, from the ledgers of its pairs."""
    odds: dict[tuple[str, str], float] = {}
    covered: dict[tuple[str, str], float] = {}
    for (left, right), ledger in ledgers.items():
        odds[left, right], odds[right, left] = ledger.odds, -ledger.odds
        covered[left, right], covered[right, left] = ledger.right_covered, ledger.left_covered
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
    parents = _grown(root, near, odds, covered)
    explained = [id for id in near[root] if parents.get(id) == root]
    mean = sum(covered[root, id] for id in explained) / max(1, len(explained))
    reasons = [f"{len(explained)} of {len(members) - 1} other members draw on it, covered to {100 * mean:.0f} %"]
    for (left, right), ledger in sorted(ledgers.items()):
        if root in (left, right):
            sign = 1 if root == left else -1
            reasons.extend(
                entry.reason for entry in ledger.entries[:-1] if sign * entry.weight > 0
            )
    return Tree(root, min(confidence, 0.99), parents, tuple(dict.fromkeys(reasons))[:6])


def _grown(
    root: str,
    near: Mapping[str, Sequence[str]],
    odds: Mapping[tuple[str, str], float],
    covered: Mapping[tuple[str, str], float],
) -> dict[str, str]:
    """Members attached one by one, each by the strongest tie to one already there (after Prim 1957)."""
    import heapq

    parents: dict[str, str] = {}
    queue: list[tuple[float, int, str, str]] = []
    depth = {root: 0}

    def offer(source: str) -> None:
        for target in near[source]:
            if target not in depth:
                # Against the clock or a credit a tie counts for less; its strength is what it explains.
                likely = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds[source, target]))))
                strength = covered[source, target] * (0.5 + likely) * _STEP**depth[source]
                heapq.heappush(queue, (-strength, depth[source], target, source))

    offer(root)
    while queue:
        _, _, target, source = heapq.heappop(queue)
        if target not in depth:
            depth[target] = depth[source] + 1
            parents[target] = source
            offer(target)
    return parents
