"""Figures in sentences: counts with their nouns, shares, and intervals of shares."""

from __future__ import annotations

import math

_NORMAL = 1.959964
"""Standard deviations around the mean that contain 95 % of a normal distribution."""


def plural(count: int, noun: str, many: str = "") -> str:
    """The count with its noun: `1 family`, `2,310 families`."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def percent(share: float) -> str:
    """A share (0 to 1) as `71 %`; only exactly 1 is `100 %`, and only exactly 0 is `0 %`."""
    if 0 < share < 0.01:
        return "<1 %"
    return f"{min(round(share * 100), 99) if share < 1 else 100} %"


def wilson(count: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of the share `count` / `whole` (Wilson 1927); 0 to 1 where `whole` is 0."""
    if whole == 0:
        return 0.0, 1.0
    share, square = count / whole, _NORMAL * _NORMAL
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = _NORMAL / (1 + square / whole) * math.sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    return max(0.0, middle - half), min(1.0, middle + half)
