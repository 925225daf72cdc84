"""One family: its tree, each member's source with the evidence for it, and where it all comes from."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from syndetect.attribution.credits import best_credit
from syndetect.attribution.handouts import is_about
from syndetect.attribution.mentions import identity, same_outlet
from syndetect.attribution.profile import Profile
from syndetect.attribution.shared_author import author_in_common
from syndetect.families.credit_audit import Chain, audit_of, opened, own_audit, quoted_back
from syndetect.faults import contained
from syndetect.model import (
    CREDIT_KINDS,
    NO_CREDIT,
    RELATIONS,
    UNREAD_CREDIT,
    Credit,
    CreditAudit,
    Family,
    Fault,
    Member,
    Pair,
    Relation,
    SecondSource,
    Source,
    Span,
    Versions,
)
from syndetect.provenance.absent_source import inferred, unexplained
from syndetect.provenance.attested import is_attested, is_attested_outside
from syndetect.provenance.blends import SPEAKING, blends, has_external_evidence
from syndetect.provenance.consensus import consented
from syndetect.provenance.derivation_tree import Tree, at_first_hand, rooted
from syndetect.provenance.direction_evidence import CLEAR, Ledger
from syndetect.provenance.from_elsewhere import names, unhung
from syndetect.provenance.link_ledger import SUREST, link_evidence
from syndetect.provenance.link_odds import own_weight
from syndetect.provenance.nodes import (
    Nodes,
    first_of,
    folded,
    in_told_order,
    is_told,
    version_chains,
)
from syndetect.provenance.quoted_at_length import quotes
from syndetect.provenance.quoting import mentions, prints_a_letter, quotes_back
from syndetect.provenance.retellings import grown, listed, reported_anew, unordered
from syndetect.provenance.second_sources import patched, spans_of, tie, untangled
from syndetect.provenance.siblings import with_siblings
from syndetect.provenance.source_names import absent_source, credited_names, source_name, vouched_names
from syndetect.provenance.source_reasons import outside_reasons, root_reasons, unknown_reasons
from syndetect.spans import covered

Key = tuple[str, str]

LEAST_CERTAIN = 0.6
"""A link less probable than this is left open: of those a little below two fifths were wrong, of those above
one in ten."""

_SHARPER, _SURER = 1.5, 0.33
"""What the log odds of a link are multiplied with, and what is added: so it is right as often as it says."""

_MOST = 0.5
"""The share of a text that another one has of which it may have been made."""

SURE = 0.85
"""With a source or a link less probable than this, nobody is said to credit the wrong one."""


SUREST_BARE = 0.94
"""How sure a link can be at most in a family without a date, a credit or a trace, where only lengths and
wording tell: a text that grew looks as one that was cut."""

_IN_PART = 0.75
"""Share of the better covered of two texts up to which both have much besides what they share."""

_QUOTED = 0.5
"""Share of what two texts have in common that one only quotes, so that the other may have it from there as
well."""

_PAIR = 2
"""Texts of a family where the source is none if the other one may be as well."""

_PIECED = 0.1
"""Share of a text that others have from which it may be pieced together itself, and is no sure source."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a family before it is written down.

    `firsts` names for each place the member that the others of its words are from, None where that is not
    told. `outside` says that no member is the source, `name` whose text it is. `loose` are the places whose
    parent was made from the same further texts, and is not told as their source. `credited` are the places of
    the outlet that most members credit, if it is among them, `vouched` the names that several members credit.
    `chains` are one outlet's versions, `told` those of them whose order something tells, `versions` the
    number of the chain that a place is in. `bare` says that nothing but lengths and wording tells who has it
    from whom.
    """

    nodes: Nodes
    tree: Tree
    chains: Sequence[Sequence[int]]
    told: Sequence[Sequence[int]]
    versions: Mapping[int, int]
    firsts: Sequence[Profile | None]
    seconds: Mapping[int, tuple[int, float]]
    outside: bool
    name: str | None
    unexplained: float
    strongest: Mapping[str, Pair]
    outlets: frozenset[str | None]
    identities: frozenset[str]
    doubts: Mapping[Key, float] = field(default_factory=dict)
    blended: frozenset[int] = frozenset()
    loose: frozenset[int] = frozenset()
    credited: frozenset[int] = frozenset()
    vouched: frozenset[str] = frozenset()
    bare: bool = False

    @property
    def surest(self) -> float:
        """How sure a link can be at most."""
        return SUREST_BARE if self.bare else SUREST

    @property
    def twins(self) -> int:
        """How many members the root may mean: one, or all of equal texts of which none is known the first."""
        root_known = self.firsts[self.tree.root] is not None
        return 1 if root_known else len(self.nodes.sides[self.tree.root].profiles)

    @property
    def confidence(self) -> float:
        """How sure the member at the root is the source."""
        return self.tree.confidence / self.twins

    @property
    def source(self) -> str | None:
        """The member that is the source, or None."""
        if self.outside or not self.tree.confident(self.twins) or self.suspect(self.tree.root):
            return None
        return self.standing(self.tree.root)

    def suspect(self, place: int) -> bool:
        """Whether nothing says that a text was first but its length, or its date while it only quotes.

        By its length alone none is that holds two which share nothing, or that the others only retell, and
        none whatever its date that has from elsewhere all that others share with it.
        """
        nodes = self.nodes
        if place in self.blended and not any(
            has_external_evidence(nodes, place, other) for other in nodes.near[place]
        ):
            return True
        return bool(nodes.near.get(place)) and all(
            _both_quote(nodes, place, other)
            or (place not in self.credited and unordered(nodes, place, other))
            or (len(nodes) == _PAIR and _guessed(other, place, self))
            for other in nodes.near[place]
        )

    def standing(self, place: int) -> str:
        """The member that stands for a place."""
        first = self.firsts[place]
        return (first or self.nodes.sides[place].lead).id


def family_of(
    members: Sequence[str],
    derived: Mapping[Key, Pair],
    profiles: Mapping[str, Profile],
    *,
    several: bool,
    aside: Mapping[str, set[str]],
    doubts: Mapping[Key, float],
    faults: list[Fault],
) -> tuple[Family, dict[Key, Ledger]]:
    """The family of `members`, and the ledgers of its pairs.

    `derived` are the pairs among them; `several` says whether the corpus has more than one outlet, `aside`
    who tells the same event independently, `doubts` how probable it is that an article has its text from
    another one that may seem to be from it. To `faults` is added what is missing of single members because
    of errors of ours.
    """
    plan = replace(_plan(members, derived, profiles, several=several), doubts=doubts)
    nodes = plan.nodes
    built = tuple(_member(id, plan, derived, profiles, faults) for id in members)
    tellings = {other for id in members for other in aside.get(id, ())} - set(members)
    family = Family(
        id=members[0],
        source=_source(plan, profiles, members),
        members=built,
        same_story=tuple(sorted(tellings)),
        versions=tuple(_versions(chain, plan) for chain in plan.chains),
        copies=tuple(ids for place in range(len(nodes)) if len(ids := nodes.ids(place)) > 1),
    )
    ledgers = {
        key: ledger
        for key in derived
        if (ledger := nodes.ledgers.get((nodes.home[key[0]], nodes.home[key[1]]))) is not None
    }
    return family, ledgers


def _plan(
    members: Sequence[str], derived: Mapping[Key, Pair], profiles: Mapping[str, Profile], *, several: bool
) -> Plan:
    inside = [profiles[id] for id in members]
    credited = set(credited_names(inside))
    nodes = with_siblings(folded(members, derived, profiles, credited))
    chains = version_chains(nodes, several=several)
    told = in_told_order(nodes, chains)
    tree = rooted(nodes, told, untangled)
    firsts = [first_of(side, credited) for side in nodes.sides]
    tree, seconds, loose = unhung(nodes, *patched(nodes, consented(nodes, tree)))
    root = firsts[tree.root] or nodes.sides[tree.root].lead
    absent = absent_source(inside, root)
    tree, missing = unexplained(nodes, tree, seconds)
    # Dates or credits that put a member first outweigh what the members have in common without it.
    outside = absent is not None or (missing > 0 and not tree.confident() and not _among(inside))
    name = absent or source_name(inside, root if tree.confident() and not outside else None)
    outlets = frozenset(one.outlet for one in inside)
    identities = frozenset(identity(outlet) for outlet in outlets if outlet is not None)
    strongest = _strongest(derived)
    return Plan(
        nodes,
        tree,
        chains,
        told,
        {place: number for number, chain in enumerate(chains) for place in chain},
        firsts,
        seconds,
        outside,
        name,
        missing,
        strongest,
        outlets,
        identities,
        blended=blends(nodes, tree),
        loose=loose,
        credited=_credited(nodes, source_name(inside, None)),
        vouched=vouched_names(inside),
        bare=_is_bare(inside, nodes),
    )


def _is_bare(members: Sequence[Profile], nodes: Nodes) -> bool:
    """Whether no date, credit, trace, mark or quotation of any member says who has the text from whom."""
    if any(one.published or one.credits or one.leftovers or one.handout or one.later for one in members):
        return False
    spoken = (
        sum(entry.weight for entry in ledger.entries if entry.kind in SPEAKING)
        for ledger in nodes.ledgers.values()
    )
    # Less than that speaks for neither side.
    return all(abs(weight) < CLEAR / 2 for weight in spoken)


def _credited(nodes: Nodes, name: str | None) -> frozenset[int]:
    """The places at which the outlet of that name has an article."""
    return frozenset(
        place
        for place, side in enumerate(nodes.sides)
        if name is not None and any(same_outlet(name, one.outlet) for one in side.profiles)
    )


def _among(members: Sequence[Profile]) -> bool:
    """Whether the outlet that most members credit has an article among them: then nobody else is needed."""
    name = source_name(members, None)
    return any(same_outlet(name, outlet) for outlet in {one.outlet for one in members})


def _strongest(derived: Mapping[Key, Pair]) -> dict[str, Pair]:
    """Each member's closest pair, then the one that shares most; in its own language if there is one."""

    def closeness(pair: Pair) -> tuple[bool, int, float, float, str, str]:
        spoken = pair.relation != "translation"
        shared = min(pair.evidence.coverage_left, pair.evidence.coverage_right)
        return spoken, -RELATIONS.index(pair.relation), shared, pair.confidence, pair.left, pair.right

    found: dict[str, Pair] = {}
    for pair in sorted(derived.values(), key=closeness):
        found[pair.left] = found[pair.right] = pair
    return found


