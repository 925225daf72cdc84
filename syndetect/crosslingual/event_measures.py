"""What two reports in two languages share that tells one event: names, figures, words, and where they stand.

Who tells of other doings of the same people has their names as well, but tells of them further down, and has
other figures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from syndetect.crosslingual.alignment import CommonItems
from syndetect.crosslingual.keyed_texts import KeyedText
from syndetect.crosslingual.keys import is_figure
from syndetect.kernels.words import Bools

OPENING = 0.4
"""Share of a text's sentences that are its opening: what went before is told behind it."""

RARE_FIGURE = 6.0
"""Weight from which a figure is none that any text has: two digits, and in one sentence of each text."""


@dataclass(frozen=True, slots=True)
class EventMeasures:
    """What two texts have in common.

    `figures`: of the weight of a text's figures the share that is rare and stands in the other, of the text
    with fewer, 0 to 1. `opening_names`, `opening_words`: the weight of names, and of other words, that stand
    in the opening of both. `names`, `shared_figures`: how many of each both have.
    """

    figures: float = 0.0
    opening_names: float = 0.0
    opening_words: float = 0.0
    names: int = 0
    shared_figures: int = 0


def event_measures(left: KeyedText, right: KeyedText, shared: CommonItems) -> EventMeasures:
    """What two texts have in common; to exchange them changes nothing."""
    total = len(shared.weights)
    if not total:
        return EventMeasures()
    sides = (left, right)
    weights = np.full(total, np.inf)
    facts, figures, opening = np.zeros(total, np.bool_), np.zeros(total, np.bool_), np.ones(total, np.bool_)
    masses = []
    for side, named, held in zip(sides, shared.names, shared.held, strict=True):
        known = named >= 0
        counted = np.array([is_figure(keys) for keys in side.keys], np.bool_)
        figures[named[known & counted]] = True
        facts[named[known & side.facts]] = True
        most = np.zeros(total)
        np.maximum.at(most, named[known], side.weights[known])
        weights = np.minimum(weights, most)
        opening &= held.argmax(axis=0) < OPENING * len(side)
        masses.append(_mass(side, counted))
    names, rare = facts & ~figures, figures & (weights >= RARE_FIGURE)
    return EventMeasures(
        figures=min(1.0, float(weights[rare].sum()) / (min(masses) + RARE_FIGURE)),
        opening_names=float(weights[names & opening].sum()),
        opening_words=float(weights[~facts & ~figures & opening].sum()),
        names=int(names.sum()),
        shared_figures=int(rare.sum()),
    )


def _mass(side: KeyedText, counted: Bools) -> float:
    """The weight of a text's figures, each once."""
    weights: dict[str, float] = {}
    for row in np.flatnonzero(counted).tolist():
        key = side.keys[row][0]
        weights[key] = max(weights.get(key, 0.0), float(side.weights[row]))
    return sum(weights.values())
