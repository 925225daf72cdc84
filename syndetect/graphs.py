"""What hangs together: sets that grow into one another, and what can be reached in a graph of neighbours."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


class DisjointSets(Generic[Item]):
    """Sets of items, each known by one of them, which are joined two by two (Galler and Fischer 1964)."""

    def __init__(self) -> None:
        self._above: dict[Item, Item] = {}

    def leader(self, item: Item) -> Item:
        """The item that the set of `item` is known by; an item never seen before is a set of its own."""
        above = self._above
        above.setdefault(item, item)
        while above[item] != item:
            # Whoever is passed on the way is brought nearer (path halving), so that later ways are short.
            above[item] = above[above[item]]
            item = above[item]
        return item

    def join(self, item: Item, leader: Item) -> None:
        """Make one set of two, known by what that of `leader` was known by."""
        self._above[self.leader(item)] = self.leader(leader)


def reached(start: Item, near: Mapping[Item, AbstractSet[Item]], without: Iterable[Item] = ()) -> set[Item]:
    """All that can be reached from `start` over neighbours, itself as well, not by way of `without`."""
    found, waiting = {start}, [start]
    left = {start, *without}
    while waiting:
        fresh = near[waiting.pop()] - left
        left |= fresh
        found |= fresh
        waiting.extend(fresh)
    return found