def _source(plan: Plan, profiles: Mapping[str, Profile], members: Sequence[str]) -> Source:
    inside = [profiles[id] for id in members]
    if plan.outside:
        reasons, confidence = outside_reasons(plan.name, inside, plan.unexplained)
        return Source(None, plan.name, confidence, reasons, inferred(plan.nodes, plan.tree.root))
    if plan.source is None:
        reasons = unknown_reasons(plan.nodes, plan.tree, plan.firsts)
        name = plan.name if plan.name not in plan.outlets else None
        return Source(None, name, plan.confidence, reasons)
    reasons = root_reasons(plan.nodes, plan.tree, profiles[plan.source], plan.name, inside)
    return Source(plan.source, plan.name, plan.confidence, reasons)


def _versions(chain: Sequence[int], plan: Plan) -> Versions:
    taken = {
        place: sum(parent == place and child not in chain for child, parent in plan.tree.parents.items())
        for place in chain
    }
    most = max(chain, key=lambda place: (taken[place], -chain.index(place)))
    return Versions(
        tuple(plan.standing(place) for place in chain), plan.standing(most) if taken[most] else None
    )


def _link(id: str, plan: Plan, profiles: Mapping[str, Profile]) -> tuple[str, float] | None:
    """The member that `id` was made from, and how sure that is; None where it is not told."""
    link = _likeliest(id, plan, profiles)
    if link is not None and profiles[link[0]].document.masked and _from_elsewhere(profiles[id], plan):
        # The other one may have it from there as well, and say so in words that were not kept.
        return None
    return link


