"""The direction of every pair, read off the trees, and why some have none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from syndetect.faults import contained
from syndetect.model import Direction, Family, Fault, Member, Pair, Span
from syndetect.provenance.direction_evidence import Ledger
from syndetect.spans import share_inside, union

Key = tuple[str, str]

LEAST_GROUND = 0.3
"""Log odds of a pair's own evidence below which its direction is not told, whatever its family's tree."""


LIKELY = 0.7
"""How probable a link must be for a direction without such a ground."""


MOSTLY = 0.5
"""Share of both texts that must be in passages for that: else the one may have taken the other up."""

_LACK = "direction undetermined: nothing tells clearly enough which text came first"

_SAME_PART = 0.5
"""Share of what two texts share that both must have from a third one, to have it from there."""


@dataclass(frozen=True, slots=True)
class PairGround:
    """What a pair's direction is read from: the members of a tree that holds both ends, and its own ledger.

    `outside`: the tree's source is no member, and that is said for a reason.
    """

    members: Mapping[str, Member]
    outside: bool
    ledger: Ledger | None
    visit: bool = False
    """Whether one of the ends is of another family, or of none."""

    @property
    def credited(self) -> bool:
        """Whether one of the two texts credits the other."""
        return self.ledger is not None and any(entry.kind == "credit" for entry in self.ledger.entries)


def grounds(
    families: Sequence[Family], ledgers: Mapping[Key, Ledger], keys: Iterable[Key], *, visit: bool = False
) -> dict[Key, PairGround]:
    """The grounds of those of the pairs `keys` that have both ends in one of the families.

    `visit`: whether these were made with a guest.
    """
    home = {member.document: family for family in families for member in family.members}
    members = {family.id: {one.document: one for one in family.members} for family in families}
    found = {}
    for key in keys:
        family = home.get(key[0])
        if family is not None and family is home.get(key[1]):
            source = family.source
            outside = source.document is None and source.name is not None and bool(source.reasons)
            found[key] = PairGround(members[family.id], outside, ledgers.get(key), visit)
    return found


def directed(pairs: Sequence[Pair], grounds: Mapping[Key, PairGround], faults: list[Fault]) -> list[Pair]:
    """The pairs with their direction; one that clock and text dispute has a reason that says so.

    To `faults` are added those of which an error of ours leaves it open.
    """
    found = []
    for pair in pairs:
        key = pair.left, pair.right
        found.append(pair)
        with contained(faults, "families", f"the direction of {pair.left} and {pair.right}", key):
            found[-1] = _directed(pair, grounds.get(key))
    return _common(found, grounds)


def _directed(pair: Pair, ground: PairGround | None) -> Pair:
    direction, certainty = _direction(pair, ground)
    reasons = pair.reasons
    ledger = ground.ledger if ground is not None else None
    if ledger is not None and _groundless(direction, ledger.odds) and not _sure(pair, ground):
        direction, certainty = "undetermined", 0.0
    if ledger is not None and ledger.contradictory:
        outer, rest = ledger.external_odds, ledger.odds - ledger.external_odds
        first, second = (pair.left, pair.right) if outer > 0 else (pair.right, pair.left)
        reason = (
            f"direction contradictory: dates and credits speak for {first} as the source ({abs(outer):.1f}), "
            f"the texts for {second} ({abs(rest):.1f})"
        )
        reasons = (*reasons, reason)
    elif pair.derived and direction == "undetermined":
        reasons = (*reasons, _LACK)
    return replace(pair, direction=direction, certainty=certainty, reasons=reasons)


def _groundless(direction: Direction, odds: float) -> bool:
    """Whether a pair's direction follows from the shape of its family alone, with no ground of its own."""
    own = {"left-from-right": -odds, "right-from-left": odds}.get(direction, LEAST_GROUND)
    return own < LEAST_GROUND


def _sure(pair: Pair, ground: PairGround | None) -> bool:
    """Whether of two texts that are one for the most part the tree has one as the other's likely source."""
    evidence = pair.evidence
    if (
        ground is None
        or pair.relation == "excerpt"
        or min(evidence.coverage_left, evidence.coverage_right) < MOSTLY
    ):
        return False
    links = ((ground.members[pair.left], pair.right), (ground.members[pair.right], pair.left))
    return any(one.source == other and one.certainty >= LIKELY for one, other in links)


def _direction(pair: Pair, ground: PairGround | None) -> tuple[Direction, float]:
    """The direction of a pair, and how sure it is where it says who made which."""
    if ground is None:
        return "undetermined", 0.0
    members = ground.members
    if pair.derived and (sure := _above(pair.left, members).get(pair.right)) is not None:
        return "left-from-right", sure
    if pair.derived and (sure := _above(pair.right, members).get(pair.left)) is not None:
        return "right-from-left", sure
    # Two members made from one source, whatever they would be called by themselves.
    tops = {_top(id, members) for id in (pair.left, pair.right)}
    shared = len(tops) == 1 and not tops & {pair.left, pair.right}
    return ("common-source" if shared or ground.outside else "undetermined"), 0.0


def _above(id: str, members: Mapping[str, Member]) -> Mapping[str, float]:
    """All that a member comes from, its sources and theirs, each with how sure its least sure link is."""
    found: dict[str, float] = {}
    waiting = [(id, 1.0)]
    while waiting:
        at, sure = waiting.pop()
        member = members.get(at)
        if member is None:
            continue
        least = min(sure, member.certainty)
        for source in (member.source, *(second.document for second in member.also)):
            if source is not None and source not in found:
                found[source] = least
                waiting.append((source, least))
    return found


def _top(id: str, members: Mapping[str, Member]) -> str:
    seen = {id}
    while (source := members[id].source) is not None and source not in seen:
        id = source
        seen.add(id)
    return id


def _common(pairs: Sequence[Pair], grounds: Mapping[Key, PairGround]) -> list[Pair]:
    """The pairs; those of a guest that have what they share from a third article are from a common source."""
    sources: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(dict)
    for pair in pairs:
        for id, other, spans in _takers(pair):
            sources[id][other] = spans
    return [
        pair if ground is None else _from_third(pair, ground, sources)
        for pair in pairs
        for ground in (grounds.get((pair.left, pair.right)),)
    ]


def _takers(pair: Pair) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """The side that took, its source, and the stretches that it took."""
    if pair.direction == "left-from-right":
        yield pair.left, pair.right, [(one.left.begin, one.left.end) for one in pair.passages]
    elif pair.direction == "right-from-left":
        yield pair.right, pair.left, [(one.right.begin, one.right.end) for one in pair.passages]


def _from_third(
    pair: Pair, ground: PairGround, sources: Mapping[str, Mapping[str, Sequence[tuple[int, int]]]]
) -> Pair:
    if not (pair.derived and ground.visit) or ground.credited:
        return pair
    left, right = sources.get(pair.left, {}), sources.get(pair.right, {})
    sides = [one.left for one in pair.passages], [one.right for one in pair.passages]
    for third in sorted(left.keys() & right.keys() - {pair.left, pair.right}):
        if min(_held(sides[0], left[third]), _held(sides[1], right[third])) >= _SAME_PART:
            reasons = tuple(one for one in pair.reasons if one != _LACK)
            return replace(pair, direction="common-source", certainty=0.0, reasons=reasons)
    return pair


def _held(spans: Sequence[Span], inside: Sequence[tuple[int, int]]) -> float:
    """The share of stretches that lies inside others."""
    whole = sum(one.end - one.begin for one in spans)
    parts = union(inside)
    return sum(share_inside(one, parts) * (one.end - one.begin) for one in spans) / max(1, whole)
