"""Independent tellings beside the families, and how many origins a story has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from syndetect.graphs import DisjointSets
from syndetect.model import Document, Family, Pair


def same_story(pairs: Sequence[Pair]) -> Mapping[str, set[str]]:
    """For each document those that tell the same event independently."""
    others: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if pair.relation == "same-story":
            others[pair.left].add(pair.right)
            others[pair.right].add(pair.left)
    return others


_ONE_TELLING = 0.6
"""Share of both texts that must be in passages for two to be one telling, where nothing says who has it from
whom."""

_WHOLLY = 0.9
"""And the share of one of them that the other has whole, unless that one has an excerpt of a third as
well."""


def counted(
    families: Sequence[Family],
    home: Mapping[str, str],
    derived: Mapping[tuple[str, str], Pair],
    by_id: Mapping[str, Document],
) -> list[Family]:
    """Each family with its count of independent tellings; a family that tells the same story counts once.

    Articles that share a part of unknown origin, a statute or a statement in full, and are otherwise their
    own are tellings of their own each. `home`: the family of each article that is in one; `derived`: all
    derived pairs, by their ends.
    """
    member_of = {member.document: family.id for family in families for member in family.members}
    inside: dict[str | None, list[Pair]] = defaultdict(list)
    for (left, right), pair in derived.items():
        if left in member_of and member_of[left] == member_of.get(right):
            inside[member_of[left]].append(pair)
    return [
        replace(family, origins=_tellings(family, inside[family.id], by_id) + len(_others(family, home)))
        for family in families
    ]


def _others(family: Family, home: Mapping[str, str]) -> set[str]:
    """The families, and articles in none, that tell the story by themselves or gave a part of it."""
    ids = {member.document for member in family.members}
    givers = {second.document for member in family.members for second in member.also} - ids
    return {home.get(id, f"alone {id}") for id in (*family.same_story, *givers)} - {family.id}


def _tellings(family: Family, inside: Sequence[Pair], by_id: Mapping[str, Document]) -> int:
    """How many tellings a family's members are: with a known source, it and what only blends tie to it.

    `inside`: the derived pairs of its members.
    """
    ids = {member.document for member in family.members}
    if family.source.document is not None:
        return 1 + _joins((pair.left, pair.right) for pair in inside) - _joins(_without_seams(inside))
    if family.source.name is not None:
        return 1
    own = {id for pair in inside if pair.relation == "excerpt" for id in (pair.left, pair.right)}
    links = [
        (member.document, other)
        for member in family.members
        for other in (member.source, *(second.document for second in member.also))
        if other in ids
    ]
    links += _without_seams([pair for pair in inside if _one_telling(pair, own, by_id)])
    links += [(same[0], id) for same in family.copies for id in same[1:]]
    return len(ids) - _joins(links)


_LEFT = 0.85
"""Share of a text in a blend below which the blend left a part of it out."""


def _without_seams(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    """The ends of pairs; of one that blends two tellings only the pair with the one it has most of.

    Such an article has a part of each of two that have nothing derived between them.
    """
    partners: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
    for pair in pairs:
        evidence = pair.evidence
        partners[pair.left][pair.right] = evidence.coverage_left, evidence.coverage_right
        partners[pair.right][pair.left] = evidence.coverage_right, evidence.coverage_left
    # By how much of it an article has, the most first: each that is looked at in vain is a pair of its own.
    parts = {
        middle: sorted((id for id in held if held[id][1] < _LEFT), key=lambda id: held[id], reverse=True)
        for middle, held in partners.items()
    }

    def is_lesser(middle: str, other: str) -> bool:
        """Whether `middle` has more of another text, which has nothing to do with `other`."""
        held = partners[middle]
        if held[other][1] >= _LEFT:
            return False
        more = takewhile(lambda id: held[id] > held[other], parts[middle])
        return any(other not in partners[id] for id in more)

    return [
        (pair.left, pair.right)
        for pair in pairs
        if not is_lesser(pair.left, pair.right) and not is_lesser(pair.right, pair.left)
    ]


def _joins(links: Iterable[tuple[str, str]]) -> int:
    """How many of the links join what none before them has."""
    sets, joins = DisjointSets[str](), 0
    for one, other in links:
        joins += sets.leader(one) != sets.leader(other)
        sets.join(one, other)
    return joins


def _one_telling(pair: Pair, own: Collection[str], by_id: Mapping[str, Document]) -> bool:
    """Whether two articles are prints of one text, or one outlet's; `own` are those with an excerpt."""
    evidence = pair.evidence
    outlet = by_id[pair.left].outlet
    shares = evidence.coverage_left, evidence.coverage_right
    longer = pair.left if shares[0] <= shares[1] else pair.right
    return (
        min(shares) >= _ONE_TELLING
        or (max(shares) >= _WHOLLY and longer not in own)
        or pair.relation in {"paraphrase", "rewrite", "translation"}
        or (outlet is not None and outlet == by_id[pair.right].outlet)
    )
