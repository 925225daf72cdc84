"""The direction of every pair, read off the trees, and why some have none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from syndetect.families.direction import Ledger
from syndetect.faults import contained
from syndetect.model import Direction, Family, Fault, Member, Pair

Key = tuple[str, str]

LEAST_GROUND = 0.3
"""Log odds of a pair's own evidence below which its direction is not told, whatever its family's tree."""


LIKELY = 0.7
"""How probable a link must be for a direction without such a ground."""


MOSTLY = 0.5
"""Share of both texts that must be in passages for that: else the one may have taken the other up."""


def directed(
    pairs: Sequence[Pair], families: Sequence[Family], ledgers: Mapping[Key, Ledger], faults: list[Fault]
) -> list[Pair]:
    """The pairs with their direction; one that clock and text dispute has a reason that says so.

    To `faults` are added those of which an error of ours leaves it open.
    """
    members = {member.document: member for family in families for member in family.members}
    home = {member.document: family for family in families for member in family.members}
    found = []
    for pair in pairs:
        one = pair
        if pair.derived:
            what = f"the direction of {pair.left} and {pair.right}"
            with contained(faults, "families", what, (pair.left, pair.right)):
                one = _directed(pair, members, home, ledgers.get((pair.left, pair.right)))
        found.append(one)
    return found


def _directed(
    pair: Pair, members: Mapping[str, Member], home: Mapping[str, Family], ledger: Ledger | None
) -> Pair:
    direction = _direction(pair, members, home)
    reasons = pair.reasons
    if ledger is not None and _groundless(direction, ledger.odds) and not _sure(pair, members):
        direction = "undetermined"
    if ledger is not None and ledger.contradictory:
        told, rest = ledger.told, ledger.odds - ledger.told
        first, second = (pair.left, pair.right) if told > 0 else (pair.right, pair.left)
        reason = (
            f"direction contradictory: dates and credits speak for {first} as the source ({abs(told):.1f}), "
            f"the texts for {second} ({abs(rest):.1f})"
        )
        reasons = (*reasons, reason)
    elif pair.derived and direction == "undetermined":
        reasons = (*reasons, "direction undetermined: nothing tells clearly enough which text came first")
    return replace(pair, direction=direction, reasons=reasons)


def _groundless(direction: Direction, odds: float) -> bool:
    """Whether a pair's direction follows from the shape of its family alone, with no ground of its own."""
    own = {"left-from-right": -odds, "right-from-left": odds}.get(direction, LEAST_GROUND)
    return own < LEAST_GROUND


def _sure(pair: Pair, members: Mapping[str, Member]) -> bool:
    """Whether of two texts that are one for the most part the tree has one as the other's likely source."""
    if pair.relation == "excerpt" or min(pair.evidence.coverage_left, pair.evidence.coverage_right) < MOSTLY:
        return False
    links = ((members[pair.left], pair.right), (members[pair.right], pair.left))
    return any(one.source == other and one.certainty >= LIKELY for one, other in links)


def _direction(pair: Pair, members: Mapping[str, Member], home: Mapping[str, Family]) -> Direction:
    family = home.get(pair.left)
    if family is None or family is not home.get(pair.right):
        return "undetermined"
    if pair.derived and pair.right in _sources(pair.left, members):
        return "left-from-right"
    if pair.derived and pair.left in _sources(pair.right, members):
        return "right-from-left"
    # Two members made from one source, whatever they would be called by themselves.
    tops = {_top(id, members) for id in (pair.left, pair.right)}
    outside = family.source.document is None and family.source.name is not None
    shared = len(tops) == 1 and not tops & {pair.left, pair.right}
    return "common-source" if shared or (outside and bool(family.source.reasons)) else "undetermined"


def _sources(id: str, members: Mapping[str, Member]) -> set[str]:
    """All that a member comes from: its sources and theirs."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        member = members.get(waiting.pop())
        if member is None:
            continue
        for source in (member.source, *(second.document for second in member.also)):
            if source is not None and source not in found:
                found.add(source)
                waiting.append(source)
    return found


def _top(id: str, members: Mapping[str, Member]) -> str:
    seen = {id}
    while (source := members[id].source) is not None and source not in seen:
        id = source
        seen.add(id)
    return id
