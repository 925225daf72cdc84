"""Texts of which neither length nor wording tells which was first: who says a whole in other words, who adds.

Who cuts a text shortens it, and who writes it anew may do either: of machine restylings, undated, the tree's
evidence of lengths, order and wording pointed at the right text no oftener than at the wrong one.
"""

from __future__ import annotations

from syndetect.model import ClueKind
from syndetect.provenance.blends import has_external_evidence
from syndetect.provenance.nodes import Nodes
from syndetect.provenance.second_sources import tie
from syndetect.provenance.unshared_text import surpluses

FIRM: frozenset[ClueKind] = frozenset({"time", "credit", "leftover", "handout"})
"""What tells the direction of a retelling. That one has a speech in quotation marks which the other reports,
or introduces a name, does not: whoever retells does both."""

_EDITED, _EDITED_ALONE = 0.5, 0.7
"""Share of the aligned words in equal runs from which a paraphrase is an edited text, whose edits show who
had it first, and the same where no third text shows it. Below, and in rewrites, half of the links of undated
restylings went the wrong way."""

_ADDED = 0.08
"""Share of a text in paragraphs between those it shares from which they are more than a heading."""

_OWN_FACTS, _COPIED_RUN, _SURE = 2, 10, 0.85
"""Figures and names that the other one lacks, which a reporter brings home (one is enough where derivation is
less likely than _SURE); and equal words in a row that two do not write by chance. Of six reports by somebody
who was there three were told to be from an agency's shorter one that appeared before."""

_LISTED, _PRINTED = 0.35, 0.75
"""Figures and names that two texts share, of the other words of their passages, from which on both tell a
programme, a table or a timetable, which they may have from whoever made it; and the share of words in equal
runs from which on it is a print all the same. Of machine restylings one in twenty is such."""

_LEAST_TOLD = 20
"""Words of which a share says something."""

_PAIR = 2
"""Texts in a family that has no third one."""


def unordered(nodes: Nodes, parent: int, place: int) -> bool:
    """Whether one of two places retells the other, and nothing firm says that it is `place`."""
    pair = tie(nodes, place, parent)
    if pair is None or pair.relation not in ("paraphrase", "rewrite"):
        return False
    edited = _EDITED if len(nodes) > _PAIR else _EDITED_ALONE
    if pair.relation == "paraphrase" and pair.evidence.equal >= edited:
        return False
    return not has_external_evidence(nodes, parent, place, FIRM)


def grown(nodes: Nodes, parent: int, place: int) -> bool:
    """Whether the first of two has paragraphs between those of the other one, and nothing firm says why.

    A paper that adds to a wire's report and an editor who leaves paragraphs out both leave two such texts.
    Where a third one has the paragraphs as well, or agrees with the other, that tells.
    """
    if len(nodes) > _PAIR:
        return False
    pair = tie(nodes, place, parent)
    if pair is None:
        return False
    leads = nodes.sides[parent].lead, nodes.sides[place].lead
    sides = leads if pair.left == leads[0].id else leads[::-1]
    surplus = surpluses(pair, *sides)[0 if sides is leads else 1]
    if not surplus.holes or surplus.between < _ADDED:
        return False
    return not has_external_evidence(nodes, parent, place, FIRM)


def _has_another(nodes: Nodes, parent: int, place: int) -> bool:
    """Whether a place shares its text with one that has nothing of `parent`."""
    others = (other for other in range(len(nodes)) if other not in (place, parent))
    return any(tie(nodes, place, other) and tie(nodes, parent, other) is None for other in others)


def reported_anew(nodes: Nodes, parent: int, place: int) -> bool:
    """Whether a retelling may be the report of somebody who was there, and its date alone says it is later.

    It has facts of its own, and nothing that two do not word alike by chance. Who also has the text of a
    third one may have these facts from there.
    """
    pair = tie(nodes, place, parent)
    if pair is None or pair.relation != "rewrite" or pair.evidence.longest_told_run >= _COPIED_RUN:
        return False
    if nodes.sides[place].lead.elsewhere or _has_another(nodes, parent, place):
        return False
    left = nodes.home[pair.left] == place
    own = pair.evidence.own_facts_left if left else pair.evidence.own_facts_right
    enough = _OWN_FACTS if pair.derivation >= _SURE else 1
    return own >= enough and not has_external_evidence(nodes, parent, place, FIRM - {"time"})


def listed(nodes: Nodes, parent: int, place: int) -> bool:
    """Whether two tell one list of figures and names in other words, and nothing firm but dates speaks."""
    pair = tie(nodes, place, parent)
    if pair is None or pair.relation not in ("paraphrase", "rewrite"):
        return False
    evidence = pair.evidence
    if evidence.equal >= _PRINTED or evidence.shared_facts < _LISTED * max(_LEAST_TOLD, evidence.told_words):
        return False
    return not has_external_evidence(nodes, parent, place, FIRM - {"time"})
