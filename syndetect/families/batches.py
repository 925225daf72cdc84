"""Families in batches: each with all that it is made of, so that another process needs nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from syndetect.attribution.credit_wording import Wording
from syndetect.attribution.phrases import Phrases
from syndetect.attribution.profile import Profiles
from syndetect.batching import batched
from syndetect.families.family import Key, family_of
from syndetect.families.seams import DividedGroups, parted
from syndetect.faults import contained, named
from syndetect.model import Document, Family, Fault, Pair, Span
from syndetect.provenance.direction_evidence import Ledger

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

    `later` are those that were handed in, `aside` has for each those that tell the same independently,
    `elsewhere` what each shares with articles of other families, `doubts` how probable it is that an article
    has its text from another one that seems to be from it.
    """

    members: tuple[Document, ...]
    derived: Mapping[Key, Pair]
    later: frozenset[str]
    aside: Mapping[str, set[str]]
    elsewhere: Mapping[str, tuple[Span, ...]]
    doubts: Mapping[Key, float]

    def __reduce__(self) -> tuple[type[Group], tuple[Any, ...]]:
        # Another process looks at where pairs meet, not at why they are derived.
        derived = {key: replace(pair, reasons=(), ledger=()) for key, pair in self.derived.items()}
        return Group, (self.members, derived, self.later, self.aside, self.elsewhere, self.doubts)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some families to be."""

    groups: tuple[Group, ...]
    common: Common


Elsewhere = Callable[[Sequence[str]], Mapping[str, tuple[Span, ...]]]

Built = tuple[Family, Mapping[Key, Ledger]]
"""A family and the ledgers of its pairs."""


def batches(
    groups: Iterable[tuple[Sequence[str], Mapping[Key, Pair]]],
    by_id: Mapping[str, Document],
    later: Collection[str],
    aside: Mapping[str, set[str]],
    common: Common,
    elsewhere: Elsewhere,
    doubts: Mapping[Key, float],
) -> Iterator[Batch]:
    """The groups in their order, each with the derived pairs inside it.

    `elsewhere` tells what a member of a group shares with articles outside, `doubts` are those of all groups.
    """
    handed_in = frozenset(later)

    def group(ids: Sequence[str], derived: Mapping[Key, Pair]) -> Group:
        told = {id: aside[id] for id in ids if id in aside}
        inside = {key: doubts[key] for pair in derived for key in (pair, pair[::-1]) if key in doubts}
        members = tuple(by_id[id] for id in ids)
        return Group(members, derived, handed_in.intersection(ids), told, elsewhere(ids), inside)

    for batch in batched((group(ids, derived) for ids, derived in groups), _CHARACTERS, _characters):
        yield Batch(tuple(batch), common)


def _characters(group: Group) -> int:
    return sum(len(one.text) for one in group.members)


def built(batch: Batch) -> tuple[list[Built | None], list[Fault]]:
    """The families of a batch, None for one that failed, and what is missing because of errors of ours."""
    faults: list[Fault] = []
    found: list[Built | None] = []
    several = batch.common.several
    for ids, group, read in _read(batch, faults):
        profiles = {id: read[id] for id in ids}
        for id, spans in group.elsewhere.items():
            profiles[id] = replace(profiles[id], elsewhere=spans)
        found.append(None)
        with contained(faults, "families", f"the family of {named(ids)}", ids):
            found[-1] = family_of(
                ids,
                group.derived,
                profiles,
                several=several,
                aside=group.aside,
                doubts=group.doubts,
                faults=faults,
            )
    return found, faults


def cut(batch: Batch) -> tuple[list[DividedGroups], list[Fault]]:
    """What each group of a batch comes apart into, itself where that failed; and the faults."""
    faults: list[Fault] = []
    found: list[DividedGroups] = []
    for ids, group, read in _read(batch, faults):
        found.append(DividedGroups((ids,), {}))
        with contained(faults, "families", f"whether {named(ids)} are one family or several", ids):
            found[-1] = parted(ids, group.derived, read)
    return found, faults


def _read(batch: Batch, faults: list[Fault]) -> Iterator[tuple[tuple[str, ...], Group, Profiles]]:
    """The groups of a batch, each with its members' ids, and their profiles."""
    for groups in _apart(batch.groups):
        by_id = {one.id: one for group in groups for one in group.members}
        members = [tuple(one.id for one in group.members) for group in groups]
        later = frozenset[str]().union(*(group.later for group in groups))
        profiles = Profiles(members, by_id, batch.common.words, batch.common.phrases, later, faults)
        for ids, group in zip(members, groups, strict=True):
            yield ids, group, profiles


def _apart(groups: Sequence[Group]) -> Iterator[list[Group]]:
    """The groups in runs in which no article stands twice: what it says of outlets is read for each anew."""
    run: list[Group] = []
    seen: set[str] = set()
    for group in groups:
        ids = {one.id for one in group.members}
        if seen & ids:
            yield run
            run, seen = [], set()
        run.append(group)
        seen |= ids
    if run:
        yield run
