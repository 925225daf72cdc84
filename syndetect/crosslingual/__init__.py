"""Texts in two languages held beside each other, without translating either."""

from __future__ import annotations

from dataclasses import dataclass

from syndetect.crosslingual.alignment import Beads, aligned, in_common
from syndetect.crosslingual.measures import Measures, measured, supported
from syndetect.crosslingual.sides import Side, side_of
from syndetect.kernels.text import Bools

__all__ = ["Beside", "Measures", "Side", "beside", "side_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """Two sides, the beads of their sentences, which of these answer each other, and what that amounts to."""

    left: Side
    right: Side
    beads: Beads
    supported: Bools
    measures: Measures


def beside(left: Side, right: Side) -> Beside:
    """Two texts in two languages beside each other, sentence by sentence."""
    shared = in_common(left, right)
    beads = aligned(left, right, shared)
    return Beside(left, right, beads, supported(beads), measured(left, right, shared, beads))