def _from_elsewhere(profile: Profile, plan: Plan) -> bool:
    """Whether an article gives its text as that of somebody who is no member."""
    names = [credit.name for credit in profile.credits if CREDIT_KINDS[credit.kind].elsewhere]
    return any(
        name and not any(same_outlet(name, outlet) for outlet in plan.outlets if outlet) for name in names
    )


def _likeliest(id: str, plan: Plan, profiles: Mapping[str, Profile]) -> tuple[str, float] | None:
    place = plan.nodes.home[id]
    first = plan.firsts[place]
    if first is not None and first.id != id and not _alike_taken(id, first, plan, profiles):
        return first.id, 0.99
    if plan.outside and place == plan.tree.root:
        return None
    parent = plan.tree.parents.get(place)
    if parent is None or place in plan.loose:
        return None
    if plan.outside and parent == plan.tree.root and _from_outside(plan.nodes.sides[place].lead, plan):
        return None
    certain = plan.tree.certain[place]
    if plan.firsts[parent] is None:
        certain /= len(plan.nodes.sides[parent].profiles)
    source = plan.standing(parent)
    certain *= (1 - plan.doubts.get((source, id), 0.0)) * _derived(place, parent, plan)
    if certain < LEAST_CERTAIN or _later(profiles[source], profiles[id]) or _guessed(place, parent, plan):
        return None
    return source, min(plan.surest, _as_often_right(certain))


