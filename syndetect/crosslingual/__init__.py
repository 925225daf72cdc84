"""Texts in two languages held beside each other, without translating either."""

from __future__ import annotations

from dataclasses import dataclass

from syndetect.crosslingual.alignment import Beads, CommonItems, aligned, in_common, supported
from syndetect.crosslingual.event_measures import EventMeasures, event_measures
from syndetect.crosslingual.keyed_texts import KeyedText, keyed_text
from syndetect.crosslingual.sentence_measures import NOTHING, Measures, measured
from syndetect.crosslingual.stretches import longest_stretch, some_sentences
from syndetect.kernels.words import Bools

__all__ = [
    "EventMeasures",
    "KeyedText",
    "Measures",
    "SideBySide",
    "beside",
    "event_of",
    "keyed_text",
    "stretch_of",
]


@dataclass(frozen=True, slots=True, eq=False)
class SideBySide:
    """Two sides, what they share, the beads of their sentences, which of these count, and the measures."""

    left: KeyedText
    right: KeyedText
    shared: CommonItems
    beads: Beads
    supported: Bools
    measures: Measures


def beside(left: KeyedText, right: KeyedText) -> SideBySide:
    """Two texts in two languages beside each other, sentence by sentence."""
    shared = in_common(left, right)
    beads = aligned(left, right, shared)
    return SideBySide(left, right, shared, beads, supported(beads), measured(left, right, shared, beads))


def stretch_of(pair: SideBySide) -> Measures:
    """The figures of the longest stretch of sentences that answer each other, by itself."""
    found = longest_stretch(pair.beads)
    if found is None:
        return NOTHING
    a, b, c, d = found
    return beside(some_sentences(pair.left, a, b), some_sentences(pair.right, c, d)).measures


def event_of(pair: SideBySide) -> EventMeasures:
    """What the two texts share that tells one event."""
    return event_measures(pair.left, pair.right, pair.shared)
