"""Candidates across languages: articles in two languages that share names, figures and what stands by them.

The lists are those of the rare views, with another kind of features. A popular feature does not blind the
search: near-copies have one vote, and what more articles have than may is compared with the one of each
language that has most of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from syndetect.candidates.bands import Scored, strongest
from syndetect.columns import Postings
from syndetect.kernels.join import (
    PLACE_BITS,
    TAG_BITS,
    TAGS,
    Lists,
    first_of_each,
    one_a_group,
    pair_keys,
    posting_lists,
    tagged,
    tallied,
    unpacked,
)
from syndetect.kernels.ranges import ranges
from syndetect.kernels.words import I64, U64, Bools
from syndetect.settings import Settings
from syndetect.spill import Budget, SortedRuns

RARE_TIMES = 3
"""How many times as many articles as in one language may have what is rare: each tells the story."""

LEAST_SCORE, SHORT_WORDS = 5.0, 120
"""What two texts must share, a rare name or figure being one; of shorter texts less, in proportion, and never
a single coincidence."""

LEAST_OF_LENGTH, GROWTH = 0.19, 0.8
"""The same by the shorter text's words, from SHORT_WORDS on, times this power of them: of what two long texts
share, more is chance. Of real news in five languages half of the strangers that share a square root's worth
have less; 300 machine translations of 140 to 1,400 words have .193 and more, those by hand .24."""

LEAST_OF_SHORT = 0.5
"""The same of shorter texts, for each square root of the words."""

MOST_PARTNERS = 6
"""Candidates of another language kept for one article, the strongest first."""

_WORTH = np.zeros(TAGS)
_WORTH[:4] = (1.0, 0.5, 0.25, 0.125)
"""By tag: a name or figure, two that are neighbours; the same of what is popular."""

_IN_LENGTH = np.zeros(TAGS)
_IN_LENGTH[:4] = (1.0, 0.5, 1.0, 0.5)
"""The same for what the length asks: of a story that everybody has all is popular, and no chance."""

_VIEWS = 2
"""What is popular has the tags behind those of the views: single anchors, and neighbours."""

_LEAST = 1.5
_SLICE = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class LanguagePlaces:
    """Articles of several languages, by place.

    `languages`: int64, -1 where it is not known; `words`: int64; `pieces`: int64, who near-copies are
    called by. `asked`: bool, the ones that are held against all others, None where each is held against
    each. Those that are asked come behind the others, and have no vote.
    """

    languages: I64
    words: I64
    pieces: I64
    asked: Bools | None = None

    def __len__(self) -> int:
        return len(self.languages)


def pairs_across(
    singles: Postings, neighbours: Postings, spoken: LanguagePlaces, settings: Settings, budget: Budget
) -> Scored:
    """Pairs of places in two languages that share enough, scored by how much; the strongest of each."""
    views = (singles, neighbours)
    named = np.where(spoken.languages >= 0, np.arange(len(spoken)), -1)
    mass = np.zeros(len(spoken), np.int64)
    for view in views:
        for part in view.slices(_SLICE):
            mass += mass_across(posting_lists(part, named), spoken, settings)
    ranked = ranked_by(mass)
    keys = SortedRuns(len(spoken) << (PLACE_BITS + TAG_BITS), TAG_BITS, budget)
    for tag, view in enumerate(views):
        for part in view.slices(_SLICE):
            for some in keys_across(posting_lists(part, named), tag, ranked, spoken, settings):
                keys.append(some)
    found = strongest_across([enough_across(tags, spoken) for tags in keys.slices(_SLICE)], spoken)
    keys.close()
    return found


def mass_across(lists: Lists, spoken: LanguagePlaces, settings: Settings) -> I64:
    """How many popular features of some lists of places, each with a language, each place holds."""
    lists = one_a_group(lists, spoken.pieces)
    long = lists.where(_votes(lists, spoken) > _most(settings))
    return np.bincount(long.members, minlength=len(spoken))


def ranked_by(mass: I64) -> I64:
    """The places that hold most of what is popular first: int64 (places,)."""
    return np.lexsort((np.arange(len(mass)), -mass))


def keys_across(
    lists: Lists, tag: int, ranked: I64, spoken: LanguagePlaces, settings: Settings
) -> Iterator[U64]:
    """Tagged keys of the pairs in two languages that meet in some lists of places, as above: uint64.

    `tag`: 0 for single anchors, 1 for neighbours.
    """
    lists = one_a_group(lists, spoken.pieces)
    # Most features stand in one language alone, and make no pair.
    several = lists.where(_mixed(lists, spoken))
    votes, most = _votes(several, spoken), _most(settings)
    yield tagged(_across(_within(several.where(votes <= most), spoken), spoken), tag)
    for some in _with_champions(several.where(votes > most), ranked, spoken):
        yield tagged(_across(some, spoken), tag + _VIEWS)


def enough_across(tags: U64, spoken: LanguagePlaces) -> Scored:
    """The pairs that share enough, of sorted tagged keys, no pair's cut, scored by how much."""
    left, right, counts = tallied(tags, least=2)
    score = counts @ _WORTH
    shorter = np.minimum(spoken.words[left], spoken.words[right])
    least = np.minimum(LEAST_SCORE, np.maximum(_LEAST, LEAST_SCORE * shorter / SHORT_WORDS))
    long = shorter >= SHORT_WORDS
    of_length = np.where(long, LEAST_OF_LENGTH * shorter**GROWTH, LEAST_OF_SHORT * np.sqrt(shorter))
    enough = (score >= least) & (counts @ _IN_LENGTH >= of_length)
    return Scored(left, right, score).where(enough)