def _as_often_right(sure: float) -> float:
    """How often links are right whose probability over all trees is `sure`.

    The trees are more careful than they need be; measured on generated trees and situations that no weight
    was fitted on.
    """
    odds = math.log(sure / (1 - sure))
    return min(SUREST, 1 / (1 + math.exp(-(_SHARPER * odds + _SURER))))


def _derived(place: int, parent: int, plan: Plan) -> float:
    """How probable it is that the one text was made from the other at all; 1 where they were never paired."""
    pair = tie(plan.nodes, place, parent)
    return pair.derivation if pair is not None and pair.derivation > 0 else 1.0


def _guessed(place: int, parent: int, plan: Plan) -> bool:
    """Whether two texts that share a part say nothing of who has it from whom: each has much of its own.

    Of those shown all the same, from trees and blends without dates, none was right. A text that shares more
    with other families is a compilation and one with two sources a patchwork, which both show by that, unless
    the other one is pieced together as well, or the two sources share a part themselves: then all three may
    have it from each other or from a fourth. Whatever dates say, two that quote one thing at length, a
    statute or a statement in full, may both have it from where that one is from.
    """
    nodes = plan.nodes
    blended = parent in plan.blended and not has_external_evidence(nodes, parent, place)
    retold = any(told(nodes, parent, place) for told in (unordered, reported_anew, listed))
    retold = retold and parent not in plan.credited
    elsewhere = _both_print_a_letter(nodes, parent, place)
    if blended or retold or elsewhere or grown(nodes, parent, place) or _versions_untold(place, parent, plan):
        return True
    pair = tie(nodes, place, parent)
    if pair is None or not _in_part(pair):
        return False
    if _both_quote(nodes, parent, place):
        return True
    second = plan.seconds.get(place)
    if second is not None and not _share_a_part(plan, parent, second[0]):
        return False
    if _compiles(nodes, place, parent) and _elsewhere(nodes, parent) < _PIECED:
        return False
    return not has_external_evidence(nodes, parent, place)


def _versions_untold(place: int, parent: int, plan: Plan) -> bool:
    """Whether two are one outlet's versions and nothing says that `place` is the later one."""
    chain = plan.versions.get(place)
    return chain is not None and chain == plan.versions.get(parent) and not is_told(plan.nodes, parent, place)


def _both_quote(nodes: Nodes, source: int, place: int) -> bool:
    """Whether two texts share what `source` only quotes, have much of their own, and `place` names it not."""
    pair = tie(nodes, place, source)
    if pair is None or not _in_part(pair) or names(nodes, place, source):
        return False
    return quotes(nodes.sides[source].lead, _shared(nodes, source, place)) >= _QUOTED


def _both_print_a_letter(nodes: Nodes, source: int, place: int) -> bool:
    """Whether two texts have a letter of somebody who is neither, and `place` names not where it has it."""
    letter, own = nodes.sides[source].lead, nodes.sides[place].lead
    if not prints_a_letter(letter) or names(nodes, place, source) or mentions(own, letter.outlet):
        return False
    return prints_a_letter(own) or quotes(own, _shared(nodes, place, source)) >= _QUOTED


def _shared(nodes: Nodes, place: int, other: int) -> list[Span]:
    """What a text shares with another one."""
    return [Span(begin, end) for begin, end in spans_of(nodes, place, other)]


def _in_part(pair: Pair) -> bool:
    """Whether each of two texts has much besides what they share."""
    return max(pair.evidence.coverage_left, pair.evidence.coverage_right) < _IN_PART


def _share_a_part(plan: Plan, one: int, other: int) -> bool:
    """Whether two texts have some wording in common and one has much besides, whether compared or not."""
    first, second = plan.tree.wordings[one], plan.tree.wordings[other]
    common = first.shared(second) / max(1, min(len(first), len(second)))
    pair = tie(plan.nodes, one, other)
    both = (pair.evidence.coverage_left + pair.evidence.coverage_right) / 2 if pair is not None else 0.0
    return common >= _PIECED and both < _IN_PART


def _elsewhere(nodes: Nodes, place: int) -> float:
    """Share of a text that articles of other families have too."""
    lead = nodes.sides[place].lead
    shared = covered([(span.begin, span.end) for span in lead.elsewhere])
    return shared / max(1, len(lead.document.text))


