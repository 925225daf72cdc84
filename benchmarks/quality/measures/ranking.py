"""How well a score ranks true above false."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


def area(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Chance that a positive scores above a negative (ROC area), ties by half; 0.5 if either is empty."""
    if not positive or not negative:
        return 0.5
    below = sorted(negative)
    wins = sum(bisect_left(below, score) + bisect_right(below, score) for score in positive)
    return wins / (2 * len(positive) * len(negative))
