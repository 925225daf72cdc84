"""Derived pairs to groups of documents, such that no group hangs together by a document that quotes two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from syndetect.families.matter import Matter
from syndetect.graphs import DisjointSets
from syndetect.model import Bridge, Pair
from syndetect.text.publication_dates import Interval

NO_DATES: Mapping[str, Interval] = MappingProxyType({})

_PARTS = 64
"""Places on a text by which two pairs are seen to concern the same part of it."""

_COHERENT = 0.3
"""Share of the smaller part that two pairs of a document must have in common to belong together."""

_LEAST_EXCERPT = 0.1
"""Share of a text that an excerpt must make up before it ties the text to a family."""

_OWN = 0.3
"""Share of a text in no pair from which it is no round-up of those whom it shares its parts with."""

_COMPARED = 8
"""Other ends of pairs that concern one part of a text with which a further one's matter is compared."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of two or more ids, sorted inside and by their first id; `bridges` are pairs between them."""

    members: tuple[tuple[str, ...], ...]
    bridges: tuple[Bridge, ...]


def grouped(
    derived: Iterable[Pair], texts: Mapping[str, str], published: Mapping[str, Interval] = NO_DATES
) -> Groups:
    """Derived pairs joined where they meet in the same part of a text; `texts` and `published` by document.

    Two pairs that meet in a document join if they concern the same part of it, if it certainly appeared
    before both other ends, or if these are of one matter (two cuts of one article may share no sentence). A
    round-up that has one story here and another there ties neither to the other, and belongs to the one it
    took most from. An excerpt that makes up a tenth of a text ties a document that is in no group yet, never
    two groups, and nobody to a round-up of others; a smaller one only documents that nothing else ties to
    any. Every pair between two groups, or between one and a document of none, is a bridge.
    """
    known = _Judgements(Matter(texts), published)
    pairs = sorted(derived, key=lambda pair: (pair.left, pair.right))
    parts = {
        (pair.left, pair.right): (
            _mask(
                [(passage.left.begin, passage.left.end) for passage in pair.passages], len(texts[pair.left])
            ),
            _mask(
                [(passage.right.begin, passage.right.end) for passage in pair.passages],
                len(texts[pair.right]),
            ),
        )
        for pair in pairs
    }
    whole = [pair for pair in pairs if pair.relation != "excerpt"]
    joined_pairs = DisjointSets[Key]()
    at: dict[str, list[tuple[int, Key]]] = defaultdict(list)
    for pair in whole:
        key = pair.left, pair.right
        joined_pairs.leader(key)
        for id, mask in zip(key, parts[key], strict=True):
            at[id].append((mask, key))
    for id, met in sorted(at.items()):
        _meet(joined_pairs, id, met, known)
    home = _homes(joined_pairs, at, {(pair.left, pair.right): pair for pair in whole})
    excerpts = [pair for pair in pairs if pair.relation == "excerpt"]
    shared = _Shared(parts, known)
    for pair in whole:
        shared.add(pair, home)
    _excerpts([pair for pair in excerpts if _told_coverage(pair) >= _LEAST_EXCERPT], home, shared)
    _lonely([*whole, *excerpts], home)
    return Groups(_members(home), _bridges(pairs, home))


def _mask(spans: Sequence[tuple[int, int]], length: int) -> int:
    """The parts of a text that spans reach, as bits."""
    mask = 0
    size = max(1, length)
    for begin, end in spans:
        first, last = begin * _PARTS // size, max(begin, end - 1) * _PARTS // size
        mask |= ((1 << (last - first + 1)) - 1) << first
    # A pair without passages concerns all of a text.
    return mask or (1 << _PARTS) - 1


@dataclass(frozen=True, slots=True)
class _Judgements:
    """What else is asked of articles that meet in one: whether two are of one matter, and their dates."""

    alike: Callable[[str, str], bool]
    published: Mapping[str, Interval]

    def before(self, id: str, other: str) -> bool:
        """Whether an article certainly appeared before another one."""
        first, second = self.published.get(id), self.published.get(other)
        return first is not None and second is not None and first[1] < second[0]


@dataclass(slots=True)
class _Cluster:
    """Pairs of one document that belong together: the part that they concern, one of them, other ends."""

    mask: int
    key: Key
    others: list[str]


def _meet(
    joined_pairs: DisjointSets[Key], id: str, met: list[tuple[int, Key]], judgements: _Judgements
) -> None:
    """Join the pairs of one document that concern the same part of it, or the same matter.

    An article that certainly appeared before two others is their source and no round-up of them.
    """
    clusters: list[_Cluster] = []
    for mask, key in sorted(met, key=lambda item: (-item[0].bit_count(), item[1])):
        joined = _Cluster(mask, key, [_other(key, id)])
        apart = []
        for cluster in clusters:
            if _coherent(cluster, joined) or _together(id, cluster, joined, judgements):
                first, second = sorted((joined_pairs.leader(joined.key), joined_pairs.leader(cluster.key)))
                joined_pairs.join(second, first)
                joined = _Cluster(joined.mask | cluster.mask, cluster.key, cluster.others + joined.others)
            else:
                apart.append(cluster)
        clusters = [*apart, joined]


def _coherent(cluster: _Cluster, other: _Cluster) -> bool:
    common = (cluster.mask & other.mask).bit_count()
    return common >= _COHERENT * min(cluster.mask.bit_count(), other.mask.bit_count())


