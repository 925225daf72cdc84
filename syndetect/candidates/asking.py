"""Articles held against an archive one by one: the search of the archive stands, and nobody votes anew.

What is rare or popular is so in the archive, and one article more. So what is found for an article does not
depend on what else is handed in, and costs what it shares with the archive, however large that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from syndetect.candidates.bands import Scored, bands_and_rows, least_estimate
from syndetect.candidates.groups import ONE_PIECE, without_repeats, without_siblings
from syndetect.candidates.rare import by_class, by_mass, is_enough, tag_of
from syndetect.candidates.rules import Told, allowed
from syndetect.candidates.standing import Standing
from syndetect.candidates.substitutes import allowed_or_substituted
from syndetect.kernels.join import ROW_BITS, TAGS, Lists, band_keys, first_of_each, one_a_group
from syndetect.kernels.minhash import EMPTY, U32
from syndetect.kernels.ranges import ranges
from syndetect.kernels.text import I64, U64, Bools
from syndetect.settings import GROUP_PAIRS, Settings

TOGETHER = 500
"""Articles whose features are looked up in one go."""

_ROWS = np.uint64((1 << ROW_BITS) - 1)


class Holdings(Told, Protocol):
    """An archive as the search asks it; columns are by place."""

    @property
    def standing(self) -> Standing:
        """What the search of the archive left."""
        ...

    @property
    def words(self) -> I64:
        """How many words each article has, furniture left out."""
        ...

    @property
    def digests(self) -> U64:
        """Equal for equal sequences of words."""
        ...

    def signatures(self, places: I64) -> U32:
        """The signatures at some places: uint32 (places, num_perm)."""
        ...

    def mates(self, keys: U64) -> tuple[I64, I64]:
        """Who shares a band: numbers of keys' texts, and places, from the texts' keys, (texts, bands)."""
        ...

    def postings(self, view: int, features: U64) -> U64:
        """Postings of the features in a view, sorted, with places: 0 runs of words, 1 content, 2 lines.

        Of equal texts the first alone has postings in the views 0 and 1.
        """
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Articles that are held against an archive: columns by their numbers.

    `words`, `digests`, `signatures`, `published` and `outlets` are as in `Fingerprints`, outlets numbered as
    the archive's are. `views`: the postings of the rare-wording and of the content view, uint64, sorted, with
    the articles' numbers.
    """

    words: I64
    digests: U64
    signatures: U32
    published: NDArray[np.float64]
    outlets: I64
    views: tuple[U64, U64]

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True, slots=True, eq=False)
class _One:
    """One of them: its number, who is near it by its whole text, and the posting lists of what it has."""

    number: int
    near: I64
    estimates: NDArray[np.float64]
    lists: tuple[Lists, Lists]


def held_against(asked: Asked, held: Holdings, settings: Settings) -> I64:
    """Who of an archive is worth comparing with each article: int64 (pairs, 2), number and place, sorted."""
    found = [np.empty((0, 2), np.int64)]
    for first in range(0, len(asked), TOGETHER):
        for one in _looked_up(asked, first, held, settings):
            places = _of_one(one, asked, held, settings)
            found.append(np.stack((np.full(len(places), one.number), places), axis=1))
    return np.concatenate(found)


def _looked_up(asked: Asked, first: int, held: Holdings, settings: Settings) -> Iterator[_One]:
    """Articles from a number on, each with what the archive has of its bands and features."""
    numbers = np.arange(first, min(first + TOGETHER, len(asked)))
    near, estimates = _near(asked, numbers, held, settings)
    views = [_of_rows(view, first, len(numbers)) for view in asked.views]
    packed = [
        held.postings(view, np.unique(np.concatenate([np.empty(0, np.uint64), *features])))
        for view, features in enumerate(views)
    ]
    bounds = np.searchsorted(near[:, 0], np.append(numbers, first + len(numbers)))
    for at, number in enumerate(numbers.tolist()):
        rows = slice(bounds[at], bounds[at + 1])
        runs, content = (_lists(packed[view], views[view][at]) for view in (0, 1))
        yield _One(number, near[rows, 1], estimates[rows], (runs, content))


def _of_rows(view: U64, first: int, count: int) -> list[U64]:
    """The features of each of `count` rows."""
    rows = (view & _ROWS).astype(np.int64) - first
    inside = (rows >= 0) & (rows < count)
    features, rows = view[inside] & ~_ROWS, rows[inside]
    order = np.argsort(rows, kind="stable")
    cuts = np.searchsorted(rows[order], np.arange(count + 1))
    ordered = features[order]
    return [np.unique(ordered[cuts[row] : cuts[row + 1]]) for row in range(count)]


