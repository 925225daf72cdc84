"""Sentences of two languages beside each other: lengths and anchors, in one order.

The beads and the measure of lengths are those of Gale and Church (1993); what sentences have in common stands
beside the lengths (Simard, Foster and Isabelle 1992; Varga et al. 2005).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from syndetect.crosslingual.keyed_texts import KeyedText
from syndetect.graphs import DisjointSets
from syndetect.kernels.words import I64, Bools

F64 = NDArray[np.float64]

_VARIANCE = 6.8
"""Variance of characters of a translation for each character (Gale and Church 1993)."""
_FURTHEST = 4.0
"""Standard deviations beyond which lengths say no more than that they do not fit."""

_SINGLE, _DOUBLE, _GAP = -0.5, -3.0, -2.0
"""Log odds of beads before anything is looked at: one to one, one to two, and one to none."""

_ADDED = 2.0
"""Weight that each of two sentences shares at least with the one that answers both, beside the other's."""

_WORTH = 0.35
"""Log odds for each unit of weight that two sentences share, above what strangers share."""

LEAST_SHARED = 5.0
"""Weight that the sentences of a bead share at least to answer each other: a name, or a figure and a word."""

LEAST_LIKENESS = 0.12
"""Share of their weight that they have in common at least. Sentences on other things have .01."""

FITTING = 1.5
"""Standard deviations by which the lengths of sentences may differ that only their neighbours answer for."""

MOVED_SHARED, MOVED_LIKENESS = 8.0, 0.2
"""The same of sentences that stand elsewhere in the other text: nothing else speaks for them."""

_PASSES = 6
"""How often what is left over is aligned again: whoever retells a story begins with another part of it."""

_FEWEST = 2
"""Sentences that find anything on the other side, below which two texts tell nothing of each other."""

LEAST_IN_COMMON = 0.16
"""Share of the weight of the text with less that both have in common at least, wherever it stands, to be
aligned. Of translations all have .3, of reports on one event nine in ten have this, of others a third."""

_RATIO = (0.6, 1.7)
_SURE_PAIRS = 3

MOST_CELLS = 4_000_000
"""Sentences of one text times those of the other from which nothing is aligned."""


@dataclass(frozen=True, slots=True, eq=False)
class Beads:
    """Sentences that answer each other, in order.

    `spans`: int64 (beads, 4): left begin, left end, right begin, right end, in sentences. By bead: `shared`,
    `left`, `right`: float64, the weight of what both have, of the left's items and of the right's;
    `misfit`: float64, by how many standard deviations the lengths miss each other. `chance`: what two
    sentences that are no bead share, as a share of their weight.
    """

    spans: I64
    shared: F64
    left: F64
    right: F64
    misfit: F64

    def __len__(self) -> int:
        return len(self.spans)

    def where(self, rows: Bools) -> Beads:
        """Some of the beads."""
        return Beads(
            self.spans[rows], self.shared[rows], self.left[rows], self.right[rows], self.misfit[rows]
        )

    @property
    def likeness(self) -> F64:
        """Share of both sides' weight that answers, by bead."""
        return 2 * self.shared / np.maximum(self.left + self.right, 1e-9)


_NOTHING = np.empty(0)
NO_BEADS = Beads(np.empty((0, 4), np.int64), _NOTHING, _NOTHING, _NOTHING, _NOTHING)


@dataclass(frozen=True, slots=True, eq=False)
class CommonItems:
    """What two texts have in common, by sentence.

    `names`: for the items of each side the number of what they share with the other, -1 for none. `weights`:
    float64, of each such number; `held`: for each side, float64 (sentences, numbers), 1 where it is there.
    """

    names: tuple[I64, I64]
    weights: F64
    held: tuple[F64, F64]


def in_common(left: KeyedText, right: KeyedText) -> CommonItems:
    """Which items answer each other: those that share a key, directly or through another item."""
    shared = [key for key in left.places if key in right.places]
    answering = DisjointSets[int]()
    found: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for side, numbers in zip((left, right), found, strict=True):
        for number, key in enumerate(shared):
            for item in side.places[key]:
                first = numbers.setdefault(item, number)
                if first != number:
                    answering.join(number, first)
    roots = sorted({answering.leader(number) for number in range(len(shared))})
    dense = {number: place for place, number in enumerate(roots)}
    total = len(roots)
    names: list[I64] = []
    held: list[F64] = []
    weights, spread = np.full(total, np.inf), np.ones(total)
    for side, numbers in zip((left, right), found, strict=True):
        named = np.full(len(side.keys), -1)
        for item, number in numbers.items():
            named[item] = dense[answering.leader(number)]
        known = named >= 0
        matrix = np.zeros((len(side), total))
        matrix[side.units[known], named[known]] = 1.0
        most = np.zeros(total)
        np.maximum.at(most, named[known], side.weights[known])
        weights = np.minimum(weights, most)
        spread *= np.maximum(matrix.sum(axis=0), 1.0)
        names.append(named)
        held.append(matrix)
    return CommonItems((names[0], names[1]), weights / np.sqrt(spread), (held[0], held[1]))


