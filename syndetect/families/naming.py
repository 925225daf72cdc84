"""Whose text a family prints: the name its members credit, or the outlet of the member it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from syndetect.families.leftovers import find_leftovers
from syndetect.families.tree import Tree
from syndetect.model import Credit, Document

_OF_THE_WHOLE = frozenset({"wire", "source-line"})
"""Credits that claim the whole text for the one they name."""


def absent_source(
    members: Sequence[str],
    tree: Tree,
    by_id: Mapping[str, Document],
    told: Mapping[str, Sequence[Credit]],
) -> str | None:
    """A source that is no member: the likeliest one and another both give the text as somebody else's."""
    outlets = {by_id[id].outlet for id in members}
    claims = {credit.name for credit in told[tree.root] if credit.kind in _OF_THE_WHOLE}
    others = Counter(
        credit.name for id in members if id != tree.root for credit in told[id] if credit.kind != "vague"
    )
    found = sorted(name for name in claims if name is not None and name not in outlets and others[name])
    return found[0] if found else None


def source_name(
    members: Sequence[str],
    tree: Tree,
    by_id: Mapping[str, Document],
    told: Mapping[str, Sequence[Credit]],
) -> str | None:
    """The name that members credit and the source's text betrays, or the source's outlet."""
    credited = Counter(name for id in members for name in sorted(_named(told[id])))
    own = by_id[tree.root].outlet if tree.confident else None
    if tree.confident and own not in credited:
        left = find_leftovers(by_id[tree.root].text, sorted(credited))
        betrayed = sorted(
            {name for leftover in left if (name := leftover.name) is not None and name in credited}
        )
        if betrayed:
            return max(betrayed, key=lambda name: credited[name])
    if not credited or own in credited:
        return own
    name = max(sorted(credited), key=lambda one: credited[one])
    return name if own is None or credited[name] > 1 else own


def _named(credits: Sequence[Credit]) -> set[str]:
    return {credit.name for credit in credits if credit.name is not None}
