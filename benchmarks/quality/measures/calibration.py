"""Whether a stated confidence comes true: bins of equal width and the expected calibration error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """A stated confidence, and whether the answer was right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The outcomes of one stretch of confidence."""

    low: float
    high: float
    count: int
    confidence: float
    """Mean stated confidence."""
    accuracy: float
    """Share that was right."""


def bins(outcomes: Sequence[Outcome], count: int = 10) -> tuple[Bin, ...]:
    """Outcomes by confidence, `count` bins of equal width, empty ones left out; 1.0 goes into the last."""
    filled: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        filled.setdefault(min(int(outcome.confidence * count), count - 1), []).append(outcome)
    return tuple(
        Bin(
            low=index / count,
            high=(index + 1) / count,
            count=len(inside),
            confidence=sum(outcome.confidence for outcome in inside) / len(inside),
            accuracy=sum(outcome.right for outcome in inside) / len(inside),
        )
        for index, inside in sorted(filled.items())
    )


def expected_error(outcomes: Sequence[Outcome], count: int = 10) -> float:
    """Mean distance of confidence and accuracy, bins weighted by their outcomes; 0 without outcomes."""
    if not outcomes:
        return 0.0
    return sum(abs(part.confidence - part.accuracy) * part.count for part in bins(outcomes, count)) / len(
        outcomes
    )
