"""Figures as the published format holds them."""

from __future__ import annotations

import math


def figure(value: float) -> float:
    """`value` to four places; ValueError when it is not finite."""
    rounded = round(float(value), 4)
    if not math.isfinite(rounded):
        raise ValueError(f"a report cannot hold {value}: every figure must be finite")
    return rounded + 0.0  # turns -0.0 into 0.0
