"""Texts that say a whole in other words: neither length nor wording tells which of them was first.

Who cuts a text shortens it, and who writes it anew may do either: of machine restylings, undated, the tree's
evidence of lengths, order and wording pointed at the right text no oftener than at the wrong one.
"""

from __future__ import annotations

from syndetect.model import ClueKind
from syndetect.provenance.blends import has_external_evidence
from syndetect.provenance.nodes import Nodes
from syndetect.provenance.second_sources import tie

FIRM: frozenset[ClueKind] = frozenset({"time", "credit", "leftover", "handout"})
"""What tells the direction of a retelling. That one has a speech in quotation marks which the other reports,
or introduces a name, does not: whoever retells does both."""

_EDITED, _EDITED_ALONE = 0.5, 0.7
"""Share of the aligned words in equal runs from which a paraphrase is an edited text, whose edits show who
had it first, and the same where no third text shows it. Below, and in rewrites, half of the links of undated
restylings went the wrong way."""

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
