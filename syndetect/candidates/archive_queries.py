"""Articles held against an archive one by one: the search of the archive stands, and nobody votes anew.

What is rare or popular is so in the archive, and one article more. So what is found for an article does not
depend on what else is handed in, and costs what it shares with the archive, however large that is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from syndetect.candidates.archive_search import ArchiveSearch
from syndetect.candidates.bands import Scored, bands_and_rows, least_estimate
from syndetect.candidates.groups import ONE_PIECE, without_repeats, without_siblings
from syndetect.candidates.rules import DatedOutlets, allowed
from syndetect.candidates.sharing import Features, Matches, Question, rare_with
from syndetect.candidates.substitutes import allowed_or_substituted
from syndetect.kernels.join import ROW_BITS, band_keys
from syndetect.kernels.minhash import NOTHING, U16
from syndetect.kernels.words import I64, U64, Bools
from syndetect.settings import GROUP_PAIRS, Settings

TOGETHER = 2_000
"""Articles whose features are looked up in one go."""

ROOM = 2
"""Times as many strongest candidates as in a scan of all: of what is popular an article is held here against
everybody if it may come to hold most of it, and would there be held against one."""

_ROWS = np.uint64((1 << ROW_BITS) - 1)


class Holdings(DatedOutlets, Protocol):
    """An archive as the search asks it; columns are by place."""

    @property
    def standing(self) -> ArchiveSearch:
        """What the search of the archive left."""
        ...

    @property
    def words(self) -> I64:
        """How many words each article has, furniture left out: int64 (places,)."""
        ...

    @property
    def digests(self) -> U64:
        """Equal for equal sequences of words: uint64 (places,)."""
        ...

    def signatures(self, places: I64) -> U16:
        """The signatures at some places: uint16 (places, num_perm)."""
        ...

    def mates(self, keys: U64, wanted: Bools | None = None) -> tuple[I64, I64]:
        """Who shares a band: numbers of keys' texts, and places, from the texts' keys, (texts, bands).

        `wanted`: bool (places,), those that are asked about; without it all are.
        """
        ...

    def postings(self, view: int, features: U64, wanted: Bools | None = None) -> U64:
        """Postings of the features in a view, with places: uint64, sorted.

        `view`: one of RARE_VIEWS, or LINES. Of equal texts the first alone has postings in a view by rare
        features. `wanted` is as in `mates`.
        """
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Queries:
    """Articles that are held against an archive: columns by their numbers.

    `words`, `digests`, `signatures`, `published` and `outlets` are as in `Fingerprints`, outlets numbered as
    the archive's are. `views`: by view, in the order of `RARE_VIEWS`, its postings, uint64, sorted, with
    the articles' numbers.
    """

    words: I64
    digests: U64
    signatures: U16
    published: NDArray[np.float64]
    outlets: I64
    views: tuple[U64, ...]

    def __len__(self) -> int:
        return len(self.words)


def held_against(asked: Queries, holdings: Holdings, settings: Settings) -> I64:
    """Who of an archive is worth comparing with each article: int64 (pairs, 2), number and place, sorted.

    Who may be compared with none of them, and stands for nobody who may, is not looked at.
    """
    found = [np.empty((0, 2), np.int64)]
    for first in range(0, len(asked), TOGETHER):
        numbers = np.arange(first, min(first + TOGETHER, len(asked)))
        wanted = within_reach(asked.published[numbers], asked.outlets[numbers], holdings, settings)
        near = _near(asked, numbers, holdings, wanted, settings)
        rare = rare_with(_question(asked, numbers, near, holdings, wanted, settings))
        bounds = np.arange(len(numbers) + 1)
        of_near, of_rare = (np.searchsorted(one.numbers, bounds) for one in (near, rare))
        for at, number in enumerate(numbers.tolist()):
            one, two = slice(*of_near[at : at + 2]), slice(*of_rare[at : at + 2])
            met = _SharedWith(number, near.places[one], near.score[one], rare.places[two], rare.score[two])
            places = _of_one(met, asked, holdings, settings)
            found.append(np.stack((np.full(len(places), number), places), axis=1))
    return np.concatenate(found)


def within_reach(
    published: NDArray[np.float64], outlets: I64, holdings: Holdings, settings: Settings
) -> Bools | None:
    """Which places may be compared with an article of such dates and outlets, or belong with one that may.

    None where all are: the rules exclude nobody, or not for all of the articles.
    """
    near = np.ones(len(holdings.words), np.bool_)
    if settings.within_hours and not np.isnan(published).any():
        early, late = published.min() - settings.within_hours, published.max() + settings.within_hours
        near &= ~((holdings.published < early) | (holdings.published > late))
    if settings.outlets == "across" and len(np.unique(outlets)) == 1 and outlets[0] >= 0:
        near &= holdings.outlets != outlets[0]
    if near.all():
        return None
    standing = holdings.standing
    wanted = near.copy()
    for labels in (standing.first_of, standing.groups, standing.pieces, standing.hub, standing.crowd):
        held = np.zeros(len(near), np.bool_)
        held[labels[near]] = True
        wanted |= held[labels]
    return wanted


def _question(
    asked: Queries,
    numbers: I64,
    near: Matches,
    holdings: Holdings,
    wanted: Bools | None,
    settings: Settings,
) -> Question:
    def posted(view: int, features: U64) -> U64:
        return holdings.postings(view, features, wanted)

    return Question(
        views=tuple(_features(view, int(numbers[0]), len(numbers)) for view in asked.views),
        words=asked.words[numbers],
        mates=near.where(near.score >= ONE_PIECE),
        posted=posted,
        standing=holdings.standing,
        standing_words=holdings.words,
        settings=settings,
    )


def _features(view: U64, first: int, count: int) -> Features:
    """What each of `count` articles has, each feature once."""
    rows = (view & _ROWS).astype(np.int64) - first
    inside = (rows >= 0) & (rows < count)
    hashes, numbers = view[inside] & ~_ROWS, rows[inside]
    order = np.lexsort((hashes, numbers))
    hashes, numbers = hashes[order], numbers[order]
    again = np.append(False, (hashes[1:] == hashes[:-1]) & (numbers[1:] == numbers[:-1]))[: len(hashes)]
    return Features(hashes[~again], numbers[~again])


def _near(
    asked: Queries, numbers: I64, holdings: Holdings, wanted: Bools | None, settings: Settings
) -> Matches:
    """Who shares a band with whom and seems near enough; scored by estimate, numbered from 0 on."""
    bands, rows = bands_and_rows(settings.num_perm, settings.least_resemblance, settings.target_recall)
    signed = asked.signatures[numbers]
    filled = np.flatnonzero(~(signed == NOTHING).all(axis=1))
    text, place = holdings.mates(band_keys(signed[filled], bands, rows), wanted)
    pairs = np.unique(np.stack((filled[text], place), axis=1), axis=0)
    estimates = np.empty(0)
    if len(pairs):
        estimates = (signed[pairs[:, 0]] == holdings.signatures(pairs[:, 1])).mean(axis=1)
    return Matches(pairs[:, 0], pairs[:, 1], estimates).where(estimates >= least_estimate(settings))


def _of_one(shared: _SharedWith, asked: Queries, holdings: Holdings, settings: Settings) -> I64:
    """The places that an article is compared with, sorted."""
    equal = np.flatnonzero(holdings.digests == asked.digests[shared.number])
    chosen = _chosen(shared, asked, holdings, settings) if len(shared.places) else shared.places
    chosen = np.concatenate((chosen, *(_equals(place, holdings) for place in chosen.tolist())))
    if len(equal):
        first = int(holdings.standing.first_of[equal[0]])
        # Whom an equal text was compared with is no news; of many equal texts one stands for all.
        same = equal if len(equal) < GROUP_PAIRS else np.array([first])
        others = holdings.standing.found.of(first)
        chosen = np.concatenate((chosen[~np.isin(chosen, equal)], same, others[~np.isin(others, equal)]))
    unique: I64 = np.unique(chosen.astype(np.int64))
    return unique


def _equals(place: int, holdings: Holdings) -> I64:
    """The other places with the same text, while these are few."""
    partners = holdings.standing.found.of(place)
    same: I64 = partners[holdings.digests[partners] == holdings.digests[place]]
    return same if len(same) < GROUP_PAIRS else same[:0]


@dataclass(frozen=True, slots=True, eq=False)
class _SharedWith:
    """What the views found for an article, by its number: by whole texts and by what is rare, with scores."""

    number: int
    near: I64
    estimates: NDArray[np.float64]
    rare: I64
    strength: NDArray[np.float64]

    @property
    def places(self) -> I64:
        """All of them, sorted."""
        return np.union1d(self.near, self.rare)


@dataclass(frozen=True, slots=True, eq=False)
class _Dated:
    """Dates and outlets of the places at hand and, last, of the article."""

    published: NDArray[np.float64]
    outlets: I64


def _chosen(shared: _SharedWith, asked: Queries, holdings: Holdings, settings: Settings) -> I64:
    """Of the found places those that the rules allow, that say something new, and that are the strongest."""
    standing = holdings.standing
    everybody = _at_hand(shared, asked, holdings, settings)
    me = len(everybody)
    near = _pairs(everybody, shared.near, shared.estimates)
    rare = _pairs(everybody, shared.rare, shared.strength)
    score = np.zeros(me)
    score[near.left] += near.score
    score[rare.left] += rare.score
    left = np.searchsorted(everybody, shared.places)
    pairs = Scored(left, np.full(len(left), me), score[left])
    groups, hub, crowd = (
        np.append(_local(everybody, labels), me) for labels in (standing.groups, standing.hub, standing.crowd)
    )
    dated = _dated(everybody, shared, asked, holdings)
    pairs = without_repeats(allowed_or_substituted(pairs, groups, dated, settings), near, hub)
    sizes = np.append(standing.crowd_sizes[everybody], 1).astype(np.int64)
    pairs = without_siblings(pairs, near, rare, hub, crowd, sizes)
    places = everybody[pairs.left]
    rank = np.empty(len(pairs), np.int64)
    rank[np.lexsort((places, -pairs.score))] = np.arange(len(pairs))
    kept = (rank < ROOM * settings.max_candidates) | (pairs.score >= standing.floor[places])
    strongest: I64 = places[kept]
    return strongest


def _dated(places: I64, shared: _SharedWith, asked: Queries, holdings: Holdings) -> _Dated:
    return _Dated(
        np.append(holdings.published[places], asked.published[shared.number]),
        np.append(holdings.outlets[places], asked.outlets[shared.number]),
    )


def _pairs(everybody: I64, places: I64, scores: NDArray[np.float64]) -> Scored:
    """Places with the article, which comes behind everybody."""
    return Scored(np.searchsorted(everybody, places), np.full(len(places), len(everybody)), scores)


def _local(everybody: I64, labels: NDArray[np.int32]) -> I64:
    """Labels of those at hand as places among them; a label that is not at hand counts as one's own."""
    own = labels[everybody].astype(np.int64)
    at = np.minimum(np.searchsorted(everybody, own), len(everybody) - 1)
    return np.where(everybody[at] == own, at, np.arange(len(everybody)))


def _at_hand(shared: _SharedWith, asked: Queries, holdings: Holdings, settings: Settings) -> I64:
    """The found places, who stands for them, and who may stand in where a rule forbids one: sorted."""
    standing, places = holdings.standing, shared.places
    count = len(places)
    every = Scored(np.arange(count), np.full(count, count), np.ones(count))
    within = allowed(every, _dated(places, shared, asked, holdings), settings)
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
