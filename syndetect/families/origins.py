"""Independent tellings beside the families, and how many origins a story has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from syndetect.model import Family, Pair


def same_story(pairs: Sequence[Pair]) -> Mapping[str, set[str]]:
    """For each document those that tell the same event independently."""
    others: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if pair.relation == "same-story":
            others[pair.left].add(pair.right)
            others[pair.right].add(pair.left)
    return others


def counted(families: Sequence[Family], home: Mapping[str, str]) -> list[Family]:
    """Each family with its count of independent tellings; a family that tells the same story counts once.

    `home`: the family of each article that is in one, by its id.
    """
    return [
        replace(
            family, origins=1 + len({home.get(id, f"alone {id}") for id in family.same_story} - {family.id})
        )
        for family in families
    ]
