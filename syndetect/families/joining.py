"""Derived pairs to groups of documents; an excerpt ties a document to a group, never two groups together."""

from __future__ import annotations

from collections.abc import Iterable

from syndetect.model import Pair


def groups(derived: Iterable[Pair]) -> list[tuple[str, ...]]:
    """Groups of two or more ids, sorted inside and by their first id."""
    pairs = list(derived)
    leader: dict[str, str] = {}
    for pair in pairs:
        if pair.relation != "excerpt":
            _join(leader, pair.left, pair.right)
    # The surest excerpt first, so that a round-up of several stories goes with the one it took most from.
    taken: set[str] = set()
    for pair in sorted(
        (pair for pair in pairs if pair.relation == "excerpt"),
        key=lambda pair: (-pair.confidence, pair.left, pair.right),
    ):
        loose = [id for id in (pair.left, pair.right) if id not in leader]
        if len(loose) == 2 or (len(loose) == 1 and loose[0] not in taken):
            taken.update(loose)
            _join(leader, pair.left, pair.right)
    members: dict[str, list[str]] = {}
    for id in sorted(leader):
        members.setdefault(_find(leader, id), []).append(id)
    return sorted(tuple(group) for group in members.values() if len(group) > 1)


def _find(leader: dict[str, str], id: str) -> str:
    leader.setdefault(id, id)
    while leader[id] != id:
        leader[id] = leader[leader[id]]
        id = leader[id]
    return id


def _join(leader: dict[str, str], left: str, right: str) -> None:
    first, second = sorted((_find(leader, left), _find(leader, right)))
    leader[second] = first