def _together(id: str, cluster: _Cluster, other: _Cluster, judgements: _Judgements) -> bool:
    """Whether what two clusters have from a document's parts, or gave to it, is of one article."""
    ends = [(first, second) for first in cluster.others[:_COMPARED] for second in other.others[:_COMPARED]]
    return any(
        (judgements.before(id, first) and judgements.before(id, second)) or judgements.alike(first, second)
        for first, second in ends
    )


def _other(key: Key, id: str) -> str:
    return key[1] if key[0] == id else key[0]


def _homes(
    joined_pairs: DisjointSets[Key], at: Mapping[str, Sequence[tuple[int, Key]]], pairs: Mapping[Key, Pair]
) -> dict[str, Key]:
    """The group of each document: the one whose pairs reach most of its text, then the surest."""
    home: dict[str, Key] = {}
    for id, met in at.items():
        reach: dict[Key, int] = defaultdict(int)
        sure: dict[Key, float] = defaultdict(float)
        for mask, key in met:
            group = joined_pairs.leader(key)
            reach[group] |= mask
            sure[group] = max(sure[group], pairs[key].confidence)
        home[id] = max(reach, key=lambda group: (reach[group].bit_count(), sure[group], group))
    # A document whose partners all went elsewhere has nobody to be a family with.
    return {
        id: group
        for id, group in home.items()
        if any(
            home[other] == group
            for _, key in at[id]
            if joined_pairs.leader(key) == group
            for other in key
            if other != id
        )
    }


class _Shared:
    """What the documents of groups share with others of their group: part, and with whom."""

    def __init__(self, parts: Mapping[Key, tuple[int, int]], judgements: _Judgements) -> None:
        self._parts, self._known = parts, judgements
        self._met: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def add(self, pair: Pair, home: Mapping[str, Key]) -> None:
        """Take in a pair, if both ends are of one group."""
        key = pair.left, pair.right
        if pair.left in home and home[pair.left] == home.get(pair.right):
            for id, mask in zip(key, self._parts[key], strict=True):
                self._met[id].append((mask, _other(key, id)))

    def round_up(self, id: str, pair: Pair) -> bool:
        """Whether a document is made of what it shares, and that pair concerns another part than the rest.

        Both ends of such a pair have much besides it, so that neither was cut from the other; and two who
        take nothing in common from a third are rare, even on one matter. Where dates tell who was there
        first, the tree of the family tells who compiled whom.
        """
        key = pair.left, pair.right
        if self._known.published.keys() >= set(key):
            return False
        mask = covered = self._parts[key][key.index(id)]
        for part, end in self._met[id]:
            if _coherent(_Cluster(part, key, [end]), _Cluster(mask, key, [])):
                return False
            covered |= part
        return bool(self._met[id]) and covered.bit_count() > (1 - _OWN) * _PARTS


def _excerpts(excerpts: Sequence[Pair], home: dict[str, Key], shared: _Shared) -> None:
    """The surest first: a round-up of several stories goes with the one it took most from."""
    for pair in sorted(excerpts, key=lambda pair: (-pair.confidence, pair.left, pair.right)):
        loose = [id for id in (pair.left, pair.right) if id not in home]
        if len(loose) == 2:
            home[pair.left] = home[pair.right] = (pair.left, pair.right)
        elif len(loose) == 1:
            other = pair.right if loose[0] == pair.left else pair.left
            if shared.round_up(other, pair):
                continue
            home[loose[0]] = home[other]
        shared.add(pair, home)


def _members(home: Mapping[str, Key]) -> tuple[tuple[str, ...], ...]:
    groups: dict[Key, list[str]] = defaultdict(list)
    for id in sorted(home):
        groups[home[id]].append(id)
    return tuple(sorted(tuple(group) for group in groups.values() if len(group) > 1))


def _lonely(pairs: Iterable[Pair], home: dict[str, Key]) -> None:
    """Pairs of which neither end is in a group are groups of their own, the surest first."""
    for pair in sorted(pairs, key=lambda pair: (-pair.confidence, pair.left, pair.right)):
        if pair.left not in home and pair.right not in home:
            home[pair.left] = home[pair.right] = (pair.left, pair.right)


def with_lonely(groups: Sequence[Sequence[str]], derived: Iterable[Pair]) -> list[tuple[str, ...]]:
    """The groups, and those that pairs make which have neither end in one of them; sorted."""
    home: dict[str, Key] = {id: (members[0], "") for members in groups for id in members}
    _lonely(derived, home)
    return list(_members(home))


def _told_coverage(pair: Pair) -> float:
    return max(pair.evidence.coverage_left, pair.evidence.coverage_right)


def _bridges(pairs: Sequence[Pair], home: Mapping[str, Key]) -> tuple[Bridge, ...]:
    return tuple(
        Bridge(pair.left, pair.right, f"{pair.relation} of {_told_coverage(pair):.0%}, {_why(pair, home)}")
        for pair in pairs
        if pair.left not in home or pair.right not in home or home[pair.left] != home[pair.right]
    )


def _why(pair: Pair, home: Mapping[str, Key]) -> str:
    """Why a pair did not join its ends."""
    if pair.relation != "excerpt":
        return "in a part of the text that no other pair of its family concerns, and of another matter"
    if _told_coverage(pair) < _LEAST_EXCERPT:
        return f"less than {_LEAST_EXCERPT:.0%} of either text, which ties nobody to a family"
    if pair.left in home and pair.right in home:
        return "and an excerpt ties no two families together"
    return "and an excerpt ties nobody to a round-up of others"
