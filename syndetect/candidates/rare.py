"""The rare-wording and the rare-content view: pairs that share enough of what few others have.

How few is counted in groups of texts that are of one piece, not in articles. What more groups have than may
is popular: it counts for less, and is not compared each with each but with the articles that have most of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from syndetect.candidates.bands import Scored
from syndetect.candidates.groups import ONE_PIECE, star_cover
from syndetect.candidates.votes import CLASSES, Votes, together, voted
from syndetect.columns import Fingerprints, Postings
from syndetect.kernels.join import (
    PLACE_BITS,
    TAG_BITS,
    TAGS,
    Lists,
    by_name,
    first_of_each,
    one_a_group,
    pair_keys,
    pairs_within,
    posting_lists,
    stars,
    tagged,
    tallied,
)
from syndetect.kernels.words import I64, U64
from syndetect.settings import Settings
from syndetect.spill import Budget, SortedRuns, SpilledColumns
from syndetect.views import RARE_VIEWS

_SHORT = 60
"""Words below which a text is asked for fewer shared features, in proportion."""

_SLICE = 1 << 20
"""Postings, or keys of pairs, worked on at once."""

STEP = 10
"""How many times as many groups a feature of the next class may have."""

_KINSHIP = 2.0
"""How many times the least strength popular features must reach for two texts to have one vote."""


def least_shared(words: I64, settings: Settings) -> NDArray[np.float64]:
    """How many rare features must be shared: float64 (pairs,), by the words of the shorter text.

    Of a short text, with few features of any kind, less is asked, but never a single coincidence.
    """
    least = settings.rare_shared * words / _SHORT
    return np.minimum(settings.rare_shared, np.maximum(2.0, least))


def shared_and_strength(counts: I64, words: I64) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How many features count as shared, and how much that is for the shorter text's words.

    `counts`: int64 (pairs, TAGS), features in common by `tag_of`; `words`: int64 (pairs,). A pair of content
    words is found more easily than a run of words, so it counts for less; so does a feature of a class of
    more articles, half as much as one of the class before.
    """
    shorter = np.maximum(words, 1)
    return counts @ _SHARES, counts @ _STRENGTHS / np.sqrt(shorter)


def is_enough(counts: I64, words: I64, settings: Settings) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Whether pairs share enough to be looked at, and with what strength; as in `shared_and_strength`."""
    shared, strength = shared_and_strength(counts, words)
    return (shared >= least_shared(words, settings)) & (strength >= settings.rare_strength), strength


def is_kin(strength: NDArray[np.float64], settings: Settings) -> NDArray[np.bool_]:
    """Whether two texts share so much that is popular that they have one vote: bool (pairs,)."""
    kin: NDArray[np.bool_] = strength >= _KINSHIP * settings.rare_strength
    return kin


def tag_of(view: int, rank: int) -> int:
    """The tag of a feature's pairs: `view` is the number of its view in the table, `rank` its class."""
    return len(RARE_VIEWS) * rank + view


_LEFT = [0.5**rank * (view.popular if rank else 1.0) for rank in range(CLASSES) for view in RARE_VIEWS]
"""What is left of a feature's worth, by tag: half as much in each class as in the one before."""

_NO_VIEW = np.zeros(TAGS - len(_LEFT))
"""The worth of tags that there is room for, and no view."""

_SHARES = np.append(np.tile([view.share for view in RARE_VIEWS], CLASSES) * np.array(_LEFT), _NO_VIEW)
_STRENGTHS = np.append(np.tile([view.strength for view in RARE_VIEWS], CLASSES) * np.array(_LEFT), _NO_VIEW)

_MOST_SHARE = float(_SHARES.max())
"""What a feature that two texts share counts for at most."""

_ROUNDING = 1e-6


def least_features(words: I64, settings: Settings) -> NDArray[np.float64]:
    """How many features of any kind two texts must share to share enough: float64, as in `least_shared`."""
    return least_shared(words, settings) / _MOST_SHARE - _ROUNDING


def by_class(lists: Lists, settings: Settings, more: int = 0) -> Iterator[tuple[int, Lists]]:
    """The lists of each class, with its number, by how many members they have and would have with `more`."""
    ends = settings.rare_documents * STEP ** np.arange(CLASSES)
    classes = np.searchsorted(ends, lists.sizes + more)
    for rank in range(CLASSES):
        yield rank, lists.where(classes == rank)


