"""What the search of an archive leaves, so that one more article is held against it without another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from syndetect.candidates import Search
from syndetect.candidates.bands import Scored
from syndetect.candidates.groups import sizes_of
from syndetect.candidates.votes import VoteTable
from syndetect.kernels.ranges import ranges
from syndetect.kernels.words import I32, I64


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """The candidate pairs of an archive, by place.

    `starts`: whole numbers (places + 1,), where the `partners` of each place begin: int32, the other side
    of every pair, each pair from both sides.
    """

    starts: NDArray[Any]
    partners: I32

    def touching(self, places: I64) -> I64:
        """The pairs that have a side among `places`, each once: int64 (pairs, 2), sorted."""
        owners, rows = ranges(self.starts[places].astype(np.int64), self.starts[places + 1].astype(np.int64))
        pairs = np.stack((places[owners], self.partners[rows].astype(np.int64)), axis=1)
        return np.unique(np.sort(pairs, axis=1), axis=0)

    def of(self, place: int) -> I64:
        """The places that one place is paired with: int64."""
        return self.partners[self.starts[place] : self.starts[place + 1]].astype(np.int64)


def neighbours(pairs: I64, count: int) -> Neighbours:
    """The same from pairs of `count` places, int64 (pairs, 2)."""
    ends = np.concatenate((pairs, pairs[:, ::-1]))
    ends = ends[np.lexsort((ends[:, 1], ends[:, 0]))]
    starts = np.searchsorted(ends[:, 0], np.arange(count + 1)).astype(np.int64)
    return Neighbours(starts, ends[:, 1].astype(np.int32))


@dataclass(frozen=True, slots=True, eq=False)
class ArchiveSearch:
    """Who stands for whom in an archive, and who was found near whom; columns by place.

    `first_of`, `hub`, `crowd`, `pieces`, `groups`, `mass` are those of a `Search`; `crowd_sizes`: how many
    are in the crowd of each. `floor`: float64, the score that a pair must reach to be among the strongest of
    a place, -inf where there is room. `found`: the candidate pairs. `votes`: those of a `Search`.
    """

    first_of: I32
    hub: I32
    crowd: I32
    crowd_sizes: I32
    pieces: I32
    groups: I32
    mass: I32
    floor: NDArray[np.float64]
    found: Neighbours
    votes: tuple[VoteTable, ...]

    def __len__(self) -> int:
        return len(self.first_of)


def standing(made: Search, most: int) -> ArchiveSearch:
    """What is left of a search whose articles each keep their `most` strongest candidates."""
    count = len(made.first_of)
    columns = {
        name: getattr(made, name).astype(np.int32)
        for name in ("first_of", "hub", "crowd", "pieces", "groups", "mass")
    }
    return ArchiveSearch(
        **columns,
        crowd_sizes=sizes_of(made.crowd).astype(np.int32),
        floor=_floor(made.thinned, count, most),
        found=neighbours(made.pairs, count),
        votes=made.votes,
    )


def _floor(pairs: Scored, count: int, most: int) -> NDArray[np.float64]:
    """Of each place the score of its strongest pair but `most` - 1, -inf where it has fewer."""
    ends = np.concatenate((pairs.left, pairs.right))
    scores = np.tile(pairs.score, 2)
    order = np.lexsort((-scores, ends))
    starts = np.searchsorted(ends[order], np.arange(count + 1))
    floor = np.full(count, -np.inf)
    full = np.flatnonzero(np.diff(starts) >= most)
    floor[full] = scores[order][starts[full] + most - 1]
    return floor
