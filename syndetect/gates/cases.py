"""Pairs as a gate sees them: the submission is judged by what it has in common with the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from syndetect.model import (
    NO_CREDIT,
    Change,
    Credit,
    Document,
    Evidence,
    Member,
    Pair,
    Passage,
    Report,
    Span,
)

Way = Literal["from-source", "to-source", "common-source", "undetermined"]

_SHARES = tuple(item.name for item in fields(Evidence) if item.type == "float")


@dataclass(frozen=True, slots=True)
class Case:
    """A pair with the side that is judged (`submission`), the other side, and the credit of the submission.

    Figures are rounded as a saved report has them, so that both give the same verdict.
    """

    pair: Pair
    submission: Document
    source: Document
    credit: Credit = NO_CREDIT
    altered: tuple[Change, ...] = ()
    """Facts that differ between the submission and its source; empty where it is not known to be derived."""

    @property
    def on_left(self) -> bool:
        """Whether the submission is the pair's left side."""
        return self.pair.left == self.submission.id

    @property
    def coverage(self) -> float:
        """Share of the submission's words inside passages."""
        evidence = self.pair.evidence
        return evidence.coverage_left if self.on_left else evidence.coverage_right

    @property
    def source_coverage(self) -> float:
        """Share of the source's words inside passages."""
        evidence = self.pair.evidence
        return evidence.coverage_right if self.on_left else evidence.coverage_left

    @property
    def containment(self) -> float:
        """Share of the submission's word shingles that the source has."""
        evidence = self.pair.evidence
        return evidence.containment_left if self.on_left else evidence.containment_right

    @property
    def derived_words(self) -> int:
        """Words of the submission inside passages."""
        evidence = self.pair.evidence
        furniture = evidence.boilerplate_left if self.on_left else evidence.boilerplate_right
        return round(self.coverage * max(0, self.submission.words - furniture))

    @property
    def way(self) -> Way:
        """Which of the two was made from the other, seen from the submission."""
        direction = self.pair.direction
        if direction == "common-source":
            return "common-source"
        if direction == "undetermined":
            return "undetermined"
        return "from-source" if (direction == "left-from-right") == self.on_left else "to-source"

    def passages(self) -> Iterator[tuple[Span, Span, Passage]]:
        """Each passage with its stretch of the submission and of the source, the strongest first."""
        ranked = sorted(
            self.pair.passages,
            key=lambda passage: (
                -(passage.left.end - passage.left.begin) * passage.similarity,
                passage.left.begin,
            ),
        )
        for passage in ranked:
            sides = (passage.left, passage.right) if self.on_left else (passage.right, passage.left)
            yield *sides, passage


def cases(report: Report) -> list[Case]:
    """A case for each related pair, in the order of the pairs.

    The submission is the side that a check judged; in any other report it is the derived side, and where the
    direction is not known the side with the larger coverage.
    """
    judged = frozenset(report.submissions or ())
    member_of = {member.document: member for family in report.families for member in family.members}
    made = []
    for pair in report.pairs:
        if pair.relation == "unrelated":
            continue
        ids = (pair.left, pair.right) if _left_is_judged(pair, judged) else (pair.right, pair.left)
        submission, source = map(report.document, ids)
        member = member_of.get(submission.id)
        credit = NO_CREDIT if member is None else member.credit
        made.append(Case(rounded(pair), submission, source, credit, _altered(member, source.id)))
    return made


def _altered(member: Member | None, source: str) -> tuple[Change, ...]:
    if member is None or member.source != source or member.changes is None:
        return ()
    return tuple(change for change in member.changes.altered if change.kind != "headline")


def _left_is_judged(pair: Pair, judged: frozenset[str]) -> bool:
    if (pair.left in judged) != (pair.right in judged):
        return pair.left in judged
    if pair.direction in ("left-from-right", "right-from-left"):
        return pair.direction == "left-from-right"
    # Rounded, or a saved report could decide differently.
    return round(pair.evidence.coverage_left, 4) > round(pair.evidence.coverage_right, 4)


def rounded(pair: Pair) -> Pair:
    """The pair with its figures rounded to four decimal places, as a saved report has them."""
    shares: dict[str, Any] = {name: round(float(getattr(pair.evidence, name)), 4) for name in _SHARES}
    return replace(
        pair,
        confidence=round(pair.confidence, 4),
        certainty=round(pair.certainty, 4),
        evidence=replace(pair.evidence, **shares),
        passages=tuple(
            replace(passage, similarity=round(passage.similarity, 4)) for passage in pair.passages
        ),
    )
