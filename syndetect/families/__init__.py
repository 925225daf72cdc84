"""Verified pairs to families: who belongs together, where the text came from, who took it from whom.

Edges are verified before anything is joined, so a chain of look-alikes is never one family.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from syndetect.families.batches import Common, batches, built
from syndetect.families.directions import directed
from syndetect.families.joining import Groups, grouped
from syndetect.families.outlets import exchanges
from syndetect.families.phrases import learned
from syndetect.families.story import counted, same_story
from syndetect.families.totals import with_totals
from syndetect.families.wording import load_wording, with_outlets, wording
from syndetect.model import Bridge, Document, Family, Pair
from syndetect.plugins import Mapped

__all__ = ["exchanges", "find_families", "with_totals"]


def find_families(
    documents: Sequence[Document],
    pairs: Sequence[Pair],
    credits: str = "",
    later: Collection[str] = (),
    spellings: Sequence[Sequence[str]] = (),
    mapped: Mapped = map,
) -> tuple[list[Pair], list[Family]]:
    """The families that the derived pairs form, and all pairs with their direction filled in.

    Families are sorted by their first member, whose id is the family's; pairs keep their order. `credits`
    names a file of credit wordings to add to those of the package. Documents in `later` were handed in to be
    held against the others: where no date tells, these were there first. `spellings` are further names of
    outlets, for each its own first; `mapped` does what `map` does, perhaps elsewhere. Raises SettingsError
    when `credits` is no such file.
    """
    by_id = {document.id: document for document in documents}
    words = with_outlets(load_wording(credits) if credits else wording(), spellings)
    derived = {(pair.left, pair.right): pair for pair in pairs if pair.derived}
    groups = grouped(derived.values(), {id: by_id[id].text for key in derived for id in key})
    several = len({document.outlet for document in documents if document.outlet}) > 1
    common = Common(words, learned(documents, groups.members), several)
    inside = _inside(groups.members, derived)
    work = batches(groups.members, by_id, inside, later, same_story(pairs), common)
    found = [one for some in mapped(built, work) for one in some]
    bridges = _bridges(groups)
    families = [
        replace(one, bridges=tuple(bridges.get(one.id, ())))
        for one in counted([family for family, _ in found])
    ]
    ledgers = {key: ledger for _, held in found for key, ledger in held.items()}
    return directed(pairs, families, ledgers), sorted(families, key=lambda family: family.id)


def _bridges(groups: Groups) -> Mapping[str, list[Bridge]]:
    """The bridges of each group, by its first member."""
    home = {id: members[0] for members in groups.members for id in members}
    found: dict[str, list[Bridge]] = {}
    for bridge in groups.bridges:
        for group in dict.fromkeys((home[bridge.left], home[bridge.right])):
            found.setdefault(group, []).append(bridge)
    return found


def _inside(
    groups: Sequence[Sequence[str]], derived: Mapping[tuple[str, str], Pair]
) -> Mapping[str, dict[tuple[str, str], Pair]]:
    """The derived pairs of each group, by its first member."""
    home = {id: members[0] for members in groups for id in members}
    found: dict[str, dict[tuple[str, str], Pair]] = {members[0]: {} for members in groups}
    for key, pair in derived.items():
        if key[0] in home and home[key[0]] == home.get(key[1]):
            found[home[key[0]]][key] = pair
    return found
