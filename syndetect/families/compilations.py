"""Members that have text from other families too: further sources, and one audit of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from syndetect.families.credit_audit import merged
from syndetect.families.totals import words_inside
from syndetect.families.visits import Visit
from syndetect.model import CreditAudit, Document, Family, Member, Pair, SecondSource
from syndetect.spans import covered

Key = tuple[str, str]
Spans = Sequence[tuple[int, int]]


_LEAST = 0.02
"""Share of an article that a further source must have alone: less is what all have."""


@dataclass(frozen=True, slots=True)
class _Further:
    """A source in another family, and the audit of what was taken from there."""

    source: str
    audit: CreditAudit | None


def compiled(
    families: Sequence[Family],
    called: Sequence[Visit],
    hosted: Sequence[Family],
    derived: Mapping[Key, Pair],
    by_id: Mapping[str, Document],
) -> list[Family]:
    """The families; members with sources in other families have these in `also` and in their audit.

    Such a member was the guest of the other family, or the other one was the guest of its own. `hosted` are
    the families of the visits `called`, `derived` all derived pairs.
    """
    further: dict[str, list[_Further]] = defaultdict(list)
    for visit, family in zip(called, hosted, strict=True):
        for one in family.members:
            if one.source is not None and visit.guest in {one.document, one.source}:
                further[one.document].append(_Further(one.source, one.audit))
    return [
        replace(
            family,
            members=tuple(
                _joined(one, further.get(one.document, ()), derived, by_id) for one in family.members
            ),
        )
        for family in families
    ]


def _joined(
    member: Member, further: Sequence[_Further], derived: Mapping[Key, Pair], by_id: Mapping[str, Document]
) -> Member:
    known = [member.source, *(second.document for second in member.also)]
    fresh = [one for one in further if one.source not in known]
    if member.source is None or not fresh:
        return member
    text = by_id[member.document].text
    spans = {
        id: _spans(member.document, id, derived) for id in (*known, *(one.source for one in fresh)) if id
    }
    every = covered([span for some in spans.values() for span in some])
    also = list(member.also)
    for one in fresh:
        rest = covered([span for id, some in spans.items() if id != one.source for span in some])
        share = (every - rest) / max(1, len(text))
        if share >= _LEAST:
            also.append(SecondSource(one.source, share))
    also.sort(key=lambda second: (-second.coverage, second.document))
    audits = [audit for audit in (member.audit, *(one.audit for one in fresh)) if audit is not None]
    words = words_inside(text, [span for some in spans.values() for span in some])
    return replace(member, also=tuple(also), audit=merged(audits, words) if audits else None)


def _spans(id: str, source: str, derived: Mapping[Key, Pair]) -> Spans:
    """What an article shares with one of its sources."""
    if (pair := derived.get((id, source))) is not None:
        return [(passage.left.begin, passage.left.end) for passage in pair.passages]
    pair = derived.get((source, id))
    return [(passage.right.begin, passage.right.end) for passage in pair.passages] if pair else []