def _compiles(nodes: Nodes, place: int, parent: int) -> bool:
    """Whether a text has another part from other families than the one that it shares with `parent`."""
    elsewhere = [(span.begin, span.end) for span in nodes.sides[place].lead.elsewhere]
    here = spans_of(nodes, place, parent)
    alone = covered([*here, *elsewhere]) - covered(elsewhere)
    return bool(elsewhere) and 2 * alone > covered(here)


def _later(profile: Profile, other: Profile) -> bool:
    """Whether an article certainly appeared after another one: then it is no source of it."""
    first, second = other.published, profile.published
    return first is not None and second is not None and first[1] < second[0]


def _alike_taken(id: str, first: Profile, plan: Plan, profiles: Mapping[str, Profile]) -> bool:
    """Whether one of equal texts is as likely from where the first one is from: two prints of one wire."""
    place = plan.nodes.home[id]
    parent = plan.tree.parents.get(place)
    if parent is None or parent != plan.tree.root or profiles[id].credits_outlet(first.outlet):
        return False
    weight = plan.tree.weights.get((parent, place))
    if weight is None:
        return False
    return weight + at_first_hand(len(plan.nodes)) >= own_weight(plan.tree.wordings[place])


def _from_outside(profile: Profile, plan: Plan) -> bool:
    """Whether a member has the text from the outside source itself, and not from the member nearest to it."""
    return plan.unexplained > 0 or profile.credits_outlet(plan.name) is not None


def _member(
    id: str,
    plan: Plan,
    derived: Mapping[Key, Pair],
    profiles: Mapping[str, Profile],
    faults: list[Fault],
) -> Member:
    if id == plan.source:
        return Member(id, "copy", None, 1.0, plan.confidence, NO_CREDIT, certainty=plan.confidence)
    link = _link(id, plan, profiles)
    place = plan.nodes.home[id]
    source = link[0] if link is not None else None
    pair = _pair(id, source, plan, derived)
    wanted = profiles[source].outlet if source is not None else None
    credits = profiles[id].credits
    relation, coverage, confidence = _figures(pair, id, plan)
    second = plan.seconds.get(place)
    also = (
        (SecondSource(plan.standing(second[0]), second[1]),)
        if second is not None and source is not None
        else ()
    )
    credit = best_credit(credits, wanted if profiles[id].credits_outlet(wanted) else plan.name)
    member = Member(
        document=id,
        relation=relation,
        source=source,
        coverage=coverage,
        confidence=confidence,
        credit=UNREAD_CREDIT if credit.kind == "none" and not profiles[id].read else credit,
        certainty=link[1] if link is not None else 0.0,
        also=also,
    )
    if link is not None:
        with contained(faults, "families", f"the evidence that {id} is from {link[0]}", (id, link[0])):
            clues = link_evidence(plan.nodes, plan.tree, plan.told, (link[0], id), link[1], plan.surest)
            member = replace(member, evidence=clues)
    with contained(faults, "families", f"the audit of the credits of {id}", (id,)):
        audit = _audit(member, plan, profiles)
        heard = _heard(profiles[id], audit) if member.credit.kind == "none" else None
        return replace(member, audit=audit, credit=heard or member.credit)
    return member


def _heard(profile: Profile, audit: CreditAudit | None) -> Credit | None:
    """The credit that an audit found where somebody told an outlet something."""
    if audit is None or audit.verdict not in {"full", "part"}:
        return None
    reached = [
        credit
        for credit in profile.hearers
        if any(span.begin <= (credit.begin or 0) < span.end for span in audit.credited)
    ]
    return reached[0] if reached else None


def _audit(member: Member, plan: Plan, profiles: Mapping[str, Profile]) -> CreditAudit | None:
    """The audit of a member whose source is told, or is outside; of one whose source is open only its own."""
    nodes, place = plan.nodes, plan.nodes.home[member.document]
    own = profiles[member.document]
    if own.document.recalled:
        # An item that its agency withholds is no publication, and owes no credit.
        return None
    if member.source is not None and nodes.home[member.source] == place:
        taken = [(0, len(own.document.text))]
    elif member.source is not None:
        seconds = [nodes.home[second.document] for second in member.also]
        taken = [
            span
            for source in (nodes.home[member.source], *seconds)
            for span in spans_of(nodes, place, source)
        ]
    elif len(nodes.ids(place)) > 1:
        # Others have the very same words.
        taken = [(0, len(own.document.text))]
    else:
        taken = [
            span for other in sorted(nodes.near.get(place, ())) for span in spans_of(nodes, place, other)
        ]
    if member.source is None and not plan.outside:
        # Nobody is to blame where nobody knows whom from; an outlet has its own text in any case.
        return own_audit(own, taken) if len(plan.outlets) == 1 and None not in plan.outlets else None
    pair = None if member.source is None else tie(nodes, place, nodes.home[member.source])
    if pair is not None and member.source and quotes_back(own, profiles[member.source], pair, taken):
        return quoted_back(own, taken)
    chain = _chain(member, plan, profiles)
    audit = audit_of(own, chain, taken)
    if audit is not None and audit.verdict == "wrong":
        # Its own word for another one that has the text stands against the tree.
        audit = audit_of(own, replace(chain, stops=_stops(own, plan)), taken)
    return None if audit is None else _weighed(audit, member, plan, profiles)


