"""Figures as the published format has them."""

from __future__ import annotations

import math


def figure(value: float) -> float:
    """`value` rounded to four decimal places; raises ValueError when it is not finite."""
    # Adding 0.0 turns -0.0 into 0.0.
    return round(finite(float(value)), 4) + 0.0


def finite(value: float) -> float:
    """`value` itself; raises ValueError when it is not finite."""
    if not math.isfinite(value):
        raise ValueError(f"a report cannot hold {value}: every figure must be finite")
    return value
