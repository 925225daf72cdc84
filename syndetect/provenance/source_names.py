"""Whose text a family prints: the name its members credit, or the outlet of the member it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from syndetect.attribution.leftovers import Leftover
from syndetect.attribution.mentions import same_outlet
from syndetect.attribution.profile import Profile
from syndetect.model import CREDIT_KINDS

_SEVERAL = 2
"""Members that credit a name from which on it is whose text all have."""


def absent_source(members: Sequence[Profile], root: Profile) -> str | None:
    """A source that is no member: the likeliest one and another both give the text as somebody else's.

    What a masked article gives it as is not known, so that another one's word holds for both.
    """
    outlets = {one.outlet for one in members}
    claiming = members if root.document.masked else [root]
    claims = {
        credit.name for one in claiming for credit in one.credits if CREDIT_KINDS[credit.kind].elsewhere
    }
    others = Counter(
        name
        for one in members
        if one is not root
        for name in {credit.name for credit in one.credits if CREDIT_KINDS[credit.kind].names}
    )
    found = [
        name
        for name in claims
        if name is not None
        and others[name]
        and not any(outlet is not None and same_outlet(name, outlet) for outlet in outlets)
    ]
    return min(found, key=lambda name: (-others[name], name), default=None)


def source_name(members: Sequence[Profile], root: Profile | None) -> str | None:
    """The name that members credit and the source's text betrays, or the source's outlet."""
    credited = credited_names(members)
    own = root.outlet if root is not None else None
    if root is not None and own not in credited:
        betrayed = sorted({trace.name for trace in betraying(root, credited)} - {None}, key=str)
        if betrayed:
            return max(betrayed, key=lambda name: credited[str(name)])
    if not credited or (own is not None and own in credited):
        return own
    name = max(sorted(credited), key=lambda one: credited[one])
    return name if own is None or credited[name] > 1 else own


def credited_names(members: Sequence[Profile]) -> Counter[str]:
    """How many members credit each name; an outlet's own mark is no credit."""
    return Counter(
        name
        for one in members
        for name in sorted({credit.name or "" for credit in one.credits})
        if name and not same_outlet(name, one.outlet)
    )


def vouched_names(members: Sequence[Profile]) -> frozenset[str]:
    """The names whose text several members say to have, or one whose date bears it out.

    A single credit speaks for its own article, and not for what others have.
    """
    return frozenset(
        name
        for name, count in credited_names(members).items()
        if count >= _SEVERAL or _is_borne_out(members, name)
    )


def _is_borne_out(members: Sequence[Profile], name: str) -> bool:
    """Whether who gives the whole text as that outlet's certainly appeared after the outlet's own article."""
    ends = [one.published[1] for one in members if one.published and same_outlet(name, one.outlet)]
    return any(
        one.published is not None and end < one.published[0]
        for one in members
        if any(CREDIT_KINDS[credit.kind].whole and same_outlet(credit.name, name) for credit in one.credits)
        for end in ends
    )


def betraying(root: Profile, credited: Counter[str]) -> list[Leftover]:
    """The traces in the source's own text of an outlet that others credit."""
    return [trace for trace in root.leftovers if trace.name is not None and trace.name in credited]
