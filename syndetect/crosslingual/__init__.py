"""Texts in two languages held beside each other, without translating either."""

from __future__ import annotations

from dataclasses import dataclass

from syndetect.crosslingual.alignment import Beads, aligned, in_common, supported
from syndetect.crosslingual.keyed_texts import KeyedText, keyed_text
from syndetect.crosslingual.sentence_measures import Measures, measured
from syndetect.kernels.words import Bools

__all__ = ["Beside", "KeyedText", "Measures", "beside", "keyed_text"]


@dataclass(frozen=True, slots=True, eq=False)
class SideBySide:
    """Two sides, the beads of their sentences, which of these answer each other, and what that amounts to."""

    left: KeyedText
    right: KeyedText
    beads: Beads
    supported: Bools
    measures: Measures


def beside(left: KeyedText, right: KeyedText) -> SideBySide:
    """Two texts in two languages beside each other, sentence by sentence."""
    shared = in_common(left, right)
    beads = aligned(left, right, shared)
    return SideBySide(left, right, beads, supported(beads), measured(left, right, shared, beads))
