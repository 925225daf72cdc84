"""The ledger of one link: what speaks for and against a member's having been made from its source."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from syndetect.counting import plural
from syndetect.kernels.hash_set import among
from syndetect.kernels.words import Bools
from syndetect.model import Clue, ClueKind, Sign
from syndetect.provenance.derivation_tree import Tree
from syndetect.provenance.nodes import Nodes
from syndetect.provenance.weights import most, weight
from syndetect.provenance.word_runs import Wordings

_LEAST_CHANGES = 2
"""Places from which wording tells two sources apart: one alone is a dateline, or chance."""

_MOST = 12
_SAID = 0.005

SUREST = 0.99
"""How sure a link can be at most."""

_Remainder = tuple[ClueKind, str]
"""What accounts for the part of a certainty that no single clue does: its kind, and the reason given."""

_OTHERS: _Remainder = (
    "tree",
    "what the family's other articles say: their links, their dates, which is the likeliest source",
)
_MEASURED: _Remainder = (
    "calibration",
    "links with such evidence were right so often, among texts whose sources are known",
)
_PAIR = 2
"""Texts in a family without others that could say something of a link."""

_SIGNS: Mapping[Sign, float] = {"for": 1.0, "against": -1.0, "neutral": 0.0}


def link_evidence(
    nodes: Nodes,
    tree: Tree,
    chains: Sequence[Sequence[int]],
    ends: tuple[str, str],
    certainty: float,
    surest: float,
) -> tuple[Clue, ...]:
    """Every piece of evidence on the link from `ends`, a source, to its taker, the weightiest first.

    The weights, with their signs, sum to the log odds of `certainty`. `chains` are one outlet's versions of
    one article, the earliest first, `surest` is how sure a link of this family can be.
    """
    source, id = ends
    place, parent = nodes.home[id], nodes.home[source]
    if place == parent:
        clues = [Clue("coverage", "neutral", 0.0, f"{id} has the very same words as {source}")]
        rest = f"of those with these very words, {source} is the one that is credited or came first"
        return _balanced(clues, certainty, ("tree", rest), surest)
    clues = [*_clues(nodes, place, parent), *_wording(nodes, tree, place, parent)]
    versions = next((chain for chain in chains if parent in chain), ())
    if place in versions:
        clues.append(Clue("version", "neutral", 0.0, f"{id} is a later version of {source}, of one outlet"))
    elif versions:
        clues += _version(nodes, tree, place, parent, [other for other in versions if other != parent])
    rival = _rival(nodes, tree, place, parent, versions)
    if rival is not None and place not in versions:
        clues += _shared_change(nodes, tree, place, parent, rival)
    return _balanced(clues, certainty, _MEASURED if len(nodes) == _PAIR else _OTHERS, surest)


def _balanced(
    clues: Sequence[Clue], certainty: float, remainder: _Remainder, surest: float
) -> tuple[Clue, ...]:
    """The weightiest clues and one more, the `remainder`, with which they sum to the log odds."""
    kept = sorted(clues, key=_weightiest)[: _MOST - 1]
    total = math.log(certainty / (1 - certainty))
    left = total - sum(_SIGNS[clue.sign] * clue.weight for clue in kept)
    kind, reason = remainder
    if certainty >= surest and left < 0:
        alone = "" if surest == SUREST else " where nothing but lengths and wording tells"
        kind, reason = "calibration", f"no link is called surer than {surest}{alone}"
    if abs(left) >= _SAID:
        kept.append(Clue(kind, "for" if left > 0 else "against", abs(left), reason))
    return tuple(sorted(kept, key=_weightiest))


def _weightiest(clue: Clue) -> tuple[float, str, str]:
    return -clue.weight, clue.kind, clue.reason


def _wording(nodes: Nodes, tree: Tree, place: int, parent: int) -> Iterator[Clue]:
    """What the runs of words that both have say of the direction, apart from the ledger of the pair."""
    there, back = tree.weights.get((parent, place)), tree.weights.get((place, parent))
    if there is None or back is None:
        return
    ledger = nodes.ledgers.get((parent, place))
    odds = ledger.odds if ledger is not None else -nodes.ledgers[place, parent].odds
    weight = there - back - odds
    if abs(weight) >= _SAID:
        wider, other = (parent, place) if weight > 0 else (place, parent)
        names = [nodes.sides[at].lead.id for at in (wider, other)]
        reason = f"{names[0]} has more besides what both have, as a text that {names[1]} was cut from"
        yield Clue("wording", "for" if weight > 0 else "against", abs(weight), reason)


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
    yield from _stretch_clue(
        nodes, mine, place, (inside & ~held, held & ~inside), (mentioned, "only the others have")
    )


def _shared_change(nodes: Nodes, tree: Tree, place: int, parent: int, rival: int) -> Iterator[Clue]:
    """Wording that a text shares with its source and not with the rival: changes made on the way there."""
    mine = tree.wordings[place]
    inside, held = among(mine.runs, tree.wordings[parent].runs), among(mine.runs, tree.wordings[rival].runs)
    names = [nodes.sides[at].lead.id for at in (parent, rival)]
    words = f"{names[0]} and not {names[1]} has", f"{names[1]} and not {names[0]} has"
    yield from _stretch_clue(
        nodes, mine, place, (inside & ~held, held & ~inside), words, kind="shared-change"
    )


def _stretch_clue(
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
    limit = int(most("changed"))
    net = max(-limit, min(limit, len(stretches) - len(missed)))
    sign: Sign = "for" if net > 0 else "against" if net < 0 else "neutral"
    id = nodes.sides[place].lead.id
    like, unlike = plural(len(stretches), "place"), plural(len(missed), "place")
    reason = f"{like} of {id} read as {words[0]}, {unlike} as {words[1]}"
    longest = max(
        stretches if net >= 0 and stretches else missed or stretches, key=lambda one: one[1] - one[0]
    )
    yield Clue(kind, sign, weight("changed") * abs(net), reason, id, *longest)


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
