"""Who has the vote in what is popular in an archive, so that nobody has to go through long lists to ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from syndetect.kernels.join import NO_LISTS, Lists, first_of_each, ordered_by
from syndetect.kernels.ranges import ranges
from syndetect.kernels.words import I32, I64, U64

CLASSES = 4
"""Classes of features: rare ones, and those of up to 10, 100 and 1,000 times as many groups."""

HEADS = 3
"""Members that are kept of a popular list: with more articles another one than the first may hold most."""


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """The lists of a view that are too long to be rare if every article has a vote, by how they were voted.

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
