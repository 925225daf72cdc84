"""Passage detection scored as by Potthast et al. 2010, "An evaluation framework for plagiarism detection".

A match is a span of the left (suspicious) text with its span of the right (source) text; its characters are
those of both spans, taken as one set. A detection meets a case only if they overlap on both sides. Then

    recall       mean over the cases of the share of a case's characters that detections meeting it cover
    precision    mean over the detections of the share of a detection's characters that cases it meets cover
    granularity  mean over the met cases of the number of detections that meet it (1 when none is met)
    plagdet      F1 of precision and recall / log2(1 + granularity)

Both means run over all matches of all pairs of a subset together, so pairs add up as tallies. A pair without
cases weighs in through the detections it should not have. With neither cases nor detections, recall and
precision are 1; with only one of the two, both are 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Interval = tuple[int, int]
"""Code points from the first up to, not including, the second."""


@dataclass(frozen=True, slots=True)
class Match:
    """A span of the left text and the span of the right text that it answers to."""

    left: Interval
    right: Interval

    @property
    def characters(self) -> int:
        """Characters of both spans."""
        return self.left[1] - self.left[0] + self.right[1] - self.right[0]


@dataclass(frozen=True, slots=True)
class Tally:
    """What one pair, or many, add to the measures; sums of tallies are tallies."""

    cases: int = 0
    detections: int = 0
    covered_cases: float = 0.0
    """Sum over the cases of the covered share."""
    covered_detections: float = 0.0
    met_cases: int = 0
    meetings: int = 0
    """Pairs of a case and a detection that meet."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.cases + other.cases,
            self.detections + other.detections,
            self.covered_cases + other.covered_cases,
            self.covered_detections + other.covered_detections,
            self.met_cases + other.met_cases,
            self.meetings + other.meetings,
        )


@dataclass(frozen=True, slots=True)
class Scores:
    """The four published measures."""

    plagdet: float
    recall: float
    precision: float
    granularity: float


def tally(cases: Sequence[Match], detections: Sequence[Match]) -> Tally:
    """One pair's part in the measures."""
    met = [sum(_meet(case, detection) for detection in detections) for case in cases]
    return Tally(
        cases=len(cases),
        detections=len(detections),
        covered_cases=sum(_covered_share(case, detections) for case in cases),
        covered_detections=sum(_covered_share(detection, cases) for detection in detections),
        met_cases=sum(count > 0 for count in met),
        meetings=sum(met),
    )


def total(tallies: Iterable[Tally]) -> Tally:
    """The tally of all pairs together."""
    return sum(tallies, Tally())


def scores(sums: Tally) -> Scores:
    """The measures of a subset from the tally of its pairs."""
    granularity = sums.meetings / sums.met_cases if sums.met_cases else 1.0
    if not sums.cases and not sums.detections:
        return Scores(1.0, 1.0, 1.0, granularity)
    recall = sums.covered_cases / sums.cases if sums.cases else 0.0
    precision = sums.covered_detections / sums.detections if sums.detections else 0.0
    both = recall + precision
    f1 = 2 * recall * precision / both if both else 0.0
    return Scores(f1 / math.log2(1 + granularity), recall, precision, granularity)


def _meet(one: Match, other: Match) -> bool:
    return _overlap(one.left, other.left) > 0 and _overlap(one.right, other.right) > 0


def _overlap(one: Interval, other: Interval) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _covered_share(match: Match, others: Sequence[Match]) -> float:
    meeting = [other for other in others if _meet(match, other)]
    covered = _covered(match.left, [other.left for other in meeting])
    covered += _covered(match.right, [other.right for other in meeting])
    return covered / match.characters if meeting else 0.0


def _covered(span: Interval, others: list[Interval]) -> int:
    """Characters of `span` that lie in at least one of `others`."""
    count, reached = 0, span[0]
    for begin, end in sorted(others):
        begin, end = max(begin, reached), min(end, span[1])  # noqa: PLW2901
        if end > begin:
            count += end - begin
            reached = end
    return count
