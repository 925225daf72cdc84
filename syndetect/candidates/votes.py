"""Who has the vote in what is popular in an archive, so that nobody has to go through long lists to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from syndetect.kernels.join import NO_LISTS, Lists, first_of_each, ordered_by
from syndetect.kernels.ranges import ranges
from syndetect.kernels.words import I32, I64, U64

CLASSES = 4
"""Classes of features: rare ones, and those of up to 10, 100 and 1,000 times as many groups."""

HEADS = 3
"""Members that are kept of a popular list: with more articles another one than the first may hold most."""


class VoteTable(Protocol):
    """The lists of a view that are too long to be rare if every article has a vote, wherever that is."""

    def __len__(self) -> int:
        """How many lists there are."""
        ...

    def places_of(self, features: U64) -> I64:
        """The place of the list of each feature, -1 where there is none."""
        ...

    def groups_at(self, places: I64) -> I64:
        """How many groups have each of the lists at some places."""
        ...

    def members_at(self, places: I64) -> tuple[I64, I64]:
        """The number of each place, as often as its list has members, and these."""
        ...

    def first_at(self, places: I64) -> I64:
        """The first member of each of the lists at some places, which have any."""
        ...

    def whole(self) -> Votes:
        """All of them in memory."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """Such lists in memory, by how they were voted.

    `features`: uint64 (lists,), sorted, with no row. `sizes`: int32 (lists,), how many groups have each.
    `starts`: int64 (lists + 1,), where its `members` begin, int32: of few groups one each, those that
    hold most of what is popular first; of many the HEADS first; of more than count nobody.
    """

    features: U64
    sizes: I32
    starts: I64
    members: I32

    def __len__(self) -> int:
        return len(self.features)

    def places_of(self, features: U64) -> I64:
        """As in `VoteTable`."""
        if not len(self):
            return np.full(len(features), -1)
        at = np.minimum(np.searchsorted(self.features, features), len(self) - 1)
        return np.where(self.features[at] == features, at, -1)

    def groups_at(self, places: I64) -> I64:
        """As in `VoteTable`."""
        return self.sizes[places].astype(np.int64)

    def members_at(self, places: I64) -> tuple[I64, I64]:
        """As in `VoteTable`."""
        owners, rows = ranges(self.starts[places], self.starts[places + 1])
        return owners, self.members[rows].astype(np.int64)

    def first_at(self, places: I64) -> I64:
        """As in `VoteTable`."""
        return self.members[self.starts[places]].astype(np.int64)

    def whole(self) -> Votes:
        """As in `VoteTable`."""
        return self

    def where(self, places: I64) -> Votes:
        """The lists at some places only."""
        owners, rows = ranges(self.starts[places], self.starts[places + 1])
        starts = np.append(0, np.cumsum(np.bincount(owners, minlength=len(places))))
        return Votes(self.features[places], self.sizes[places], starts, self.members[rows])


def voted(rank: int, lists: Lists, ranked: I64) -> tuple[Lists, I64]:
    """What is kept of lists of one class, one member a group, and their sizes as they were."""
    if rank == 0:
        return ordered_by(lists, ranked), lists.sizes
    if rank < CLASSES:
        return first_of_each(lists, ranked, HEADS), lists.sizes
    return Lists(lists.features, lists.members[:0], np.zeros(len(lists), np.int64)), lists.sizes


def together(parts: Iterable[tuple[Lists, I64]]) -> Votes:
    """All of them, by feature."""
    parts = [(NO_LISTS, NO_LISTS.sizes), *parts]
    features = np.concatenate([lists.features for lists, _ in parts])
    order = np.argsort(features)
    held = np.concatenate([lists.sizes for lists, _ in parts])
    begins = np.cumsum(held) - held
    rows = ranges(begins[order], begins[order] + held[order])[1]
    return Votes(
        features[order],
        np.concatenate([sizes for _, sizes in parts])[order].astype(np.int32),
        np.append(0, np.cumsum(held[order])).astype(np.int64),
        np.concatenate([lists.members for lists, _ in parts])[rows].astype(np.int32),
    )