def _lists(packed: U64, features: U64) -> Lists:
    """The posting lists of the features that anybody has."""
    low = np.searchsorted(packed, features)
    high = np.searchsorted(packed, features | _ROWS, side="right")
    some = high > low
    rows = ranges(low[some], high[some])[1]
    return Lists(features[some], (packed[rows] & _ROWS).astype(np.int64), (high - low)[some])


def _near(asked: Asked, numbers: I64, held: Holdings, settings: Settings) -> tuple[I64, NDArray[np.float64]]:
    """Numbers and places that share a band and seem near enough, sorted, and how near by estimate."""
    bands, rows = bands_and_rows(settings.num_perm, settings.least_resemblance, settings.target_recall)
    signed = asked.signatures[numbers]
    filled = np.flatnonzero(~(signed == EMPTY).all(axis=1))
    text, place = held.mates(band_keys(signed[filled], bands, rows))
    pairs = np.unique(np.stack((filled[text], place), axis=1), axis=0)
    if not len(pairs):
        return pairs, np.empty(0)
    estimates = (signed[pairs[:, 0]] == held.signatures(pairs[:, 1])).mean(axis=1)
    kept = estimates >= least_estimate(settings)
    pairs = pairs[kept]
    pairs[:, 0] += numbers[0]
    return pairs, estimates[kept]


def _of_one(one: _One, asked: Asked, held: Holdings, settings: Settings) -> I64:
    """The places that an article is compared with, sorted."""
    equal = np.flatnonzero(held.digests == asked.digests[one.number])
    rare, strength = _rare(one, int(asked.words[one.number]), held, settings)
    places = np.union1d(one.near, rare)
    chosen = _chosen(one, _Found(places, rare, strength), asked, held, settings) if len(places) else places
    chosen = np.concatenate((chosen, *(_equals(place, held) for place in chosen.tolist())))
    if len(equal):
        first = int(held.standing.first_of[equal[0]])
        # Whom an equal text was compared with is no news; of many equal texts one stands for all.
        same = equal if len(equal) < GROUP_PAIRS else np.array([first])
        others = held.standing.found.of(first)
        chosen = np.concatenate((chosen[~np.isin(chosen, equal)], same, others[~np.isin(others, equal)]))
    unique: I64 = np.unique(chosen.astype(np.int64))
    return unique


def _equals(place: int, held: Holdings) -> I64:
    """The other places with the same text, while these are few."""
    partners = held.standing.found.of(place)
    same: I64 = partners[held.digests[partners] == held.digests[place]]
    return same if len(same) < GROUP_PAIRS else same[:0]


def _rare(one: _One, words: int, held: Holdings, settings: Settings) -> tuple[I64, NDArray[np.float64]]:
    """Places that share enough of what is rare, and how much for the length, as the search counts it."""
    standing = held.standing
    # Popular features have millions of members: a mark for each place is quicker than sorting them.
    member = np.zeros(len(standing), np.bool_)
    for view in one.lists:
        member[view.members] = True
    at_hand = member.copy()
    for column in (standing.pieces, standing.groups):
        at_hand[column[member]] = True
    universe = np.flatnonzero(at_hand)
    rank = np.cumsum(at_hand) - 1
    lists = [Lists(view.features, rank[view.members], view.sizes) for view in one.lists]
    few = [view.sizes < settings.rare_documents for view in lists]
    short = np.zeros((len(universe), TAGS), np.int64)
    for number, view in enumerate(lists):
        _add(short, view.where(few[number]).members, tag_of(number, 0))
    mass = standing.mass[universe].astype(np.int64)
    mates = one.near[one.estimates >= ONE_PIECE]
    best = np.full(len(universe), -np.inf)
    # First near-copies have one vote, then families have; of both the search takes the better.
    for column, added in ((standing.pieces, np.zeros_like(short)), (standing.groups, short)):
        groups = _local(universe, column)
        own = np.isin(column[universe], column[mates]) & member[universe]
        voted = [
            _without_own(one_a_group(view.where(~rare), groups), own)
            for view, rare in zip(lists, few, strict=True)
        ]
        counts = added + _popular(voted, mass, settings)
        enough, strength = is_enough(counts, np.minimum(held.words[universe], words), settings)
        best = np.where(enough & (counts.sum(axis=1) > 1), np.maximum(best, strength), best)
    kept = best > -np.inf
    places: I64 = universe[kept]
    return places, best[kept]