def aligned(left: KeyedText, right: KeyedText, shared: CommonItems) -> Beads:
    """The likeliest beads of two texts; sentences without any are left out."""
    n, m = len(left), len(right)
    if not n or not m or n * m > MOST_CELLS:
        return NO_BEADS
    one, two = shared.held
    both = one * shared.weights @ two.T
    if (both.max(axis=1) >= LEAST_SHARED / 2).sum() < _FEWEST:
        # Of a bead of three sentences two share half of what it must.
        return NO_BEADS
    masses = _masses(left, shared, 0), _masses(right, shared, 1)
    if _at_most(shared) < LEAST_IN_COMMON * min(float(masses[0].sum()), float(masses[1].sum())):
        return NO_BEADS
    likeness = 2 * both / np.maximum(masses[0][:, None] + masses[1][None, :], 1e-9)
    ratio = _ratio(left, right, both, likeness)
    lengths = left.lengths * ratio, right.lengths
    chance = float(np.median(both))
    found = []
    rows, columns = np.arange(n), np.arange(m)
    for moved in range(_PASSES):
        # Two sentences share no more than each of them does, added up.
        if moved and 2 * both[np.ix_(rows, columns)].max() < MOVED_SHARED:
            break
        beads = _beads(rows, columns, shared, (both, chance), masses, lengths)
        beads = beads.where(_sure(beads) if moved else supported(beads))
        if not len(beads):
            break
        found.append(beads)
        rows, columns = _left_over(rows, beads.spans[:, :2]), _left_over(columns, beads.spans[:, 2:])
        if not len(rows) or not len(columns):
            break
    return _together(found)


def _beads(
    rows: I64,
    columns: I64,
    shared: CommonItems,
    both: tuple[F64, float],
    masses: tuple[F64, F64],
    lengths: tuple[F64, F64],
) -> Beads:
    """The likeliest beads of some of the sentences, in their order."""
    one, two = shared.held[0][rows], shared.held[1][columns]
    cells, chance = both
    ours, theirs = lengths[0][rows], lengths[1][columns]
    single = cells[np.ix_(rows, columns)]
    doubles = one * shared.weights @ _twice(two).T, _twice(one) * shared.weights @ two.T
    scores = {
        (1, 1): _SINGLE + _score(single, ours, theirs, chance),
        (1, 2): _DOUBLE + _score(doubles[0], ours, _pairs(theirs), chance),
        (2, 1): _DOUBLE + _score(doubles[1], _pairs(ours), theirs, chance),
    }
    # A sentence that adds nothing to the one beside it only fills up a length.
    scores[1, 2][doubles[0] - np.maximum(single[:, :-1], single[:, 1:]) < _ADDED] = -np.inf
    scores[2, 1][doubles[1] - np.maximum(single[:-1], single[1:]) < _ADDED] = -np.inf
    scores[1, 2][:, np.diff(columns) > 1] = -np.inf
    scores[2, 1][np.diff(rows) > 1] = -np.inf
    spans = best_beads(len(rows), len(columns), scores)
    for side, places in ((0, rows), (2, columns)):
        spans[:, side + 1] = places[spans[:, side + 1] - 1] + 1
        spans[:, side] = places[spans[:, side]]
    return _measured(spans, shared, masses, lengths)


def supported(beads: Beads) -> Bools:
    """Which beads answer each other: by what they share, or between two that do by their lengths alone."""
    likely = (beads.shared >= LEAST_SHARED) & (beads.likeness >= LEAST_LIKENESS)
    spans = beads.spans
    joined = (spans[1:, 0] == spans[:-1, 1]) & (spans[1:, 2] == spans[:-1, 3])
    before = np.append(False, likely[:-1] & joined)[: len(likely)]
    behind = np.append(likely[1:] & joined, False)[: len(likely)]
    found: Bools = likely | (before & behind & (beads.misfit <= FITTING))
    return found


def _sure(beads: Beads) -> Bools:
    """Which beads answer each other though they stand elsewhere."""
    found: Bools = (beads.shared >= MOVED_SHARED) & (beads.likeness >= MOVED_LIKENESS)
    return found


def _left_over(places: I64, spans: I64) -> I64:
    """The sentences of a side that stand in none of some beads."""
    taken = np.concatenate([np.arange(begin, end) for begin, end in spans.tolist()])
    return places[~np.isin(places, taken)]


def _together(found: Sequence[Beads]) -> Beads:
    """The beads of all passes as the left text has them."""
    if not found:
        return NO_BEADS
    spans = np.concatenate([beads.spans for beads in found])
    order = np.argsort(spans[:, 0])
    columns = (
        np.concatenate([getattr(beads, name) for beads in found])[order]
        for name in ("shared", "left", "right", "misfit")
    )
    return Beads(spans[order], *columns)


