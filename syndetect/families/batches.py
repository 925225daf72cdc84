"""Families in batches: each with all that it is made of, so that another process needs nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from syndetect.families.direction import Ledger
from syndetect.families.family import Key, family_of
from syndetect.families.phrases import Phrases
from syndetect.families.traits import traits_of
from syndetect.families.wording import Wording
from syndetect.faults import contained, named
from syndetect.model import Document, Family, Fault, Pair

_CHARACTERS = 200_000
"""Of a batch's texts: few enough to share the work evenly, many enough for handing it over to cost little."""


@dataclass(frozen=True, slots=True)
class Common:
    """What is the same for every family; `later` and `aside` are as in `find_families` and `family_of`."""

    words: Wording
    phrases: Phrases
    several: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The members of one family, the derived pairs among them, and what is known of them beside that.

    `later` are those that were handed in, `aside` has for each those that tell the same independently.
    """

    members: tuple[Document, ...]
    derived: Mapping[Key, Pair]
    later: frozenset[str]
    aside: Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some families to be."""

    groups: tuple[Group, ...]
    common: Common


Built = tuple[Family, Mapping[Key, Ledger]]
"""A family and the ledgers of its pairs."""


def batches(
    groups: Sequence[Sequence[str]],
    by_id: Mapping[str, Document],
    derived: Mapping[str, Mapping[Key, Pair]],
    later: Collection[str],
    aside: Mapping[str, set[str]],
    common: Common,
) -> Iterator[Batch]:
    """The groups in their order; `derived` are the pairs inside each, by its first member."""
    batch: list[Group] = []
    size = 0
    for ids in groups:
        members = tuple(by_id[id] for id in ids)
        told = {id: aside[id] for id in ids if id in aside}
        batch.append(Group(members, derived[ids[0]], frozenset(later).intersection(ids), told))
        size += sum(len(one.text) for one in members)
        if size >= _CHARACTERS:
            yield Batch(tuple(batch), common)
            batch, size = [], 0
    if batch:
        yield Batch(tuple(batch), common)


def built(batch: Batch) -> tuple[list[Built], list[Fault]]:
    """The families of a batch, and what is missing of them because of errors of ours."""
    faults: list[Fault] = []
    common = batch.common
    by_id = {one.id: one for group in batch.groups for one in group.members}
    members = [tuple(one.id for one in group.members) for group in batch.groups]
    later = frozenset[str]().union(*(group.later for group in batch.groups))
    traits = traits_of(members, by_id, common.words, common.phrases, later, faults)
    found: list[Built] = []
    for ids, group in zip(members, batch.groups, strict=True):
        with contained(faults, "families", f"the family of {named(ids)}", ids):
            found.append(
                family_of(
                    ids, group.derived, traits, several=common.several, aside=group.aside, faults=faults
                )
            )
    return found, faults
