"""Where a group comes apart: an article that was made from several others ties none of them to each other.

Who blends two tellings of one event, or compiles the stories of a week, has more of each of them than they
have of each other. Such an article has its sources on several sides, and each side is a family of its own.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from syndetect.attribution.profile import Profiles
from syndetect.graphs import reached
from syndetect.kernels.hash_set import among
from syndetect.kernels.words import Bools
from syndetect.model import Pair, Span
from syndetect.provenance.direction_evidence import Side, ledger_of
from syndetect.provenance.word_runs import Wordings, runs_of
from syndetect.text.longer_words import longer_words

Key = tuple[str, str]
Near = Mapping[str, set[str]]

FURTHER = 1.0
"""Log odds against every further side that an article has its text from: most are made from one."""

_MATTERS = (0.14, 0.045), (0.36, 0.09), (0.24, 0.06)
"""Mean and spread of the share of longer words that two texts have in common: articles on different matters,
articles on one event, and two halves of one article, which are of one matter and tell nothing twice. Measured
on the articles of BASIL and NewsWCL50."""

_MOST_MATTER = -1.0, 2.0
"""Log odds that this says at most against two sides' being from two articles, and for it. Two papers that cut
one article so that they share nothing are rare: nearly all keep its beginning.
"""

_LONGER_WORDS = 40
"""Longer words of the poorer text from which it says so much; of fewer in proportion."""

_SAME_PART = 0.6
"""Share of the smaller part from which two sides are two prints of the same part of an article."""

_FEWEST = 8
"""Runs of three words that an article must have of each side."""

_WORDED = 0.16
"""And for each word inside passages: a text that shares hardly any wording may retell another side's part."""

_LIKE = 0.6
"""Coverage of both from which an article may be another print of the one that is looked at."""

_MOST = 200
"""Articles of a group that are looked at, those first that are tied to most."""


@dataclass(frozen=True, slots=True)
class Seam:
    """An article with what it shares with each side: `prints` are its own, `sides` those of the others."""

    middle: str
    prints: tuple[str, ...]
    sides: tuple[tuple[str, ...], ...]


def seams(members: Sequence[str], derived: Mapping[Key, Pair]) -> Iterator[Seam]:
    """The articles without which, and without whose prints, a group falls into several."""
    near: dict[str, set[str]] = {id: set() for id in members}
    like: dict[str, set[str]] = {id: set() for id in members}
    for (left, right), pair in derived.items():
        near[left].add(right)
        near[right].add(left)
        if min(pair.evidence.coverage_left, pair.evidence.coverage_right) >= _LIKE:
            like[left].add(right)
            like[right].add(left)
    closed = {id: {id, *others} for id, others in near.items()}
    for middle in sorted(members, key=lambda id: (-len(near[id]), id))[:_MOST]:
        around = near[middle]
        if all(around <= closed[id] for id in around):
            continue
        for prints in dict.fromkeys((frozenset[str](), frozenset(like[middle]))):
            found = _sides(middle, prints, near)
            if len(found.sides) > 1:
                yield found


def _sides(middle: str, prints: Collection[str], near: Near) -> Seam:
    """What hangs together without an article and its prints; a print that hangs on one side belongs to it."""
    removed = {middle, *prints}
    parts = _components(sorted(near.keys() - removed), near, removed)
    beside = {id for part in parts for id in part}
    alone = [id for id in sorted(prints) if not near[id] & beside]
    # What is tied to no side, but perhaps to other prints, is a side by itself.
    parts += _components(alone, near, removed - set(alone))
    at = {id: number for number, part in enumerate(parts) for id in part}
    kept = []
    for id in sorted(set(prints).difference(alone)):
        touched = sorted({at[other] for other in near[id] if other in at})
        if len(touched) > 1:
            kept.append(id)
        else:
            parts[touched[0]].append(id)
            at[id] = touched[0]
    sides = tuple(tuple(sorted(part)) for part in parts if near[middle] & set(part))
    return Seam(middle, tuple(kept), sides)


def _components(ids: Sequence[str], near: Near, removed: Collection[str]) -> list[list[str]]:
    """The parts that `ids` and what they reach come apart into when some are taken out, each sorted."""
    seen, parts = set(removed), []
    for id in ids:
        if id not in seen:
            parts.append(sorted(reached(id, near, removed)))
            seen.update(parts[-1])
    return parts


@dataclass(frozen=True, slots=True)
class DividedGroups:
    """The groups that a group comes apart into; `doubts` are what is left of others that may come apart.

    A doubt is how probable it is that the article has its text from the other one, which hangs below it.
    """

    groups: tuple[tuple[str, ...], ...]
    doubts: Mapping[Key, float]


def parted(members: Sequence[str], derived: Mapping[Key, Pair], profiles: Profiles) -> DividedGroups:
    """The groups that `members` are, once those made from several sides no longer tie these to each other.

    `derived` are the pairs among them. An article stays with the side that it has most from.
    """
    inside = set(members)
    pairs = {key: pair for key, pair in derived.items() if inside.issuperset(key)}
    doubts: dict[Key, float] = {}
    for seam in seams(members, pairs):
        away, left = _away(seam, pairs, profiles)
        if away:
            rest = tuple(id for id in members if all(id not in side for side in away))
            found = [parted(part, pairs, profiles) for part in (rest, *away)]
            groups = sorted(group for one in found for group in one.groups)
            return DividedGroups(
                tuple(groups), {key: doubt for one in found for key, doubt in one.doubts.items()}
            )
        for key, doubt in left.items():
            doubts[key] = max(doubt, doubts.get(key, 0.0))
    return DividedGroups((tuple(members),), doubts)