def compared(
    lists: Lists, groups: I64, ranked: I64, settings: Settings, more: int = 0
) -> Iterator[tuple[int, Lists]]:
    """Whom `more` articles with these features would be compared with, by class of the features.

    Of a rare feature every member of its list, or one a group; of a popular one who comes first.
    """
    most = settings.rare_documents
    yield 0, lists.where(lists.sizes + more <= most)
    votes = one_a_group(lists.where(lists.sizes + more > most), groups)
    for rank, held in by_class(votes, settings, more):
        yield rank, first_of_each(held, ranked) if rank else held


@dataclass(frozen=True, slots=True)
class RarePairs:
    """What the two views found.

    `pairs`: who shares enough. `pieces`: int64 (places,), the place that near-copies, which have one vote,
    are called by; `groups`: the same with families joined. `mass`: int64 (places,), how many popular features
    each holds; `ranked`: int64 (places,), those first that hold most. `votes`: if they were to be kept, those
    of the rare-wording and the content view by pieces, and the same by groups.
    """

    pairs: Scored
    pieces: I64
    groups: I64
    mass: I64
    votes: tuple[Votes, ...] = ()

    @property
    def ranked(self) -> I64:
        """The places in order of how much they hold of what is popular: int64 (places,)."""
        return by_mass(self.mass)


class PostingLists(Protocol):
    """The posting lists of both views, wherever they are held."""

    def mass(self, groups: I64) -> I64:
        """How many popular features each place holds when each group has one vote: int64 (places,)."""
        ...

    def shared(self, groups: I64, ranked: I64, *, short: bool) -> Scored:
        """Who shares enough of the long lists, of which each group has one vote; and of the `short` ones.

        `ranked` is that of `RarePairs`.
        """
        ...


def rare_pairs(lists: PostingLists, near: Scored, places: int, settings: Settings) -> RarePairs:
    """Pairs of texts that share enough; scored by how much for their length.

    `near`: pairs of the whole-text view. First the texts are found that share much popular wording with one
    text; each such family then has one vote, as near-copies have.
    """
    close = near.where(near.score >= ONE_PIECE)
    pieces = star_cover(close, places)
    mass = lists.mass(pieces)
    ranked = by_mass(mass)
    families = lists.shared(pieces, ranked, short=False)
    strong = families.where(is_kin(families.score, settings))
    groups = star_cover(_concatenated([close, strong]), places)
    pairs = lists.shared(groups, ranked, short=True)
    return RarePairs(_either(pairs, families), pieces, groups, mass)


def rare_in_common(
    prints: Fingerprints,
    first_of: I64,
    near: Scored,
    settings: Settings,
    budget: Budget,
    *,
    keep: bool = False,
) -> RarePairs:
    """The same of lists that are held here, which of equal texts the first has alone.

    `first_of`: int64 (places,), the first of equal texts. `keep`: whether to keep the votes.
    """
    lists = _Here(prints, first_of, settings, budget, keep=keep)
    pairs = rare_pairs(lists, near, len(prints), settings)
    lists.close()
    return replace(pairs, votes=tuple(lists.votes))


def places_by_row(prints: Fingerprints, first_of: I64) -> I64:
    """The place of each row, -1 where it is left out or an earlier place has its text: int64 (rows,)."""
    places = np.full(len(prints.signatures), -1, np.int64)
    members = np.flatnonzero(first_of == np.arange(len(prints)))
    places[prints.order[members]] = members
    return places


class _Here:
    """The lists in this process: keys of what the short ones have in common, and the long ones."""

    def __init__(
        self, prints: Fingerprints, first_of: I64, settings: Settings, budget: Budget, *, keep: bool
    ) -> None:
        self.votes: list[Votes] = []
        self._keep = keep
        self._found, self._settings, self._budget = prints, settings, budget
        self._short = self._keys()
        places = places_by_row(prints, first_of)
        self._long = [
            _LongLists(view, places, tag_of(number, 0), self._short, settings, budget)
            for number, view in enumerate(prints.views)
        ]

    def mass(self, groups: I64) -> I64:
        """As in `PostingLists`."""
        mass = np.zeros(len(self._found), np.int64)
        for view in self._long:
            for lists in view.slices():
                mass += mass_in(lists, groups, self._settings)
        return mass

    def shared(self, groups: I64, ranked: I64, *, short: bool) -> Scored:
        """As in `PostingLists`; asked for the short ones once."""
        keys = self._short if short else self._keys()
        for view in self._long:
            kept = []
            for lists in view.slices():
                for rank, votes in _voted(lists, groups, self._settings):
                    if rank < CLASSES:
                        keys.append(_met(rank, votes, view.tag, ranked))
                    if self._keep:
                        kept.append(voted(rank, votes, ranked))
            if self._keep:
                self.votes.append(together(kept))
        found = _concatenated(
            [enough(tags, self._found.words, self._settings) for tags in keys.slices(_SLICE)]
        )
        keys.close()
        return found

    def close(self) -> None:
        for view in self._long:
            view.close()

    def _keys(self) -> SortedRuns:
        return SortedRuns(len(self._found) << (PLACE_BITS + TAG_BITS), TAG_BITS, self._budget)


