"""Figures as the published format holds them."""

from __future__ import annotations

import math


def figure(value: float) -> float:
    """`value` to four places; ValueError when it is not finite."""
    # Adding nothing turns -0.0 into 0.0.
    return round(finite(float(value)), 4) + 0.0


def finite(value: float) -> float:
    """`value`; ValueError when it is not finite."""
    if not math.isfinite(value):
        raise ValueError(f"a report cannot hold {value}: every figure must be finite")
    return value
