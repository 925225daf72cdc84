"""Why a member, a name or nobody is a family's source, in short sentences with the figures."""

from __future__ import annotations

from collections.abc import Sequence

from syndetect.attribution.mentions import same_outlet
from syndetect.attribution.profile import Profile
from syndetect.provenance.derivation_tree import Tree
from syndetect.provenance.nodes import Nodes
from syndetect.provenance.source_names import credited_names

_MOST = 8


def root_reasons(
    nodes: Nodes, tree: Tree, root: Profile, name: str | None, members: Sequence[Profile]
) -> tuple[str, ...]:
    """Why a member is the source."""
    found = (
        *_recalled(root),
        *_drawn(nodes, tree, root),
        *_dated(root, members),
        *_credited(root, name, members),
        *_traces(root, name),
        *_disputed(nodes, tree.root),
    )
    return found[:_MOST]


def _recalled(root: Profile) -> list[str]:
    said = root.document.recalled
    how = {"withheld": "withholds it", "canceled": "has canceled it"}
    return [f"its agency {how[said]}: who uses the text may have it from before"] if said else []


def _drawn(nodes: Nodes, tree: Tree, root: Profile) -> list[str]:
    children = [place for place, parent in tree.parents.items() if parent == tree.root]
    shares = [
        ledger.right_covered
        if (ledger := nodes.ledgers.get((tree.root, place))) is not None
        else nodes.ledgers[place, tree.root].left_covered
        for place in children
    ]
    twins = len(nodes.sides[tree.root].profiles) - 1
    total = sum(len(side.profiles) for side in nodes.sides) - 1
    drawn = twins + sum(len(nodes.sides[place].profiles) for place in children)
    found = []
    if children:
        mean = sum(shares) / len(shares)
        found.append(f"{drawn} of {total} other members draw on it, covered to {100 * mean:.0f} %")
    if twins:
        found.append(
            f"{twins + 1} members have its very text; {root.id} is the one that is credited or came first"
        )
    return found


def _dated(root: Profile, members: Sequence[Profile]) -> list[str]:
    if root.published is None:
        return []
    dated = [one for one in members if one is not root and one.published is not None]
    later = sum(one.published is not None and root.published[1] < one.published[0] for one in dated)
    earlier = [one.id for one in dated if one.published is not None and one.published[1] < root.published[0]]
    found = [f"it was published before {later} of {len(dated)} other dated members"] if later else []
    if earlier:
        found.append(f"contradictory: {earlier[0]} bears an earlier date")
    return found


def _credited(root: Profile, name: str | None, members: Sequence[Profile]) -> list[str]:
    found = []
    for outlet in dict.fromkeys(one for one in (root.outlet, name) if one is not None):
        crediting = [one for one in members if one is not root and one.credits_outlet(outlet)]
        if crediting:
            credit = crediting[0].credits_outlet(outlet)
            quoted = _quoted(crediting[0], credit.begin, credit.end) if credit is not None else ""
            more = f" and {len(crediting) - 1} more" if len(crediting) > 1 else ""
            verb = "credit" if more else "credits"
            found.append(f"{crediting[0].id}{more} {verb} {outlet}{quoted}")
    return found


def _traces(root: Profile, name: str | None) -> list[str]:
    if name is None or same_outlet(name, root.outlet):
        return []
    trace = root.left_by(name)
    if trace is None:
        return []
    return [f"its own text keeps a trace of {name}{_quoted(root, trace.begin, trace.end)}"]


def _quoted(profile: Profile, begin: int | None, end: int | None) -> str:
    if begin is None or end is None:
        return ""
    return f": “{' '.join(profile.document.text[begin:end].split())[:80]}”"


def _disputed(nodes: Nodes, root: int) -> list[str]:
    disputes = [key for key, ledger in nodes.ledgers.items() if root in key and ledger.contradictory]
    if not disputes:
        return []
    other = next(place for place in disputes[0] if place != root)
    name = nodes.sides[other].lead.id
    return [
        f"contradictory: clock and text disagree on {len(disputes)} of its pairs, such as that with {name}"
    ]


def outside_reasons(
    name: str | None, members: Sequence[Profile], unexplained: float
) -> tuple[tuple[str, ...], float]:
    """Why the source is no member, and how sure that is."""
    reasons = []
    confidence = 0.5
    if name is not None:
        times = credited_names(members)[name]
        if times:
            reasons.append(
                f"{times} of {len(members)} members give the text as that of {name}, which is not among them"
            )
            confidence = 1 - 0.5 ** (1 + times)
    if unexplained:
        reasons.append(
            f"{100 * unexplained:.0f} % of the wording that members have in common is in no member's source"
        )
        confidence = max(confidence, 0.7)
    return tuple(reasons), min(0.98, confidence)


def unknown_reasons(nodes: Nodes, tree: Tree, firsts: Sequence[Profile | None]) -> tuple[str, ...]:
    """Why no member is called the source."""
    best = nodes.sides[tree.root]
    if tree.rival is not None:
        other = nodes.sides[tree.rival].lead.id
        lead = f"contradictory: dates speak for {best.lead.id} as the source, the texts for {other}"
        return (lead, *_disputed(nodes, tree.root))
    if firsts[tree.root] is None:
        lead = f"{len(best.profiles)} members have the very same text, and neither date nor credit says whose"
    else:
        lead = (
            f"undetermined: overlap, dates and credits single out no member as the source; "
            f"{best.lead.id} is the likeliest ({tree.confidence:.2f})"
        )
    return (lead, *_disputed(nodes, tree.root))
