"""Verified pairs to families: who belongs together, where the text came from, who took it from whom.

Edges are verified before anything is joined, so a chain of look-alikes is never one family.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from syndetect.families.credits import best_credit, find_credits
from syndetect.families.direction import Ledger, ledger_of
from syndetect.families.joining import groups
from syndetect.families.naming import absent_source, source_name
from syndetect.families.tree import Tree, rooted
from syndetect.families.twins import settled
from syndetect.model import (
    NO_CREDIT,
    Credit,
    Direction,
    Document,
    Family,
    Member,
    Pair,
    Source,
)

__all__ = ["find_families"]


def find_families(documents: Sequence[Document], pairs: Sequence[Pair]) -> tuple[list[Pair], list[Family]]:
    """The families that the derived pairs form, and all pairs with their direction filled in.

    Families are sorted by their first member, whose id is the family's; pairs keep their order.
    """
    by_id = {document.id: document for document in documents}
    derived = {(pair.left, pair.right): pair for pair in pairs if pair.derived}
    members_of = groups(derived.values())
    told = {id: _credits(by_id[id], members, by_id) for members in members_of for id in members}
    trees = [_tree(members, derived, by_id, told) for members in members_of]
    same_story = _same_story(pairs)
    families = [
        _family(members, tree, derived, by_id, told, same_story)
        for members, tree in zip(members_of, trees, strict=True)
    ]
    counted = _with_origins(families)
    parents = {id: parent for tree in trees if tree.confident for id, parent in tree.parents.items()}
    roots = {id: tree.root for tree in trees if tree.confident for id in tree.parents}
    roots |= {id: tree.root for tree in trees if tree.outside for id in (tree.root, *tree.parents)}
    return [_directed(pair, parents, roots) for pair in pairs], sorted(counted, key=lambda family: family.id)


def _credits(document: Document, members: Sequence[str], by_id: Mapping[str, Document]) -> tuple[Credit, ...]:
    outlets = sorted({outlet for id in members if (outlet := by_id[id].outlet)})
    return find_credits(document.text, outlets, own=document.outlet)


def _tree(
    members: Sequence[str],
    derived: Mapping[tuple[str, str], Pair],
    by_id: Mapping[str, Document],
    told: Mapping[str, tuple[Credit, ...]],
) -> Tree:
    inside = set(members)
    ledgers: dict[tuple[str, str], Ledger] = {}
    for (left, right), pair in derived.items():
        if left in inside and right in inside:
            ledgers[left, right] = ledger_of(pair, by_id[left], by_id[right], told[left], told[right])
    tree = settled(rooted(members, ledgers), ledgers, by_id, told)
    outside = absent_source(members, tree, by_id, told)
    if outside is None:
        return tree
    times = sum(any(credit.name == outside for credit in told[id]) for id in members)
    reason = f"{times} of {len(members)} members give the text as that of {outside}, which is not among them"
    return replace(tree, outside=outside, reasons=(reason, *tree.reasons))


def _family(
    members: Sequence[str],
    tree: Tree,
    derived: Mapping[tuple[str, str], Pair],
    by_id: Mapping[str, Document],
    told: Mapping[str, tuple[Credit, ...]],
    same_story: Mapping[str, set[str]],
) -> Family:
    name = tree.outside or source_name(members, tree, by_id, told)
    aside = {other for id in members for other in same_story.get(id, ())} - set(members)
    return Family(
        id=members[0],
        source=Source(tree.root if tree.confident else None, name, tree.confidence, _why(tree)),
        members=tuple(_member(id, tree, derived, by_id, told, name) for id in members),
        same_story=tuple(sorted(aside)),
        origins=1,
    )


def _why(tree: Tree) -> tuple[str, ...]:
    if tree.confident:
        return tree.reasons
    if tree.outside is not None:
        return tree.reasons[:1]
    return ("overlap, dates and credits single out no member as the source",)


def _member(
    id: str,
    tree: Tree,
    derived: Mapping[tuple[str, str], Pair],
    by_id: Mapping[str, Document],
    told: Mapping[str, tuple[Credit, ...]],
    name: str | None,
) -> Member:
    if tree.confident and id == tree.root:
        return Member(id, "copy", None, 1.0, tree.confidence, NO_CREDIT)
    parent = tree.parents.get(id)
    pair = _pair(derived, id, parent) if parent is not None else None
    if pair is None:
        # Without a source the strongest tie says how the document belongs to the family.
        pair = max(
            (pair for key, pair in derived.items() if id in key),
            key=lambda found: (found.confidence, found.left, found.right),
        )
    coverage = pair.evidence.coverage_left if pair.left == id else pair.evidence.coverage_right
    wanted = by_id[parent].outlet if parent is not None else None
    return Member(
        document=id,
        relation=pair.relation,
        source=parent if tree.confident else None,
        coverage=coverage,
        confidence=pair.confidence,
        credit=best_credit(told[id], wanted if _names(told[id], wanted) else name),
    )


def _names(credits: Sequence[Credit], name: str | None) -> bool:
    return name is not None and any(credit.name == name for credit in credits)


def _pair(derived: Mapping[tuple[str, str], Pair], first: str, second: str) -> Pair | None:
    return derived.get((first, second)) or derived.get((second, first))


def _same_story(pairs: Sequence[Pair]) -> dict[str, set[str]]:
    others: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if pair.relation == "same-story":
            others[pair.left].add(pair.right)
            others[pair.right].add(pair.left)
    return others


def _with_origins(families: Sequence[Family]) -> list[Family]:
    """Each family with its count of independent tellings; a family that tells the same story counts once."""
    home = {member.document: family.id for family in families for member in family.members}
    return [
        replace(
            family, origins=1 + len({home.get(id, f"alone {id}") for id in family.same_story} - {family.id})
        )
        for family in families
    ]


def _directed(pair: Pair, parents: Mapping[str, str], roots: Mapping[str, str]) -> Pair:
    direction: Direction = "undetermined"
    if pair.derived and parents.get(pair.left) == pair.right:
        direction = "left-from-right"
    elif pair.derived and parents.get(pair.right) == pair.left:
        direction = "right-from-left"
    elif pair.left in roots and roots[pair.left] == roots.get(pair.right):
        # Two members made from one source, whatever they would be called by themselves.
        direction = "common-source"
    return replace(pair, direction=direction)
