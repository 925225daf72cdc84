"""Figures in sentences: counts with their nouns, and shares with their intervals."""

from __future__ import annotations

import math

_NORMAL = 1.959964
"""Standard deviations of a normal distribution that 95 % lie within."""


def plural(count: int, noun: str, many: str = "") -> str:
    """The count with its noun: `1 family`, `2,310 families`."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def percent(share: float) -> str:
    """A share as `71 %`; only a whole share is 100 %, and only nothing is 0 %."""
    if 0 < share < 0.01:
        return "<1 %"
    return f"{min(round(share * 100), 99) if share < 1 else 100} %"


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); 0 to 1 where there is nothing to share."""
    if whole == 0:
        return 0.0, 1.0
    share, square = part / whole, _NORMAL * _NORMAL
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = _NORMAL / (1 + square / whole) * math.sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    return max(0.0, middle - half), min(1.0, middle + half)
