"""What a family's page shows of a link: the audit of its credit, its ledger, and the changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from syndetect.model import Clue, CreditAudit, Document, Family, Member
from syndetect.reporters.html.catalogue import Catalogue
from syndetect.reporters.html.kinship import in_tree_order
from syndetect.reporters.readable import renamed, short_names
from syndetect.reporters.wording import AUDIT_LABELS, CLUE_WORDS, reach_words

_QUOTED, _ALTERED = 300, 100


def link_records(catalogue: Catalogue) -> list[dict[str, Any]]:
    """A record for every member of every family, in the order in which the page lists them."""
    return [record for family in catalogue.families for record in _of_family(catalogue, family)]


def _of_family(catalogue: Catalogue, family: Family) -> Iterator[dict[str, Any]]:
    documents = [catalogue.documents[catalogue.number[member.document]] for member in family.members]
    names = short_names(documents)
    for member, _ in in_tree_order(family):
        yield _link(catalogue, member, names)


def _link(catalogue: Catalogue, member: Member, names: Mapping[str, str]) -> dict[str, Any]:
    audit, changes = member.audit, member.changes
    document = catalogue.documents[catalogue.number[member.document]]
    return {
        "certainty": round(member.certainty, 4),
        "verdict": AUDIT_LABELS[audit.verdict] if audit else "",
        "why": renamed(audit.reason, names) if audit else "",
        "reach": reach_words(audit.scope, audit.position) if audit and audit.scope else "",
        "derived": audit.derived_words if audit else 0,
        "uncredited": audit.uncredited_words if audit else 0,
        "clues": [_clue(catalogue, clue, names) for clue in member.evidence],
        "also": [[catalogue.number[second.document], round(second.coverage, 4)] for second in member.also
                 if second.document in catalogue.number],
        "altered": [[change.kind, change.before[:_QUOTED], change.after[:_QUOTED]]
                    for change in (changes.altered if changes else ())[:_ALTERED]],
        "total": [round(document.total_coverage, 4), document.total_derived_words],
        "credited": _credited(document, audit),
        "cut": changes.cut_words if changes else 0,
        "added": changes.added_words if changes else 0,
    }  # fmt: skip


def _credited(document: Document, audit: CreditAudit | None) -> list[int]:
    """Begins and ends of the stretches that right credits cover; the whole text where no credit is needed."""
    if audit is None:
        return []
    if audit.verdict == "own" or (audit.verdict == "full" and not audit.credited):
        # A report saved before the stretches were.
        return [0, len(document.text)]
    return [edge for span in audit.credited for edge in (span.begin, span.end)]


def _clue(catalogue: Catalogue, clue: Clue, names: Mapping[str, str]) -> list[Any]:
    """Sign, weight, kind in words, reason, the quoted words and the number of the article that has them."""
    number = catalogue.number.get(clue.document, -1) if clue.document is not None else -1
    quoted = ""
    if number >= 0 and clue.begin is not None and clue.end is not None:
        text = catalogue.documents[number].text[clue.begin : clue.end]
        quoted = text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"
    return [
        clue.sign,
        round(clue.weight, 1),
        CLUE_WORDS[clue.kind],
        renamed(clue.reason, names),
        quoted,
        number if quoted else -1,
    ]