def _without_own(lists: Lists, own: Bools) -> Lists:
    """Without the lists in which a near-copy has the article's vote."""
    owners = np.repeat(np.arange(len(lists)), lists.sizes)
    taken = np.bincount(owners[own[lists.members]], minlength=len(lists)) > 0
    return lists.where(~taken)


def _popular(voted: Sequence[Lists], mass: I64, settings: Settings) -> I64:
    """What an article and each member share of long lists, by tag: int64 (members, TAGS).

    Of what is popular it is compared with the member that holds most, or, if it holds more itself, with all.
    """
    ranked = by_mass(mass)
    classes = [list(by_class(view, settings, more=1)) for view in voted]
    own_mass = sum(len(lists) for view in classes for rank, lists in view if rank)
    counts = np.zeros((len(mass), TAGS), np.int64)
    for number, view in enumerate(classes):
        for rank, lists in view:
            met = lists.members
            if rank and len(lists):
                firsts = first_of_each(lists, ranked).members
                outdone = mass[firsts] < own_mass
                met = np.concatenate((firsts[~outdone], lists.where(outdone).members))
            _add(counts, met, tag_of(number, rank))
    return counts


def _add(counts: I64, members: I64, tag: int) -> None:
    """Count one more of a tag for each member, as often as it is named."""
    counts[:, tag] += np.bincount(members, minlength=len(counts))


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What the views found for an article: all `places`, and those found by what is rare, with strengths."""

    places: I64
    rare: I64
    strength: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Dated:
    """Dates and outlets of the places at hand and, last, of the article."""

    published: NDArray[np.float64]
    outlets: I64


def _chosen(one: _One, found: _Found, asked: Asked, held: Holdings, settings: Settings) -> I64:
    """Of the found places those that the rules allow, that say something new, and that are the strongest."""
    standing = held.standing
    everybody = _at_hand(one, found, asked, held, settings)
    me = len(everybody)
    near = _pairs(everybody, one.near, one.estimates)
    rare = _pairs(everybody, found.rare, found.strength)
    score = np.zeros(me)
    score[near.left] += near.score
    score[rare.left] += rare.score
    left = np.searchsorted(everybody, found.places)
    pairs = Scored(left, np.full(len(left), me), score[left])
    groups, hub, crowd = (
        np.append(_local(everybody, labels), me) for labels in (standing.groups, standing.hub, standing.crowd)
    )
    told = _dated(everybody, one, asked, held)
    pairs = without_repeats(allowed_or_substituted(pairs, groups, told, settings), near, hub)
    sizes = np.append(standing.crowd_sizes[everybody], 1).astype(np.int64)
    pairs = without_siblings(pairs, near, rare, hub, crowd, sizes)
    places = everybody[pairs.left]
    rank = np.empty(len(pairs), np.int64)
    rank[np.lexsort((places, -pairs.score))] = np.arange(len(pairs))
    kept = (rank < settings.max_candidates) | (pairs.score >= standing.floor[places])
    strongest: I64 = places[kept]
    return strongest


def _dated(places: I64, one: _One, asked: Asked, held: Holdings) -> _Dated:
    return _Dated(
        np.append(held.published[places], asked.published[one.number]),
        np.append(held.outlets[places], asked.outlets[one.number]),
    )


def _pairs(everybody: I64, places: I64, scores: NDArray[np.float64]) -> Scored:
    """Places with the article, which comes behind everybody."""
    return Scored(np.searchsorted(everybody, places), np.full(len(places), len(everybody)), scores)


def _local(everybody: I64, labels: NDArray[np.int32]) -> I64:
    """Labels of those at hand as places among them; a label that is not at hand counts as one's own."""
    own = labels[everybody].astype(np.int64)
    at = np.minimum(np.searchsorted(everybody, own), len(everybody) - 1)
    return np.where(everybody[at] == own, at, np.arange(len(everybody)))


def _at_hand(one: _One, found: _Found, asked: Asked, held: Holdings, settings: Settings) -> I64:
    """The found places, who stands for them, and who may stand in where a rule forbids one: sorted."""
    standing, places = held.standing, found.places
    count = len(places)
    every = Scored(np.arange(count), np.full(count, count), np.ones(count))
    within = allowed(every, _dated(places, one, asked, held), settings)
    parts: list[NDArray[Any]] = [
        places,
        standing.hub[places],
        standing.crowd[places],
        standing.groups[places],
    ]
    if len(within) < count:
        forbidden = np.delete(places, within.left)
        parts.append(np.flatnonzero(np.isin(standing.groups, standing.groups[forbidden])))
    return np.unique(np.concatenate(parts).astype(np.int64))
