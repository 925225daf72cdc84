"""Members with the very same words, folded into one place of the tree, and one outlet's versions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import xxhash

from syndetect.attribution.amendments import amended
from syndetect.attribution.declared import version_of
from syndetect.attribution.document_words import DocumentWords
from syndetect.attribution.profile import Profile
from syndetect.graphs import reached
from syndetect.model import Pair
from syndetect.provenance.date_order import order_odds
from syndetect.provenance.direction_evidence import CLEAR, Ledger, Side, ledger_of

_MOST_VERSIONS = 12
"""An outlet with more copies of one text has an archive, not versions."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """The places of a family's tree, each with its members; the first member stands for all.

    `home` tells a member's place, `near` the places that a place is tied to. `ties` are the derived pairs
    between places, by the numbers of the places, the left one's first; `ledgers` has the evidence of each.
    """

    sides: tuple[Side, ...]
    home: Mapping[str, int]
    ties: Mapping[tuple[int, int], Pair]
    ledgers: Mapping[tuple[int, int], Ledger]
    near: Mapping[int, Sequence[int]]

    def __len__(self) -> int:
        return len(self.sides)

    def ids(self, place: int) -> tuple[str, ...]:
        """The members of a place."""
        return tuple(profiles.id for profiles in self.sides[place].profiles)

    def ledger(self, one: int, other: int) -> Ledger | None:
        """The evidence between two places, whichever stands first in it; None where they are not tied."""
        return self.ledgers.get((one, other)) or self.ledgers.get((other, one))


def folded(
    members: Sequence[str],
    derived: Mapping[tuple[str, str], Pair],
    profiles: Mapping[str, Profile],
    credited: Collection[str],
) -> Nodes:
    """The places of one family, in the order of their first members.

    Of equal texts the one in front is the others' source, where that is told; `credited` are the outlets that
    members credit.
    """
    groups: dict[tuple[int, int], list[str]] = defaultdict(list)
    for id in members:
        groups[_digest(profiles[id].words)].append(id)
    kept = sorted(groups.values())
    home = {id: place for place, ids in enumerate(kept) for id in ids}
    sides = tuple(_fronted(Side(tuple(profiles[id] for id in ids)), credited) for ids in kept)
    ties: dict[tuple[int, int], Pair] = {}
    ledgers: dict[tuple[int, int], Ledger] = {}
    leads = {side.lead.id for side in sides}
    # A pair of those in front speaks for their places, where there is one.
    for (left, right), pair in sorted(derived.items(), key=lambda item: (-len(leads & {*item[0]}), item[0])):
        place = home.get(left, -1), home.get(right, -1)
        if -1 in place or place[0] == place[1] or place in ties or place[::-1] in ties:
            continue
        ties[place] = pair
        ledgers[place] = ledger_of(pair, _led(sides[place[0]], left), _led(sides[place[1]], right))
    near: dict[int, list[int]] = defaultdict(list)
    for one, other in sorted(ties):
        near[one].append(other)
        near[other].append(one)
    return Nodes(sides, home, ties, ledgers, near)


def _fronted(side: Side, credited: Collection[str]) -> Side:
    first = first_of(side, credited)
    return side if first is None else _led(side, first.id)


def _led(side: Side, id: str) -> Side:
    """The side with that member in front, since the pair's offsets are into its text."""
    first = next(one for one in side.profiles if one.id == id)
    return Side((first, *(one for one in side.profiles if one is not first)))


def _digest(read: DocumentWords) -> tuple[int, int]:
    """Equal for texts with the same words in the same order."""
    return len(read.hashes), xxhash.xxh3_64_intdigest(read.hashes.tobytes())


def first_of(side: Side, credited: Collection[str]) -> Profile | None:
    """The one of equal texts that is the others' source: the one it is about, the credited, the first.

    `credited` are the outlets that the family's members credit. None where neither is told.
    """
    if len(side.profiles) == 1:
        return side.lead
    named = [one for one in side.profiles if one.hands_out]
    named = named or [one for one in side.profiles if one.outlet is not None and one.outlet in credited]
    if len(named) == 1:
        return named[0]
    known = [(one.published, one) for one in side.profiles if one.published is not None]
    if len(known) < len(side.profiles):
        # What was handed in is later than its equals in the archive.
        stored = tuple(one for one in side.profiles if not one.later)
        return first_of(Side(stored), ()) if 0 < len(stored) < len(side.profiles) else None
    span, first = min(known, key=lambda item: (item[0][1], item[1].id))
    certain = all(span[1] < other[0] for other, one in known if one is not first)
    return first if certain else None


def version_chains(nodes: Nodes, *, several: bool) -> list[tuple[int, ...]]:
    """The places that are one outlet's versions of one article, the earliest first.

    `several`: whether the corpus has more than one outlet; of a single outlet every copy would be a version.
    A version has most of the other's text, and not the very same words.
    """
    if not several:
        return []
    linked: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for (left, right), pair in nodes.ties.items():
        if pair.relation not in {"copy", "paraphrase"}:
            continue
        for outlet in _outlets(nodes.sides[left]) & _outlets(nodes.sides[right]):
            linked[outlet][left].add(right)
            linked[outlet][right].add(left)
    chains = []
    taken: set[int] = set()
    for _, near in sorted(linked.items()):
        for start in sorted(near):
            if start in taken:
                continue
            group = reached(start, near) - taken
            taken |= group
            if 1 < len(group) <= _MOST_VERSIONS:
                chains.append(_in_order(sorted(group), nodes))
    return chains


def _outlets(side: Side) -> set[str]:
    return {one.outlet for one in side.profiles if one.outlet is not None}


def _in_order(group: Sequence[int], nodes: Nodes) -> tuple[int, ...]:
    """By date, number of version, and a line that says so; where none tells, the shorter stands first."""
    earlier = Counter(one for one in group for other in group if is_told(nodes, one, other))
    return tuple(
        sorted(group, key=lambda place: (-earlier[place], len(nodes.sides[place].lead.document.text), place))
    )


def is_told(nodes: Nodes, first: int, second: int) -> bool:
    """Whether something says that one of two versions was there before the other.

    Their lengths do not: what grows online is cut for print.
    """
    one, other = nodes.sides[first], nodes.sides[second]
    numbers = version_of(one.lead.document), version_of(other.lead.document)
    if numbers[0] and numbers[1] and numbers[0][0] == numbers[1][0]:
        return numbers[0][1] < numbers[1][1]
    ahead, behind = one.published, other.published
    if ahead and behind and (ahead[1] < behind[0] or behind[1] < ahead[0]):
        return ahead[1] < behind[0]
    noted = [amended(side.lead.document.text) is not None for side in (one, other)]
    if noted[0] != noted[1]:
        return noted[1]
    return ahead is not None and behind is not None and order_odds(ahead, behind) >= CLEAR


def in_told_order(nodes: Nodes, chains: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """The chains of which every version is told to come after the one before it."""
    return [chain for chain in chains if all(is_told(nodes, *both) for both in pairwise(chain))]
