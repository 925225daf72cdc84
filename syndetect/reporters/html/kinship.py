"""A family as rows of a tree: every member under the one that its text comes from, with time and credit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from syndetect.model import CREDIT_KINDS, Document, Family, Member
from syndetect.reporters.headlines import family_headline, is_uncredited
from syndetect.reporters.html.catalogue import Catalogue, story_title
from syndetect.reporters.html.matrix import taken
from syndetect.reporters.readable import renamed, short_names
from syndetect.reporters.wording import AUDIT_MARKS, AUDIT_WORDS, CREDIT_WORDS, delay_words, is_day, moment

_LONGEST_CREDIT = 200


def family_record(catalogue: Catalogue, family: Family) -> dict[str, Any]:
    """Everything that the page of a family shows; documents by their number."""
    source = family.source
    rows = list(in_tree_order(family))
    row_of = {member.document: number for number, (member, _) in enumerate(rows)}
    names = short_names(catalogue.documents[catalogue.number[member.document]] for member in family.members)
    minutes: dict[str, float | None] = {}
    for member, _ in rows:
        published = catalogue.documents[catalogue.number[member.document]].published
        minutes[member.document] = _minutes(published, minutes.get(member.source or ""))
    return {
        "id": family.id,
        "title": story_title(catalogue, family),
        "headline": family_headline(catalogue.report, family),
        "source": _number(catalogue, source.document),
        "name": source.name or "",
        "confidence": round(source.confidence, 4),
        "reasons": [renamed(reason, names) for reason in source.reasons],
        "origins": family.origins,
        "same": [catalogue.number[name] for name in family.same_story],
        "members": [
            {**_member(catalogue, family, member, depth, row_of), "minutes": minutes[member.document]}
            for member, depth in rows
        ],
        "taken": taken(catalogue, [family]),
    }


def in_tree_order(family: Family) -> Iterator[tuple[Member, int]]:
    """Members with their depth (0 at the root), each once, after its parent and its earlier siblings."""
    below: dict[str | None, list[Member]] = {}
    for member in sorted(family.members, key=lambda member: (-member.coverage, member.document)):
        below.setdefault(_parent(family, member), []).append(member)
    names = {member.document for member in family.members}
    roots = [None, *(name for name in below if name is not None and name not in names)]
    seen: set[str] = set()
    for root in roots:
        yield from _walk(below, below.get(root, []), seen)
    # A cycle has no root: only a damaged report has one, and it still shows everybody.
    for member in family.members:
        yield from _walk(below, [member], seen)


def _walk(
    below: dict[str | None, list[Member]], level: list[Member], seen: set[str]
) -> Iterator[tuple[Member, int]]:
    waiting = [(member, 0) for member in reversed(level)]
    while waiting:
        member, depth = waiting.pop()
        if member.document in seen:
            continue
        seen.add(member.document)
        yield member, depth
        waiting += [(child, depth + 1) for child in reversed(below.get(member.document, []))]


def _parent(family: Family, member: Member) -> str | None:
    return None if member.document == family.source.document else member.source


def _member(
    catalogue: Catalogue, family: Family, member: Member, depth: int, row_of: dict[str, int]
) -> dict[str, Any]:
    document = catalogue.documents[catalogue.number[member.document]]
    source = catalogue.documents[catalogue.number[member.source]] if member.source is not None else None
    return {
        "document": catalogue.number[member.document],
        "submitted": member.document in (catalogue.report.submissions or ()),
        "relation": member.relation,
        "from": _number(catalogue, member.source),
        "parent": row_of.get(member.source, -1) if member.source is not None else -1,
        "depth": depth,
        "coverage": round(member.coverage, 4),
        "confidence": round(member.confidence, 4),
        "certainty": round(member.certainty, 4),
        "delay": (delay_words(source.published, document.published) if source is not None else None) or "",
        "credit": member.credit.kind,
        "mark": _mark(member),
        "silent": is_uncredited(family, member),
        "audited": member.audit is not None,
        "credits": _credits(member),
        "says": _says(document, member),
        "derived": member.audit.derived_words if member.audit else 0,
        "uncredited": member.audit.uncredited_words if member.audit else 0,
    }


def _mark(member: Member) -> str:
    if member.audit is not None:
        return AUDIT_MARKS[member.audit.verdict]
    if member.source is None:
        # Where the source is not known, no credit can be wrong.
        return "·" if CREDIT_KINDS[member.credit.kind].given else ""
    return AUDIT_MARKS[CREDIT_KINDS[member.credit.kind].verdict]


def _credits(member: Member) -> str:
    """Whom the member credits, and what is wrong with that; empty where nothing is known of either."""
    credit, audit = member.credit, member.audit
    if audit is None and member.source is None and not CREDIT_KINDS[credit.kind].given:
        return ""
    if audit is not None and audit.verdict == "unread" and audit.reason:
        return audit.reason
    if audit is not None and audit.verdict in {"own", "uncredited", "unread"}:
        return AUDIT_WORDS[audit.verdict]
    words = CREDIT_WORDS[credit.kind].format(credit.name or "somebody")
    if audit is not None and audit.verdict == "open":
        return f"{words}, and {AUDIT_WORDS[audit.verdict]}"
    extra = AUDIT_WORDS[audit.verdict] if audit is not None else ""
    return f"{words} ({extra})" if extra else words


def _minutes(published: str | None, source: float | None) -> float | None:
    """A member's position on the axis of time, in minutes since 1970; without a zone it counts as UTC.

    `source` is the position of its source. None where the date is unknown.
    """
    when = moment(published)
    if when is None or published is None:
        return None
    at = round((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() / 60)
    if not is_day(published) or source is None:
        return at
    # A date without a time is the moment of that day nearest to the source: a copy never comes before it.
    return min(max(source, at), at + 24 * 60 - 1)


def _says(document: Document, member: Member) -> str:
    begin, end = member.credit.begin, member.credit.end
    if begin is None or end is None:
        return ""
    return document.text[begin : min(end, begin + _LONGEST_CREDIT)]


def _number(catalogue: Catalogue, name: str | None) -> int:
    return -1 if name is None else catalogue.number[name]