class _LongLists:
    """The posting lists of a view that are too long to be rare if every article has a vote.

    The pairs of the short ones go to `keys` at once.
    """

    def __init__(
        self, view: Postings, places: I64, tag: int, keys: SortedRuns, settings: Settings, budget: Budget
    ) -> None:
        self.tag = tag
        self._held = SpilledColumns(budget)
        for part in view.slices(_SLICE):
            lists = posting_lists(part, places)
            keys.append(short_keys(lists, tag, settings))
            long = by_name(lists.where(lists.sizes > settings.rare_documents))
            self._held.append(long.features, long.members.astype(np.int32), long.sizes.astype(np.int32))

    def slices(self) -> Iterator[Lists]:
        """The lists, members by place."""
        for features, members, sizes in self._held:
            yield Lists(features, members.astype(np.int64), sizes.astype(np.int64))

    def close(self) -> None:
        self._held.close()


def short_keys(lists: Lists, tag: int, settings: Settings) -> U64:
    """Tagged keys of all pairs of places that share a feature which few have: uint64, unsorted."""
    return tagged(pairs_within(lists.between(2, settings.rare_documents)), tag)


def _voted(lists: Lists, groups: I64, settings: Settings) -> Iterator[tuple[int, Lists]]:
    """The lists that are too long, with one member a group, by class.

    Those that count for nothing are the class CLASSES.
    """
    votes = one_a_group(lists.where(lists.sizes > settings.rare_documents), groups)
    yield from by_class(votes, settings)
    yield CLASSES, votes.where(votes.sizes > settings.rare_documents * STEP ** (CLASSES - 1))


def mass_in(lists: Lists, groups: I64, settings: Settings) -> I64:
    """How many of the lists are popular that each place holds: int64 (places,)."""
    mass = np.zeros(len(groups), np.int64)
    for rank, votes in _voted(lists, groups, settings):
        if 0 < rank < CLASSES:
            mass += np.bincount(votes.members, minlength=len(groups))
    return mass


def long_keys(lists: Lists, tag: int, groups: I64, ranked: I64, settings: Settings) -> Iterator[U64]:
    """Tagged keys of the pairs of places in the longer lists: uint64. `tag`: that of the view's rarest."""
    for rank, votes in _voted(lists, groups, settings):
        if rank < CLASSES:
            yield _met(rank, votes, tag, ranked)


def _met(rank: int, votes: Lists, tag: int, ranked: I64) -> U64:
    """Tagged keys of the pairs of places in lists of one class, one member a group."""
    met = stars(votes, ranked) if rank else pairs_within(votes)
    return tagged(met, tag + tag_of(0, rank))


def by_mass(mass: I64) -> I64:
    """The places that hold most of what is popular first: int64 (places,)."""
    return np.lexsort((np.arange(len(mass)), -mass))


def enough(tags: U64, words: I64, settings: Settings) -> Scored:
    """The pairs that share enough, of sorted tagged keys, no pair's cut; `words`: int64 (places,)."""
    left, right, counts = tallied(
        tags, 2, lambda left, right: least_features(np.minimum(words[left], words[right]), settings)
    )
    kept, strength = is_enough(counts, np.minimum(words[left], words[right]), settings)
    return Scored(left, right, strength).where(kept)


def _either(one: Scored, other: Scored) -> Scored:
    """The pairs of both, each once, with the larger score."""
    both = _concatenated([one, other])
    keys = pair_keys(both.left, both.right)
    order = np.lexsort((-both.score, keys))
    new = np.append(True, keys[order][1:] != keys[order][:-1])[: len(keys)]
    return Scored(both.left[order[new]], both.right[order[new]], both.score[order[new]])


def _concatenated(parts: list[Scored]) -> Scored:
    nothing = Scored(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    parts = [nothing, *parts]
    return Scored(
        np.concatenate([part.left for part in parts]),
        np.concatenate([part.right for part in parts]),
        np.concatenate([part.score for part in parts]),
    )
