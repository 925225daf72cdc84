"""What articles share with an archive, all of them in one go: what is rare in it, and what is popular.

An article is asked about as if it alone had come to the archive. Where a near-copy of it is there already, it
has the vote of that: it is compared with whomever the near-copy was, or would have been, compared with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from syndetect.candidates.archive_search import ArchiveSearch
from syndetect.candidates.rare import STEP, is_enough, is_kin, least_features, tag_of
from syndetect.candidates.votes import CLASSES, VoteTable
from syndetect.kernels.hash_set import among
from syndetect.kernels.join import PLACE_BITS, ROW_BITS, TAG_BITS, Lists, one_a_group, tallied
from syndetect.kernels.ranges import ranges
from syndetect.kernels.words import I64, U64, Bools
from syndetect.settings import Settings

_ROWS = np.uint64((1 << ROW_BITS) - 1)

_SWAY = 8
"""How many more popular features an article may hold when others have come: some that were rare are not any
more. At least so many, or one in _SWAY_SHARE of them."""

_SWAY_SHARE = 40

_AT_ONCE = 1 << 22
"""Members of lists that are counted in one go."""


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """Articles and places, sorted, each pair once, with a score: columns of one length."""

    numbers: I64
    places: I64
    score: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.numbers)

    def where(self, mask: Bools) -> Matches:
        """Those pairs only."""
        return Matches(self.numbers[mask], self.places[mask], self.score[mask])


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What articles have, one feature beside one article's number; sorted by number."""

    hashes: U64
    numbers: I64

    def where(self, mask: Bools) -> Features:
        """Those of them only."""
        return Features(self.hashes[mask], self.numbers[mask])

    def with_members(self, lists: Lists) -> tuple[I64, I64]:
        """The number of who has each and every member of its list."""
        at = np.minimum(np.searchsorted(lists.features, self.hashes), max(len(lists) - 1, 0))
        if not len(lists):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        kept = np.flatnonzero(lists.features[at] == self.hashes)
        ends = np.cumsum(lists.sizes)
        owners, rows = ranges(ends[at[kept]] - lists.sizes[at[kept]], ends[at[kept]])
        return self.numbers[kept[owners]], lists.members[rows]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Articles, numbered from 0 on, and whom they are asked about.

    `views`: what they have in the rare-wording and in the content view. `words`: int64 (numbers,). `mates`:
    who has one vote with them. `posted`: the sorted postings of features in a view, with places.
    """

    views: tuple[Features, ...]
    words: I64
    mates: Matches
    posted: Callable[[int, U64], U64]
    standing: ArchiveSearch
    standing_words: I64
    settings: Settings


@dataclass(frozen=True, slots=True, eq=False)
class _Share:
    """What articles have of one table of votes; `at`: int64, the list of each feature."""

    view: int
    votes: VoteTable
    had: Features
    at: I64

    def stored(self, mask: Bools) -> tuple[I64, I64]:
        """Features as they are numbered here, and every member that is stored of their lists."""
        chosen = np.flatnonzero(mask)
        owners, members = self.votes.members_at(self.at[chosen])
        return chosen[owners], members


def rare_with(asked: Question) -> Matches:
    """Who shares enough with whom, with how much for the length, as the search counts it."""
    few = [_short(asked, view) for view in range(len(asked.views))]
    pieces = asked.standing.pieces.astype(np.int64)
    groups = asked.standing.groups.astype(np.int64)
    # First near-copies have one vote, then families have; of both the search takes the better.
    shares = _shares(asked, 0)
    mass = _mass(shares, few, asked)
    families = _enough(_counted(shares, asked, asked.mates, pieces, mass, ()), asked)
    kin = families.where(is_kin(families.score, asked.settings))
    own = _either(asked.mates, kin)
    shares = _shares(asked, len(asked.views))
    return _either(_enough(_counted(shares, asked, own, groups, mass, few), asked), families)


def _short(asked: Question, view: int) -> Lists:
    """The lists of features that no table of votes has, so that they have few members."""
    hashes = np.unique(asked.views[view].hashes)
    return _lists(asked.posted(view, hashes[asked.standing.votes[view].places_of(hashes) < 0]))


def _lists(packed: U64) -> Lists:
    # An article may have a feature twice.
    packed = packed[np.append(True, packed[1:] != packed[:-1])[: len(packed)]]
    features = packed & ~_ROWS
    firsts = np.flatnonzero(np.append(True, features[1:] != features[:-1])[: len(packed)])
    return Lists(features[firsts], (packed & _ROWS).astype(np.int64), np.diff(firsts, append=len(packed)))


def _shares(asked: Question, first: int) -> list[_Share]:
    """What the articles have of the tables from `first` on, one a view."""
    shares = []
    for view, had in enumerate(asked.views):
        votes = asked.standing.votes[first + view]
        at = votes.places_of(had.hashes)
        shares.append(_Share(view, votes, had.where(at >= 0), at[at >= 0]))
    return shares


def _keys(numbers: I64, places: I64) -> U64:
    return ((numbers << PLACE_BITS) | places).astype(np.uint64)


def _own(mates: Matches, labels: I64) -> U64:
    """The groups that each article is of, as sorted keys."""
    return np.unique(_keys(mates.numbers, labels[mates.places]))


def _ranks(share: _Share, settings: Settings, more: int = 0) -> NDArray[np.int64]:
    """The class of each feature in the archive, or with so many `more` groups that have it.

    Whom an article is compared with is told without it: with other articles, groups that have a feature may
    become one, and one that is as popular as a rare one may be stays rare.
    """
    ends = settings.rare_documents * STEP ** np.arange(CLASSES)
    ranks: I64 = np.searchsorted(ends, share.votes.groups_at(share.at) + more)
    return ranks


def _mass(shares: Sequence[_Share], few: Sequence[Lists], asked: Question) -> I64:
    """How much each article holds of what is popular once it has come."""
    mass = np.zeros(len(asked.words), np.int64)
    for share in shares:
        ranks = _ranks(share, asked.settings, more=1)
        mass += np.bincount(share.had.numbers[(ranks > 0) & (ranks < CLASSES)], minlength=len(mass))
    for had, lists in zip(asked.views, few, strict=True):
        edge = lists.features[lists.sizes == asked.settings.rare_documents]
        mass += np.bincount(had.numbers[among(had.hashes, edge)], minlength=len(mass))
    return mass


def _counted(
    shares: Sequence[_Share], asked: Question, mates: Matches, labels: I64, mass: I64, few: Sequence[Lists]
) -> Iterator[U64]:
    """Articles, places and tags in one word, as often as they meet; all of one article come together.

    Of what is popular an article is compared with who holds most, or, if that is the article, with all; so
    with each that may hold most once others have come.
    """
    own = _own(mates, labels)
    standing_mass = asked.standing.mass.astype(np.int64)
    parts: list[tuple[int, Features, Lists]] = [
        (tag_of(view, 0), asked.views[view], lists) for view, lists in enumerate(few)
    ]
    cells = []
    for share in shares:
        ranks = _ranks(share, asked.settings)
        owners, members = share.stored(ranks == 0)
        cells.append(_cells(share.had.numbers[owners], members, tag_of(share.view, 0)))
        popular = np.flatnonzero((ranks > 0) & (ranks < CLASSES))
        firsts = share.votes.first_at(share.at[popular])
        numbers = share.had.numbers[popular]
        outdone = _may_hold_more(mass[numbers], standing_mass[firsts])
        outdone |= among(_keys(numbers, labels[firsts]), own)
        owners, heads = share.stored(_marked(popular, len(ranks)))
        firsts = share.votes.first_at(share.at[owners])
        near = _may_hold_more(standing_mass[heads], standing_mass[firsts])
        owners, heads = owners[near], heads[near]
        whole = share.had.where(_marked(popular[outdone], len(ranks)))
        lists = one_a_group(_lists(asked.posted(share.view, np.unique(whole.hashes))), labels)
        for rank in range(1, CLASSES):
            met = (ranks[owners] == rank) & ~_marked(popular[outdone], len(ranks))[owners]
            cells.append(_cells(share.had.numbers[owners[met]], heads[met], tag_of(share.view, rank)))
            rows = popular[(ranks[popular] == rank) & outdone]
            parts.append((tag_of(share.view, rank), share.had.where(_marked(rows, len(ranks))), lists))
    cells.append(np.empty(0, np.uint64))
    known = np.concatenate(cells)
    known.sort()
    for first, last in _bounds(known, parts, len(asked.words)):
        low, high = np.searchsorted(
            known, np.array([first, last], np.uint64) << np.uint64(PLACE_BITS + TAG_BITS)
        )
        found = [known[low:high]]
        for tag, had, lists in parts:
            begin, end = np.searchsorted(had.numbers, (first, last))
            some = Features(had.hashes[begin:end], had.numbers[begin:end])
            found.append(_cells(*some.with_members(lists), tag))
        joined = np.concatenate(found)
        joined.sort()
        yield joined


def _may_hold_more(one: I64, other: I64) -> Bools:
    """Whether articles that hold so much of what is popular may hold more than others, with more articles."""
    held: Bools = one + np.maximum(_SWAY, one // _SWAY_SHARE) >= other
    return held


def _marked(rows: I64, total: int) -> Bools:
    marks = np.zeros(total, np.bool_)
    marks[rows] = True
    return marks


def _cells(numbers: I64, places: I64, tag: int) -> U64:
    return (_keys(numbers, places) << np.uint64(TAG_BITS)) | np.uint64(tag)


def _bounds(
    known: U64, parts: Sequence[tuple[int, Features, Lists]], count: int
) -> Iterator[tuple[int, int]]:
    """Stretches of numbers that meet not too many at once."""
    weights = np.bincount((known >> np.uint64(PLACE_BITS + TAG_BITS)).astype(np.int64), minlength=count)
    for _, had, lists in parts:
        if len(lists):
            at = np.minimum(np.searchsorted(lists.features, had.hashes), len(lists) - 1)
            sizes = np.where(lists.features[at] == had.hashes, lists.sizes[at], 0)
            weights = weights + np.bincount(had.numbers, sizes, count).astype(np.int64)
    reached = np.append(0, np.cumsum(weights))
    first = 0
    while first < count:
        last = int(np.searchsorted(reached, reached[first] + _AT_ONCE, side="right")) - 1
        last = min(max(last, first + 1), count)
        yield first, last
        first = last


def _enough(cells: Iterator[U64], asked: Question) -> Matches:
    """The pairs that share enough."""
    kept = []
    for tags in cells:
        numbers, places, counts = tallied(
            tags, 2, lambda numbers, places: least_features(_shorter(asked, numbers, places), asked.settings)
        )
        enough, strength = is_enough(counts, _shorter(asked, numbers, places), asked.settings)
        kept.append(Matches(numbers, places, strength).where(enough))
    return _joined(kept)


def _shorter(asked: Question, numbers: I64, places: I64) -> I64:
    """The words of the shorter text of each pair."""
    return np.minimum(asked.words[numbers], asked.standing_words[places])


def _joined(parts: Sequence[Matches]) -> Matches:
    none = Matches(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    parts = [none, *parts]
    return Matches(
        np.concatenate([part.numbers for part in parts]),
        np.concatenate([part.places for part in parts]),
        np.concatenate([part.score for part in parts]),
    )


def _either(one: Matches, other: Matches) -> Matches:
    """The pairs of both, each once, with the larger score, sorted."""
    both = _joined([one, other])
    keys = _keys(both.numbers, both.places)
    order = np.lexsort((-both.score, keys))
    new = np.append(True, keys[order][1:] != keys[order][:-1])[: len(keys)]
    chosen = order[new]
    return Matches(both.numbers[chosen], both.places[chosen], both.score[chosen])
