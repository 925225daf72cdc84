"""Derived pairs to groups of documents, such that no group hangs together by a document that quotes two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from syndetect.model import Bridge, Pair

_PARTS = 64
"""Places on a text by which two pairs are seen to concern the same part of it."""

_COHERENT = 0.3
"""Share of the smaller part that two pairs of a document must have in common to belong together."""

_LEAST_EXCERPT = 0.1
"""Share of a text that an excerpt must make up before it ties the text to a family."""

_KIN = 0.2
"""Share of the longer words, of those of the poorer text, from which two texts are of one matter."""

_LONG = 6

_WORD = re.compile(r"[^\W\d_]+")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of two or more ids, sorted inside and by their first id; `bridges` are pairs between them."""

    members: tuple[tuple[str, ...], ...]
    bridges: tuple[Bridge, ...]


def grouped(derived: Iterable[Pair], texts: Mapping[str, str]) -> Groups:
    """Derived pairs joined where they meet in the same part of a text; `texts` by document.

    Two pairs that meet in a document join if they concern the same part of it, or if their other ends are of
    one matter (two cuts of one article may share no sentence). A round-up that has one story here and another
    there ties neither to the other, and belongs to the one it took most from. An excerpt that makes up
    a tenth of a text ties a document that is in no group yet, never two groups.
    """
    kin = _Kin(texts)
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
    leader: dict[Key, Key] = {}
    at: dict[str, list[tuple[int, Key]]] = defaultdict(list)
    for pair in whole:
        key = pair.left, pair.right
        _find(leader, key)
        for id, mask in zip(key, parts[key], strict=True):
            at[id].append((mask, key))
    for id, met in sorted(at.items()):
        _meet(leader, id, met, kin)
    home = _homes(leader, at, {(pair.left, pair.right): pair for pair in whole})
    _excerpts([pair for pair in pairs if pair.relation == "excerpt"], home)
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


class _Kin:
    """Whether two texts are of one matter, by their longer words, which are looked up once a text."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._words: dict[str, frozenset[str]] = {}

    def __call__(self, left: str, right: str) -> bool:
        first, second = self._of(left), self._of(right)
        return len(first & second) >= _KIN * max(1, min(len(first), len(second)))

    def _of(self, id: str) -> frozenset[str]:
        if id not in self._words:
            folded = self._texts[id].casefold()
            self._words[id] = frozenset(word for word in _WORD.findall(folded) if len(word) >= _LONG)
        return self._words[id]


def _meet(leader: dict[Key, Key], id: str, met: list[tuple[int, Key]], kin: _Kin) -> None:
    """Join the pairs of one document that concern the same part of it, or the same matter."""
    clusters: list[tuple[int, Key]] = []
    for mask, key in sorted(met, key=lambda item: (-item[0].bit_count(), item[1])):
        joined, lead = mask, key
        apart = []
        for other, representative in clusters:
            common = (joined & other).bit_count()
            if common >= _COHERENT * min(joined.bit_count(), other.bit_count()) or kin(
                _other(key, id), _other(representative, id)
            ):
                _join(leader, key, representative)
                joined |= other
                lead = representative
            else:
                apart.append((other, representative))
        clusters = [*apart, (joined, lead)]


def _other(key: Key, id: str) -> str:
    return key[1] if key[0] == id else key[0]


def _homes(
    leader: dict[Key, Key], at: Mapping[str, Sequence[tuple[int, Key]]], pairs: Mapping[Key, Pair]
) -> dict[str, Key]:
    """The group of each document: the one whose pairs reach most of its text, then the surest."""
    home: dict[str, Key] = {}
    for id, met in at.items():
        reach: dict[Key, int] = defaultdict(int)
        sure: dict[Key, float] = defaultdict(float)
        for mask, key in met:
            group = _find(leader, key)
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
            if _find(leader, key) == group
            for other in key
            if other != id
        )
    }


def _excerpts(excerpts: Sequence[Pair], home: dict[str, Key]) -> None:
    """The surest first: a round-up of several stories goes with the one it took most from."""
    taken: set[str] = set()
    for pair in sorted(excerpts, key=lambda pair: (-pair.confidence, pair.left, pair.right)):
        if max(pair.evidence.coverage_left, pair.evidence.coverage_right) < _LEAST_EXCERPT:
            continue
        loose = [id for id in (pair.left, pair.right) if id not in home]
        if len(loose) == 2:
            home[pair.left] = home[pair.right] = (pair.left, pair.right)
            taken.update(loose)
        elif len(loose) == 1 and loose[0] not in taken:
            other = pair.right if loose[0] == pair.left else pair.left
            home[loose[0]] = home[other]
            taken.add(loose[0])


def _members(home: Mapping[str, Key]) -> tuple[tuple[str, ...], ...]:
    groups: dict[Key, list[str]] = defaultdict(list)
    for id in sorted(home):
        groups[home[id]].append(id)
    return tuple(sorted(tuple(group) for group in groups.values() if len(group) > 1))


def _bridges(pairs: Sequence[Pair], home: Mapping[str, Key]) -> tuple[Bridge, ...]:
    return tuple(
        Bridge(
            pair.left,
            pair.right,
            f"{pair.relation} of {max(pair.evidence.coverage_left, pair.evidence.coverage_right):.0%}, "
            "in a part of the text that no other pair of its family concerns",
        )
        for pair in pairs
        if pair.left in home and pair.right in home and home[pair.left] != home[pair.right]
    )


def _find(leader: dict[Key, Key], key: Key) -> Key:
    leader.setdefault(key, key)
    while leader[key] != key:
        leader[key] = leader[leader[key]]
        key = leader[key]
    return key


def _join(leader: dict[Key, Key], left: Key, right: Key) -> None:
    first, second = sorted((_find(leader, left), _find(leader, right)))
    leader[second] = first