def _weighed(audit: CreditAudit, member: Member, plan: Plan, profiles: Mapping[str, Profile]) -> CreditAudit:
    """The audit, left open where it is not sure enough that anything was taken, or from that outlet."""
    nodes, source = plan.nodes, member.source
    own = profiles[member.document]
    if source is None:
        attested = is_attested_outside(nodes, own.id, plan.name, plan.vouched)
        return audit if attested else opened(audit)
    pair = tie(nodes, nodes.home[own.id], nodes.home[source])
    if pair is not None and pair.relation == "rewrite" and pair.derivation < SURE:
        return opened(audit, "that anything is from there is not sure enough")
    signed = author_in_common(own.document, profiles[source].document)
    if signed is not None:
        return opened(audit, f"both texts are signed by {signed}")
    return audit if is_attested(nodes, plan.tree, own.id, source, plan.vouched) else opened(audit)


def _chain(member: Member, plan: Plan, profiles: Mapping[str, Profile]) -> Chain:
    certain = plan.confidence if member.source is None else min(plan.confidence, member.certainty)
    if (
        member.source is not None
        and member.source != plan.source
        and _link(member.source, plan, profiles) is None
    ):
        # Whom the source itself has its text from is not told, so nobody is to be credited above it.
        certain = 0.0
    doubtful = certain < SURE and not plan.outside
    possible: frozenset[str] = plan.identities if doubtful else frozenset()
    if member.source is None:
        return Chain(None, (), plan.name, possible)
    near = profiles[member.source].outlet
    above = plan.tree.above(plan.nodes.home[member.source])
    far = [outlet for place in above if (outlet := profiles[plan.standing(place)].outlet) is not None]
    named = plan.name if plan.name not in plan.outlets else None
    first = profiles[plan.standing(above[-1])] if above else profiles[member.source]
    source = profiles[member.source]
    return Chain(
        near,
        tuple(far),
        named,
        possible,
        subject=is_about(source.document.text, near),
        handed=first.hands_out and named is None,
        said=source.document.text,
    )


def _stops(own: Profile, plan: Plan) -> frozenset[str]:
    """The identities of outlets from which a member may have its text: they have most of it, and no later."""
    nodes, place = plan.nodes, plan.nodes.home[own.id]
    near = [place, *(other for other in nodes.near.get(place, ()) if _has_most(nodes, place, other))]
    return frozenset(
        identity(one.outlet)
        for other in near
        for one in nodes.sides[other].profiles
        if one.outlet is not None and one.id != own.id and not _later(one, own)
    )


def _has_most(nodes: Nodes, place: int, other: int) -> bool:
    """Whether a text has most of another one."""
    pair = tie(nodes, place, other)
    if pair is None:
        return False
    left = nodes.home[pair.left] == place
    return (pair.evidence.coverage_left if left else pair.evidence.coverage_right) >= _MOST


def _pair(id: str, source: str | None, plan: Plan, derived: Mapping[Key, Pair]) -> Pair | None:
    """The pair that tells a member's relation: with its source, or the strongest it has."""
    if source is not None:
        direct = derived.get((id, source)) or derived.get((source, id))
        if direct is not None or plan.nodes.home[id] == plan.nodes.home[source]:
            return direct
        return tie(plan.nodes, plan.nodes.home[id], plan.nodes.home[source])
    return plan.strongest.get(id)


def _figures(pair: Pair | None, id: str, plan: Plan) -> tuple[Relation, float, float]:
    if pair is None:
        # The two were never paired, since they have the very same words.
        return "copy", 1.0, 0.99
    left = id == pair.left or plan.nodes.home[id] == plan.nodes.home[pair.left]
    return (
        pair.relation,
        pair.evidence.coverage_left if left else pair.evidence.coverage_right,
        pair.confidence,
    )