def _at_most(shared: CommonItems) -> float:
    """The weight that any beads could find."""
    one, two = shared.held
    return float(np.minimum(one.sum(axis=0), two.sum(axis=0)) @ shared.weights)


def _masses(side: KeyedText, shared: CommonItems, row: int) -> F64:
    """The weight of each sentence's items, in the measure of what is shared."""
    alone = side.weights * (shared.names[row] < 0)
    return shared.held[row] @ shared.weights + np.bincount(side.units, alone, len(side))


def _ratio(left: KeyedText, right: KeyedText, both: F64, likeness: F64) -> float:
    """Characters of the right text for each one of the left: of sentences that find each other, or of all."""
    rows = np.arange(len(left))
    best = both.argmax(axis=1)
    mutual = (both.argmax(axis=0)[best] == rows) & (likeness[rows, best] > likeness.mean())
    mutual &= both[rows, best] > 0
    if mutual.sum() >= _SURE_PAIRS:
        found = float(np.median(right.lengths[best[mutual]] / np.maximum(left.lengths[mutual], 1)))
    else:
        found = float(right.lengths.sum() / max(left.lengths.sum(), 1.0))
    return min(max(found, _RATIO[0]), _RATIO[1])


def misfits(left: Any, right: Any) -> F64:
    """How many standard deviations lengths miss each other by; the left ones are in the right's measure."""
    middle = np.maximum((left + right) / 2, 1.0)
    found: F64 = np.minimum(np.abs(right - left) / np.sqrt(_VARIANCE * middle), _FURTHEST)
    return found


def _score(shared: F64, left: F64, right: F64, chance: float) -> F64:
    lengths = misfits(left[:, None], right[None, :])
    return _WORTH * (shared - chance) - lengths * lengths / 2


def _twice(held: F64) -> F64:
    return np.maximum(held[:-1], held[1:])


def _pairs(lengths: F64) -> F64:
    return lengths[:-1] + lengths[1:]


def best_beads(n: int, m: int, scores: Mapping[tuple[int, int], F64]) -> I64:
    """The beads of the best way through `n` and `m` sentences: int64 (beads, 4), as in `Beads`.

    `scores`: for beads of so many sentences a side, float64, by the first sentence of each. A sentence in no
    bead costs _GAP. All cells of a diagonal are worked out at once; they stand evenly in the flat table.
    """
    width = m + 3
    best = np.full((n + 3, width), -np.inf)
    best[2, 2] = 0.0
    flat: F64 = best.reshape(-1)
    ends = []
    for (di, dj), found in scores.items():
        # By the cell behind the bead, with the same two cells of margin.
        held = np.full((n + 3, width), -np.inf)
        held[di + 2 :, dj + 2 :] = found
        ends.append((di * width + dj, held.reshape(-1)))
    for diagonal in range(1, n + m + 1):
        low, high = max(0, diagonal - m), min(n, diagonal)
        first = (low + 2) * width + diagonal - low + 2
        last = (high + 2) * width + diagonal - high + 2
        here = slice(first, last + 1, width - 1)
        value: F64 = np.maximum(flat[_back(here, width)], flat[_back(here, 1)]) + _GAP
        for step, gained in ends:
            np.maximum(value, flat[_back(here, step)] + gained[here], out=value)
        flat[here] = value
    spans = []
    i, j = n, m
    while i or j:
        moves = [(best[i + 1, j + 2] + _GAP, 1, 0, False), (best[i + 2, j + 1] + _GAP, 0, 1, False)]
        moves += [
            (best[i + 2 - di, j + 2 - dj] + found[i - di, j - dj], di, dj, True)
            for (di, dj), found in scores.items()
            if i >= di and j >= dj
        ]
        _, di, dj, bead = max(moves, key=lambda move: float(move[0]))
        if bead:
            spans.append((i - di, i, j - dj, j))
        i, j = i - di, j - dj
    return np.array(spans[::-1], np.int64).reshape(-1, 4)


def _back(cells: slice, step: int) -> slice:
    """The cells so many places before those of a slice."""
    return slice(cells.start - step, cells.stop - step, cells.step)


def _measured(spans: I64, shared: CommonItems, masses: tuple[F64, F64], lengths: tuple[F64, F64]) -> Beads:
    one, two = shared.held
    rows = []
    for a, b, c, d in spans.tolist():
        held = np.minimum(one[a:b].max(axis=0), two[c:d].max(axis=0))
        rows.append(
            (
                float(held @ shared.weights),
                float(masses[0][a:b].sum()),
                float(masses[1][c:d].sum()),
                float(misfits(lengths[0][a:b].sum(), lengths[1][c:d].sum())),
            )
        )
    columns = np.array(rows, np.float64).reshape(-1, 4)
    return Beads(spans, *columns.T)
