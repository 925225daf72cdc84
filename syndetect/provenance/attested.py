"""Whether anything but wording and lengths says that one article has its text from another.

A text that grew looks as one that was cut. That some other member of the family bears a date or a credit says
nothing of it.
"""

from __future__ import annotations

from collections.abc import Collection

from syndetect.attribution.mentions import same_outlet
from syndetect.attribution.profile import Profile
from syndetect.provenance.blends import has_external_evidence
from syndetect.provenance.derivation_tree import Tree
from syndetect.provenance.nodes import Nodes


def is_attested(nodes: Nodes, tree: Tree, id: str, source: str, vouched: Collection[str]) -> bool:
    """Whether a date, a credit, a trace or a hand-out says that `id` has its text from `source`.

    `vouched` are the names that several members credit: what an article shares with theirs, it has from them.
    """
    place, parent = nodes.home[id], nodes.home[source]
    shared = {place, *nodes.near.get(place, ())}
    if any(_is_of(nodes, other, vouched) for other in {parent, *tree.above(place)} & shared):
        return True
    if parent != place:
        return has_external_evidence(nodes, parent, place)
    own, first = (_profile(nodes, one) for one in (id, source))
    return (
        first.hands_out
        or own.credits_outlet(first.outlet) is not None
        or (own.later and not first.later)
        or _is_before(first, own)
    )


def is_attested_outside(nodes: Nodes, id: str, name: str | None, vouched: Collection[str]) -> bool:
    """The same of a source that is no member: several credit it, or the article is later than another one."""
    if name is not None and any(same_outlet(name, one) for one in vouched):
        return True
    place = nodes.home[id]
    return any(has_external_evidence(nodes, other, place) for other in nodes.near.get(place, ()))


def _is_of(nodes: Nodes, place: int, names: Collection[str]) -> bool:
    """Whether an outlet of one of these names has an article at this place."""
    return any(same_outlet(name, one.outlet) for name in names for one in nodes.sides[place].profiles)


def _profile(nodes: Nodes, id: str) -> Profile:
    return next(one for one in nodes.sides[nodes.home[id]].profiles if one.id == id)


def _is_before(first: Profile, second: Profile) -> bool:
    """Whether dates say that an article certainly appeared before another one."""
    one, other = first.published, second.published
    return one is not None and other is not None and one[1] < other[0]
