"""The ledger of one link: what speaks for and against a member's having been made from its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from syndetect.families.nodes import Nodes
from syndetect.families.runs import Wordings
from syndetect.families.tree import Tree
from syndetect.kernels.members import among
from syndetect.kernels.text import Bools
from syndetect.model import Clue, ClueKind, Sign

CHANGE_WEIGHT = 0.8
"""Log odds for a place that reads as in the source and not as in the rival, `_MOST_CHANGES` at most."""

_MOST_CHANGES = 4
_LEAST_CHANGES = 2
"""Places from which wording tells two sources apart: one alone is a dateline, or chance."""

_MOST = 12


def link_evidence(
    nodes: Nodes, tree: Tree, chains: Sequence[Sequence[int]], id: str, source: str
) -> tuple[Clue, ...]:
    """Every piece of evidence on the link from `source` to `id`, the weightiest first.

    `chains` are one outlet's versions of one article, the earliest first.
    """
    place, parent = nodes.home[id], nodes.home[source]
    if place == parent:
        return (Clue("coverage", "neutral", 0.0, f"{id} has the very same words as {source}"),)
    clues = list(_clues(nodes, place, parent))
    versions = next((chain for chain in chains if parent in chain), ())
    if place in versions:
        clues.append(Clue("version", "neutral", 0.0, f"{id} is a later version of {source}, of one outlet"))
    elif versions:
        clues += _version(nodes, tree, place, parent, [other for other in versions if other != parent])
    rival = _rival(nodes, tree, place, parent, versions)
    if rival is not None and place not in versions:
        clues += _shared_change(nodes, tree, place, parent, rival)
    return tuple(sorted(clues, key=lambda clue: (-clue.weight, clue.kind, clue.reason)))[:_MOST]


def _clues(nodes: Nodes, place: int, parent: int) -> tuple[Clue, ...]:
    if (ledger := nodes.ledgers.get((parent, place))) is not None:
        return ledger.clues(forward=True)
    found = nodes.ledgers.get((place, parent))
    return found.clues(forward=False) if found is not None else ()


def _rival(nodes: Nodes, tree: Tree, place: int, parent: int, versions: Sequence[int]) -> int | None:
    """The place that explains most of a text after its source, does not come from it, and is no version."""
    others = [
        other
        for other in nodes.near[place]
        if other != parent and other not in versions and place not in tree.above(other)
    ]
    shared = [(tree.wordings[place].shared(tree.wordings[other]), -other) for other in others[:_MOST]]
    return -max(shared)[1] if shared else None


def _version(nodes: Nodes, tree: Tree, place: int, parent: int, others: Sequence[int]) -> Iterator[Clue]:
    """Which of one outlet's versions a text has: wording that only this one of them has, and the reverse."""
    mine, source = tree.wordings[place], tree.wordings[parent]
    rest = np.unique(np.concatenate([tree.wordings[other].runs for other in others]))
    inside = among(mine.runs, source.runs)
    held = among(mine.runs, rest)
    mentioned = f"of {1 + len(others)} versions of one outlet, only {nodes.sides[parent].lead.id} has"
    yield from _told(
        nodes, mine, place, (inside & ~held, held & ~inside), (mentioned, "only the others have")
    )


def _shared_change(nodes: Nodes, tree: Tree, place: int, parent: int, rival: int) -> Iterator[Clue]:
    """Wording that a text shares with its source and not with the rival: changes made on the way there."""
    mine = tree.wordings[place]
    inside, held = among(mine.runs, tree.wordings[parent].runs), among(mine.runs, tree.wordings[rival].runs)
    names = [nodes.sides[at].lead.id for at in (parent, rival)]
    words = f"{names[0]} and not {names[1]} has", f"{names[1]} and not {names[0]} has"
    yield from _told(nodes, mine, place, (inside & ~held, held & ~inside), words, kind="shared-change")


def _told(
    nodes: Nodes,
    mine: Wordings,
    place: int,
    found: tuple[Bools, Bools],
    words: tuple[str, str],
    *,
    kind: ClueKind = "version",
) -> Iterator[Clue]:
    """A clue from the stretches of a text that one source explains and the other does not."""
    stretches, missed = (_stretches(mine, rows) for rows in found)
    if max(len(stretches), len(missed)) < (_LEAST_CHANGES if kind == "shared-change" else 1):
        return
    net = max(-_MOST_CHANGES, min(_MOST_CHANGES, len(stretches) - len(missed)))
    sign: Sign = "for" if net > 0 else "against" if net < 0 else "neutral"
    id = nodes.sides[place].lead.id
    reason = f"{_places(len(stretches))} of {id} read as {words[0]}, {_places(len(missed))} as {words[1]}"
    longest = max(
        stretches if net >= 0 and stretches else missed or stretches, key=lambda one: one[1] - one[0]
    )
    yield Clue(kind, sign, CHANGE_WEIGHT * abs(net), reason, id, *longest)


def _places(count: int) -> str:
    return f"{count} place{'s' if count != 1 else ''}"


def _stretches(mine: Wordings, rows: Bools) -> list[tuple[int, int]]:
    """The stretches of text that runs of words form, runs that overlap joined."""
    at = np.flatnonzero(rows)
    order = np.argsort(mine.begins[at], kind="stable")
    found: list[tuple[int, int]] = []
    for begin, end in zip(mine.begins[at][order].tolist(), mine.ends[at][order].tolist(), strict=True):
        if found and begin < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((begin, end))
    return found