def _away(
    seam: Seam, derived: Mapping[Key, Pair], profiles: Profiles
) -> tuple[list[tuple[str, ...]], dict[Key, float]]:
    """The sides that a seam's article has text from, but the one that it has most from; and the doubts."""
    mine = runs_of(profiles.words(seam.middle))
    sides = _merged(
        [
            _SeamSide(side, _nearest(seam.middle, side, derived), _held(mine, side, profiles, seam, derived))
            for side in seam.sides
        ]
    )
    sides = [side for side in sides if _alone(side, sides) >= _least(seam.middle, side, derived)]
    if len(sides) < 2:
        return [], {}
    odds = {side.nearest: _taken(seam.middle, side, sides, derived, profiles) for side in sides}
    sides.sort(key=lambda side: (-odds[side.nearest], side.members))
    upstream, gained, gains = sides[:1], odds[sides[0].nearest], {}
    for side in sides[1:]:
        matters = [_apart(side.nearest, one.nearest, profiles) for one in upstream]
        gain = odds[side.nearest] + sum(matters) / len(matters) - FURTHER
        if gain > 0:
            upstream.append(side)
            gained += gain
        gains[side.members] = gain
    if len(upstream) < 2 or gained <= 0:
        gains[sides[0].members] = max([odds[sides[0].nearest] + gain for gain in gains.values()], default=0.0)
        ends = (seam.middle, *seam.prints)
        return [], {
            (end, id): 1 / (1 + math.exp(-gain))
            for side, gain in gains.items()
            for id in side
            for end in ends
        }
    upstream.sort(key=lambda side: (-int(side.runs.sum()), side.members))
    return [side.members for side in upstream[1:]], {}


@dataclass(frozen=True, slots=True)
class _SeamSide:
    """A side, the one of it that is nearest to the article, and which runs of the article it has."""

    members: tuple[str, ...]
    nearest: str
    runs: Bools


def _alone(side: _SeamSide, sides: Sequence[_SeamSide]) -> int:
    """Runs of the article that only that side has."""
    others = np.zeros(len(side.runs), np.bool_)
    for one in sides:
        if one is not side:
            others |= one.runs
    return int((side.runs & ~others).sum())


def _least(middle: str, side: _SeamSide, derived: Mapping[Key, Pair]) -> float:
    """Runs that a side must have alone: a retelling of what another side has too shares few."""
    return max(_FEWEST, _WORDED * _matched(middle, side.nearest, derived))


def _nearest(middle: str, side: Sequence[str], derived: Mapping[Key, Pair]) -> str:
    tied = [id for id in side if _pair(middle, id, derived) is not None]
    return min(tied, key=lambda id: (-_matched(middle, id, derived), id))


def _matched(middle: str, id: str, derived: Mapping[Key, Pair]) -> int:
    pair = _pair(middle, id, derived)
    return pair.evidence.matched_words if pair is not None else 0


def _pair(one: str, other: str, derived: Mapping[Key, Pair]) -> Pair | None:
    return derived.get((one, other)) or derived.get((other, one))


def _held(
    mine: Wordings,
    side: Sequence[str],
    profiles: Profiles,
    seam: Seam,
    derived: Mapping[Key, Pair],
) -> Bools:
    tied = [id for id in side if _pair(seam.middle, id, derived) is not None]
    mask = np.zeros(len(mine), np.bool_)
    for id in tied:
        mask |= among(mine.runs, runs_of(profiles.words(id)).runs)
    return mask


def _merged(sides: Sequence[_SeamSide]) -> list[_SeamSide]:
    """The sides, those that have the same part of the article as one: they are prints of each other."""
    found: list[_SeamSide] = []
    for side in sorted(sides, key=lambda one: (-int(one.runs.sum()), one.members)):
        for number, other in enumerate(found):
            common = int((side.runs & other.runs).sum())
            if common >= _SAME_PART * max(1, min(int(side.runs.sum()), int(other.runs.sum()))):
                members = tuple(sorted((*other.members, *side.members)))
                found[number] = _SeamSide(members, other.nearest, other.runs | side.runs)
                break
        else:
            found.append(side)
    return found


def _taken(
    middle: str,
    side: _SeamSide,
    sides: Sequence[_SeamSide],
    derived: Mapping[Key, Pair],
    profiles: Profiles,
) -> float:
    """Log odds that the article has its part of that side from there, and the rest from other sides."""
    others = [one for one in sides if one is not side]
    elsewhere = tuple(span for one in others for span in _spans(middle, one.nearest, derived))
    own = Side((replace(profiles[middle], elsewhere=elsewhere),))
    near = Side((profiles[side.nearest],))
    if (pair := derived.get((middle, side.nearest))) is not None:
        return -ledger_of(pair, own, near).odds
    return ledger_of(derived[side.nearest, middle], near, own).odds


def _spans(middle: str, other: str, derived: Mapping[Key, Pair]) -> list[Span]:
    if (pair := derived.get((middle, other))) is not None:
        return [passage.left for passage in pair.passages]
    return [passage.right for passage in derived[other, middle].passages]


def _apart(one: str, other: str, profiles: Profiles) -> float:
    """Log odds that two texts are no parts of one article, by their matter."""
    first, second = (longer_words(profiles[id].document.text) for id in (one, other))
    words = max(1, min(len(first), len(second)))
    unlike, retold, parts = (_density(len(first & second) / words, *shape) for shape in _MATTERS)
    odds = math.log((unlike + retold) / 2 / parts)
    least, most = _MOST_MATTER
    return max(least, min(most, odds)) * min(1.0, words / _LONGER_WORDS)


def _density(value: float, mean: float, spread: float) -> float:
    # What lies far out is no surer than what lies three spreads away.
    away = min(3.0, abs(value - mean) / spread)
    return math.exp(-away * away / 2) / spread
