"""Disjoint sets that are joined, and the items that can be reached in a graph of neighbours."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


class DisjointSets(Generic[Item]):
    """Sets of items, each with a leader, which are joined two by two (Galler and Fischer 1964)."""

    def __init__(self) -> None:
        self._above: dict[Item, Item] = {}

    def leader(self, item: Item) -> Item:
        """The leader of the set of `item`; an unknown item becomes a set by itself."""
        above = self._above
        above.setdefault(item, item)
        while above[item] != item:
            # Every item on the way gets a shorter way to its leader (path halving).
            above[item] = above[above[item]]
            item = above[item]
        return item

    def join(self, item: Item, leader: Item) -> None:
        """Join the sets of the two items; the new leader is that of the set of `leader`."""
        self._above[self.leader(item)] = self.leader(leader)


def reached(start: Item, near: Mapping[Item, AbstractSet[Item]], without: Iterable[Item] = ()) -> set[Item]:
    """All items that can be reached from `start` over neighbours, with itself, but not through `without`."""
    items, waiting = {start}, [start]
    left = {start, *without}
    while waiting:
        fresh = near[waiting.pop()] - left
        left |= fresh
        items |= fresh
        waiting.extend(fresh)
    return items