def strongest_across(parts: Sequence[Scored], spoken: LanguagePlaces) -> Scored:
    """The strongest pairs of each place; all parts together are sorted by left and right."""
    parts = [Scored(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)), *parts]
    left, right, score = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("left", "right", "score")
    )
    found = Scored(left, right, score)
    return found.where(strongest(found, len(spoken), MOST_PARTNERS))


def _most(settings: Settings) -> int:
    return RARE_TIMES * settings.rare_documents


def _mixed(lists: Lists, spoken: LanguagePlaces) -> Bools:
    """Which lists have members of two languages or more."""
    firsts = np.cumsum(lists.sizes) - lists.sizes
    languages = spoken.languages[lists.members]
    if not len(languages):
        return np.zeros(len(lists), np.bool_)
    mixed: Bools = np.minimum.reduceat(languages, firsts) != np.maximum.reduceat(languages, firsts)
    return mixed


def _votes(lists: Lists, spoken: LanguagePlaces) -> I64:
    """How many members of each list have a vote."""
    if spoken.asked is None:
        return lists.sizes
    lists_of = np.repeat(np.arange(len(lists)), lists.sizes)
    found: I64 = np.bincount(lists_of[~spoken.asked[lists.members]], minlength=len(lists))
    return found


def _within(lists: Lists, spoken: LanguagePlaces) -> U64:
    """A pair key for every two members of a list, or for every asked one and every other."""
    firsts = np.cumsum(lists.sizes) - lists.sizes
    rows = np.arange(len(lists.members))
    if spoken.asked is None:
        low, high = rows + 1, np.repeat(firsts + lists.sizes, lists.sizes)
    else:
        own = spoken.asked[lists.members]
        low, high = np.repeat(firsts, lists.sizes), np.repeat(firsts + _votes(lists, spoken), lists.sizes)
        high = np.where(own, high, low)
    owners, others = ranges(low, high)
    return pair_keys(lists.members[owners], lists.members[others])


def _with_champions(lists: Lists, ranked: I64, spoken: LanguagePlaces) -> Iterator[U64]:
    """A pair key for every member of a list and the one of each language that comes first in it."""
    lists_of = np.repeat(np.arange(len(lists)), lists.sizes)
    voting = np.ones(len(lists.members), np.bool_) if spoken.asked is None else ~spoken.asked[lists.members]
    for language in np.unique(spoken.languages[lists.members]).tolist():
        inside = voting & (spoken.languages[lists.members] == language)
        counts = np.bincount(lists_of[inside], minlength=len(lists))
        some = counts > 0
        first = first_of_each(Lists(lists.features[some], lists.members[inside], counts[some]), ranked)
        champion = np.full(len(lists), -1, np.int64)
        champion[some] = first.members
        others = some[lists_of] & (spoken.languages[lists.members] != language)
        if spoken.asked is not None:
            others &= ~voting
        yield pair_keys(lists.members[others], champion[lists_of[others]])


def _across(keys: U64, spoken: LanguagePlaces) -> U64:
    left, right = unpacked(keys)
    found: U64 = keys[spoken.languages[left] != spoken.languages[right]]
    return found
