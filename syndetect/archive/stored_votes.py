"""Tables of votes in a file: looked up where they are asked for, and otherwise not read.

Those by groups are nearly those by pieces: what is kept of them is the lists that are others.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from syndetect.archive.container import Container, ContainerWriter, narrowed
from syndetect.archive.paged import Paged, Sorted, write_paged, write_sorted
from syndetect.candidates.votes import Votes, VoteTable
from syndetect.kernels.ranges import ranges
from syndetect.kernels.words import I64, U64
from syndetect.views import RARE_VIEWS

_LISTS = ("held", "sizes", "members")
"""Columns of lists: how many members are kept, how many groups have each, and the members."""

_STRIDE = 64
"""Lists between two whose begin is kept."""

_VIEWS = len(RARE_VIEWS)


def write_votes(writer: ContainerWriter, votes: Sequence[VoteTable]) -> None:
    """Write the tables of each view by pieces, and behind them by groups."""
    for view in range(_VIEWS):
        pieces, groups = votes[view].whole(), votes[_VIEWS + view].whole()
        if not np.array_equal(pieces.features, groups.features):
            raise ValueError("both tables of a view are of the same lists")
        write_sorted(writer, _name(view, "features"), pieces.features)
        _write_lists(writer, view, pieces)
        changed = _unlike(pieces, groups)
        write_sorted(writer, _name(_VIEWS + view, "changed"), changed.astype(np.uint64))
        _write_lists(writer, _VIEWS + view, groups.where(changed))


def _name(table: int, column: str) -> str:
    return f"votes_{table}_{column}"


def paged_names() -> frozenset[str]:
    """The columns that are read page by page."""
    of_lists = {_name(table, column) for table in range(2 * _VIEWS) for column in _LISTS}
    found = {_name(view, "features") for view in range(_VIEWS)}
    return frozenset(of_lists | found | {_name(_VIEWS + view, "changed") for view in range(_VIEWS)})


def _unlike(one: Votes, other: Votes) -> I64:
    """The places of lists that are not the same in two tables of the same features."""
    held, theirs = np.diff(one.starts), np.diff(other.starts)
    same = (one.sizes == other.sizes) & (held == theirs)
    owners, rows = ranges(one.starts[:-1][same], one.starts[1:][same])
    also = ranges(other.starts[:-1][same], other.starts[1:][same])[1]
    places = np.flatnonzero(same)
    same[places[owners[one.members[rows] != other.members[also]]]] = False
    return np.flatnonzero(~same)


def _write_lists(writer: ContainerWriter, table: int, votes: Votes) -> None:
    held = np.diff(votes.starts)
    write_paged(writer, _name(table, "held"), narrowed(held))
    write_paged(writer, _name(table, "sizes"), narrowed(votes.sizes))
    write_paged(writer, _name(table, "members"), votes.members)
    writer.column(_name(table, "begins"), votes.starts[::_STRIDE])


class _StoredLists:
    """The lists of a table, by number."""

    def __init__(self, file: Container, table: int) -> None:
        self._held, self._sizes, self._members = (Paged(file, _name(table, column)) for column in _LISTS)
        self._begins: I64 = file[_name(table, "begins")]

    def __len__(self) -> int:
        return len(self._held)

    def groups_at(self, places: I64) -> I64:
        """How many groups have each."""
        return self._sizes.at(places).astype(np.int64)

    def _spans(self, places: I64) -> tuple[I64, I64]:
        """Where the members of each begin and end."""
        first = places // _STRIDE
        owners, rows = ranges(first * _STRIDE, places)
        before = np.bincount(owners, self._held.at(rows), len(places)).astype(np.int64)
        begins = self._begins[first] + before
        return begins, begins + self._held.at(places)

    def members_at(self, places: I64) -> tuple[I64, I64]:
        """The number of each place, as often as its list has members, and these."""
        owners, rows = ranges(*self._spans(places))
        return owners, self._members.at(rows).astype(np.int64)

    def first_at(self, places: I64) -> I64:
        """The first member of each."""
        return self._members.at(self._spans(places)[0]).astype(np.int64)


class StoredVotes:
    """A table of votes by pieces."""

    def __init__(self, file: Container, view: int) -> None:
        self._features = Sorted(file, _name(view, "features"))
        self._lists = _StoredLists(file, view)
        self.groups_at, self.members_at = self._lists.groups_at, self._lists.members_at
        self.first_at = self._lists.first_at

    def __len__(self) -> int:
        return len(self._features)

    def places_of(self, features: U64) -> I64:
        """The place of the list of each feature, -1 where there is none."""
        return self._features.places_of(features)

    def whole(self) -> Votes:
        """All of it."""
        return whole(self._features.at(np.arange(len(self))), self)


class ChangedVotes:
    """A table of votes by groups: that by pieces, but for some lists."""

    def __init__(self, file: Container, view: int, pieces: VoteTable) -> None:
        self._pieces = pieces
        self._changed = Sorted(file, _name(_VIEWS + view, "changed"))
        self._lists = _StoredLists(file, _VIEWS + view)

    def __len__(self) -> int:
        return len(self._pieces)

    def places_of(self, features: U64) -> I64:
        """As in `StoredVotes`."""
        return self._pieces.places_of(features)

    def whole(self) -> Votes:
        """All of it."""
        return whole(self._pieces.whole().features, self)

    def groups_at(self, places: I64) -> I64:
        """As in `StoredVotes`."""
        own = self._changed.places_of(places.astype(np.uint64))
        found = self._pieces.groups_at(places)
        found[own >= 0] = self._lists.groups_at(own[own >= 0])
        return found

    def members_at(self, places: I64) -> tuple[I64, I64]:
        """As in `StoredVotes`."""
        own = self._changed.places_of(places.astype(np.uint64))
        one, other = np.flatnonzero(own < 0), np.flatnonzero(own >= 0)
        theirs, their_members = self._pieces.members_at(places[one])
        owners, members = self._lists.members_at(own[other])
        owners, members = np.append(one[theirs], other[owners]), np.append(their_members, members)
        order = np.argsort(owners, kind="stable")
        return owners[order], members[order]

    def first_at(self, places: I64) -> I64:
        """As in `StoredVotes`."""
        own = self._changed.places_of(places.astype(np.uint64))
        found = np.empty(len(places), np.int64)
        found[own < 0] = self._pieces.first_at(places[own < 0])
        found[own >= 0] = self._lists.first_at(own[own >= 0])
        return found


def whole(features: U64, table: VoteTable) -> Votes:
    """A table of the lists of some features, in memory."""
    every = np.arange(len(features))
    owners, members = table.members_at(every)
    starts = np.append(0, np.cumsum(np.bincount(owners, minlength=len(every))))
    return Votes(features, table.groups_at(every).astype(np.int32), starts, members.astype(np.int32))


def read_votes(file: Container) -> tuple[VoteTable, ...]:
    """The tables in a file. Raises ArchiveError when a column of them is missing."""
    pieces = [StoredVotes(file, view) for view in range(_VIEWS)]
    return (*pieces, *(ChangedVotes(file, view, one) for view, one in enumerate(pieces)))
