"""Members with the very same text: the wording cannot say which was first, only clocks and credits can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from syndetect.families.direction import Ledger, published_between
from syndetect.families.tree import Tree
from syndetect.model import Credit, Document

_EQUAL = 0.999


def settled(
    tree: Tree,
    ledgers: Mapping[tuple[str, str], Ledger],
    by_id: Mapping[str, Document],
    told: Mapping[str, Sequence[Credit]],
) -> Tree:
    """The tree with its root chosen among those of the same text: the credited one, else the certainly first.

    Where neither is told, the tree is as unsure as the choice between them.
    """
    twins = sorted({tree.root, *_twins(tree.root, ledgers)})
    if len(twins) == 1:
        return tree
    members = sorted({tree.root, *tree.parents})
    first = _credited(twins, members, by_id, told) or _earliest(twins, by_id)
    if first is None:
        return replace(tree, confidence=min(tree.confidence, 1 / len(twins)))
    if first == tree.root:
        return tree
    parents = {id: first if parent == tree.root else parent for id, parent in tree.parents.items()}
    parents[tree.root] = first
    parents.pop(first, None)
    reason = f"{len(twins)} members have its very text, and it is the one that is credited or dated first"
    return replace(tree, root=first, parents=parents, reasons=(tree.reasons[0], reason))


def _twins(root: str, ledgers: Mapping[tuple[str, str], Ledger]) -> set[str]:
    return {
        right if left == root else left
        for (left, right), ledger in ledgers.items()
        if root in (left, right) and min(ledger.left_explained, ledger.right_explained) >= _EQUAL
    }


def _credited(
    twins: Sequence[str],
    members: Sequence[str],
    by_id: Mapping[str, Document],
    told: Mapping[str, Sequence[Credit]],
) -> str | None:
    """The one twin whose outlet others credit."""
    found = [
        twin
        for twin in twins
        if (outlet := by_id[twin].outlet) is not None
        and any(credit.name == outlet for id in members if id != twin for credit in told[id])
    ]
    return found[0] if len(found) == 1 else None


def _earliest(twins: Sequence[str], by_id: Mapping[str, Document]) -> str | None:
    """The twin that was certainly published before all others; None where a date is missing or too vague."""
    spans = {twin: published_between(by_id[twin].published) for twin in twins}
    known = {twin: span for twin, span in spans.items() if span is not None}
    if len(known) < len(twins):
        return None
    first = min(known, key=lambda twin: (known[twin][1], twin))
    if all(known[first][1] < known[twin][0] for twin in twins if twin != first):
        return first
    return None
